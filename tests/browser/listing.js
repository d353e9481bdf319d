/** A listing of the real hub, as its readers and as the model see it. */

import assert from "node:assert/strict";
import { Model, nothing } from "../../themes/pact/assets/filter/model.js";
import { statusLists } from "../../themes/pact/assets/filter/order.js";
import { now } from "../../themes/pact/assets/status.js";
import { open, startHub } from "./browser.js";
import { openFilter, records } from "./site.js";

export const { address, browser } = await startHub();

export const listing = "/finansowanie/";
export const all = await records("finansowanie");
export const { model, root } = await (async () => {
  const data = await openFilter("finansowanie", "funding", "pl");
  const model = new Model(data.root.facets, data.root.records);
  for (const [facet, settings] of data.root.facets.entries()) {
    const time = now(data.root.timezone ?? undefined);
    model.learn(facet, settings.status ? statusLists(settings, await data.windows(), time, data.root.soon) : await data.lists(facet));
  }
  return { model, root: data.root };
})();

/** Returns the numbers of records with these terms. @param {Record<string, string[]>} terms */
export function expected(terms) {
  const choice = nothing(root.facets.length);
  for (const [name, ids] of Object.entries(terms)) {
    const facet = root.facets.findIndex((facet) => facet.name === name);
    for (const id of ids) choice.terms[facet]?.add(root.facets[facet]?.terms.findIndex(([known]) => known === id) ?? -1);
  }
  return [...model.finds(choice)];
}

/**
 * Opens a page and expects it to complain of nothing.
 * @param {string} path
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function visit(path, options) {
  const visit = await open(browser, address + path, options);
  const { page } = visit;
  if (path.startsWith(listing) && options?.javaScriptEnabled !== false) await page.waitForSelector(".filter__form", { state: "attached" });
  return {
    ...visit,
    count: async () => Number(/^[\d\s]+/.exec((await page.textContent("#results-heading")) ?? "")?.[0].replace(/\s/g, "")),
    /** Waits until so many results are told and those in sight are shown. @param {number} number */
    told: (number) => page.waitForFunction((number) => {
      const told = parseInt(document.querySelector("#results-heading")?.textContent?.replace(/\s/g, "") ?? "") === number;
      return told && !document.querySelector('#results [aria-busy="true"]');
    }, number),
    titles: () => page.locator("#results .card__title a").allTextContents(),
    box: (/** @type {string} */ name, /** @type {string} */ id) => page.locator(`.filter__form input[name="${name}"][value="${id}"]`),
    /** Opens what hides a box. @param {string} name @param {string} id */
    reveal: (name, id) => page.evaluate(([name, id]) => {
      for (let at = document.querySelector(`input[name="${name}"][value="${id}"]`)?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    }, [name, id]),
    end: async () => {
      assert.deepEqual(visit.complaints, []);
      await visit.close();
    },
  };
}

