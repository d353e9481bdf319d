/** Takes results along: as a spreadsheet, a calendar or data, made of the collection's own files, or on paper. */

import { parse, write } from "./csv.js";
import { fetched } from "./data.js";
import { element } from "./dom.js";

/**
 * Keeps the rows of some records.
 * @param {string} csv of a collection: its head, then a row for each record in the collection's order
 * @param {number[]} records
 */
export function sheet(csv, records) {
  const [head = [], ...rows] = parse(csv);
  return write([head, ...records.map((record) => rows[record] ?? [])]);
}

/**
 * Keeps some records.
 * @param {string} json of a collection
 * @param {number[]} records
 */
export function data(json, records) {
  const all = JSON.parse(json);
  return JSON.stringify({ ...all, count: records.length, records: records.map((record) => all.records[record]) }, undefined, 1) + "\n";
}

/**
 * Keeps the events of some records.
 * @param {string} calendar of a collection
 * @param {string} json of the same
 * @param {number[]} records
 */
export function events(calendar, json, records) {
  const all = JSON.parse(json);
  const names = new Set(records.map((record) => `${all.collection}-${all.records[record].id}`));
  const [frame = "", ...parts] = calendar.split(/(?=BEGIN:VEVENT)/);
  const end = "END:VEVENT\r\n";
  const kept = parts.map((part) => part.slice(0, part.indexOf(end) + end.length)).filter((part) => {
    // A long line goes on in the next, which begins with a space (RFC 5545, 3.1).
    const [, name = ""] = /^UID:(.*)-(?:opens|closes)(?:-\d+)?@/m.exec(part.replaceAll("\r\n ", "")) ?? [];
    return names.has(name);
  });
  const open = frame.endsWith("END:VCALENDAR\r\n") ? frame.slice(0, -"END:VCALENDAR\r\n".length) : frame;
  return `${open}${kept.join("")}END:VCALENDAR\r\n`;
}

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
    { words: t.filter.take_csv, name: "csv", type: "text/csv;charset=utf-8", make: async () => sheet(await file("records.csv"), records()) },
    { words: t.filter.take_calendar, name: "ics", type: "text/calendar", make: async () => events(await file("calendar.ics"), await file("records.json"), records()) },
    { words: t.filter.take_json, name: "json", type: "application/json", make: async () => data(await file("records.json"), records()) },
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
