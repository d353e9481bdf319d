/** Keeps the statuses that pages show true: a page is made on one day and read on another. */

import { currentWindow, iso, moment, now, status } from "./status.js";
import { day, fill, strings } from "./words.js";

/**
 * Shows what is true now. Words are fetched only if something has changed.
 * @param {HTMLElement} place shows a status
 * @param {Required<import("./status.js").Moment>} time
 * @param {import("./status.js").Duration} soon
 */
async function restate(place, time, soon) {
  const { status: shown, opens: shownOpens = "", closes: shownCloses = "", rounds = `${shownOpens}/${shownCloses}` } = place.dataset;
  if (rounds === "/") return;
  const windows = rounds.split(" ").map((round) => {
    const [opens, closes] = round.split("/").map(moment);
    return { opens, closes };
  });
  const state = status(windows, time, soon);
  const { opens, closes } = currentWindow(windows, time) ?? {};
  if (!state || (state === shown && (opens ? iso(opens) : "") === shownOpens && (closes ? iso(closes) : "") === shownCloses)) return;
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

/** Restates all statuses of a page, or of a part of one. @param {ParentNode} page */
export function restateAll(page) {
  const places = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".status"));
  if (places.length === 0) return;
  const { timezone, soon = "30 days" } = document.documentElement.dataset;
  const [count, unit = "days"] = soon.split(" ");
  const time = now(timezone);
  for (const place of places) void restate(place, time, [Number(count), unit]);
}
