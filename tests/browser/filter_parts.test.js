/** Tests parts of the filter in Node: addresses, statuses, and what is taken along. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { read, write } from "../../themes/pact/assets/filter/address.js";
import { parse } from "../../themes/pact/assets/filter/csv.js";
import { data, events, sheet } from "../../themes/pact/assets/filter/take.js";
import { Bits } from "../../themes/pact/assets/search/bytes.js";
import { after, currentWindow, iso, moment, now, status } from "../../themes/pact/assets/status.js";
import { folder, openFilter, random, records } from "./site.js";

const { root } = await openFilter("finansowanie", "funding", "pl");
const orders = root.orders.map(({ id }) => id);
/** @param {string} address */
const asked = (address) => read(new URL(address, "https://example.org"), root.facets, "/finansowanie/", orders);
/** @param {string} address */
const again = (address) => write(asked(address).choice, root.facets);

test("an address is read and written as a form would send it", () => {
  for (const query of ["", "?status=open&zasieg=pl&zasieg=pl-12&only=zasieg&sort=deadline", "?q=kadry+i+p%C5%82ace&zasieg=eu"]) {
    assert.equal(again(`/finansowanie/${query}`), query);
    assert.deepEqual(asked(`/finansowanie/${query}`).unknown, []);
  }
  assert.equal(again("/finansowanie/?zasieg=pl-12,pl&status=open"), "?status=open&zasieg=pl&zasieg=pl-12");
});

test("the terms of a page's path are chosen", () => {
  assert.equal(again("/finansowanie/zasieg/pl-12/"), "?zasieg=pl-12");
  assert.equal(again("/finansowanie/status/closed/zasieg/pl-12/page/2/?sort=title"), "?status=closed&zasieg=pl-12&sort=title");
  assert.equal(asked("/finansowanie/page/2/").inPath, false);
});

test("old ids lead to the new ones, unknown ones are named and left out", () => {
  assert.equal(again("/finansowanie/?zasieg=eu27"), "?zasieg=eu");
  const { choice, unknown } = asked("/finansowanie/?zasieg=atlantis&zasieg=pl&colour=red&utm_source=x&fbclid=1&zasieg=constructor");
  assert.deepEqual(unknown, ["zasieg: atlantis", "colour: red", "zasieg: constructor"]);
  assert.equal(write(choice, root.facets), "?zasieg=pl");
  assert.equal(again("/finansowanie/?sort=sideways&only=zasieg&only=status"), "");
});

test("numbers that are read at once are those read bit by bit, however long their distances", () => {
  const below = random(5);
  for (let round = 0; round < 400; round++) {
    const ones = below(9);
    const bytes = Uint8Array.from({ length: 200 }, () => Array.from({ length: 8 }, () => Number(below(8) < ones)).reduce((byte, bit) => byte * 2 + bit, 0));
    const lowBits = below(15);
    let at = 0;
    const bit = () => ((bytes[at >> 3] ?? 0) >> (at++ & 7)) & 1;
    let next = 0;
    /** @type {number[]} */
    const expected = [];
    while (at < bytes.length * 8 - 400 && next < 1e6) {
      while (bit()) next += 2 ** lowBits;
      for (let place = 0; place < lowBits; place++) next += bit() * 2 ** place;
      expected.push(next++);
    }
    if (at > bytes.length * 8) continue;
    const bits = new Bits(bytes, 0);
    assert.deepEqual([...bits.list(expected.length, lowBits)], expected);
    assert.equal(bits.at, at);
    assert.deepEqual([...new Bits(bytes, 0).ascending(expected.length, lowBits, () => {})], expected);
  }
});

/** @param {string} text a moment in UTC */
const at = (text) => now("UTC", new Date(`${text}:00Z`));
/** @param {string[]} pairs opening and closing days, `-` for none */
const windows = (...pairs) => pairs.map((pair) => {
  const [opens, closes] = pair.split(" ").map((text) => (text === "-" ? undefined : moment(text)));
  return { opens, closes };
});

