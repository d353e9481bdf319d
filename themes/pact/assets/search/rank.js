/** Scores documents. */

import { match } from "./match.js";
import { PLACES } from "./pairs.js";

/** How fast more occurrences cease to count, as in BM25. */
const SATURATION = 1.2;
/** What a title that holds the word adds, by its class; more than any body can. */
const TITLES = [0, 0.8, 0.95, 1.2];

/** @typedef {Map<number, number>} Scores from documents to scores */
/** @typedef {{from: number, to: number}} Range the documents that are asked for */

/**
 * Returns the documents that hold something that a query asks for.
 * @param {import("./query.js").Unit} unit
 * @param {import("./store.js").Store} store
 * @param {Range} range
 * @returns {Promise<Scores>}
 */
export async function scoreUnit(unit, store, range) {
  const choices = await Promise.all(unit.map((choice) => scoreChoice(choice, store, range)));
  /** @type {Scores} */
  const best = new Map();
  for (const scores of choices) {
    for (const [document, score] of scores) best.set(document, Math.max(score, best.get(document) ?? 0));
  }
  return best;
}

/**
 * @param {import("./query.js").Choice} choice
 * @param {import("./store.js").Store} store
 * @param {Range} range
 * @returns {Promise<Scores>}
 */
async function scoreChoice(choice, store, range) {
  const found = await Promise.all(choice.words.map((word) => scoreWord(word, store, range)));
  /** @type {Scores} */
  let together = new Map();
  for (const [document, score] of found[0]?.scores ?? []) {
    const sum = found.slice(1).reduce((all, { scores }) => all + (scores.get(document) ?? NaN), score);
    if (!Number.isNaN(sum)) together.set(document, sum * choice.weight);
  }
  if (choice.phrase && together.size > 0) {
    const following = await phrase(found.map(({ lists }) => lists.map(({ form }) => form)), store);
    together = new Map([...together].filter(([document]) => following.has(document)));
  }
  return together;
}

/** @typedef {{form: import("./store.js").Form, postings: import("./binary.js").Postings}} List */

/**
 * Adds up a word's forms.
 * @param {import("./query.js").Word} word
 * @param {import("./store.js").Store} store
 * @param {Range} range
 */
async function scoreWord(word, store, range) {
  const matches = [...(await match(word, store))];
  const lists = await Promise.all(matches.map(async ([form]) => ({ form, postings: await store.postings(form) })));
  const total = store.root.documents;
  const frequencies = new Float32Array(total);
  const titles = new Float32Array(total);
  let holding = 0;
  for (const [index, { postings }] of lists.entries()) {
    const fit = matches[index]?.[1] ?? 0;
    postings.documents.forEach((document, at) => {
      if (frequencies[document] === 0) holding++;
      frequencies[document] = /** @type {number} */ (frequencies[document]) + fit * (postings.frequencies[at] ?? 0);
      const title = fit * (TITLES[postings.titles[at] ?? 0] ?? 0);
      if (title > (titles[document] ?? 0)) titles[document] = title;
    });
  }
  const rarity = Math.log(1 + (total - holding + 0.5) / (holding + 0.5));
  /** @type {Scores} */
  const scores = new Map();
  for (let document = range.from; document < range.to; document++) {
    const frequency = frequencies[document] ?? 0;
    if (frequency > 0) scores.set(document, rarity * (frequency / (frequency + SATURATION) + (titles[document] ?? 0)));
  }
  return { scores, lists };
}

/**
 * Returns the documents in which words follow each other.
 * @param {import("./store.js").Form[][]} words the forms of each word
 * @param {import("./store.js").Store} store
 */
async function phrase(words, store) {
  const [first, ...rest] = await Promise.all(words.slice(1).map((others, index) => store.pairs(words[index] ?? [], others)));
  /** @type {Set<number>} */
  const following = new Set();
  for (const [document, starts] of first ?? []) {
    for (const start of starts) {
      if (rest.every((others, index) => others.get(document)?.has((start + index + 1) % PLACES))) following.add(document);
    }
  }
  return following;
}
