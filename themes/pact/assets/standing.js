/** Keeps the statuses that pages show true: a page is made on one day and read on another. */

import { currentWindow, iso, moment, now, status } from "./status.js";
import { day, fill, strings } from "./words.js";

/**
 * Shows what is true now. Words are fetched only if something has changed.
 * @param {Element} place shows a status
 * @param {readonly import("./status.js").Window[]} windows
 * @param {Required<import("./status.js").Moment>} time
 * @param {import("./status.js").Duration} soon
 */
export async function restate(place, windows, time, soon) {
  const state = status(windows, time, soon);
  const { opens, closes } = currentWindow(windows, time) ?? {};
  const { status: shown, opens: shownOpens, closes: shownCloses } = /** @type {HTMLElement} */ (place).dataset;
  if (!state || (state === shown && (opens ? iso(opens) : undefined) === shownOpens && (closes ? iso(closes) : undefined) === shownCloses)) return;
  const t = await strings();
  const [label] = place.getElementsByClassName("status__label");
  const [date] = place.getElementsByClassName("status__date");
  place.setAttribute("data-status", state);
  // The generator hands over the words that scripts mention; of one with a hyphen only a comment can: t.status.closing-soon
  if (label) label.textContent = { open: t.status.open, "closing-soon": t.status["closing-soon"], upcoming: t.status.upcoming, closed: t.status.closed }[state];
  const open = state === "open" || state === "closing-soon";
  const [form, when] = open ? (closes ? [t.status_text.until, closes] : [t.status_text.since, opens]) : state === "upcoming" ? [t.status_text.from, opens] : [t.status_text.closed_on, closes];
  if (date) date.textContent = when ? fill(form, { date: day(iso(when)) }) : "";
}

/** Restates all statuses of a page. A page knows the window that mattered when it was made. @param {ParentNode} page */
export function restateAll(page) {
  const { timezone, soon = "30 days" } = document.documentElement.dataset;
  const [count, unit = "days"] = soon.split(" ");
  for (const place of page.querySelectorAll(".status")) {
    const { opens, closes } = /** @type {HTMLElement} */ (place).dataset;
    if (opens || closes) void restate(place, [{ opens: moment(opens), closes: moment(closes) }], now(timezone), [Number(count), unit]);
  }
}
