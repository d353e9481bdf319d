/** Tests 'what fits me' on the real hub: what it counts, and how a reader walks through it. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { answered, left, query } from "../../themes/pact/assets/finder/left.js";
import { open, startHub } from "./browser.js";
import { folder } from "./site.js";

const path = "/co-dla-mnie/";
const html = await readFile(join(folder, path, "index.html"), "utf8");
/** @type {import("../../themes/pact/assets/finder/left.js").Data} */
const data = JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? "");
/** Returns the number of results that a listing tells. @param {string} address */
const told = async (address) => {
  const page = await readFile(join(folder, address, "index.html"), "utf8").catch(() => "");
  return Number(/id="results-heading">([\d\s]+)/.exec(page)?.[1]?.replace(/\s/g, "") ?? 0);
};

const { address, browser } = await startHub();

test("it counts what the listings of terms and pairs hold", async () => {
  assert.equal(left(data, []), await told(data.listing));
  for (const [at, { facet, options }] of data.questions.entries()) {
    for (const option of options) {
      /** @type {(string | undefined)[]} */
      const answers = [];
      answers[at] = option;
      assert.equal(left(data, answers), await told(`${data.listing}${facet}/${option}/`), `${facet}=${option}`);
    }
  }
  const [first, second] = data.questions;
  assert.deepEqual([first?.facet, second?.facet], ["wnioskodawca", "zasieg"]);
  for (const who of first?.options ?? []) {
    for (const where of second?.options ?? []) {
      assert.equal(left(data, [who, where]), await told(`${data.listing}zasieg/${where}/wnioskodawca/${who}/`), `${who} ${where}`);
    }
  }
});

test("answers stand in a query by the names of facets, and what is no answer is none", () => {
  assert.equal(query(data, ["smes", undefined, "cybersecurity"]), "?wnioskodawca=smes&technologia=cybersecurity");
  assert.equal(query(data, [undefined]), "");
  assert.deepEqual(answered(data, "?wnioskodawca=smes&zasieg=mars&x=y").slice(0, 2), ["smes", undefined]);
});

test("one question comes after the other, and the last leads to the listing", async () => {
  const { page, complaints, close } = await open(browser, address + path);
  await page.locator(".finder__steps").waitFor();
  const heading = () => page.locator(".finder h2:visible").textContent();
  assert.equal(await page.locator(".finder__question:visible").count(), 1);
  assert.equal(await heading(), "Kim jesteś?");
  await page.click(".finder__question:visible [data-term=businesses] > a");
  await page.waitForFunction(() => document.activeElement?.textContent === "Gdzie działasz?");
  const count = left(data, ["businesses"]);
  assert.match((await page.textContent("[data-go=show]")) ?? "", new RegExp(`\\b${count}\\b`));
  assert.match((await page.textContent(".finder [role=status]")) ?? "", new RegExp(`2 z 4.*\\b${count}\\b`));
  await page.click("[data-go=skip]");
  await page.waitForFunction(() => document.activeElement?.textContent === "Czego chcesz uczyć?");
  await page.goBack();
  await page.waitForFunction(() => !document.getElementById("zasieg")?.hidden);
  assert.equal(await heading(), "Gdzie działasz?");
  await page.click("[data-go=back]");
  await page.waitForFunction(() => document.activeElement?.textContent === "Kim jesteś?");
  assert.equal(await page.getAttribute("[data-term=businesses] > a", "aria-current"), "true");
  await page.click("[data-go=skip]");
  await page.click("[data-go=skip]");
  await page.click("[data-go=skip]");
  await page.waitForFunction(() => document.activeElement?.textContent === "Na jakim poziomie?");
  const chosen = page.locator(".finder__question:visible [data-term]:visible > a").first();
  const term = await chosen.evaluate((link) => link.parentElement?.dataset["term"]);
  await chosen.click();
  await page.waitForURL((url) => url.pathname === data.listing);
  const fitting = left(data, data.questions.map(({ facet }) => (facet === "poziom" ? term : undefined)));
  await page.waitForFunction((number) => parseInt(document.querySelector("#results-heading")?.textContent ?? "") === number, fitting);
  assert.equal(new URL(page.url()).search, `?poziom=${term}`);
  assert.deepEqual(complaints, []);
  await close();
});

test("an address with answers opens at its question, in English too", async () => {
  const { page, complaints, close } = await open(browser, `${address}/en/what-fits-me/?beneficiary=smes#scope`);
  await page.locator(".finder__steps").waitFor();
  assert.equal(await page.locator(".finder h2:visible").textContent(), "Where are you based?");
  const href = await page.getAttribute(".finder__question:visible [data-term=pl] > a", "href");
  assert.equal(href, "/en/what-fits-me/?beneficiary=smes&scope=pl#technology");
  assert.deepEqual(complaints, []);
  await close();
});

test("without a script every question is there and every answer leads to its listing", async () => {
  const { page, close } = await open(browser, address + path, { javaScriptEnabled: false });
  assert.equal(await page.locator(".finder__question:visible").count(), data.questions.length);
  const links = await page.locator(".finder__option").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.querySelector("b")?.textContent]));
  assert.ok(links.length > 20);
  for (const [href, count] of links) assert.equal(await told(href ?? ""), Number(count), href ?? "");
  await close();
});
