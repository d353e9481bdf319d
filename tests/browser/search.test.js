/** Tests the search page of the real hub, as readers use it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, startHub } from "./browser.js";

const { address, browser } = await startHub();

test("an inflected word finds the others, from the home page, with the keyboard alone", async () => {
  const { page, complaints, close } = await open(browser, address + "/");
  await page.locator(".seek__input").focus();
  await page.keyboard.type("krajowym funduszem szkoleniowym");
  await page.keyboard.press("Enter");
  await page.waitForURL(/szukaj\/\?q=/);
  const first = page.locator(".search__results .card__title a").first();
  await first.waitFor();
  assert.match((await first.textContent()) ?? "", /Krajow\S+ Fundusz\S* Szkoleniow/);
  assert.match((await page.textContent(".search__status")) ?? "", /^Znaleziono \d+ wynik/);
  await page.locator("#query").focus();
  await page.keyboard.press("ArrowDown");
  assert.ok(await first.evaluate((link) => link === document.activeElement));
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "query");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('body[data-kind="record"]');
  await page.goBack();
  await first.waitFor();
  assert.equal(await page.inputValue("#query"), "krajowym funduszem szkoleniowym");
  assert.deepEqual(complaints, []);
  await close();
});

test("English is searched in English", async () => {
  const { page, complaints, close } = await open(browser, address + "/en/search/?q=fund");
  await page.locator(".search__results .card__title a").first().waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("without a script the search page leads to the listings", async () => {
  const { page, close } = await open(browser, address + "/szukaj/", { javaScriptEnabled: false });
  assert.ok((await page.locator("#search .door").count()) > 3);
  assert.equal(await page.locator("#search input").count(), 0);
  await close();
});
