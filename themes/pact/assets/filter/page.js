/** The filter on a listing's page: what is chosen stands in the form, in the address, in the tags and in the results. */

import { now } from "../status.js";
import { fill, plural, strings } from "../words.js";
import { read, write } from "./address.js";
import { Catalogue } from "./catalogue.js";
import { Data } from "./data.js";
import { element } from "./dom.js";
import { foresee } from "./foresight.js";
import { Form } from "./form.js";
import { Heading } from "./heading.js";
import { Languages } from "./languages.js";
import { limitsInWords } from "./limits.js";
import { copy, filters, likelyFirst, nothing, without } from "./model.js";
import { Results, seen } from "./results.js";
import { sorting } from "./sorting.js";
import { Tags } from "./tags.js";
import { buttons } from "./taking.js";

/** @typedef {import("./model.js").Choice} Choice */

/** Cards that are fetched for a choice before it is made: about as many as come into sight. */
const FORESEEN = 8;

const place = /** @type {HTMLElement} */ (document.querySelector("[data-filter]"));
const section = /** @type {HTMLElement} */ (document.getElementById("results"));
const { root: rootAddress = "", parts = "", listing = "", number = "0", searchRoot = "", searchParts = "" } = place.dataset;
const [t, data] = await Promise.all([strings(), Data.open(rootAddress, parts)]);
const { root } = data;
const catalogue = new Catalogue(data, now(root.timezone ?? undefined), { root: searchRoot, parts: searchParts, collection: Number(number) });
const orders = root.orders.map(({ id }) => id);
// What the address asks for is on its way while the form is made.
if (location.search) {
  const asked = read(new URL(location.href), root.facets, listing, orders).choice;
  catalogue.prepare(asked).catch(() => {});
  const first = likelyFirst(asked, root.facets);
  if (first !== undefined) data.fetchCard(first).catch(() => {});
}
const heading = new Heading(t);
const languages = new Languages(root.elsewhere, root.facets);
const results = new Results(section, data, t);
const form = new Form(root, t, listing, { change: () => choose("push"), type: () => choose("replace"), look: () => void count() }, searchRoot !== "");
const sort = sorting(root, t, () => choose("push"));
const tags = new Tags(element("div", { class: "active", hidden: true }), t, { remove: (filter) => go(without(choice, filter)), clear: () => go({ ...nothing(root.facets.length), sort: choice.sort }) });
const unknownNote = element("p", { class: "notice", hidden: true });

/** @type {Choice} */
let choice = nothing(root.facets.length);
let asked = 0;

/** Says of what a record was found because that covers more than was chosen. @param {number} record */
const reasons = (record) =>
  catalogue.model.reasons(choice, record).map(({ facet, term }) => fill(t.filter.covers, { term: root.facets[facet]?.terms[term]?.[1] ?? "" }));

/** @param {import("./model.js").Filter} filter @returns {[string, string]} */
function name(filter) {
  if ("query" in filter) return [t.filter.words, choice.query];
  if ("only" in filter) return [root.facets[filter.only]?.label ?? "", t.filter.only];
  const facet = root.facets["limits" in filter ? filter.limits : filter.facet];
  if ("term" in filter) return [facet?.label ?? "", facet?.terms[filter.term]?.[1] ?? ""];
  const limits = choice.limits[filter.limits];
  return [facet?.label ?? "", facet?.values && limits ? limitsInWords(facet.values, limits, t) : ""];
}

/**
 * Writes the numbers beside the terms of the facets that are open: of those that are known at once, of the others when they are.
 * @param {Promise<void>} [before] what is fetched before the others
 */
async function count(before) {
  const question = asked;
  const show = (/** @type {number} */ facet) => catalogue.model.found[facet] && catalogue.isReady(choice) && form.count(facet, catalogue.counts(facet, choice));
  const missing = form.open().filter((facet) => !show(facet) && !catalogue.model.found[facet]);
  if (missing.length === 0) return;
  outdate(missing);
  await before;
  // Where the panel is folded, nobody sees numbers.
  if (form.element.checkVisibility?.() === false) return;
  await Promise.all([catalogue.prepare(choice), ...missing.map((facet) => catalogue.learn(facet))]).catch(() => {});
  if (question === asked) missing.forEach(show);
}

/** Marks facets of which the numbers are those of the whole listing. @param {number[]} facets */
function outdate(facets) {
  const isNarrowed = filters(choice).length > 0;
  for (const facet of facets) form.outdate(facet, isNarrowed);
}

/** Answers what is chosen, in the task of the click where all is there for it. */
function answer() {
  const question = ++asked;
  if (catalogue.isReady(choice)) return tell();
  results.wait(true);
  catalogue.prepare(choice).then(() => question === asked && tell(), () => question === asked && fail());
}

