/** Which records a choice finds, and how many each further choice would. Of one facet any term or what lies within limits, all facets together. */

import { RecordSet } from "./set.js";

/**
 * @typedef {[id: string, label: string, above: number, found: number, first: number]} Term `above` is the place of the term above it, or -1;
 * `found` and `first` are how many records it finds and the first of them, on the day of the build
 */

/**
 * @typedef {object} Facet
 * @property {string} id
 * @property {string} name its name in addresses
 * @property {string} label
 * @property {boolean} status whether windows tell its records
 * @property {boolean} covers whether a term also finds what carries a wider one
 * @property {string} file
 * @property {import("./limits.js").Measured} [values] what limits can be set for
 * @property {Term[]} terms a term before those below it
 * @property {Record<string, string>} [aliases] old ids and the ids in their places
 */

/**
 * @typedef {object} Choice
 * @property {Set<number>[]} terms by facet
 * @property {(import("./limits.js").Limits | undefined)[]} limits by facet
 * @property {Set<number>} only facets in which wider terms do not count
 * @property {string} query
 * @property {string} sort the id of an order, or nothing
 */

/** @typedef {{facet: number, term: number} | {limits: number} | {only: number} | {query: true}} Filter one of the filters of a choice */

/**
 * The records of a facet's terms.
 * @typedef {object} Found
 * @property {RecordSet[]} own that carry the term itself
 * @property {RecordSet[]} below that carry it or one below it
 * @property {RecordSet[]} all and, where terms cover, one above it
 */

/**
 * Makes an empty choice.
 * @param {number} facets
 * @returns {Choice}
 */
export function nothing(facets) {
  return { terms: Array.from({ length: facets }, () => new Set()), limits: Array.from({ length: facets }), only: new Set(), query: "", sort: "" };
}

/** @param {Choice} choice @returns {Choice} */
export function copy({ terms, limits, only, query, sort }) {
  return { terms: terms.map((chosen) => new Set(chosen)), limits: [...limits], only: new Set(only), query, sort };
}

/**
 * Lists the filters of a choice, in the order of the facets.
 * @param {Choice} choice
 * @returns {Filter[]}
 */
export function filters({ terms, limits, only, query }) {
  /** @type {Filter[]} */
  const chosen = terms.flatMap((set, facet) => {
    const own = [...set].sort((a, b) => a - b).map((term) => ({ facet, term }));
    return limits[facet] ? [...own, { limits: facet }] : own;
  });
  const narrowed = [...only].filter((facet) => terms[facet]?.size).map((facet) => ({ only: facet }));
  return [...(query ? [{ query: /** @type {true} */ (true) }] : []), ...chosen, ...narrowed];
}

/**
 * Returns a choice without one of its filters.
 * @param {Choice} choice
 * @param {Filter} filter
 */
export function without(choice, filter) {
  const rest = copy(choice);
  if ("query" in filter) rest.query = "";
  else if ("only" in filter) rest.only.delete(filter.only);
  else if ("limits" in filter) rest.limits[filter.limits] = undefined;
  else {
    rest.terms[filter.facet]?.delete(filter.term);
    if (!rest.terms[filter.facet]?.size) rest.only.delete(filter.facet);
  }
  return rest;
}

/**
 * Returns the record that the results of a choice are likely to begin with, before it is known which they are: it does where terms of one
 * facet are all that is chosen.
 * @param {Choice} choice
 * @param {Facet[]} facets
 */
export function likelyFirst({ terms, limits, query, sort }, facets) {
  if (query || sort || limits.some(Boolean)) return undefined;
  const firsts = terms.flatMap((chosen, facet) => {
    const found = [...chosen].flatMap((term) => (facets[facet]?.terms[term]?.[3] ? [facets[facet]?.terms[term]?.[4] ?? 0] : []));
    return found.length ? [Math.min(...found)] : [];
  });
  return firsts.length ? Math.max(...firsts) : undefined;
}

