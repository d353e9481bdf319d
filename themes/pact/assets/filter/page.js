/** The filter on a listing's page: what is chosen stands in the form, in the address, in the tags and in the results. */

import { now } from "../status.js";
import { fill, plural, strings } from "../words.js";
import { read, write } from "./address.js";
import { Data } from "./data.js";
import { element } from "./dom.js";
import { Form } from "./form.js";
import { Heading } from "./heading.js";
import { copy, filters, Model, nothing, without } from "./model.js";
import { byDeadline, statusLists } from "./order.js";
import { Results } from "./results.js";
import { RecordSet } from "./set.js";
import { sorting } from "./sorting.js";
import { Tags } from "./tags.js";
import { buttons } from "./taking.js";

/** @typedef {import("./model.js").Choice} Choice */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-filter]"));
const section = /** @type {HTMLElement} */ (document.getElementById("results"));
const { root: rootAddress = "", parts = "", listing = "", number = "0", searchRoot = "", searchParts = "" } = place.dataset;
const [t, data] = await Promise.all([strings(), Data.open(rootAddress, parts)]);
const { root } = data;
const model = new Model(root.facets, root.records);
const time = now(root.timezone ?? undefined);
const heading = new Heading(t);
const results = new Results(section, data, t, time);
const form = new Form(root, t, listing, { change: () => choose("push"), type: () => choose("replace"), look: () => void count(), }, searchRoot !== "");
const sort = sorting(root, t, () => choose("push"));
const tags = new Tags(element("div", { class: "active", hidden: true }), t, { remove: (filter) => go(without(choice, filter)), clear: () => go({ ...nothing(root.facets.length), sort: choice.sort }) });
const unknownNote = element("p", { class: "notice", hidden: true });

/** @type {Choice} */
let choice = nothing(root.facets.length);
let asked = 0;
/** What the query finds, the best first. @type {{query: string, records: number[], set: RecordSet} | undefined} */
let queried;

/** Fetches which records carry the terms of a facet. @param {number} facet */
async function learn(facet) {
  if (model.found[facet]) return;
  const settings = root.facets[facet];
  if (!settings) return;
  const lists = settings.status ? statusLists(settings, await data.windows(), time, root.soon) : await data.lists(facet);
  model.found[facet] ?? model.learn(facet, lists);
}

/** Asks the search index. @param {string} query */
async function ask(query) {
  if (!query || queried?.query === query) return;
  const { open } = await import("../search/index.js");
  search ??= open(searchParts, undefined, searchRoot);
  search.catch(() => (search = undefined));
  const { results: found } = await (await search).find(query, { collection: Number(number) });
  const records = found.map(({ id }) => id - root.first).filter((record) => record >= 0 && record < root.records);
  queried = { query, records, set: RecordSet.of(root.records, records) };
}
/** @type {Promise<import("../search/index.js").Search> | undefined} */
let search;

/** Fetches all that a choice needs. @param {Choice} choice */
async function prepare(choice) {
  const chosen = choice.terms.flatMap((terms, facet) => (terms.size ? [facet] : []));
  await Promise.all([...chosen.map(learn), ask(choice.query), choice.sort === "deadline" ? data.windows() : undefined]);
}

/** Returns what the query of a choice finds. @param {Choice} choice */
const found = (choice) => (choice.query && queried?.query === choice.query ? queried.set : undefined);

/**
 * Returns the records of a choice in its order.
 * @param {Choice} choice
 */
async function ordered(choice) {
  const set = model.finds(choice, found(choice));
  if (choice.query && !choice.sort && queried) return queried.records.filter((record) => set.has(record));
  if (choice.sort === "deadline") return byDeadline([...set], await data.windows(), time, root.soon);
  const file = root.orders.find(({ id }) => id === choice.sort)?.file;
  return file ? (await data.order(file)).filter((record) => set.has(record)) : [...set];
}

/** Says of what a record was found because that covers more than was chosen. @param {number} record */
const reasons = (record) =>
  model.reasons(choice, record).map(({ facet, term }) => fill(t.filter.covers, { term: root.facets[facet]?.terms[term]?.[1] ?? "" }));

/** @param {import("./model.js").Filter} filter @returns {[string, string]} */
function name(filter) {
  if ("query" in filter) return [t.filter.words, choice.query];
  if ("only" in filter) return [root.facets[filter.only]?.label ?? "", t.filter.only];
  const facet = root.facets[filter.facet];
  return [facet?.label ?? "", facet?.terms[filter.term]?.[1] ?? ""];
}

/** Writes the numbers beside the terms of the facets that are open. What is chosen must be known. */
async function count() {
  const question = asked;
  for (const facet of form.open()) {
    await learn(facet).catch(() => {});
    if (question !== asked) return;
    await prepare(choice).catch(() => {});
    if (model.found[facet]) form.count(facet, model.counts(facet, choice, found(choice)));
  }
}

/** Shows what is chosen. */
async function answer() {
  const question = ++asked;
  const current = () => question === asked;
  try {
    await prepare(choice);
    const records = await ordered(choice);
    if (!current()) return;
    const chosen = filters(choice);
    if (records.length === 0) results.advise(await ways(chosen));
    await results.show(records, reasons, current);
    if (!current()) return;
    heading.tell(records.length, chosen.length);
    if (!take.isConnected) section.querySelector(".data")?.before(take);
    if (!take.isConnected) section.append(take);
    take.hidden = records.length === 0;
    await count();
  } catch {
    if (current()) heading.status.textContent = t.filter.failed;
    if (current()) say(t.filter.failed);
  }
}

/** Finds the filters without which there would be results. @param {import("./model.js").Filter[]} chosen */
async function ways(chosen) {
  const all = await Promise.all(
    chosen.map(async (filter) => {
      const rest = without(choice, filter);
      const left = model.finds(rest, found(rest)).count();
      const [facet, term] = name(filter);
      const words = fill(t.filter.without, { filter: facet ? `${facet}: ${term}` : term, count: plural(t.results.count, left) });
      return { words, left, choose: () => { go(rest); heading.count?.closest("section")?.focus({ preventScroll: true }); } };
    }),
  );
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
  return chosen.length === 1 && found > 0 ? `${listing}${only?.facet?.name}/${id}/` : listing;
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
  void answer();
}

/** Takes in what the address says. @param {boolean} first whether the page has just come, with results of its own */
function restore(first) {
  const address = new URL(location.href);
  const asks = read(address, root.facets, listing, root.orders.map(({ id }) => id));
  choice = asks.choice;
  say(asks.unknown.length ? fill(t.filter.unknown, { names: asks.unknown.join(", ") }) : "");
  reflect();
  if (!first || address.search) void answer();
  else if (asks.inPath) void count();
}

const take = buttons(root, t, listing, () => results.records, say);
const panel = place.querySelector(".filter__panel");
const end = panel?.querySelector(".filter__end");
panel?.replaceChildren(form.element, ...(end ? [end] : []));
section.querySelector(":scope > .active")?.remove();
section.querySelector(".results-head__sort")?.remove();
const head = section.querySelector(".results-head");
head?.append(sort.element);
head?.after(unknownNote, tags.place);
addEventListener("popstate", () => restore(false));
restore(true);
// The numbers come from data that only those fetch who turn to the filter.
for (const sign of ["pointerenter", "focusin", "toggle"]) place.addEventListener(sign, () => void count(), { once: true, capture: true });
