/** Tests what is printed: a record on one sheet, facts first, with addresses and without ways through the site. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, startHub } from "./browser.js";
import { smallFolder } from "./site.js";

const { address, browser } = await startHub(smallFolder);

/** Counts the pages of a PDF. @param {Buffer} pdf */
const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

for (const path of ["/finansowanie/bony/", "/en/funding/bony/"]) {
  test(`${path} is one sheet with full addresses and no navigation`, async () => {
    const { page, close } = await open(browser, address + path);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    assert.equal(sheets(pdf), 1);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const { ways, addresses, facts, text } = await page.evaluate(() => {
      const shown = (/** @type {Element} */ part) => part.checkVisibility() && part.getClientRects().length > 0;
      const top = (/** @type {string} */ selector) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0;
      const links = [...document.querySelectorAll(".prose a:not([href^='#']), .provenance a, .record__action a, .facts [data-kind=url] a")].filter(shown);
      return {
        ways: [...document.querySelectorAll("nav, .skip, .tools, .record__related, .record__back, form, button")].filter(shown).map((part) => part.outerHTML.slice(0, 100)),
        addresses: links.map((link) => [/** @type {HTMLAnchorElement} */ (link).href, getComputedStyle(link, "::after").content, link.textContent ?? ""]),
        facts: top(".record__facts"),
        text: top(".record__text"),
      };
    });
    assert.deepEqual(ways, []);
    assert.ok(addresses.length > 2);
    for (const [href = "", after = "", words = ""] of addresses) assert.ok(after.includes(href) || words.includes(href), `${href} is not printed, but ${after}`);
    assert.ok(facts < text, "the facts come first");
    await close();
  });
}

test("a fact of very many values is folded on the screen, not on paper", async () => {
  const hub = await startHub();
  const { page, close } = await open(hub.browser, `${hub.address}/inicjatywy/pakt-na-rzecz-umiejetnosci/`);
  const all = await page.locator(".facts__more dd").count();
  assert.ok(all > 8, String(all));
  /** Counts the values that are in sight, and says whether the fact is named. */
  const look = () =>
    page.locator(".facts__more").evaluate((fold) => {
      const shown = (/** @type {Element | null} */ part) => !!part?.checkVisibility({ contentVisibilityAuto: true });
      return { values: [...fold.querySelectorAll("dd")].filter(shown).length, term: shown(fold.querySelector("dt")), head: shown(fold.querySelector("summary")) };
    });
  assert.deepEqual(await look(), { values: 0, term: false, head: true });
  await page.locator(".facts__more > summary").click();
  assert.deepEqual(await look(), { values: all, term: false, head: true });
  await page.locator(".facts__more > summary").click();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.deepEqual(await look(), { values: all, term: true, head: false });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  assert.deepEqual(await look(), { values: 0, term: false, head: true });
  await close();
});
