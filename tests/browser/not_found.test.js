/** Tests the page for addresses that do not exist, in a browser. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { startHub } from "./browser.js";

const hub = await startHub();

for (const [path, languages] of /** @type {[string, string[]][]} */ ([["/nie-ma/", ["pl", "en"]], ["/en/missing/", ["en", "pl"]], ["/english/", ["pl", "en"]]])) {
  test(`${path} is answered in its language first, with ways home and to the search`, async () => {
    const page = await hub.browser.newPage();
    const answer = await page.goto(hub.address + path, { waitUntil: "networkidle" });
    assert.equal(answer?.status(), 404);
    const sections = page.locator(".not-found > section");
    assert.deepEqual(await sections.evaluateAll((all) => all.map((section) => /** @type {HTMLElement} */ (section).lang)), languages);
    const home = languages[0] === "pl" ? "/" : "/en/";
    const links = await sections.first().locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(links, [home, languages[0] === "pl" ? "/szukaj/" : "/en/search/"]);
    assert.deepEqual(await page.locator("h1").allTextContents(), ["404"]);
    await page.close();
  });
}
