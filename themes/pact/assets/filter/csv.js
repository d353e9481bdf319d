/** Comma-separated values (RFC 4180), and the kind of them that spreadsheets open in Poland. */

/**
 * Splits a text into rows of cells.
 * @param {string} text
 */
export function parse(text) {
  /** @type {string[][]} */
  const rows = [];
  let row = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === "" && plain === "" && quoted === undefined && row.length === 0) break;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/**
 * Writes rows with semicolons and a byte order mark, as Excel expects them where a comma is a decimal sign.
 * @param {string[][]} rows
 */
export function write(rows) {
  return "\ufeff" + rows.map((row) => row.map(cell).join(";") + "\r\n").join("");
}

/**
 * Quotes a cell. What a spreadsheet would take for a formula is marked as text (OWASP, 'CSV Injection').
 * @param {string} text
 */
function cell(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) || /^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
