/** Marks the words of a query in a text, and cuts the part out that holds most of them. */

import { fold, form } from "./fold.js";
import { keys } from "./stem.js";
import { chains } from "./words.js";

/** @typedef {{text: string, marked: boolean}} Segment */
/** @typedef {Pick<import("./index.js").Answer, "words" | "table">} Asked */

/** Letters of an excerpt, about. */
const LENGTH = 200;

/**
 * Splits a text into what matches and what doesn't. Joined together the segments are the text.
 * @param {string} text
 * @param {Asked} asked
 * @returns {Segment[]}
 */
export function marks(text, asked) {
  return segments(text, hits(text, asked));
}

/**
 * Returns the part of a text that holds most of the words, marked; its beginning if there are none.
 * @param {string} text
 * @param {Asked} asked
 * @param {number} [length]
 * @returns {Segment[]}
 */
export function excerpt(text, asked, length = LENGTH) {
  if (text.length <= length) return marks(text, asked);
  const found = hits(text, asked);
  let best = { start: 0, words: 0 };
  for (const [index, { start }] of found.entries()) {
    const within = found.slice(index).filter(({ end }) => end <= start + length * 0.75);
    const words = new Set(within.map(({ word }) => word)).size;
    if (words > best.words) best = { start, words };
  }
  const earliest = Math.max(0, best.start - Math.floor(length / 4));
  const start = earliest === 0 ? 0 : text.indexOf(" ", earliest) + 1 || earliest;
  const latest = text.lastIndexOf(" ", start + length);
  const end = start + length >= text.length ? text.length : latest > start ? latest : start + length;
  const inside = found.filter((hit) => hit.start >= start && hit.end <= end);
  const shifted = inside.map((hit) => ({ ...hit, start: hit.start - start, end: hit.end - start }));
  const cut = segments(text.slice(start, end), shifted);
  if (start > 0) cut.unshift({ text: "… ", marked: false });
  if (end < text.length) cut.push({ text: " …", marked: false });
  return cut;
}

/**
 * Returns how much of what was asked for a text doesn't hold.
 * @param {string} text
 * @param {import("./index.js").Answer} answer
 */
export function missing(text, answer) {
  const held = new Set(hits(text, answer).map(({ word }) => answer.words[word]));
  return answer.units.filter((words) => !words.some((word) => held.has(word))).length;
}

/** @typedef {{start: number, end: number, word: number}} Hit */

/**
 * @param {string} text
 * @param {Asked} asked
 * @returns {Hit[]}
 */
function hits(text, { words, table }) {
  /** @type {Hit[]} */
  const found = [];
  /** @param {string} part */
  const which = (part) => {
    const folded = fold(form(part));
    const own = keys(folded, table);
    return words.findIndex(
      (word) => word.found.has(folded) || word.keys.some((key) => own.includes(key)) || (word.open && folded.startsWith(word.folded)),
    );
  };
  for (const { parts, start, joined } of chains(text)) {
    const whole = joined ? which(parts.join("-")) : -1;
    if (whole >= 0) {
      found.push({ start, end: start + parts.join("-").length, word: whole });
      continue;
    }
    let at = start;
    for (const part of parts) {
      const word = which(part);
      if (word >= 0) found.push({ start: at, end: at + part.length, word });
      at += part.length + 1;
    }
  }
  return found;
}

/**
 * @param {string} text
 * @param {Hit[]} found
 * @returns {Segment[]}
 */
function segments(text, found) {
  /** @type {Segment[]} */
  const all = [];
  let at = 0;
  for (const { start, end } of found) {
    if (start > at) all.push({ text: text.slice(at, start), marked: false });
    all.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) all.push({ text: text.slice(at), marked: false });
  return all;
}
