/** Which records a choice finds and in which order. What was fetched answers at once; what is missing can be fetched before. */

import { Model } from "./model.js";
import { byDeadline, statusLists } from "./order.js";
import { RecordSet } from "./set.js";

/** @typedef {import("./model.js").Choice} Choice */

export class Catalogue {
  /**
   * @param {import("./data.js").Data} data
   * @param {Required<import("../status.js").Moment>} time now
   * @param {{root: string, parts: string, collection: number}} index where the search index lies, and the collection's number in it
   */
  constructor(data, time, index) {
    this.data = data;
    this.time = time;
    this.index = index;
    this.model = new Model(data.root.facets, data.root.records);
    /** All records in the orders that were asked for. @type {Map<string, number[]>} */
    this.orders = new Map();
    /** What the query finds, the best first. @type {{query: string, records: number[], set: RecordSet} | undefined} */
    this.queried = undefined;
    /** The last query that was asked. */
    this.asked = "";
    /** @type {Promise<import("../search/index.js").Search> | undefined} */
    this.search = undefined;
  }

  /** Whether all is there that a choice needs. @param {Choice} choice */
  isReady({ terms, limits, query, sort }) {
    const known = terms.every((chosen, facet) => chosen.size === 0 || this.model.found[facet]);
    const measured = limits.every((own, facet) => !own || this.model.values[facet]?.has(own.unit));
    return known && measured && (!query || this.queried?.query === query) && (!this.isOrdered(sort) || this.orders.has(sort));
  }

  /** Fetches all that a choice needs. @param {Choice} choice */
  async prepare({ terms, limits, query, sort }) {
    const facets = terms.flatMap((chosen, facet) => (chosen.size ? [this.learn(facet)] : []));
    const values = limits.flatMap((own, facet) => (own ? [this.measure(facet, own.unit)] : []));
    await Promise.all([...facets, ...values, query ? this.ask(query) : undefined, this.isOrdered(sort) ? this.order(sort) : undefined]);
  }

  /** Fetches which records carry the terms of a facet. @param {number} facet */
  async learn(facet) {
    const { time, model } = this;
    const { root } = this.data;
    const settings = root.facets[facet];
    if (!settings || model.found[facet]) return;
    const lists = settings.status ? statusLists(settings, await this.data.windows(), time, root.soon) : await this.data.lists(facet);
    model.found[facet] ?? model.learn(facet, lists);
  }

  /** @param {number} facet @param {string} unit */
  async measure(facet, unit) {
    const file = this.data.root.facets[facet]?.values?.units.find((own) => own.unit === unit)?.file;
    if (file) this.model.values[facet]?.set(unit, await this.data.values(file));
  }

  /** Asks the search index. @param {string} query */
  async ask(query) {
    this.asked = query;
    if (this.queried?.query === query) return;
    const { root } = this.data;
    const { open } = await import("../search/index.js");
    this.search ??= open(this.index.parts, undefined, this.index.root);
    this.search.catch(() => (this.search = undefined));
    const { results } = await (await this.search).find(query, { collection: this.index.collection });
    const records = results.map(({ id }) => id - root.first).filter((record) => record >= 0 && record < root.records);
    if (this.asked === query) this.queried = { query, records, set: RecordSet.of(root.records, records) };
  }

  /** Whether an order is another than that of the records' numbers. @param {string} sort */
  isOrdered(sort) {
    return sort === "deadline" || !!this.file(sort);
  }

  /** @param {string} sort */
  file(sort) {
    return this.data.root.orders.find(({ id }) => id === sort)?.file;
  }

  /** @param {string} sort */
  async order(sort) {
    if (this.orders.has(sort)) return;
    const { root } = this.data;
    const file = this.file(sort);
    this.orders.set(sort, file ? await this.data.order(file) : byDeadline(RecordSet.all(root.records).list(), await this.data.windows(), this.time, root.soon));
  }

  /** Returns what the query of a choice finds, if it has one. @param {Choice} choice */
  matching({ query }) {
    return query && this.queried?.query === query ? this.queried.set : undefined;
  }

  /** Returns the records of a choice. @param {Choice} choice */
  set(choice) {
    return this.model.finds(choice, this.matching(choice));
  }

  /** Returns the records of a choice in its order. @param {Choice} choice */
  records(choice) {
    const set = this.set(choice);
    const order = choice.query && !choice.sort ? this.queried?.records : this.orders.get(choice.sort);
    return order ? order.filter((record) => set.has(record)) : set.list();
  }

  /** Returns how many records each term of a facet finds together with what is chosen in other facets. @param {number} facet @param {Choice} choice */
  counts(facet, choice) {
    return this.model.counts(facet, choice, this.matching(choice));
  }
}