export class Model {
  /**
   * @param {Facet[]} facets
   * @param {number} records how many there are
   */
  constructor(facets, records) {
    this.facets = facets;
    this.records = records;
    /** @type {(Found | undefined)[]} */
    this.found = facets.map(() => undefined);
    /** The numbers of records and their values in turn, by facet and unit. @type {Map<string, number[]>[]} */
    this.values = facets.map(() => new Map());
  }

  /**
   * Takes in which records carry the terms of a facet.
   * @param {number} facet
   * @param {Iterable<number>[]} lists
   */
  learn(facet, lists) {
    const { terms = [], covers = false } = this.facets[facet] ?? {};
    const own = lists.map((list) => RecordSet.of(this.records, list));
    const below = own.map((set) => set.copy());
    for (let term = terms.length - 1; term >= 0; term--) {
      const set = below[term];
      if (set) below[terms[term]?.[2] ?? -1]?.join(set);
    }
    let all = below;
    if (covers) {
      // What the terms above carry reaches a term through the one directly above, which comes before it.
      /** @type {RecordSet[]} */
      const above = [];
      all = below.map((set, term) => {
        const parent = terms[term]?.[2] ?? -1;
        const wider = above[parent]?.copy() ?? new RecordSet(this.records);
        const carried = own[parent];
        if (carried) wider.join(carried);
        above.push(wider);
        return set.copy().join(wider);
      });
    }
    this.found[facet] = { own, below, all };
  }

  /**
   * Returns the records of which a value lies within limits.
   * @param {number} facet
   * @param {import("./limits.js").Limits} limits
   */
  within(facet, { from = -Infinity, to = Infinity, unit }) {
    const pairs = this.values[facet]?.get(unit) ?? [];
    const set = new RecordSet(this.records);
    for (let at = 1; at < pairs.length; at += 2) {
      const value = /** @type {number} */ (pairs[at]);
      if (value >= from && value <= to) set.add(/** @type {number} */ (pairs[at - 1]));
    }
    return set;
  }

  /**
   * Returns the records of each term of a facet.
   * @param {number} facet
   * @param {Choice} choice
   */
  sets(facet, choice) {
    const found = this.found[facet];
    return (choice.only.has(facet) ? found?.below : found?.all) ?? [];
  }

  /**
   * Returns what a choice finds. The facets that were chosen from must be known.
   * @param {Choice} choice
   * @param {RecordSet} [queried] what the query finds
   * @param {number} [except] a facet that does not count
   */
  finds(choice, queried, except = -1) {
    const result = queried?.copy() ?? RecordSet.all(this.records);
    for (const [facet, chosen] of choice.terms.entries()) {
      const limits = choice.limits[facet];
      if (facet === except || (chosen.size === 0 && !limits)) continue;
      const any = limits ? this.within(facet, limits) : new RecordSet(this.records);
      const sets = this.sets(facet, choice);
      for (const term of chosen) {
        const set = sets[term];
        if (set) any.join(set);
      }
      result.keep(any);
    }
    return result;
  }

  /**
   * Returns how many records each term of a facet finds together with what is chosen in other facets.
   * @param {number} facet
   * @param {Choice} choice
   * @param {RecordSet} [queried]
   */
  counts(facet, choice, queried) {
    const others = this.finds(choice, queried, facet);
    return this.sets(facet, choice).map((set) => set.count(others));
  }

  /**
   * Returns the wider terms through which alone a record was found.
   * @param {Choice} choice
   * @param {number} record
   * @returns {{facet: number, term: number}[]}
   */
  reasons(choice, record) {
    return choice.terms.flatMap((chosen, facet) => {
      const { terms = [], covers = false } = this.facets[facet] ?? {};
      const found = this.found[facet];
      if (!covers || !found || [...chosen].some((term) => found.below[term]?.has(record))) return [];
      for (const term of chosen) {
        for (let above = terms[term]?.[2] ?? -1; above >= 0; above = terms[above]?.[2] ?? -1) {
          if (found.own[above]?.has(record)) return [{ facet, term: above }];
        }
      }
      return [];
    });
  }
}
