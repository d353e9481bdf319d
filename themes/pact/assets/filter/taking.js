/** The buttons with which results are taken along: as a spreadsheet, a calendar or data, or on paper. */

import { fetched } from "../parts.js";
import { element } from "./dom.js";

/**
 * Makes the buttons.
 * @param {import("./data.js").Root} root
 * @param {import("../words.js").Strings} t
 * @param {string} listing the address of the collection's listing
 * @param {() => number[]} records what is to be taken
 * @param {(words: string) => void} say
 */
export function buttons(root, t, listing, records, say) {
  const file = async (/** @type {string} */ name) => (await fetched(fetch, listing + name)).text();
  const ways = [
    { words: t.filter.take_csv, name: "csv", type: "text/csv;charset=utf-8", make: async () => (await import("./take.js")).sheet(await file("records.csv"), records()) },
    { words: t.filter.take_calendar, name: "ics", type: "text/calendar", make: async () => (await import("./take.js")).events(await file("calendar.ics"), await file("records.json"), records()) },
    { words: t.filter.take_json, name: "json", type: "application/json", make: async () => (await import("./take.js")).data(await file("records.json"), records()) },
  ];
  const list = element("ul", { role: "list" });
  for (const { words, name, type, make } of ways) {
    if (name === "ics" && !root.calendar) continue;
    const button = element("button", { type: "button", class: "take__button" }, words);
    button.addEventListener("click", async () => {
      try {
        save(new Blob([await make()], { type }), `${root.collection}.${name}`);
      } catch {
        say(t.filter.failed);
      }
    });
    list.append(element("li", {}, button));
  }
  const print = element("button", { type: "button", class: "take__button" }, t.filter.print);
  print.addEventListener("click", () => window.print());
  list.append(element("li", {}, print));
  // On paper nobody can follow a link.
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll(".results .card__title a")) if (link instanceof HTMLAnchorElement) link.dataset.address = link.href;
  });
  const heading = element("h2", { class: "data__title", id: "take-heading" }, t.filter.take);
  return element("section", { class: "data take", "aria-labelledby": "take-heading" }, heading, list);
}

/**
 * @param {Blob} content
 * @param {string} name
 */
function save(content, name) {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
