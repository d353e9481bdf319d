/** Tests every kind of page, in every language, width and colour scheme, for accessibility by axe's rules, and that pages keep to themselves. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { listen, ready, startHub, unfold } from "./browser.js";
import { pagesOfEachKind, STATES } from "./site.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** 320 pixels are also what a window of 1280 shows at 400 %. */
const WIDTHS = [320, 768, 1280];
/** @type {{colorScheme: "light" | "dark", forcedColors: "active" | "none"}[]} */
const COLOURS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
];

const { address, browser } = await startHub();
const context = await browser.newContext();

/** Runs axe in a page. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
const barriers = (page) =>
  page.evaluate(async (tags) => {
    // The rule on the size of targets is off by default.
    const options = { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };
    const { violations, passes } = await /** @type {any} */ (window).axe.run(document, options);
    if (!passes.some((/** @type {any} */ { id }) => id === "target-size")) return ["The size of targets was not looked at."];
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join("\n")}`);
  }, TAGS);

/** Returns what makes a page wider than its window. @param {import("playwright-core").Page} page */
const tooWide = (page) =>
  page.evaluate(() => {
    const excess = document.documentElement.scrollWidth - innerWidth;
    if (excess <= 0) return [];
    const parts = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !part.closest(".table"));
    return [`it is wider by ${excess}`, ...parts.slice(0, 5).map((part) => part.outerHTML.slice(0, 120))];
  });

for (const path of [...pagesOfEachKind(), ...STATES]) {
  test(`${path} has no barrier, keeps to itself and fits`, async () => {
    const page = await context.newPage();
    const complaints = listen(page, new URL(address).origin);
    await page.goto(address + path);
    await ready(page);
    await unfold(page);
    await page.evaluate(axe);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await tooWide(page), [], `${path} scrolls sideways at ${width}`);
      for (const colours of COLOURS) {
        await page.emulateMedia(colours);
        assert.deepEqual(await barriers(page), [], `${path} at ${width}, ${JSON.stringify(colours)}`);
      }
    }
    // A broken content security policy, a request to another host and a script's error are all told here.
    assert.deepEqual(complaints, [], path);
    assert.deepEqual(await context.cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, path);
    await page.close();
  });
}
