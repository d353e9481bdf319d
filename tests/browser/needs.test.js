/** Tests that pages bend to what readers need: wider spacing, no motion, large targets for fingers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready, startHub, unfold } from "./browser.js";
import { pagesOfEachKind, STATES } from "./site.js";

const { address, browser } = await startHub();

for (const path of [...pagesOfEachKind(), ...STATES]) {
  test(`${path} bends to what readers need`, async (t) => {
    // 320 pixels and a finger, so that what is larger for fingers is measured.
    const page = await browser.newPage({ viewport: { width: 320, height: 900 }, hasTouch: true, reducedMotion: "reduce" });
    await page.goto(address + path);
    await ready(page);
    await unfold(page);
    await t.test("its targets are large enough for fingers", async () => assert.deepEqual(await small(page), []));
    await t.test("nothing moves where readers ask for no motion, and hardly anything otherwise", async () => {
      assert.equal(await longest(page), 0);
      await page.emulateMedia({ reducedMotion: "no-preference" });
      assert.ok((await longest(page)) <= 0.15);
    });
    await t.test("nothing is lost with wider spacing (WCAG 1.4.12)", async () => {
      await page.evaluate(() => {
        // The policy allows no style element, but a sheet made by a script.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
        document.adoptedStyleSheets.push(sheet);
      });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await lost(page), [], `at ${width}`);
      }
    });
    await page.close();
  });
}

/** @typedef {import("playwright-core").Page} Page */

/** Names the targets that a finger misses. @param {Page} page */
const small = (page) =>
  page.evaluate(() => {
    if (!matchMedia("(pointer: coarse)").matches) return ["There is no finger."];
    const found = [];
    for (const target of document.querySelectorAll("a[href], button, summary, select, input:not([type=checkbox]), label:has(input)")) {
      const { width, height } = target.getBoundingClientRect();
      // Links within sentences are as high as their line (WCAG 2.5.8, inline); tiles stand in a map whose table has them large; the
      // skip links are shown only to keyboards.
      const inline = target.matches(".prose *, .picture *, .lead *, .notice *, .document *, .data p *, .footer p *") && getComputedStyle(target).display === "inline";
      // A link of words is as wide as they are.
      if (!inline && !target.closest(".marks, .skip, sup") && width > 1 && (height < 43.5 || width < (target.matches("a") ? 24 : 43.5))) found.push(`${Math.round(width)} × ${Math.round(height)}: ${target.outerHTML.slice(0, 160)}`);
    }
    return found;
  });

/** Returns the longest time that anything on a page would move for, in seconds. @param {Page} page */
const longest = (page) =>
  page.evaluate(() => {
    const seconds = (/** @type {string} */ list) => Math.max(...list.split(",").map((time) => parseFloat(time)));
    let most = 0;
    for (const part of document.querySelectorAll("*")) {
      for (const pseudo of [undefined, "::before", "::after"]) {
        const { transitionDuration, transitionDelay, animationName, animationDuration, scrollBehavior } = getComputedStyle(part, pseudo);
        most = Math.max(most, seconds(transitionDuration) + seconds(transitionDelay), animationName === "none" ? 0 : seconds(animationDuration), scrollBehavior === "smooth" ? 1 : 0);
      }
    }
    return most;
  });

/** Names what is cut or sticks out. @param {Page} page */
const lost = (page) =>
  page.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? [`The page is wider by ${document.documentElement.scrollWidth - innerWidth}.`] : [];
    for (const part of document.querySelectorAll("body *")) {
      const { overflowX, overflowY, display } = getComputedStyle(part);
      // Summaries are cut with and without wider spacing; their record has them whole. Tables scroll. Fields scroll by themselves.
      // What is written on pictures stands in the table behind them.
      if (part.closest("svg, .visually-hidden, .skip, .card__summary, .table, input, select") || display === "inline" || part.clientWidth < 2) continue;
      const name = part.outerHTML.slice(0, 160);
      if (part.scrollWidth > part.clientWidth + 1 && !["auto", "scroll"].includes(overflowX)) found.push(`Sticks out sideways by ${part.scrollWidth - part.clientWidth}: ${name}`);
      if (part.scrollHeight > part.clientHeight + 1 && ["hidden", "clip"].includes(overflowY)) found.push(`Is cut: ${name}`);
    }
    return found.slice(-5);
  });
