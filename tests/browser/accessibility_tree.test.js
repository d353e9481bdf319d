/**
 * Compares what a screen reader is given of a page with `accessibility_tree/*.txt`. `UPDATE=1` writes these files: read each of them as
 * somebody would hear it before you keep it.
 */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { ready, startHub } from "./browser.js";
import { SMALL_DAY, smallFolder } from "./site.js";
import { tree } from "./tree.js";

const { address, browser } = await startHub(smallFolder);

/** @type {[name: string, path: string, options?: import("playwright-core").BrowserContextOptions][]} */
const PAGES = [
  ["home", "/"],
  ["home_320", "/", { viewport: { width: 320, height: 900 } }],
  ["listing", "/finansowanie/?status=open"],
  ["listing_without_script", "/finansowanie/", { javaScriptEnabled: false }],
  ["record", "/finansowanie/bony/"],
  ["record_en", "/en/funding/bony/"],
  ["search", "/szukaj/?q=szkolenie"],
  ["finder", "/co-dla-mnie/"],
];

for (const [name, path, options] of PAGES) {
  test(`the accessibility tree of ${name}`, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    await context.clock.setFixedTime(new Date(`${SMALL_DAY}T12:00:00Z`));
    const page = await context.newPage();
    await page.goto(address + path, { waitUntil: "networkidle" });
    if (options?.javaScriptEnabled !== false) await ready(page);
    const found = await tree(page);
    const file = new URL(`accessibility_tree/${name}.txt`, import.meta.url);
    if (process.env["UPDATE"]) await writeFile(file, found);
    assert.equal(found, await readFile(file, "utf8"), `${name} reads otherwise than ${file.pathname} says`);
    await context.close();
  });
}
