/** Fetches what the generator wrote for the filter, each part once. */

import { fetched, json, Parts } from "../parts.js";
import { Bits, Bytes } from "../search/bytes.js";

/** @typedef {{id: string, label: string, file: string}} Order */

/**
 * @typedef {object} Root The map of everything, as the generator writes it.
 * @property {number} version
 * @property {string} collection
 * @property {string} label
 * @property {number} records
 * @property {number} first
 * @property {number} page
 * @property {string | null} timezone
 * @property {import("../status.js").Duration} soon
 * @property {import("./model.js").Facet[]} facets
 * @property {import("./languages.js").Elsewhere[]} elsewhere
 * @property {string} windows
 * @property {Order[]} orders
 * @property {number} hash
 * @property {number} group
 * @property {string} cards
 * @property {boolean} feed
 * @property {boolean} calendar
 */

export class Data extends Parts {
  /**
   * @param {Root} root
   * @param {string} parts the address of the folder of all parts, with a slash at its end
   * @param {typeof fetch} get
   */
  constructor(root, parts, get) {
    super(parts, get);
    this.root = root;
    /** The parts of cards that are there. @type {Map<number, string[]>} */
    this.cards = new Map();
  }

  /**
   * @param {string} address
   * @param {string} parts
   * @param {typeof fetch} [get]
   */
  static async open(address, parts, get = (...request) => fetch(...request)) {
    const root = /** @type {Root} */ (await (await fetched(get, address)).json());
    if (root.version !== 3) throw new Error(`filter of version ${root.version}`);
    return new Data(root, parts, get);
  }

  /**
   * Returns the numbers of the records that carry each term of a facet themselves.
   * @param {number} facet
   * @returns {Promise<Uint32Array[]>}
   */
  lists(facet) {
    const { file = "", terms = [] } = this.root.facets[facet] ?? {};
    return this.once(file, (bytes) => readLists(bytes, terms.length));
  }

  /**
   * Returns when each record opens and closes.
   * @returns {Promise<import("../status.js").Window[][]>}
   */
  windows() {
    return this.once(this.root.windows, (bytes) => readWindows(bytes, this.root.records));
  }

  /**
   * Returns the numbers of the records in another order.
   * @param {string} file
   * @returns {Promise<number[]>}
   */
  order(file) {
    return this.once(file, (bytes) => {
      const reader = new Bytes(bytes);
      return Array.from({ length: this.root.records }, () => reader.number());
    });
  }

  /**
   * Returns the values of a facet's records in a unit: the number of a record and its value, in turn.
   * @param {string} file
   * @returns {Promise<number[]>}
   */
  values(file) {
    return this.once(file, json);
  }

  /** Returns the card of a record as HTML, if it is there. @param {number} record */
  card(record) {
    const { group } = this.root;
    return this.cards.get(Math.floor(record / group))?.[record % group];
  }

  /**
   * Fetches the card of a record and those that lie in one part with it.
   * @param {number} record
   * @returns {Promise<unknown>}
   */
  fetchCard(record) {
    const { group, hash, cards } = this.root;
    const part = Math.floor(record / group);
    return this.once(`cards-${part}-${cards.slice(part * hash, (part + 1) * hash)}.json`, (bytes) => void this.cards.set(part, json(bytes)));
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} terms
 */
function readLists(bytes, terms) {
  const reader = new Bytes(bytes);
  return Array.from({ length: terms }, () => {
    const count = reader.number();
    if (count === 0) return new Uint32Array();
    const lowBits = bytes[reader.at] ?? 0;
    const bits = new Bits(bytes, reader.at + 1);
    const list = bits.list(count, lowBits);
    reader.at = Math.ceil(bits.at / 8);
    return list;
  });
}

/**
 * @param {Uint8Array} bytes
 * @param {number} records
 * @returns {import("../status.js").Window[][]}
 */
function readWindows(bytes, records) {
  const reader = new Bytes(bytes);
  const first = reader.number();
  const moment = () => {
    const number = reader.number() - 1;
    if (number < 0) return undefined;
    const day = first + (number >> 1);
    return number & 1 ? { day, minutes: reader.number() } : { day };
  };
  return Array.from({ length: records }, () => Array.from({ length: reader.number() }, () => ({ opens: moment(), closes: moment() })));
}
