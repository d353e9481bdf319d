/** Tests limits that readers set themselves: in the model against the open data, in addresses, and on a listing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { read, write } from "../../themes/pact/assets/filter/address.js";
import { filters, Model, nothing, without } from "../../themes/pact/assets/filter/model.js";
import { moment } from "../../themes/pact/assets/status.js";
import { all, listing, root, visit } from "./listing.js";
import { openFilter, random, records } from "./site.js";

const facet = root.facets.findIndex(({ id }) => id === "max_amount");
/** @param {any} record @param {string} currency */
const figure = ({ max_amount: money }, currency) => (money?.currency === currency ? (money.amount ?? money.max ?? money.min) : undefined);
/** @param {string} currency @param {number} [from] @param {number} [to] */
const within = (currency, from = -Infinity, to = Infinity) => all.records.filter((/** @type {any} */ record) => figure(record, currency) >= from && figure(record, currency) <= to);

test("limits find what a naive model finds in the open data, together with terms", async () => {
  const data = await openFilter("finansowanie", "funding", "pl");
  const { values } = root.facets[facet] ?? {};
  assert.deepEqual(values?.units.map(({ unit }) => unit).toSorted(), ["EUR", "PLN"]);
  const model = new Model(root.facets, root.records);
  const scope = root.facets.findIndex(({ id }) => id === "programme");
  model.learn(scope, await data.lists(scope));
  for (const { unit, file } of values?.units ?? []) model.values[facet]?.set(unit, await data.values(file));
  const below = random(3);
  for (let round = 0; round < 200; round++) {
    const unit = ["EUR", "PLN"][below(2)] ?? "";
    const [low, high] = [below(200) * 1000, below(5_000) * 1000];
    const choice = nothing(root.facets.length);
    choice.limits[facet] = { ...(below(3) ? { from: low } : {}), ...(below(3) ? { to: high } : {}), unit };
    const term = root.facets[scope]?.terms[below(root.facets[scope]?.terms.length ?? 1)]?.[0] ?? "";
    if (below(2)) choice.terms[scope]?.add(root.facets[scope]?.terms.findIndex(([id]) => id === term) ?? -1);
    const { from, to } = choice.limits[facet];
    const naive = within(unit, from, to).filter((/** @type {any} */ { programme }) => !choice.terms[scope]?.size || [programme].flat().some((id) => id === term || root.facets[scope]?.terms.some(([known, , above]) => known === id && root.facets[scope]?.terms[above]?.[0] === term)));
    assert.deepEqual(model.finds(choice).list().map((number) => all.records[number].id), naive.map((/** @type {any} */ { id }) => id));
    assert.deepEqual(filters(choice).filter((filter) => "limits" in filter), [{ limits: facet }]);
    assert.equal(without(choice, { limits: facet }).limits[facet], undefined);
  }
});

test("days are limits too, both included", async () => {
  const data = await openFilter("wydarzenia", "events", "pl");
  const { records: events } = await records("wydarzenia");
  const starts = data.root.facets.findIndex(({ id }) => id === "starts");
  const { values } = data.root.facets[starts] ?? {};
  const model = new Model(data.root.facets, data.root.records);
  model.values[starts]?.set("", await data.values(values?.units[0]?.file ?? ""));
  const days = events.map((/** @type {any} */ { starts }) => starts.slice(0, 10)).toSorted();
  const [from, to] = [days[2], days[days.length - 3]];
  const choice = nothing(data.root.facets.length);
  choice.limits[starts] = { from: moment(from)?.day ?? 0, to: moment(to)?.day ?? 0, unit: "" };
  const found = model.finds(choice).list().map((number) => events[number].starts.slice(0, 10));
  assert.deepEqual(found.toSorted(), days.filter((/** @type {string} */ day) => day >= from && day <= to));
  assert.equal(write(choice, data.root.facets), `?starts-from=${from}&starts-to=${to}`);
});

test("limits stand in addresses; what is no limit is named and left out", () => {
  const asked = (/** @type {string} */ query) => read(new URL(query, "https://example.org/finansowanie/"), root.facets, listing, []);
  for (const query of ["?max_amount-from=50000&max_amount-to=250000.5&max_amount-currency=PLN", "?max_amount-to=9&max_amount-currency=EUR"]) {
    assert.equal(write(asked(query).choice, root.facets), query);
    assert.deepEqual(asked(query).unknown, []);
  }
  const { choice, unknown } = asked("?max_amount-from=much&max_amount-to=&max_amount-currency=XXX&zasieg-from=1");
  assert.deepEqual(unknown, ["max_amount-from: much", "max_amount-currency: XXX", "zasieg-from: 1"]);
  assert.equal(write(choice, root.facets), "");
  assert.equal(write(asked("?max_amount-currency=PLN").choice, root.facets), "");
});

test("amounts are set in fields, stand in the address and in a tag, and take the place of a range", async () => {
  const { page, told, end, box, reveal } = await visit(listing);
  await reveal("max_amount", "50000-250000");
  await box("max_amount", "50000-250000").check();
  await page.waitForURL(/max_amount=50000-250000/);
  const group = page.getByRole("group", { name: "Własny zakres" });
  await group.getByLabel("Waluta").selectOption("PLN");
  await group.getByLabel("Od").fill("30000");
  await group.getByLabel("Od").press("Enter");
  await told(within("PLN", 30_000).length);
  assert.ok(!(await box("max_amount", "50000-250000").isChecked()));
  await group.getByLabel("Do").fill("100000");
  await group.getByLabel("Do").blur();
  const found = within("PLN", 30_000, 100_000);
  assert.ok(found.length > 0 && found.length < within("PLN").length);
  await told(found.length);
  assert.equal(new URL(page.url()).search, "?max_amount-from=30000&max_amount-to=100000&max_amount-currency=PLN");
  const tag = page.locator(".active li button");
  assert.match(((await tag.textContent()) ?? "").replace(/\s/g, " "), /Kwota maksymalna: od 30 000 zł do 100 000 zł/);
  await page.reload();
  await page.waitForSelector(".filter__form", { state: "attached" });
  await told(found.length);
  assert.equal(await group.getByLabel("Do").inputValue(), "100000");
  await box("max_amount", "under-50000").check();
  await page.waitForURL(`**${listing}?max_amount=under-50000`);
  assert.equal(await group.getByLabel("Do").inputValue(), "");
  await page.goBack();
  await told(found.length);
  await tag.click();
  await told(all.count);
  assert.equal(await group.getByLabel("Od").inputValue(), "");
  await end();
});

test("days are set in date fields", async () => {
  const { records: events } = await records("wydarzenia");
  const { page, told, end } = await visit("/wydarzenia/");
  await page.waitForSelector(".filter__form", { state: "attached" });
  const field = page.locator("#starts-from");
  await field.evaluate((field) => {
    for (let at = field.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
  });
  const days = events.map((/** @type {any} */ { starts }) => starts.slice(0, 10)).toSorted();
  const from = days[Math.floor(days.length / 2)];
  assert.equal(await field.getAttribute("type"), "date");
  await field.fill(from);
  await field.blur();
  await told(days.filter((/** @type {string} */ day) => day >= from).length);
  assert.equal(new URL(page.url()).search, `?starts-from=${from}`);
  await end();
});

test("where limits find nothing, taking them away is a way out", async () => {
  const { page, told, end } = await visit(`${listing}?max_amount-from=999999999999&max_amount-currency=PLN`);
  await told(0);
  await page.locator(".empty button").click();
  await told(all.count);
  await end();
});
