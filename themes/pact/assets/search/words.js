/** Splits text into words. The generator does the same. */

const LETTER = "[\\p{Alphabetic}\\p{N}]";
const INNER = "[\\p{Alphabetic}\\p{N}\\u0300-\\u036f\\u00ad]";
/** A word of one plain letter may be a name like C++; a longer one may have an ending after an apostrophe. */
const WORD = `(?:[A-Za-z0-9](?!${INNER})(?:\\+\\+|#)?|${LETTER}${INNER}*(?:['’]${LETTER}${INNER}{0,2}(?!${INNER}))?)`;
const CHAIN = new RegExp(`${WORD}(?:-${WORD})*`, "gu");

/**
 * @typedef {object} Chain One word, or several that hyphens join.
 * @property {string[]} parts
 * @property {number} start where it begins in the text
 * @property {boolean} joined whether the whole is a word too
 */

/**
 * Returns the words of a text without markup.
 * @param {string} text
 * @returns {Chain[]}
 */
export function chains(text) {
  return Array.from(text.matchAll(CHAIN), (match) => {
    const parts = match[0].split("-");
    return { parts, start: match.index, joined: parts.length > 1 && /[^0-9-]/.test(match[0]) };
  });
}

/**
 * Returns the words one by one, each compound with a hyphen after its parts.
 * @param {string} text
 */
export function words(text) {
  return chains(text).flatMap(({ parts, joined }) => (joined ? [...parts, parts.join("-")] : parts));
}
