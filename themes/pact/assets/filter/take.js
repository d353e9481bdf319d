/** Makes of a collection's files the same files of some of its records. Fetched only when somebody asks for one. */

import { parse, write } from "./csv.js";

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
