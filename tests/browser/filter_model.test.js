/** Tests the filter's model and data in Node: whatever is chosen, it finds what a naive model finds in the open data. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { filters, likelyFirst, Model, nothing, without } from "../../themes/pact/assets/filter/model.js";
import { byDeadline, statusLists } from "../../themes/pact/assets/filter/order.js";
import { iso, moment } from "../../themes/pact/assets/status.js";
import { openFilter, random, records } from "./site.js";

const TODAY = "2026-03-01";
const now = { day: moment(TODAY)?.day ?? 0, minutes: 12 * 60 };

for (const [path, id, language] of [["finansowanie", "funding", "pl"], ["en/events", "events", "en"], ["inicjatywy", "initiatives", "pl"], ["narzedzia", "tools", "pl"]]) {
  const data = await openFilter(path ?? "", id ?? "", language ?? "");
  const { root } = data;
  const all = await records(path ?? "");
  const model = new Model(root.facets, root.records);
  const windows = root.windows ? await data.windows() : [];
  for (const [facet, settings] of root.facets.entries()) {
    model.learn(facet, settings.status ? statusLists(settings, windows, now, root.soon) : await data.lists(facet));
  }

  /** @param {any} record @param {number} facet @param {number} term */
  const meets = (record, facet, term, only = false) => {
    const { id: field, status, covers, terms } = /** @type {any} */ (root.facets[facet]);
    const wanted = terms[term][0];
    if (status) return statuses(record).includes(wanted);
    const values = [record[field] ?? []].flat();
    const isAbove = (/** @type {string} */ one, /** @type {string} */ other) => {
      const parent = (/** @type {string} */ id) => terms[terms.find((/** @type {any} */ [known]) => known === id)?.[2] ?? -1]?.[0];
      for (let at = parent(other); at; at = parent(at)) if (at === one) return true;
      return false;
    };
    return values.some((value) => plainly(value, wanted) || isAbove(wanted, value) || (covers && !only && isAbove(value, wanted)));
  };

  /** Whether a value is what a term says: itself, yes or no, in a range, in a year. @param {any} value @param {string} wanted */
  const plainly = (value, wanted) => {
    if (typeof value === "boolean") return value === (wanted === "yes");
    if (/^\d{4}-\d\d-/.test(value)) return value.startsWith(`${wanted}-`);
    const figure = typeof value === "number" ? value : (value.amount ?? value.max ?? value.min);
    if (figure === undefined) return value === wanted;
    const [, under, low, high, over] = /^(?:under-(\d+)|(\d+)-(\d+)|(\d+)-and-more)$/.exec(wanted) ?? [];
    return figure >= Number(low ?? over ?? 0) && figure < Number(high ?? under ?? Infinity);
  };

  /** The status by comparing texts. @param {any} record */
  const statuses = (record) => {
    const opens = record.opens ?? record.starts;
    const closes = record.deadline ?? record.ends;
    if (!opens && !closes) return [];
    if (closes && closes.slice(0, 10) < TODAY) return ["closed"];
    if (opens && opens.slice(0, 10) > TODAY) return ["upcoming"];
    return closes && closes.slice(0, 10) <= "2026-03-31" ? ["open", "closing-soon"] : ["open"];
  };

  test(`${path}: every record is there`, () => assert.equal(root.records, all.count));

  test(`${path}: the first record of terms of one facet is known before all are`, () => {
    const below = random(43);
    for (const [facet, { terms, status }] of root.facets.entries()) {
      // The first of a status is that of the day of the build.
      if (status) continue;
      for (let round = 0; round < 10; round++) {
        const choice = nothing(root.facets.length);
        for (let chosen = 0; chosen <= below(3); chosen++) choice.terms[facet]?.add(below(terms.length));
        assert.equal(likelyFirst(choice, root.facets), model.finds(choice).list()[0]);
        assert.equal(likelyFirst({ ...choice, sort: "title" }, root.facets), undefined);
        assert.equal(likelyFirst({ ...choice, query: "x" }, root.facets), undefined);
      }
    }
    assert.equal(likelyFirst(nothing(root.facets.length), root.facets), undefined);
  });

  test(`${path}: random choices find what a naive model finds, and the numbers are true`, () => {
    const below = random(41);
    let some = 0;
    for (let round = 0; round < 300; round++) {
      const choice = nothing(root.facets.length);
      for (let picks = below(4); picks >= 0; picks--) {
        const facet = below(root.facets.length);
        const term = below(root.facets[facet]?.terms.length || 1);
        choice.terms[facet]?.add(term);
        if (below(4) === 0 && root.facets[facet]?.covers) choice.only.add(facet);
      }
      const naive = (/** @type {any} */ record, except = -1) =>
        choice.terms.every((terms, facet) => facet === except || terms.size === 0 || [...terms].some((term) => meets(record, facet, term, choice.only.has(facet))));
      const expected = all.records.flatMap((/** @type {any} */ record, /** @type {number} */ number) => (naive(record) ? [number] : []));
      assert.deepEqual([...model.finds(choice)], expected, JSON.stringify(choice.terms.map((terms) => [...terms])));
      some += expected.length > 0 && expected.length < all.count ? 1 : 0;
      const facet = below(root.facets.length);
      for (const [term, count] of model.counts(facet, choice).entries()) {
        const only = choice.only.has(facet);
        const found = all.records.filter((/** @type {any} */ record) => naive(record, facet) && meets(record, facet, term, only));
        assert.equal(count, found.length, `${root.facets[facet]?.name}: ${root.facets[facet]?.terms[term]}`);
      }
      for (const filter of filters(choice)) assert.ok(model.finds(without(choice, filter)).count() >= ("only" in filter ? expected.length : 0));
    }
    assert.ok(some > 50, `only ${some} choices found some records but not all`);
  });

  test(`${path}: what is found through a wider term alone says so`, () => {
    for (const [facet, { covers, terms, id: field }] of root.facets.entries()) {
      if (!covers) continue;
      for (const term of terms.keys()) {
        const choice = nothing(root.facets.length);
        choice.terms[facet]?.add(term);
        for (const number of model.finds(choice)) {
          const [reason] = model.reasons(choice, number);
          assert.equal(reason === undefined, meets(all.records[number], facet, term, true), String(number));
          if (reason) assert.ok([all.records[number][field]].flat().includes(terms[reason.term]?.[0]));
        }
      }
    }
  });

  if (windows.length > 0) {
    test(`${path}: what closes next comes first, what has closed last`, () => {
      const sorted = byDeadline([...windows.keys()], windows, now, root.soon);
      assert.deepEqual(sorted.toSorted((a, b) => a - b), [...windows.keys()]);
      const closed = sorted.map((record) => statuses(all.records[record]).includes("closed"));
      assert.deepEqual(closed, closed.toSorted());
      const days = sorted.map((record) => windows[record]?.[0]?.closes).filter((closes) => closes && closes.day >= now.day).map((closes) => iso(/** @type {any} */ (closes)));
      assert.deepEqual(days, days.toSorted());
    });
  }
}
