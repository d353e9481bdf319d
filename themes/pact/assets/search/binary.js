/** Reads which documents hold a form, as the generator writes it. */

import { Bits } from "./bytes.js";

/**
 * @typedef {object} Postings Which documents hold a form. All lists have the same length.
 * @property {Uint32Array} documents ascending
 * @property {Float32Array} frequencies weighted by part and length
 * @property {Uint8Array} titles 0, or 1 to 3 for a title that holds it, 3 being a short one
 */

/** What the levels 0 to 15 stand for: two steps double. */
const LEVELS = Array.from({ length: 16 }, (_, level) => 2 ** ((level >> 1) - 2) * (level % 2 ? 1.75 : 1.25));

/**
 * Reads a list of postings.
 * @param {Uint8Array} bytes
 * @param {number} count
 * @returns {Postings}
 */
export function readPostings(bytes, count) {
  const [lowBits = 0, lowest = 0, shape = 0] = bytes;
  const bits = new Bits(bytes, 3);
  const frequencies = new Float32Array(count);
  const titles = new Uint8Array(count);
  const documents = bits.ascending(count, lowBits, (index) => {
    frequencies[index] = LEVELS[lowest + bits.take(shape & 15)] ?? 0;
    if (shape & 16 && bits.take(1)) titles[index] = bits.take(2);
  });
  return { documents, frequencies, titles };
}
