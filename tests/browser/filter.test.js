/** Tests the filter on listings of the real hub, as readers use it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { listen } from "./browser.js";
import { address, all, browser, expected, listing, root, visit } from "./listing.js";

test("choosing terms finds what the model finds, and the address can be shared", async () => {
  const { page, box, told, titles, reveal, end } = await visit(listing);
  await reveal("zasieg", "pl-12");
  await box("zasieg", "pl-12").check();
  await told(expected({ zasieg: ["pl-12"] }).length);
  await box("status", "closed").check();
  const found = expected({ zasieg: ["pl-12"], status: ["closed"] });
  await told(found.length);
  assert.equal(new URL(page.url()).search, "?status=closed&zasieg=pl-12");
  const shown = await titles();
  const names = found.slice(0, root.page).map((number) => all.records[number].title.replace(/\s/g, " "));
  assert.deepEqual(shown.map((title) => title.replace(/\s/g, " ")), names);
  await page.reload();
  await page.waitForSelector(".listing [role=status]:not(:empty)", { state: "attached" });
  await told(found.length);
  assert.deepEqual(await titles(), shown);
  assert.ok(await box("zasieg", "pl-12").isChecked());
  await end();
});

test("the number beside a term is what choosing it gives, and what gives nothing is out of reach", async () => {
  const { page, told, end, box } = await visit(`${listing}?status=closed`);
  await told(expected({ status: ["closed"] }).length);
  await page.waitForFunction(() => document.querySelector(".option--none"));
  const rows = await page.locator("details.facet[open] .option:has(input[name])").evaluateAll((all) => all.map((label) => {
    const input = /** @type {HTMLInputElement} */ (label.querySelector("input"));
    return { name: input.name, id: input.value, count: Number(label.querySelector("b")?.textContent), disabled: input.disabled };
  }));
  for (const { name, id, count, disabled } of rows.filter(({ name }) => name !== "only" && name !== "status")) {
    assert.equal(count, expected({ status: ["closed"], [name]: [id] }).length, `${name}: ${id}`);
    assert.equal(disabled, count === 0, `${name}: ${id}`);
  }
  assert.ok(rows.length > 20);
  assert.ok(await box("status", "closed").isEnabled());
  await end();
});

test("back and forward go through what was chosen", async () => {
  const { page, box, told, end } = await visit(listing);
  await box("status", "closed").check();
  await told(expected({ status: ["closed"] }).length);
  await box("status", "closed").uncheck();
  await told(all.count);
  await page.goBack();
  await told(expected({ status: ["closed"] }).length);
  assert.ok(await box("status", "closed").isChecked());
  await page.goBack();
  await told(all.count);
  assert.equal(new URL(page.url()).search, "");
  await page.goForward();
  await told(expected({ status: ["closed"] }).length);
  await end();
});

test("a filter neither scrolls nor moves the focus", async () => {
  const { page, box, told, end } = await visit(listing, { viewport: { width: 1280, height: 500 } });
  const name = root.facets[2]?.name ?? "";
  const id = root.facets[2]?.terms[0]?.[0] ?? "";
  await box(name, id).scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => scrollY);
  assert.ok(top > 0);
  await box(name, id).focus();
  await page.keyboard.press("Space");
  await told(expected({ [name]: [id] }).length);
  assert.equal(await page.evaluate(() => scrollY), top);
  assert.ok(await box(name, id).evaluate((box) => box === document.activeElement));
  await end();
});

test("tags take filters away, one by one or all, and the focus stays among them", async () => {
  const { page, told, end } = await visit(`${listing}?status=closed&zasieg=pl-12`);
  await told(expected({ status: ["closed"], zasieg: ["pl-12"] }).length);
  const tags = page.locator(".active li button");
  assert.equal(await tags.count(), 2);
  await tags.first().focus();
  await page.keyboard.press("Enter");
  await told(expected({ zasieg: ["pl-12"] }).length);
  assert.ok(await tags.first().evaluate((tag) => tag === document.activeElement));
  await page.locator(".active__clear").click();
  await told(all.count);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "results");
  await end();
});

test("a voivodeship finds what covers it, marked, unless only it is asked for", async () => {
  const { page, told, count, end } = await visit(`${listing}?zasieg=pl-12`);
  const found = expected({ zasieg: ["pl-12"] });
  await told(found.length);
  assert.ok((await page.locator(".rows__note").allTextContents()).some((note) => note === "obejmuje: Polska"));
  await page.locator('input[name="only"][value="zasieg"]').check();
  const own = all.records.filter((/** @type {any} */ { scope }) => scope.includes("pl-12")).length;
  await told(own);
  assert.equal(await page.locator(".rows__note").count(), 0);
  assert.ok(own < found.length);
  assert.equal(await count(), own);
  await end();
});

