/** Tests that the keyboard alone does everything: it reaches all there is, in order, visibly, and leaves again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, ready, startHub } from "./browser.js";
import { pagesOfEachKind } from "./site.js";

const { address, browser } = await startHub();
const MOST = 700;

/** @typedef {import("playwright-core").Page} Page */

/** Presses Tab and looks at what has the focus. @param {Page} page */
async function step(page) {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return undefined;
    const seen = /** @type {any} */ (window);
    const first = !seen.stops;
    const stops = (seen.stops ??= new Set());
    if (stops.has(at)) return undefined;
    stops.add(at);
    const last = seen.last;
    const inOrder = first || !!(last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
    seen.last = at;
    const boxes = [...at.getClientRects()];
    const sights = boxes.flatMap(({ left, right, top, bottom }) => [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3], [right - 3, bottom - 3]]);
    const inSight = sights.some(([x = 0, y = 0]) => {
      const there = document.elementFromPoint(x, y);
      return there && (at.contains(there) || there.contains(at) || there.closest("label")?.control === at);
    });
    const style = getComputedStyle(at);
    const tile = at.querySelector("rect");
    const ring = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none" ? true : tile ? parseFloat(getComputedStyle(tile).strokeWidth) >= 4 : false;
    return { words: (at.textContent?.trim() || at.getAttribute("aria-label") || at.outerHTML).replace(/\s+/g, " ").slice(0, 80), inOrder, inSight, ring };
  });
}

for (const path of pagesOfEachKind().filter((path) => !path.startsWith("/en/"))) {
  for (const width of [320, 1280]) {
    test(`Tab leads through ${path} at ${width} pixels, in order and in sight, and out of it`, async () => {
      const { page, close } = await open(browser, address + path, { viewport: { width, height: 640 } });
      await ready(page);
      const wrong = [];
      let stops = 0;
      for (; stops < MOST; stops++) {
        const stop = await step(page);
        if (!stop) break;
        for (const [what, good] of Object.entries({ "is out of order": stop.inOrder, "is out of sight": stop.inSight, "has no ring": stop.ring })) if (!good) wrong.push(`'${stop.words}' ${what}`);
      }
      assert.deepEqual(wrong, [], path);
      assert.ok(stops > 5 && stops < MOST, `${stops} stops`);
      const missed = await page.evaluate(() => {
        const seen = /** @type {Set<Element>} */ (/** @type {any} */ (window).stops);
        const all = document.querySelectorAll("a[href], button:not(:disabled), input:not(:disabled), select, summary");
        return [...all].filter((one) => !seen.has(one) && one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 120));
      });
      assert.deepEqual(missed, [], path);
      await close();
    });
  }
}

/**
 * Presses Tab until something has the focus.
 * @param {Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let presses = 0; presses < MOST; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return presses + 1;
  }
  return assert.fail(`Tab never reaches ${selector} of ${page.url()}`);
}
/** @param {Page} page @param {string} selector */
const focused = (page, selector) => page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);
/** @param {Page} page @param {string} kind of the page that comes */
const arrive = async (page, kind) => {
  await page.waitForSelector(`body[data-kind="${kind}"]`);
  await ready(page);
};
/** @param {Page} page */
const results = async (page) => Number(/^\d+/.exec((await page.textContent("#results-heading")) ?? "")?.[0]);

for (const width of [320, 1280]) {
  test(`from the home page to a record, its English, a search and 'what fits me' at ${width} pixels, by keyboard`, async () => {
    const { page, complaints, close } = await open(browser, `${address}/`, { viewport: { width, height: 640 } });
    const press = (/** @type {string} */ key) => page.keyboard.press(key);

    // The first stop skips what all pages have.
    assert.equal(await tabTo(page, ".skip"), 1);
    await press("Enter");
    await press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement?.closest("main")), "the skip link leads into the text");

    await page.goto(`${address}/`);
    if (width < 1000) {
      await tabTo(page, ".menu__toggle");
      await press("Enter");
    }
    await tabTo(page, '.menu a[href="/finansowanie/"]');
    await press("Enter");
    await arrive(page, "listing");

    // Filters.
    const before = await results(page);
    if (width < 1000) {
      await tabTo(page, ".filter__toggle");
      await press("Enter");
    }
    await tabTo(page, '.option input[value="closed"]');
    await press("Space");
    await page.waitForFunction((before) => !document.getElementById("results-heading")?.textContent?.startsWith(`${before} `), before);
    assert.ok((await results(page)) < before);
    await focused(page, 'input[value="closed"]');

    // The results are one step away, and the first of them is reached through what stands above it.
    await page.reload();
    await arrive(page, "listing");
    await tabTo(page, '.skip[href="#results"]');
    await press("Enter");
    assert.ok((await tabTo(page, "#results .card__title a")) < 6);
    await press("Enter");
    await arrive(page, "record");

    // The other language, then a search.
    await tabTo(page, ".languages a");
    await press("Enter");
    await page.waitForURL(/\/en\//);
    await arrive(page, "record");
    await tabTo(page, ".tools__search");
    await press("Enter");
    await arrive(page, "search");
    await focused(page, "#query");
    await page.keyboard.type("skills");
    await page.locator(".search__results .card__title a").first().waitFor();
    await tabTo(page, ".search__results .card__title a");
    await press("Enter");
    await page.waitForSelector("body:not([data-kind=search])");

    // What fits me.
    await tabTo(page, '.footer a[href="/en/what-fits-me/"]');
    await press("Enter");
    await arrive(page, "finder");
    await tabTo(page, ".finder__option");
    await press("Enter");
    await page.waitForFunction(() => location.search !== "");
    await focused(page, "h2");
    await tabTo(page, "[data-go=back]");
    await press("Enter");
    await page.waitForFunction(() => document.querySelector(".finder__option[aria-current]")?.checkVisibility());
    await tabTo(page, "[data-go=show]");
    await press("Enter");
    await arrive(page, "listing");
    assert.match(new URL(page.url()).search, /^\?beneficiary=/);
    assert.deepEqual(complaints, []);
    await close();
  });
}
