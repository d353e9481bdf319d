/** Tests every kind of page, in every language, for accessibility: by axe's rules, at 320 pixels, in dark and in forced colours. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { listen, startHub } from "./browser.js";
import { pagesOfEachKind } from "./site.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/**
 * How readers look at pages. 320 pixels are also what a window of 1280 shows at 400 %.
 * @type {import("playwright-core").BrowserContextOptions[]}
 */
const LOOKS = [
  { viewport: { width: 320, height: 900 }, colorScheme: "light", hasTouch: true },
  { viewport: { width: 768, height: 900 }, colorScheme: "light", forcedColors: "active" },
  { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
];

const { address, browser } = await startHub();
const contexts = await Promise.all(LOOKS.map((look) => browser.newContext(look)));

/** Runs axe in a page. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function barriers(page) {
  await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join("\n")}`);
  }, TAGS);
}

/** Waits until scripts have done their work, and opens all that is folded. @param {import("playwright-core").Page} page */
async function unfold(page) {
  await page.waitForFunction(() => {
    const wanted = [document.querySelector("[data-filter]") && ".filter__form", document.getElementById("search") && ".search__form", document.getElementById("finder") && ".finder__steps"];
    if (location.search) wanted.push(document.querySelector("[data-filter]") ? ".listing [role=status]:not(:empty)" : ".search__status:not(:empty)");
    return wanted.every((selector) => !selector || document.querySelector(selector));
  });
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

const states = ["/finansowanie/?zasieg=pl-12&status=closed", "/en/funding/?scope=pl-12&status=upcoming&x=y", "/szukaj/?q=szkolenia", "/en/search/?q=skills"];
for (const path of [...pagesOfEachKind(), ...states]) {
  test(`${path} has no barrier, keeps to itself and fits`, async () => {
    for (const context of contexts) {
      const page = await context.newPage();
      const complaints = listen(page, new URL(address).origin);
      await page.goto(address + path);
      await unfold(page);
      const { width = 0 } = page.viewportSize() ?? {};
      assert.deepEqual(await barriers(page), [], `${path} at ${width}`);
      const wide = await page.evaluate(() => {
        if (document.documentElement.scrollWidth <= innerWidth) return [];
        return ["it is wider by", document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !part.closest(".table")).slice(0, 5).map((part) => part.outerHTML.slice(0, 120))];
      });
      assert.deepEqual(wide, [], `${path} scrolls sideways at ${width}`);
      // A broken content security policy, a request to another host and a script's error are all told here.
      assert.deepEqual(complaints, [], path);
      assert.deepEqual(await context.cookies(), []);
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, path);
      await page.close();
    }
  });
}
