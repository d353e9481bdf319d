/** Tests every kind of page, in every language, for accessibility: by axe's rules, at 320 pixels, in dark and in forced colours. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open, start } from "./browser.js";
import { serve } from "./server.js";
import { folder, pagesOfEachKind } from "./site.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** How readers look at pages. 320 pixels are also what a window of 1280 shows at 400 %. @type {[number, object][]} */
const LOOKS = [
  [320, { colorScheme: "light", hasTouch: true }],
  [768, { colorScheme: "light", forcedColors: "active" }],
  [1280, { colorScheme: "dark" }],
];

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  server = await serve(folder);
  browser = await start();
});
after(async () => {
  await browser.close();
  server.close();
});

const states = ["/finansowanie/?zasieg=pl-12&status=closed", "/en/funding/?scope=pl-12&status=upcoming&x=y", "/szukaj/?q=szkolenia", "/en/search/?q=skills"];
for (const path of [...pagesOfEachKind(), ...states]) {
  test(`${path} has no barrier`, async () => {
    for (const [width, options] of LOOKS) {
      const { page, context, complaints, close } = await open(browser, server.address + path, { viewport: { width, height: 900 }, bypassCSP: true, ...options });
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      // A title that a script would set is not what is looked for: styles and facts are, so that one moment is enough.
      await page.waitForTimeout(150);
      await page.evaluate(axe);
      const violations = await page.evaluate(async (tags) => {
        const { violations } = await /** @type {any} */ (window).axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
        return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join("\n")}`);
      }, TAGS);
      assert.deepEqual(violations, [], `${path} at ${width}`);
      if (width === 320) {
        const wide = await page.evaluate(() => {
          if (document.documentElement.scrollWidth <= innerWidth) return [];
          return [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((part) => part.outerHTML.slice(0, 120));
        });
        assert.deepEqual(wide, [], `${path} scrolls sideways`);
      }
      assert.deepEqual(complaints.filter((complaint) => !(path === "/404.html" && complaint.includes("404"))), [], path);
      assert.deepEqual(await context.cookies(), []);
      await close();
    }
  });
}
