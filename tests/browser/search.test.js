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

/**
 * Opens the search page with a question and returns what it answers.
 * @param {string} query
 * @param {string} [path]
 */
async function ask(query, path = "/szukaj/") {
  const { page, complaints, close } = await open(browser, `${address}${path}?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => document.querySelector(".search__status")?.textContent);
  const status = (await page.textContent(".search__status")) ?? "";
  const titles = await page.locator(".search__results .card__title a").allTextContents();
  const marks = await page.locator(".search__results mark").allTextContents();
  assert.deepEqual(complaints, []);
  return { page, close, status, titles, marks, count: Number(/\d+/.exec(status)?.[0] ?? 0) };
}

test("beginnings find while one types, without a press of Enter, and the number is told", async () => {
  const { page, complaints, close } = await open(browser, address + "/szukaj/");
  await page.keyboard.type("dofinansow", { delay: 20 });
  await page.locator(".search__results mark").first().waitFor();
  assert.match((await page.textContent("[role=status]")) ?? "", /^Znaleziono \d+ wynik/);
  assert.match((await page.locator(".search__results mark").first().textContent()) ?? "", /^dofinansow/i);
  assert.equal(new URL(page.url()).search, "?q=dofinansow");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "query");
  await page.fill("#query", "");
  await page.waitForFunction(() => document.querySelectorAll(".search__results li").length === 0);
  assert.equal(await page.textContent("[role=status]"), "");
  assert.deepEqual(complaints, []);
  await close();
});

test("typing errors, missing diacritics and synonyms find the same", async () => {
  for (const query of ["krajowy fundusz szkoleniowy", "krajowy funudsz szkoleniowy ", "KRAJOWEGO FUNDUSZU SZKOLENIOWEGO", "kfs"]) {
    const { titles, close } = await ask(query);
    assert.ok(titles.slice(0, 3).some((title) => /Krajow\S+ Fundusz/.test(title)), `${query}: ${titles}`);
    await close();
  }
  const [with_, without] = [await ask("źródła"), await ask("zrodla")];
  assert.equal(with_.count, without.count);
  assert.ok(with_.count > 0 && without.marks.some((mark) => /źród/i.test(mark)));
  await with_.close();
  await without.close();
});

test("a phrase in quotes finds less than its words, but something", async () => {
  const [words, phrase] = [await ask("fundusz szkoleniowy"), await ask("„krajowym funduszem szkoleniowym”")];
  assert.ok(phrase.count > 0 && phrase.count < words.count, `${phrase.count} of ${words.count}`);
  await words.close();
  await phrase.close();
});

test("where only the text holds a word, the excerpt comes from the text", async () => {
  for (const [query, path, expected] of [["gotowaniem", "/szukaj/", /^gotowani/i], ["cooked", "/en/search/", /^cook/i]]) {
    const { page, close } = await ask(String(query), String(path));
    const mark = page.locator(".search__results .card__summary mark").first();
    await mark.waitFor();
    assert.match((await mark.textContent()) ?? "", /** @type {RegExp} */ (expected));
    const summary = page.locator(".search__results .card__summary", { has: page.locator("mark") }).first();
    assert.ok(((await summary.textContent()) ?? "").length < 260);
    assert.equal(await summary.getAttribute("lang"), String(path).startsWith("/en") ? "en" : "pl");
    await close();
  }
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