test("a status is that of the hour in the hub's time zone", () => {
  assert.deepEqual(now("Europe/Warsaw", new Date("2026-11-29T23:30:00Z")), { day: moment("2026-11-30")?.day, minutes: 30 });
  for (const [pairs, time, expected] of /** @type {[string[], string, string | undefined][]} */ ([
    [["- 2027-03-31"], "2027-03-31T23:59", "closing-soon"],
    [["- 2027-03-31"], "2027-04-01T00:00", "closed"],
    [["- 2027-03-31T15:00"], "2027-03-31T14:59", "closing-soon"],
    [["- 2027-03-31T15:00"], "2027-03-31T15:00", "closed"],
    [["2027-03-31T09:00 -"], "2027-03-31T08:59", "upcoming"],
    [["2027-03-31T09:00 -"], "2027-03-31T09:00", "open"],
    [["2027-01-01 2027-06-30"], "2027-05-30T12:00", "open"],
    [["2027-01-01 2027-06-30"], "2027-05-31T12:00", "closing-soon"],
    [["2027-01-01 2027-01-31", "2027-03-01 2027-03-31"], "2027-02-10T12:00", "upcoming"],
    [["2027-01-01 2027-01-31", "2027-03-01 2027-03-31"], "2027-04-10T12:00", "closed"],
    [["2027-01-01 2027-01-31", "2027-01-01 2027-06-30"], "2027-01-10T12:00", "open"],
    [[], "2027-01-10T12:00", undefined],
  ])) assert.equal(status(windows(...pairs), at(time), [30, "days"]), expected, `${pairs} at ${time}`);
});

test("lengths of time end with a month that is too short", () => {
  for (const [day, length, expected] of /** @type {[string, [number, string], string][]} */ ([
    ["2027-01-31", [1, "months"], "2027-02-28"], ["2028-02-29", [1, "years"], "2029-02-28"], ["2027-12-15", [2, "weeks"], "2027-12-29"], ["2027-11-30", [3, "months"], "2028-02-29"],
  ])) assert.equal(iso({ day: after(moment(day)?.day ?? 0, length) }), expected);
});

test("the window that matters is the one that is open, else the next, else the last", () => {
  const rounds = windows("2027-01-01 2027-01-31", "2027-03-01 2027-03-31");
  for (const [time, expected] of [["2027-01-10T12:00", "2027-01-31"], ["2027-02-10T12:00", "2027-03-31"], ["2027-05-10T12:00", "2027-03-31"]]) {
    assert.equal(iso(currentWindow(rounds, at(time ?? ""))?.closes ?? { day: 0 }), expected);
  }
});

const csv = readFileSync(join(folder, "finansowanie/records.csv"), "utf8");
const json = readFileSync(join(folder, "finansowanie/records.json"), "utf8");

test("a sheet holds the chosen rows with semicolons and a byte order mark", async () => {
  const all = await records("finansowanie");
  assert.equal(parse(csv).length, all.count + 1);
  const rows = parse(sheet(csv, [3, 0]).replace("\ufeff", "").replaceAll(";", ",")).length;
  assert.ok(rows >= 3);
  assert.ok(sheet(csv, [3, 0]).startsWith("\ufeffid;url;language;title"));
  assert.match(sheet(csv, [3]), new RegExp(`\r\n${all.records[3].id};https://`));
});

test("cells are never formulas, and quotes, separators and line ends hold", () => {
  assert.equal(sheet('id,a\r\nx,"=1+1"\r\n', [0]), "\ufeffid;a\r\nx;'=1+1\r\n");
  assert.equal(sheet('id,a\r\nx,"@a;""b""\nc"\r\n', [0]), '\ufeffid;a\r\nx;"\'@a;""b""\nc"\r\n');
  assert.deepEqual(parse('a,,"b,c"\r\n"",d\r\n'), [["a", "", "b,c"], ["", "d"]]);
});

test("data and calendars hold the chosen records and nothing else", () => {
  assert.deepEqual(JSON.parse(data(json, [2, 1])).records.map((/** @type {any} */ { id }) => id), [2, 1].map((number) => JSON.parse(json).records[number].id));
  const small = JSON.stringify({ collection: "calls", records: [{ id: "one" }, { id: "two" }, { id: "two-more" }] });
  const event = (/** @type {string} */ uid) => `BEGIN:VEVENT\r\nUID:${uid.slice(0, 6)}\r\n ${uid.slice(6)}\r\nEND:VEVENT\r\n`;
  const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event("calls-one-opens@x")}${event("calls-two-closes-2@x")}${event("calls-two-more-closes@x")}END:VCALENDAR\r\n`;
  assert.equal(events(calendar, small, [1]), `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event("calls-two-closes-2@x")}END:VCALENDAR\r\n`);
  assert.equal(events(calendar, small, []), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
});