/** Tells the number of results and shows them. */
function tell() {
  const question = asked;
  const records = catalogue.records(choice);
  const chosen = filters(choice);
  const head = () => {
    heading.tell(records.length, chosen.length);
    sort.element.hidden = records.length < 2;
    take.hidden = records.length === 0;
  };
  if (records.length === 0) results.advise(ways(chosen));
  // Where nothing is in sight yet, all comes into sight at once, and the form after it.
  const isFirst = !form.element.isConnected;
  if (!isFirst) {
    head();
    offer();
  }
  const first = () => {
    head();
    void seen().then(() => {
      mount();
      offer();
      if (question === asked) void count(shown);
    });
  };
  const shown = results.show(records, reasons, isFirst ? first : undefined).catch(() => void (question === asked && fail()));
  if (!isFirst) void count(shown);
}

/** Puts what can be taken along below the results. */
function offer() {
  if (!take.isConnected) section.querySelector(".data")?.before(take);
  if (!take.isConnected) section.append(take);
}

/** Says that something could not be fetched. */
function fail() {
  mount();
  results.wait(false);
  document.documentElement.removeAttribute("data-held");
  heading.status.textContent = t.filter.failed;
  say(t.filter.failed);
}

/** Finds the filters without which there would be results. @param {import("./model.js").Filter[]} chosen */
function ways(chosen) {
  const all = chosen.map((filter) => {
    const rest = without(choice, filter);
    const left = catalogue.set(rest).count();
    const [facet, term] = name(filter);
    const words = fill(t.filter.without, { filter: facet ? `${facet}: ${term}` : term, count: plural(t.results.count, left) });
    return { words, left, choose: () => { go(rest); heading.count?.closest("section")?.focus({ preventScroll: true }); } };
  });
  return all.filter(({ left }) => left > 0);
}

/** @param {string} words */
function say(words) {
  unknownNote.hidden = words === "";
  unknownNote.textContent = words;
}

/** Returns the address of the listing that is nearest to what is chosen: of its only term, if that has a page, else of the collection. */
function nearest() {
  const chosen = choice.terms.flatMap((terms, facet) => [...terms].map((term) => ({ facet: root.facets[facet], term: root.facets[facet]?.terms[term] })));
  const [only] = chosen;
  const [id, , , found = 0] = only?.term ?? [];
  return chosen.length === 1 && found > 0 && !choice.limits.some(Boolean) ? `${listing}${only?.facet?.name}/${id}/` : listing;
}

/** Shows a choice everywhere but in the results. */
function reflect() {
  form.show(choice);
  sort.show(choice);
  const chosen = filters(choice);
  if (tags.show(chosen, name)) section.focus({ preventScroll: true });
  heading.name(root.label);
  heading.tellFilters(chosen.length);
  heading.follow(nearest());
  languages.follow(choice);
}

/**
 * Takes in what the form says.
 * @param {"push" | "replace"} how a step of its own, or none, while somebody types
 */
function choose(how) {
  const next = copy(choice);
  form.read(next);
  next.sort = sort.value();
  if (next.query && !choice.query) next.sort = "";
  go(next, how);
}

/**
 * Goes to a choice.
 * @param {Choice} next
 * @param {"push" | "replace"} [how]
 */
function go(next, how = "push") {
  choice = next;
  const address = listing + write(choice, root.facets);
  if (address !== location.pathname + location.search) history[how === "push" ? "pushState" : "replaceState"](null, "", address);
  say("");
  reflect();
  answer();
}

/** Takes in what the address says. @param {boolean} first whether the page has just come, with results of its own */
function restore(first) {
  const address = new URL(location.href);
  const asks = read(address, root.facets, listing, orders);
  choice = asks.choice;
  say(asks.unknown.length ? fill(t.filter.unknown, { names: asks.unknown.join(", ") }) : "");
  reflect();
  outdate(form.open().filter((facet) => !catalogue.model.found[facet]));
  if (!first || address.search) answer();
  else {
    mount();
    if (asks.inPath) void count();
  }
}

const take = buttons(root, t, listing, () => results.records, say);

/** Puts the form into the place of the links. */
function mount() {
  const panel = place.querySelector(".filter__panel");
  const end = panel?.querySelector(".filter__end");
  if (!form.element.isConnected) panel?.replaceChildren(form.element, ...(end ? [end] : []));
}

section.querySelector(":scope > .active")?.remove();
section.querySelector(".results-head__sort")?.remove();
const head = section.querySelector(".results-head");
head?.append(sort.element);
head?.after(unknownNote, tags.place);
foresee(form.element, (box) => {
  const next = form.toggled(choice, box);
  if (catalogue.isReady(next)) for (const record of catalogue.records(next).slice(0, FORESEEN)) data.fetchCard(record).catch(() => {});
  else catalogue.prepare(next).catch(() => {});
});
addEventListener("popstate", () => restore(false));
restore(true);
// The numbers come from data that only those fetch who turn to the filter.
for (const sign of ["pointerenter", "focusin"]) place.addEventListener(sign, () => void count(), { once: true });
place.querySelector(".filter")?.addEventListener("toggle", () => void count(), { once: true });