test("where nothing is found, it says which filter alone stands in the way", async () => {
  const free = root.facets[0]?.terms.map(([id]) => id).find((id) => expected({ status: [id] }).length === 0) ?? "upcoming";
  const { page, told, end } = await visit(`${listing}?zasieg=pl-12&status=${free}`);
  await told(0);
  const way = page.locator(".empty button");
  assert.equal(await way.count(), 1);
  const rest = expected({ zasieg: ["pl-12"] }).length;
  assert.match((await way.textContent()) ?? "", new RegExp(`Status.*${rest} wynik`));
  await way.click();
  await told(rest);
  await end();
});

test("old ids work, unknown ones are named", async () => {
  const { page, told, end } = await visit(`${listing}?zasieg=eu27&zasieg=atlantis`);
  await told(expected({ zasieg: ["eu"] }).length);
  assert.equal(await page.textContent(".results-head + .notice"), "Pominięto nieznane filtry: zasieg: atlantis");
  await end();
});

test("on a term's page its term is chosen, and more leads to the collection's listing", async () => {
  const { page, box, told, end } = await visit(`${listing}zasieg/pl-12/`);
  assert.ok(await box("zasieg", "pl-12").isChecked());
  const title = await page.textContent("h1");
  await box("status", "closed").check();
  await told(expected({ zasieg: ["pl-12"], status: ["closed"] }).length);
  assert.equal(new URL(page.url()).pathname, listing);
  assert.equal(await page.textContent("h1"), "Finansowanie");
  await page.goBack();
  await told(expected({ zasieg: ["pl-12"] }).length);
  assert.equal(await page.textContent("h1"), title);
  await end();
});

test("words are looked for in the collection, in any form, together with terms", async () => {
  const { page, told, count, titles, end } = await visit(listing);
  await page.fill("#filter-query", "szkoleniami");
  await page.waitForFunction((all) => parseInt(document.querySelector("#results-heading")?.textContent ?? "") < all, all.count);
  assert.equal(new URL(page.url()).search, "?q=szkoleniami");
  await told(await count());
  const some = await titles();
  assert.ok(some.length > 0);
  await page.reload();
  await page.waitForSelector(".listing [role=status]:not(:empty)", { state: "attached" });
  await told(await count());
  assert.deepEqual(await titles(), some);
  await page.selectOption("#sort", "title");
  await page.waitForURL(/q=szkoleniami&sort=title/);
  await page.fill("#filter-query", "");
  await told(all.count);
  await end();
});

test("an order stands in the address and holds", async () => {
  const { page, told, titles, end } = await visit(`${listing}?sort=amount`);
  await told(all.count);
  const figure = (/** @type {any} */ { max_amount: money }) => money?.amount ?? money?.max ?? money?.min ?? -1;
  const most = all.records.toSorted((/** @type {any} */ one, /** @type {any} */ other) => figure(other) - figure(one));
  assert.equal((await titles())[0]?.replace(/\s/g, " "), most[0].title.replace(/\s/g, " "));
  await page.selectOption("#sort", "deadline");
  await page.waitForURL(/sort=deadline/);
  await end();
});

test("more results come below, with the focus on the first of them", async () => {
  const { page, told, titles, end } = await visit(`${listing}?sort=deadline`);
  await told(all.count);
  await page.waitForFunction(() => document.querySelector(".results"));
  await page.locator(".results__more button").click();
  await page.waitForFunction((number) => document.querySelectorAll("#results .card").length > number, root.page);
  const shown = await titles();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), shown[root.page]);
  assert.equal(new Set(shown).size, shown.length);
  await end();
});

test("a long facet is narrowed by typing", async () => {
  const { page, reveal, box, end } = await visit(listing);
  await reveal("zasieg", "pl-12");
  const narrow = page.getByLabel("Szukaj wśród filtrów: Zasięg geograficzny");
  await narrow.fill("malopol");
  assert.ok(await box("zasieg", "pl-12").isVisible());
  assert.ok(await box("zasieg", "pl").isVisible());
  assert.ok(!(await box("zasieg", "de").isVisible()));
  await narrow.fill("");
  assert.ok(await box("zasieg", "de").isVisible());
  await end();
});

test("results are taken along as a sheet", async () => {
  const { page, told, end } = await visit(`${listing}?status=closed`);
  const found = expected({ status: ["closed"] });
  await told(found.length);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Arkusz (CSV)" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const part of stream) text += part;
  assert.ok(text.startsWith("\ufeffid;url;"));
  for (const number of found) assert.ok(text.includes(`\n${all.records[number].id};`));
  await end();
});

test("the keyboard alone operates the filter on a small screen", async () => {
  const { page, told, end } = await visit(listing, { viewport: { width: 360, height: 700 } });
  const press = async (/** @type {string} */ key) => page.keyboard.press(key);
  const reach = async (/** @type {string} */ selector) => {
    for (let steps = 0; steps < 60; steps++) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
      await press("Tab");
    }
    assert.fail(`${selector} is not reached`);
  };
  await reach(".filter__toggle");
  await press("Enter");
  await reach('input[name="status"][value="closed"]');
  await press("Space");
  await told(expected({ status: ["closed"] }).length);
  assert.equal(await page.textContent(".filter__toggle-text"), "Filtry (wybrano 1)");
  assert.match((await page.textContent(".listing [role=status]")) ?? "", /wynik/);
  await end();
});

