/** Reads which documents hold two words in a row, as the generator writes it. */

import { Bits, riceBits } from "./bytes.js";

/** Bits of a place that are written. */
const PLACE_BITS = 6;
/** Places that can be told apart. */
export const PLACES = 2 ** PLACE_BITS;

/** @typedef {Map<number, Set<number>>} Places from documents to the places of the first word, as far as they can be told apart */

/** Hashes a key. @param {string} key */
const hash = (key) => new TextEncoder().encode(key).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;

/**
 * Hashes two words in a row, by the keys that stand for them.
 * @param {string} one
 * @param {string} other
 */
export function pairHash(one, other) {
  let mixed = (Math.imul(hash(one), 0x9e3779b1) + hash(other)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Finds a pair in its file.
 * @param {Uint8Array} bytes
 * @param {number} first the hash that the file begins at
 * @param {number} wanted
 * @param {number} documents of the whole index
 * @param {Places} places takes in what was found
 */
export function readPairs(bytes, first, wanted, documents, places) {
  const [hashBits = 0, numberBits = 0] = bytes;
  const bits = new Bits(bytes, 2);
  for (let hash = first; bits.at + 8 <= bytes.length * 8; ) {
    hash += bits.rice(hashBits);
    if (hash > wanted) return;
    const count = bits.rice(numberBits) + 1;
    const lowBits = riceBits(documents, count);
    let document = 0;
    for (let index = 0; index < count; index++) {
      document += bits.rice(lowBits);
      const place = bits.take(PLACE_BITS);
      if (hash !== wanted) continue;
      const known = places.get(document);
      if (known) known.add(place);
      else places.set(document, new Set([place]));
    }
    if (hash === wanted) return;
  }
}
