/** The order of results. */

import { currentWindow, status } from "../status.js";

/** The terms of the status facet under which each status is found: what closes soon is also open. */
const TERMS = { open: ["open"], "closing-soon": ["open", "closing-soon"], upcoming: ["upcoming"], closed: ["closed"] };

/**
 * Lists the records of each term of the status facet.
 * @param {import("./model.js").Facet} facet
 * @param {import("../status.js").Window[][]} windows by record
 * @param {Required<import("../status.js").Moment>} now
 * @param {import("../status.js").Duration} soon
 */
export function statusLists(facet, windows, now, soon) {
  /** @type {number[][]} */
  const lists = facet.terms.map(() => []);
  for (const [record, own] of windows.entries()) {
    const found = status(own, now, soon);
    for (const name of found ? TERMS[found] : []) lists[facet.terms.findIndex(([id]) => id === name)]?.push(record);
  }
  return lists;
}

/**
 * Sorts records by the day on which they close: what is open or opens first, then what has no such day, then what has closed.
 * @param {number[]} records in the collection's order, which decides among equals
 * @param {import("../status.js").Window[][]} windows
 * @param {Required<import("../status.js").Moment>} now
 * @param {import("../status.js").Duration} soon
 */
export function byDeadline(records, windows, now, soon) {
  const keyed = records.map((record) => {
    const own = windows[record] ?? [];
    const closes = currentWindow(own, now)?.closes;
    const day = closes ? closes.day + (closes.minutes ?? 1440) / 1441 : 0;
    const group = status(own, now, soon) === "closed" ? 2 : closes ? 0 : 1;
    return { record, group, day: group === 2 ? -day : day };
  });
  keyed.sort((one, other) => one.group - other.group || one.day - other.day);
  return keyed.map(({ record }) => record);
}
