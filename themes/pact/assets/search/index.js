/** Searches a hub in the browser: opens the index of a language and answers queries. */

import { parse } from "./query.js";
import { scoreUnit } from "./rank.js";
import { Store } from "./store.js";

export { excerpt, marks, missing } from "./mark.js";

/**
 * @typedef {object} Result
 * @property {number} id the record's
 * @property {number} score higher is better
 * @property {number} document its number in this index, for `show`
 */

/**
 * @typedef {object} Answer
 * @property {Result[]} results all that were found, best first
 * @property {boolean} complete whether each holds all that was asked for; else none did, and some is enough
 * @property {import("./query.js").Word[][]} units the words of each thing that was asked for, in all ways it may be said
 * @property {import("./query.js").Word[]} words all of them, for `marks` and `excerpt`
 * @property {import("./stem.js").Table} table the language, for the same
 */

/** An index that was opened. */
export class Search {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** The record of each document. @type {number[]} */
    this.ids = [];
    /** @type {Map<number, import("./rank.js").Range>} */
    this.collections = new Map();
    for (const [collection, count, runs] of store.root.collections) {
      const from = this.ids.length;
      for (let at = 0, id = 0; at < runs.length; at += 2) {
        id += runs[at] ?? 0;
        for (let left = runs[at + 1] ?? 0; left > 0; left--) this.ids.push(id++);
      }
      this.collections.set(collection, { from, to: from + count });
    }
  }

  /**
   * Answers a query.
   * @param {string} query as typed
   * @param {{collection?: number}} [only] the collection to search, if not all
   * @returns {Promise<Answer>}
   */
  async find(query, { collection } = {}) {
    const { root, table } = this.store;
    const all = { from: 0, to: root.documents };
    const range = collection === undefined ? all : (this.collections.get(collection) ?? { from: 0, to: 0 });
    const units = parse(query, table, root.synonyms);
    const scores = await Promise.all(units.map((unit) => scoreUnit(unit, this.store, range)));
    /** @type {Map<number, {score: number, units: number}>} */
    const sums = new Map();
    for (const unit of scores) {
      for (const [document, score] of unit) {
        const sum = sums.get(document) ?? { score: 0, units: 0 };
        sums.set(document, { score: sum.score + score, units: sum.units + 1 });
      }
    }
    const full = [...sums].filter(([, { units: held }]) => held === units.length);
    const results = (full.length > 0 ? full : [...sums]).map(([document, { score, units: held }]) => ({
      id: this.ids[document] ?? document,
      score: score * (held / units.length) ** 2,
      document,
    }));
    results.sort((one, other) => other.score - one.score || one.document - other.document);
    const asked = units.map((unit) => unit.flatMap((choice) => choice.words));
    return { results, complete: full.length > 0, units: asked, words: asked.flat(), table };
  }

  /**
   * Returns what is shown of results.
   * @param {Result[]} results
   */
  show(results) {
    return Promise.all(results.map(async (result) => ({ ...result, ...(await this.store.shown(result.document)) })));
  }
}

/**
 * Opens the index in a folder.
 * @param {string} address the folder's, with a slash at its end
 * @param {typeof fetch} [get]
 * @param {string} [root] the address of the map of the index, if it doesn't lie in the folder
 */
export async function open(address, get = (...request) => fetch(...request), root = address + "index.json") {
  return new Search(await Store.open(address, get, root));
}
