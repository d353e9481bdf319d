/** Tests what readers see, and when: the answer in the task of the click, and never the list that an address doesn't ask for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, all, browser, expected, listing, visit } from "./listing.js";

test("a click tells the number, the counts and the tags in its own task", async () => {
  const { page, told, end, box } = await visit(listing);
  await box("status", "closed").check();
  await told(expected({ status: ["closed"] }).length);
  await page.locator(".filter__form").hover();
  await page.waitForLoadState("networkidle");
  const seen = await page.evaluate(() => {
    const heading = () => document.getElementById("results-heading")?.textContent;
    const first = heading();
    const counts = () => [...document.querySelectorAll(".facet[open] .option b")].map((count) => count.textContent).join();
    const before = counts();
    const box = /** @type {HTMLInputElement} */ (document.querySelector('input[name="status"][value="closed"]'));
    box.click();
    const busy = document.querySelector(".results")?.getAttribute("aria-busy");
    return { first, then: heading(), changed: counts() !== before, tags: document.querySelectorAll(".active li").length, busy };
  });
  assert.notEqual(seen.then, seen.first);
  assert.equal(parseInt(seen.then ?? ""), all.count);
  assert.ok(seen.changed);
  assert.equal(seen.tags, 0);
  assert.equal(seen.busy, "true");
  await told(all.count);
  assert.equal(await page.locator(".results").getAttribute("aria-busy"), "false");
  await end();
});

test("cards that are there are not fetched again", async () => {
  const { page, told, end, box } = await visit(listing);
  await box("status", "closed").check();
  await told(expected({ status: ["closed"] }).length);
  await box("status", "closed").uncheck();
  await told(all.count);
  /** @type {string[]} */
  const fetched = [];
  page.on("request", (request) => request.url().includes("/assets/filter/") && fetched.push(request.url()));
  await box("status", "closed").check();
  await told(expected({ status: ["closed"] }).length);
  assert.deepEqual(fetched, []);
  await end();
});

/**
 * Opens a filtered address, with some files slow or missing, and notes which first title can be seen, frame by frame.
 * @param {string} query
 * @param {RegExp} files
 * @param {"slow" | "missing"} how
 */
async function watch(query, files, how) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(files, async (route) => {
    if (how === "missing") return route.abort();
    await new Promise((resolve) => setTimeout(resolve, 150));
    return route.continue();
  });
  await page.addInitScript(() => {
    /** @type {string[]} */
    const seen = (/** @type {any} */ (window).seen = []);
    const look = () => {
      const title = document.querySelector("#results .card__title a");
      const sight = title?.checkVisibility({ visibilityProperty: true }) ? title.textContent ?? "" : "";
      if (seen.at(-1) !== sight) seen.push(sight);
      requestAnimationFrame(look);
    };
    look();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) /** @type {any} */ (window).shift = (/** @type {any} */ (window).shift ?? 0) + /** @type {any} */ (entry).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(address + listing + query);
  return page;
}

test("an address with a filter never shows the list without it", async () => {
  const title = all.records[expected({ status: ["closed"] })[0] ?? 0].title;
  assert.notEqual(title, all.records[0].title);
  const page = await watch("?status=closed", /filter\.json|\/assets\/filter\/.*\.(?:js|bin|json)$/, "slow");
  await page.waitForFunction(() => document.querySelector(".results")?.getAttribute("aria-busy") === "false");
  await page.waitForTimeout(100);
  const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
  assert.deepEqual(seen.map((/** @type {string} */ text) => text.replace(/\s/g, " ")), ["", title.replace(/\s/g, " ")]);
  const shift = await page.evaluate(() => /** @type {any} */ (window).shift ?? 0);
  assert.ok(shift < 0.1, `layout shift ${shift}`);
  await page.close();
});

test("without a filter in the address, the list is there from the start", async () => {
  const page = await watch("", /filter\.json/, "slow");
  await page.waitForSelector(".filter__form", { state: "attached" });
  const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
  assert.deepEqual(seen.filter(Boolean).length, 1);
  await page.close();
});

for (const [what, files] of /** @type {[string, RegExp][]} */ ([["script", /filter\/page\.[^/]*\.js/], ["data", /filter\.json/], ["facet", /facet-|windows-/]])) {
  test(`where the ${what} fails, the list comes into sight`, async () => {
    const page = await watch("?status=closed", files, "missing");
    await page.locator("#results .card__title a").first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.hasAttribute("data-held")), false);
    await page.close();
  });
}

/** Notes the addresses of lists that a page fetches. @param {import("playwright-core").Page} page */
function lists(page) {
  /** @type {string[]} */
  const fetched = [];
  page.on("request", (request) => /\/(?:facet|windows)-/.test(request.url()) && fetched.push(request.url()));
  return fetched;
}

test("a listing as it came fetches no list until somebody turns to the filter", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const fetched = lists(page);
  await page.goto(address + listing, { waitUntil: "networkidle" });
  await page.waitForSelector(".filter__form");
  await page.waitForTimeout(100);
  assert.deepEqual(fetched, []);
  await page.hover(".filter__form");
  await page.waitForLoadState("networkidle");
  assert.ok(fetched.length > 1, String(fetched));
  await page.close();
});

test("a filtered address on a phone fetches the lists it asks for, and those of the numbers when the filter is opened", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const fetched = lists(page);
  await page.goto(`${address}${listing}?zasieg=pl-12`, { waitUntil: "networkidle" });
  await page.waitForFunction(() => document.querySelector(".results")?.getAttribute("aria-busy") === "false" && document.querySelector(".filter__form"));
  await page.waitForTimeout(100);
  assert.equal(fetched.length, 1, String(fetched));
  await page.tap(".filter__toggle");
  await page.waitForFunction(() => !document.querySelector(".facet--past[open]"));
  assert.ok(fetched.length > 1, String(fetched));
  await page.close();
});

test("the first card of a filtered address is fetched together with the list that it stands in", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(/\/facet-/, async (route) => {
    await held;
    return route.continue();
  });
  const card = page.waitForResponse(/\/cards-/);
  await page.goto(`${address}${listing}?zasieg=pl-12`);
  const cards = /** @type {string[]} */ (await (await card).json());
  release();
  await page.locator(".results .card__title a").first().waitFor();
  const first = await page.locator(".results .card__title").first().textContent();
  assert.ok(cards.some((html) => html.includes(first?.trim() ?? "no title")), String(first));
  await page.close();
});

test("numbers beside terms are never those of another choice", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(/\/(?:facet|windows|cards)-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return route.continue();
  });
  await page.addInitScript(() => {
    /** @type {Set<string>} */
    const seen = (/** @type {any} */ (window).seen = new Set());
    const look = () => {
      for (const count of document.querySelectorAll(".option b")) {
        const { name = "", value = "" } = count.parentElement?.querySelector("input") ?? {};
        if (count.checkVisibility({ visibilityProperty: true })) seen.add(`${name} ${value} ${count.textContent}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(`${address}${listing}?zasieg=pl-12`);
  await page.waitForFunction(() => document.querySelector(".filter__form") && !document.querySelector(".facet--past[open]"));
  await page.waitForTimeout(100);
  const seen = await page.evaluate(() => [.../** @type {any} */ (window).seen]);
  const boxes = seen.map((/** @type {string} */ text) => text.replace(/ \S+$/, ""));
  assert.ok(boxes.length > 10, String(seen));
  assert.deepEqual(boxes.filter((/** @type {string} */ box, /** @type {number} */ at) => boxes.indexOf(box) !== at), []);
  await page.close();
});
