/**
 * Measures how soon the filter of a listing answers, in Chromium with a slowed processor.
 *
 *     node benches/filter_latency.js SITE [--listing /inicjatywy/] [--clicks 60] [--loads 8] [--slow 4] [--seed 7]
 *
 * SITE is a built hub. Boxes are chosen at random and clicked by a script, so that nothing can be fetched while a pointer is on its way.
 * For each click: when the number of results is told, when the first and when the last of the new cards is in the page, and when the first
 * of them is painted. For each load of an address with a random filter: when the first results are painted after the data is there that tells
 * which records they are (the filter's map and the lists of the facet that the address names), and after the first of their cards is there too.
 * Nothing asks the page for its state meanwhile: what the driver evaluates would take longer than what is measured.
 * Wall times suffer from other work on the machine; the time of the page's own thread, in a second pass that is not slowed, doesn't.
 */

import { parseArgs } from "node:util";
import { start } from "../tests/browser/browser.js";
import { serve } from "../tests/browser/server.js";
import { random } from "../tests/browser/site.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    listing: { type: "string", default: "/inicjatywy/" }, clicks: { type: "string", default: "60" }, loads: { type: "string", default: "8" },
    slow: { type: "string", default: "4" }, seed: { type: "string", default: "7" },
  },
});
const { address, close } = await serve(positionals[0] ?? "output");
const browser = await start();
const MARKS = /** @type {const} */ (["told", "first card", "first card painted", "all cards"]);

/** Marks what happens after a click, where performance traces find it. */
function watch() {
  const page = /** @type {any} */ (window);
  const heading = document.getElementById("results-heading");
  const section = document.getElementById("results");
  let number = 0;
  const mark = (/** @type {string} */ what) => {
    if (!page.marked.has(what)) performance.mark(`${number} ${what}`);
    page.marked.add(what);
  };
  page.press = (/** @type {HTMLInputElement} */ box) => {
    number++;
    page.marked = new Set();
    performance.mark(`${number} click`);
    box.click();
  };
  page.marked = new Set();
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => heading?.contains(target))) mark("told");
    if (changes.some(({ target }) => target instanceof Element && target.matches(".rows, .results, .listing__results")) && !page.marked.has("first card")) {
      mark("first card");
      requestAnimationFrame(() => setTimeout(() => mark("first card painted")));
    }
    const busy = section?.querySelector('[aria-busy="true"]');
    const rows = section?.querySelectorAll(".rows > li").length ?? 0;
    const count = parseInt(heading?.textContent?.replace(/\s/g, "") ?? "");
    if (page.marked.has("first card") && !busy && rows === Math.min(count, page.most)) mark("all cards");
  }).observe(section ?? document, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}

/**
 * Clicks boxes and returns the times of marks after each click, in milliseconds.
 * @param {number} slow
 * @param {"ts" | "tts"} clock wall time or the thread's own
 */
async function clicks(slow, clock) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await page.goto(address + values.listing, { waitUntil: "networkidle" });
  await page.waitForSelector(".filter__form", { state: "attached" });
  const below = random(Number(values.seed));
  await page.evaluate(`window.most = document.querySelectorAll("#results .rows > li").length`);
  await page.evaluate(watch);
  // The first touch fetches the numbers of all facets that are open; it is measured by the loads.
  await page.hover(".filter__form");
  await page.waitForLoadState("networkidle");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
  await browser.startTracing(page, { categories: ["blink.user_timing"] });
  for (let click = 0; click < Number(values.clicks); click++) {
    const picks = [below(1_000), below(3)];
    await page.evaluate(([pick = 0, dice]) => {
      const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".facet[open] .option input[name]:not(:disabled)")]).filter((box) => box.checkVisibility());
      const chosen = boxes.filter((box) => box.checked);
      const some = chosen.length > 2 || (chosen.length > 0 && dice === 0) ? chosen : boxes;
      /** @type {any} */ (window).press(some[pick % some.length]);
    }, picks);
    await page.waitForFunction(() => /** @type {any} */ (window).marked.has("all cards") || document.querySelector(".empty:not([hidden])"), undefined, { timeout: 10_000 }).catch(() => console.error("no end", click));
    await page.waitForTimeout(60);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString());
  await page.context().close();
  /** @type {Map<string, number>} */
  const times = new Map(trace.traceEvents.filter((/** @type {any} */ { cat }) => cat === "blink.user_timing").map((/** @type {any} */ event) => [event.name, event[clock]]));
  return Object.fromEntries(MARKS.map((what) => [what, Array.from({ length: Number(values.clicks) }, (_, at) => ((times.get(`${at + 1} ${what}`) ?? NaN) - (times.get(`${at + 1} click`) ?? NaN)) / 1000)]));
}

