/** Finds the stems that a word may be a form of, by the table that the index brings along. */

/**
 * @typedef {object} Table What is known of a language's inflection.
 * @property {Map<string, string>} same endings, and the one that stands for them
 * @property {Map<string, string[]>} stem endings, and the endings of the stems that they may stand on
 * @property {string[]} superlative beginnings of superlatives
 * @property {Set<string>} stop words that a query may hold without asking for them
 * @property {number} longest letters of the longest ending
 */

const SHORTEST_WORD = 3;
const SHORTEST_STEM = 2;
const SHORTEST_SUPERLATIVE = 7;

/**
 * Reads a table.
 * @param {string} text
 * @returns {Table}
 */
export function readTable(text) {
  /** @type {Table} */
  const table = { same: new Map(), stem: new Map(), superlative: [], stop: new Set(), longest: 0 };
  let section = "";
  for (const line of text.split("\n")) {
    const [ending = "", value] = line.split("\t", 2);
    if (ending.startsWith("[")) section = ending;
    else if (section === "[superlative]" && ending) table.superlative.push(...ending.split(" "));
    else if (section === "[stop]") for (const word of ending.split(" ")) table.stop.add(word);
    else if (value !== undefined && ending && !ending.startsWith("#")) {
      if (section === "[same]") table.same.set(ending, value);
      else table.stem.set(ending, value.split(" ").map((stem) => (stem === "-" ? "" : stem)));
      table.longest = Math.max(table.longest, ending.length);
    }
  }
  return table;
}

/**
 * Returns a folded word's keys, most likely first. Two words that share one are forms of each other.
 * @param {string} folded
 * @param {Table} table
 * @returns {string[]}
 */
export function keys(folded, table) {
  if (table.longest === 0 || folded.length < SHORTEST_WORD || !/^[a-z]+$/.test(folded)) return [folded];
  const found = stems(folded, table);
  for (const beginning of table.superlative) {
    if (folded.length >= SHORTEST_SUPERLATIVE && folded.startsWith(beginning)) {
      found.push(...stems(folded.slice(beginning.length), table));
    }
  }
  return [...new Set(found)];
}

/**
 * @param {string} folded
 * @param {Table} table
 */
function stems(folded, table) {
  const plain = same(folded, table);
  const bounded = "^" + plain;
  for (let length = Math.min(table.longest, bounded.length); length > 0; length--) {
    const endings = table.stem.get(bounded.slice(-length));
    if (!endings) continue;
    const beginning = bounded.slice(0, -length);
    const found = endings.map((ending) => (beginning + ending).replace("^", "")).filter((key) => key.length >= SHORTEST_STEM);
    return found.length > 0 ? found : [plain];
  }
  return [plain];
}

/**
 * @param {string} folded
 * @param {Table} table
 */
function same(folded, table) {
  for (let length = Math.min(table.longest, folded.length - SHORTEST_STEM); length > 0; length--) {
    const other = table.same.get(folded.slice(-length));
    if (other !== undefined) return folded.slice(0, -length) + other;
  }
  return folded;
}
