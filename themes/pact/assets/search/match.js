/** Finds the forms that a word of a query stands for. */

import { keys } from "./stem.js";

/** @typedef {import("./store.js").Form} Form */
/** @typedef {import("./query.js").Word} Word */
/** @typedef {Map<Form, number>} Matches how well each form fits, from 0 to 1 */

/** What a form counts by how it differs from what was typed. */
const FIT = { typed: 1, diacritics: 0.9, inflected: 0.8, begun: 0.45, mistyped: 0.3 };
/** Letters of the shortest word in which a typing error is forgiven, and of its stem. */
const FORGIVEN = { word: 5, stem: 4 };
/** Letters of the shortest stem that is found through a mistyped form of it. */
const SHORTEST_MEANT = 3;
/** Letters from which on a word is taken for the beginning of a longer one, if nothing else is found. */
const BEGINNING = 4;
/** Forms with one beginning that are taken, the most frequent first, and how many bytes they may have. */
const MOST_BEGUN = { forms: 24, bytes: 24_000 };

/**
 * Returns the forms that fit, from the index.
 * @param {Word} word
 * @param {import("./store.js").Store} store
 * @returns {Promise<Matches>}
 */
export async function match(word, store) {
  /** @type {Matches} */
  const matches = new Map();
  const near = await inflections(word.keys, store, matches, FIT.inflected);
  const loaded = new Set([...near, ...(await store.words(word.folded, word.open && !word.exact ? 3 : 1))]);
  let known = false;
  for (const form of forms(loaded)) {
    if (form.folded !== word.folded) continue;
    known = true;
    matches.set(form, form.text === word.form ? FIT.typed : FIT.diacritics);
  }
  if (!word.exact) {
    if (word.open || (matches.size === 0 && word.folded.length >= BEGINNING)) begun(word, loaded, matches);
    if (!known && word.folded.length >= FORGIVEN.word) await mistyped(word, store, loaded, matches);
  }
  for (const form of matches.keys()) word.found.add(form.folded);
  return matches;
}

/**
 * Adds the forms that share a key; returns the ranges that were looked through.
 * @param {string[]} stems
 * @param {import("./store.js").Store} store
 * @param {Matches} matches
 * @param {number} fit
 */
async function inflections(stems, store, matches, fit) {
  const shards = (await Promise.all(stems.map((stem) => store.words(reach(stem))))).flat();
  const elsewhere = new Set(shards.flatMap((shard) => stems.flatMap((stem) => shard.see.get(stem) ?? [])));
  const others = (await Promise.all([...elsewhere].map((folded) => store.words(folded, 1)))).flat();
  const loaded = new Set([...shards, ...others]);
  const beginnings = stems.map(reach);
  for (const form of forms(loaded)) {
    if (!elsewhere.has(form.folded) && !beginnings.some((beginning) => form.folded.startsWith(beginning))) continue;
    if (keys(form.folded, store.table).some((key) => stems.includes(key))) raise(matches, form, fit);
  }
  return loaded;
}

/**
 * Adds the forms that begin with the word.
 * @param {Word} word
 * @param {Set<import("./store.js").Shard>} loaded
 * @param {Matches} matches
 */
function begun(word, loaded, matches) {
  const longer = [...forms(loaded)].filter((form) => form.folded.startsWith(word.folded) && !matches.has(form));
  longer.sort((one, other) => other.count - one.count);
  let bytes = 0;
  for (const form of longer.slice(0, MOST_BEGUN.forms)) {
    if (bytes > 0 && bytes + form.postings.length > MOST_BEGUN.bytes) continue;
    bytes += form.postings.length;
    raise(matches, form, FIT.begun);
  }
}

/**
 * Adds the forms that differ by one letter, or by two that changed places; and, if nothing else
 * was found, all inflections of such a word, also of one whose form no document holds.
 * @param {Word} word
 * @param {import("./store.js").Store} store
 * @param {Set<import("./store.js").Shard>} loaded
 * @param {Matches} matches
 */
async function mistyped(word, store, loaded, matches) {
  const { folded } = word;
  const nothing = matches.size === 0;
  const stems = word.keys.filter((key) => key.length >= FORGIVEN.stem);
  // One error, also an exchange, leaves one of these whole: the stem's beginning or its end.
  const half = Math.floor((Math.min(folded.length, ...stems.map((stem) => stem.length)) - 1) / 2);
  const beginning = folded.slice(0, half);
  const shards = nothing ? new Set([...loaded, ...(await store.words(beginning))]) : loaded;
  /** @type {Set<string>} */
  const meant = new Set();
  for (const form of forms(shards)) {
    if (form.folded.startsWith(beginning) && isNear(form.folded, folded)) {
      raise(matches, form, FIT.mistyped);
      meant.add(keys(form.folded, store.table)[0] ?? form.folded);
    }
  }
  if (!nothing) return;
  const likely = new Set(neighbours(folded, half).flatMap((other) => keys(other, store.table)));
  for (const form of forms(shards)) {
    if (!form.folded.startsWith(beginning)) continue;
    for (const key of keys(form.folded, store.table)) if (key.length >= SHORTEST_MEANT && likely.has(key)) meant.add(key);
  }
  for (const stem of stems) {
    const whole = stem.length - 1 - Math.floor((stem.length - 1) / 2);
    for (const other of await store.ends(stem.slice(-whole))) if (isNear(stem, other)) meant.add(other);
  }
  await inflections([...meant], store, matches, FIT.mistyped);
}

/**
 * Returns the words that one typing error from a place on would turn into this one.
 * @param {string} word
 * @param {number} from
 */
function neighbours(word, from) {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const all = [];
  for (let at = from; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    all.push(before + after.slice(1));
    if (after.length > 1) all.push(before + after[1] + after[0] + after.slice(2));
    for (const letter of letters) all.push(before + letter + after, before + letter + after.slice(1));
  }
  return all;
}

/**
 * Tells whether one inserted, left out, wrong or exchanged letter makes one word of the other.
 * @param {string} one
 * @param {string} other
 */
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.length === b.length) {
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
}

/**
 * Returns the beginning that a key's forms are looked for by. The generator does the same.
 * @param {string} key
 */
function reach(key) {
  const letters = Array.from(key);
  return letters.slice(0, Math.max(letters.length - 2, 3)).join("");
}

/**
 * @param {Iterable<import("./store.js").Shard>} shards
 * @returns {Iterable<Form>}
 */
function* forms(shards) {
  for (const shard of shards) yield* shard.forms;
}

/**
 * @param {Matches} matches
 * @param {Form} form
 * @param {number} fit
 */
function raise(matches, form, fit) {
  matches.set(form, Math.max(fit, matches.get(form) ?? 0));
}