test("statuses are those of the reader's day, in results, in the filter and on pages", async () => {
  const page = await browser.newPage();
  const complaints = listen(page, address);
  const call = all.records.find((/** @type {any} */ { deadline, opens }) => deadline && !opens);
  const day = call.deadline.slice(0, 10);
  const title = call.title.replace(/\s/g, " ");
  await page.clock.setFixedTime(new Date(`${day}T08:00:00Z`));
  await page.goto(`${address}${listing}?status=closing-soon`);
  const card = page.locator(".results .card", { has: page.locator(`a[href="${new URL(call.url).pathname}"]`) });
  await card.locator('[data-status="closing-soon"]').waitFor();
  assert.match((await card.locator(".status").textContent()) ?? "", /^Wkrótce się kończy do /);
  assert.equal((await card.locator("a").textContent())?.replace(/\s/g, " "), title);
  await page.goto(`${address}${new URL(call.url).pathname}`);
  await page.locator('.status[data-status="closing-soon"]').first().waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test("of several rounds the one that matters today is told, on every page", async () => {
  const call = all.records.find((/** @type {any} */ { deadline, opens }) => deadline && !opens);
  const path = new URL(call.url).pathname;
  for (const [day, state, words] of [["2031-02-10", "upcoming", "od 1 marca 2031, 09:00"], ["2031-03-02", "open", "do 30 czerwca 2031"], ["2031-07-01", "closed", "30 czerwca 2031"]]) {
    const page = await browser.newPage();
    await page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
    // The hub has no call in rounds; what a page says of one is tested where it is made.
    await page.route(address + path, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/(<p class="status"[^>]*)>/, '$1 data-rounds="2031-01-01/2031-01-31 2031-03-01T09:00/2031-06-30">');
      await route.fulfill({ response, body });
    });
    await page.goto(address + path);
    // The page was published as closed: only its words tell that the script has been at it.
    await page.locator(`.status[data-status="${state}"]`).filter({ hasText: words }).first().waitFor();
    const text = ((await page.locator(".status").first().textContent()) ?? "").replace(/\s/g, " ");
    assert.ok(text.includes(words ?? ""), text);
    await page.close();
  }
});

test("the feed is that of the only term, else of the collection", async () => {
  const { page, box, told, end } = await visit(`${listing}?zasieg=pl-12`);
  const feed = () => page.locator('.data a[type="application/atom+xml"]').getAttribute("href");
  assert.equal(await feed(), `${listing}zasieg/pl-12/feed.xml`);
  await box("status", "closed").check();
  await told(expected({ zasieg: ["pl-12"], status: ["closed"] }).length);
  assert.equal(await feed(), `${listing}feed.xml`);
  await end();
});

test("what fits me ends at a listing that finds as many as it told", async () => {
  const { page, told, end } = await visit("/co-dla-mnie/");
  for (let step = 0; step < 2; step++) {
    const question = await page.locator(".finder__question:not([hidden])").getAttribute("id");
    await page.locator(`#${question} [data-term]:not([hidden]) a`).first().click();
    await page.waitForFunction((question) => document.getElementById(question ?? "")?.hidden, question);
  }
  const words = (await page.locator('[data-go="show"]').textContent()) ?? "";
  const number = Number(/\d+/.exec(words)?.[0]);
  await page.locator('[data-go="show"]').click();
  await page.waitForSelector(".filter__form");
  await told(number);
  await end();
});

test("without a script the listing is links", async () => {
  const { page, end } = await visit(listing, { javaScriptEnabled: false });
  assert.ok((await page.locator(".facet__terms a").count()) > 10);
  assert.equal(await page.locator(".filter__form").count(), 0);
  await end();
});

test("an order is offered only where there is something to order", async () => {
  const { page, told, end } = await visit(`${listing}?q=qqzzqqzz`);
  await told(0);
  assert.equal(await page.locator(".sort").isVisible(), false);
  await page.locator(".empty__ways button").first().click();
  await told(all.count);
  assert.equal(await page.locator(".sort").isVisible(), true);
  await end();
});

for (const [width, dashes] of /** @type {[number, boolean][]} */ ([[360, false], [1280, true]])) {
  test(`at ${width} pixels, facts that a record doesn't have ${dashes ? "keep their column" : "take no room"}`, async () => {
    const { page, end } = await visit(listing, { viewport: { width, height: 800 } });
    const facts = page.locator("#results .card__facts > div").filter({ hasText: "–" }).filter({ has: page.locator("[aria-hidden]") });
    assert.ok((await facts.count()) > 0);
    assert.equal(await facts.first().isVisible(), dashes);
    await end();
  });
}
