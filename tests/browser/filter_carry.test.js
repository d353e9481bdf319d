/** Tests what is carried along: filters to the other language, and results as files and on paper, in every order. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { all, expected, listing, root, visit } from "./listing.js";

test("the other language shows the same filters", async () => {
  const query = "?q=umiej%C4%99tno%C5%9Bci&status=closed&zasieg=pl-12&max_amount-from=10&max_amount-currency=PLN&only=zasieg&sort=title&nonsense=1";
  const { page, told, end } = await visit(`${listing}?status=closed&zasieg=pl-12&nonsense=1`);
  await told(expected({ status: ["closed"], zasieg: ["pl-12"] }).length);
  const link = page.locator('.languages a[hreflang="en"]');
  assert.equal(await link.getAttribute("href"), "/en/funding/?status=closed&scope=pl-12");
  const count = expected({ status: ["closed"], zasieg: ["pl-12"] }).length;
  await link.click();
  await page.waitForURL("**/en/funding/?status=closed&scope=pl-12");
  await page.waitForSelector(".filter__form", { state: "attached" });
  await told(count);
  assert.ok(await page.locator('input[name="scope"][value="pl-12"]').isChecked());
  assert.equal(await page.locator('.languages a[hreflang="pl"]').getAttribute("href"), "/finansowanie/?status=closed&zasieg=pl-12");
  await page.goto(new URL(query, new URL(listing, page.url())).href);
  await page.waitForFunction(() => document.querySelector('.languages a[hreflang="en"]')?.getAttribute("href")?.includes("q="));
  const carried = new URLSearchParams(((await link.getAttribute("href")) ?? "").split("?")[1]);
  assert.deepEqual([...carried], [["q", "umiejętności"], ["status", "closed"], ["max_amount-from", "10"], ["max_amount-currency", "PLN"], ["scope", "pl-12"], ["only", "scope"], ["sort", "title"]]);
  await end();
});

test("a term's page leads to the same term's page in the other language until more is chosen", async () => {
  const { page, told, box, end } = await visit(`${listing}zasieg/pl-12/`);
  const link = page.locator('.languages a[hreflang="en"]');
  assert.equal(new URL((await link.getAttribute("href")) ?? "", page.url()).pathname, "/en/funding/scope/pl-12/");
  await box("status", "closed").check();
  await told(expected({ status: ["closed"], zasieg: ["pl-12"] }).length);
  assert.equal(await link.getAttribute("href"), "/en/funding/?status=closed&scope=pl-12");
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('.languages a[hreflang="en"]')?.getAttribute("href")?.includes("?"));
  assert.equal(new URL((await link.getAttribute("href")) ?? "", page.url()).pathname, "/en/funding/scope/pl-12/");
  await end();
});

/** @param {import("playwright-core").Page} page @param {string} name */
async function taken(page, name) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  let text = "";
  for await (const part of await (await download).createReadStream()) text += part;
  return text;
}

test("results are taken along as data and as a calendar, in the order in which they stand", async () => {
  const { page, told, titles, end } = await visit(`${listing}?status=closed&sort=title`);
  const found = expected({ status: ["closed"] });
  await told(found.length);
  const data = JSON.parse(await taken(page, "Dane (JSON)"));
  assert.equal(data.count, found.length);
  const shown = (await titles()).map((title) => title.replace(/\s/g, " "));
  assert.deepEqual(data.records.slice(0, root.page).map((/** @type {any} */ { title }) => title.replace(/\s/g, " ")), shown);
  const calendar = await taken(page, "Kalendarz (ICS)");
  assert.ok(calendar.startsWith("BEGIN:VCALENDAR\r\n") && calendar.endsWith("END:VCALENDAR\r\n"));
  const ids = new Set(found.map((number) => all.records[number].id));
  const events = [...calendar.replaceAll("\r\n ", "").matchAll(/^UID:funding-(.*)-(?:opens|closes)/gm)].map(([, id]) => id);
  assert.ok(events.length > 0);
  for (const id of events) assert.ok(ids.has(id), id);
  const sheet = await taken(page, "Arkusz (CSV)");
  assert.ok(sheet.startsWith("\ufeffid;url;"));
  await end();
});

test("on paper there are the results and their addresses, and no controls", async () => {
  const { page, told, end } = await visit(`${listing}?status=closed`);
  await told(expected({ status: ["closed"] }).length);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  for (const control of [".listing__filter", ".take", ".sort", ".results__more", ".languages"]) {
    assert.equal(await page.locator(control).first().isVisible(), false, control);
  }
  assert.ok(await page.locator(".results .card").first().isVisible());
  const after = await page.locator(".results .card__title a").first().evaluate((link) => getComputedStyle(link, "::after").content);
  assert.match(after, /http:\/\/127.*\/finansowanie\//);
  await end();
});

/** @type {Record<string, (one: any, other: any) => number>} */
const orders = {
  title: (one, other) => one.title.localeCompare(other.title, "pl"),
  newest: (one, other) => (other.date ?? "").localeCompare(one.date ?? ""),
};
for (const { id } of root.orders) {
  test(`the order '${id}' can be chosen and stands in the address`, async () => {
    const { page, told, titles, end } = await visit(listing);
    const own = root.orders[0]?.id === id;
    await page.selectOption("#sort", own ? "" : id);
    await told(all.count);
    assert.equal(new URL(page.url()).search, own ? "" : `?sort=${id}`);
    const compare = orders[id];
    if (compare) {
      const names = (await titles()).map((title) => title.replace(/\s/g, " "));
      const shown = names.map((name) => all.records.find((/** @type {any} */ { title }) => title.replace(/\s/g, " ") === name));
      for (const [place, record] of shown.entries()) if (place) assert.ok(compare(shown[place - 1], record) <= 0, names[place]);
    }
    await end();
  });
}

test("words put the best first, and that order has a name", async () => {
  const { page, told, count, end } = await visit(`${listing}?q=szkolenia`);
  await page.waitForSelector(".listing [role=status]:not(:empty)", { state: "attached" });
  await told(await count());
  assert.equal(await page.locator("#sort option:checked").textContent(), "trafność");
  await end();
});
