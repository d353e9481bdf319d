/** Reads what somebody typed. */

import { fold, form } from "./fold.js";
import { keys } from "./stem.js";
import { chains } from "./words.js";

/**
 * @typedef {object} Word
 * @property {string} form as typed, in lower case
 * @property {string} folded
 * @property {string[]} keys
 * @property {boolean} open whether it may be the beginning of a word still being typed
 * @property {boolean} exact whether only its inflections will do
 * @property {Set<string>} found folded forms that it found, to mark them
 */

/**
 * @typedef {object} Choice Words that are looked for together.
 * @property {Word[]} words
 * @property {boolean} phrase whether they have to follow each other
 * @property {number} weight
 */

/** @typedef {Choice[]} Unit Something that a document has to hold, in one of several ways. */

const SYNONYM = 0.6;
const QUOTED = /["„”“«»]([^"„”“«»]*)(?:["„”“«»]|$)/gu;

/**
 * Returns what a query asks for; all its units are looked for in every document.
 * @param {string} text
 * @param {import("./stem.js").Table} table
 * @param {Record<string, string[]>} synonyms
 * @returns {Unit[]}
 */
export function parse(text, table, synonyms) {
  /** @type {{unit: Unit, stop: boolean}[]} */
  const units = [];
  let end = 0;
  /** @param {string} plain @param {boolean} last */
  const addPlain = (plain, last) => {
    const found = chains(plain);
    for (const [index, chain] of found.entries()) {
      const open = last && index === found.length - 1 && /[^\s"„”“«»]$/u.test(text);
      const words = chain.parts.map((part, at) => word(part, table, open && at === chain.parts.length - 1));
      /** @type {Unit} */
      const unit = [{ words, phrase: false, weight: 1 }];
      if (chain.joined) unit.push({ words: [word(chain.parts.join(""), table, open)], phrase: false, weight: 1 });
      unit.push(...synonymsOf(words, table, synonyms));
      units.push({ unit, stop: words.every(({ folded }) => table.stop.has(folded)) });
    }
  };
  for (const match of text.matchAll(QUOTED)) {
    addPlain(text.slice(end, match.index), false);
    end = match.index + match[0].length;
    const words = chains(match[1] ?? "").flatMap(({ parts }) => parts.map((part) => word(part, table, false, true)));
    if (words.length > 0) units.push({ unit: [{ words, phrase: words.length > 1, weight: 1 }], stop: false });
  }
  addPlain(text.slice(end), true);
  // Stop words are looked for only if there is nothing else.
  const asked = units.filter(({ stop }) => !stop);
  return (asked.length > 0 ? asked : units).map(({ unit }) => unit);
}

/**
 * @param {string} text
 * @param {import("./stem.js").Table} table
 * @param {boolean} [open]
 * @param {boolean} [exact]
 * @returns {Word}
 */
function word(text, table, open = false, exact = false) {
  const own = form(text);
  const folded = fold(own);
  return { form: own, folded, keys: keys(folded, table), open, exact, found: new Set() };
}

/**
 * @param {Word[]} words
 * @param {import("./stem.js").Table} table
 * @param {Record<string, string[]>} synonyms
 * @returns {Choice[]}
 */
function synonymsOf(words, table, synonyms) {
  const [first] = words;
  if (!first || words.length > 1) return [];
  const named = Object.keys(synonyms).filter((name) => keys(fold(name), table).some((key) => first.keys.includes(key)));
  return named.flatMap((name) => synonyms[name] ?? []).map((text) => {
    const others = chains(text).flatMap(({ parts }) => parts.map((part) => word(part, table, false, true)));
    return { words: others, phrase: false, weight: SYNONYM };
  });
}