/**
 * Opens addresses with filters and returns how long after the last of the filter's data, and after the first card besides, the first results
 * were painted, in milliseconds.
 * @param {number} slow
 * @param {"ts" | "tts"} clock
 */
async function loads(slow, clock) {
  const root = await (await fetch(`${address}${values.listing}filter.json`)).json();
  const below = random(Number(values.seed));
  /** @type {{data: number[], cards: number[]}} */
  const times = { data: [], cards: [] };
  for (let load = 0; load < Number(values.loads); load++) {
    const facet = root.facets[below(root.facets.length)];
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const page = /** @type {any} */ (window);
        if (page.first || !document.querySelector(".results > .rows > li")) return;
        page.first = true;
        performance.mark("results");
        requestAnimationFrame(() => setTimeout(() => console.log("results")));
      }).observe(document, { childList: true, subtree: true });
    });
    await browser.startTracing(page, { categories: ["blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
    const shows = page.waitForEvent("console", (message) => message.text() === "results");
    await page.goto(`${address}${values.listing}?${facet.name}=${facet.terms[below(facet.terms.length)][0]}`, { waitUntil: "commit" });
    await shows;
    /** @type {any[]} */
    const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
    await page.context().close();
    const put = events.find(({ name, cat }) => name === "results" && cat === "blink.user_timing");
    // The frame in which they are drawn is handed over at its end; what the page has to do after it is not waited for.
    const frame = events.filter(({ name, ts, pid, tid }) => name === "Commit" && ts > put.ts && pid === put.pid && tid === put.tid).sort((one, other) => one.ts - other.ts)[0];
    const shown = { ts: frame.ts + frame.dur, tts: frame.tts + frame.tdur };
    const arrivals = (/** @type {string} */ part) => {
      const asked = new Set(events.filter(({ name, args }) => name === "ResourceSendRequest" && args.data.url.includes(part)).map(({ args }) => args.data.requestId));
      return events.filter(({ name, args, ts }) => name === "ResourceFinish" && asked.has(args.data.requestId) && ts < shown.ts).map((event) => event[clock]);
    };
    const data = Math.max(...arrivals("/filter.json"), ...arrivals(`/${facet.status ? root.windows : facet.file}`));
    times.data.push((shown[clock] - data) / 1000);
    times.cards.push((shown[clock] - Math.max(data, Math.min(...arrivals("/cards-")))) / 1000);
  }
  return times;
}

/** @param {string} name @param {number[]} times */
function report(name, times) {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1).padStart(7);
  console.log(`${name.padEnd(44)} median ${at(0.5)}  nine tenths ${at(0.9)}  most ${at(1)}  of ${sorted.length}`);
}

const slow = Number(values.slow);
for (const [what, times] of Object.entries(await clicks(slow, "ts"))) report(`click to ${what}, wall, ${slow}x slower`, times);
for (const [what, times] of Object.entries(await clicks(1, "tts"))) report(`click to ${what}, thread, x ${slow}`, times.map((time) => time * slow));
const wall = await loads(slow, "ts");
report(`data to first results, wall, ${slow}x slower`, wall.data);
report(`first card to first results, wall, ${slow}x slower`, wall.cards);
const thread = await loads(1, "tts");
report(`data to first results, thread, x ${slow}`, thread.data.map((time) => time * slow));
report(`first card to first results, thread, x ${slow}`, thread.cards.map((time) => time * slow));
await browser.close();
close();
