/**
 * Measures when pages show their largest part: on a slow 4G line (1.6 Mbit/s down, 750 kbit/s up, 150 ms round trip) with a processor four
 * times slower, a new browser context each time. Prints the median and all times, in milliseconds. Times mean something on a quiet machine only.
 *
 * SITE=FOLDER node paint.js [PATH ...]
 */

import { startHub } from "./browser.js";

const RUNS = 5;
const paths = process.argv.length > 2 ? process.argv.slice(2) : ["/", "/finansowanie/", "/finansowanie/kfs/", "/en/numbers/", "/szukaj/"];
const { address, browser } = await startHub();

/** @param {string} path */
async function paint(path) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(address + path, { waitUntil: "networkidle" });
  const painted = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const last = /** @type {any} */ (list.getEntries().at(-1));
          const [first] = performance.getEntriesByName("first-contentful-paint");
          resolve({ first: Math.round(first?.startTime ?? 0), largest: Math.round(last.startTime), what: last.element?.outerHTML.slice(0, 60).replace(/\s+/g, " ") });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  const shifts = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).hadRecentInput ? 0 : /** @type {any} */ (entry).value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 100);
      }),
  );
  await context.close();
  return { .../** @type {{first: number, largest: number, what: string}} */ (painted), shifts: /** @type {number} */ (shifts) };
}

for (const path of paths) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await paint(path));
  const times = runs.map(({ largest }) => largest).sort((one, other) => one - other);
  console.log(`${path}  largest ${times[RUNS >> 1]} (${times.join(", ")})  first ${runs.map(({ first }) => first).sort((one, other) => one - other)[RUNS >> 1]}  shift ${Math.max(...runs.map(({ shifts }) => shifts)).toFixed(3)}  ${runs[0]?.what}`);
}
await browser.close();
process.exit(0);
