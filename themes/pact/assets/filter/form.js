/** The form in the filter's panel: a set of checkboxes for each facet, in place of the links that stand there without a script. */

import { fold } from "../search/fold.js";
import { fill, number } from "../words.js";
import { element } from "./dom.js";
import { LimitFields } from "./limit_fields.js";
import { copy } from "./model.js";

/** Of a longer list only the first terms stand in sight, and it has a box to narrow it. */
const LONG = 10;
const FIRST = 8;
/** More children than these are folded. */
const CHILDREN = 5;
/** Facets that are open from the start. */
const OPEN = 3;
/** Milliseconds without a key after which the query counts. */
const PAUSE = 250;

/**
 * @typedef {object} Row A term in the form.
 * @property {HTMLLIElement} item
 * @property {HTMLInputElement} box
 * @property {HTMLElement} count
 * @property {number} found what is shown as its count
 * @property {string} words folded, to be narrowed by
 */

/**
 * @typedef {object} Group A facet in the form.
 * @property {HTMLDetailsElement} fold
 * @property {HTMLElement} chosen says how many terms are chosen
 * @property {Row[]} rows
 * @property {{item: HTMLElement, box: HTMLInputElement} | undefined} only
 * @property {LimitFields | undefined} limits
 */

export class Form {
  /**
   * @param {import("./data.js").Root} root
   * @param {import("../words.js").Strings} t
   * @param {string} action the address of the collection's listing
   * @param {{change: () => void, type: () => void, look: (facet: number) => void}} on
   * @param {boolean} searches whether there is a search index
   */
  constructor(root, t, action, on, searches) {
    this.facets = root.facets;
    this.t = t;
    /** Facets that a script has just opened, of which the browser will tell as if a reader had. @type {Set<HTMLDetailsElement>} */
    this.opened = new Set();
    this.query = element("input", { class: "filter__query", id: "filter-query", type: "search", name: "q", autocomplete: "off", enterkeyhint: "search" });
    this.groups = this.facets.map((facet, place) => this.group(facet, place, on.look));
    this.element = element("form", { class: "filter__form", method: "get", action });
    if (searches) {
      const label = element("label", { for: "filter-query" }, t.filter.query);
      this.element.append(element("div", { class: "filter__search" }, label, this.query));
    }
    this.element.append(...this.groups.map(({ fold }) => fold));
    this.element.addEventListener("change", (event) => {
      if (!(/** @type {HTMLElement} */ (event.target).hasAttribute("name")) || event.target === this.query) return;
      this.settle(event.target);
      on.change();
    });
    let pause = 0;
    const typed = () => {
      clearTimeout(pause);
      on.type();
    };
    this.query.addEventListener("input", () => {
      clearTimeout(pause);
      pause = window.setTimeout(typed, PAUSE);
    });
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      typed();
    });
  }

  /**
   * @param {import("./model.js").Facet} facet
   * @param {number} place
   * @param {(facet: number) => void} look
   * @returns {Group}
   */
  group(facet, place, look) {
    /** @type {Row[]} */
    const rows = [];
    const children = (/** @type {number} */ above) => facet.terms.flatMap(([, , parent], term) => (parent === above ? [term] : []));
    const list = (/** @type {number[]} */ terms) => {
      const short = terms.length > LONG ? terms.slice(0, FIRST) : terms;
      const made = element("ul", { class: "facet__terms", role: "list" }, ...short.map(row));
      if (short !== terms) {
        const rest = terms.slice(FIRST);
        const more = fill(this.t.facet.more, { number: rest.length });
        made.append(element("li", {}, folded("facet__more", more, element("ul", { class: "facet__terms", role: "list" }, ...rest.map(row)))));
      }
      return made;
    };
    const row = (/** @type {number} */ term) => {
      const [id = "", label = "", , found = 0] = facet.terms[term] ?? [];
      const box = element("input", { type: "checkbox", name: facet.name, value: id });
      const count = element("b", {}, number(found));
      const item = element("li", found ? {} : { class: "option--none" }, element("label", { class: "option" }, box, element("span", {}, label), count));
      rows[term] = { item, box, count, found, words: fold(label) };
      const below = children(term);
      if (below.length > CHILDREN) {
        const words = `${fill(this.t.facet.narrower, { number: below.length })}`;
        item.append(folded("facet__more facet__more--children", words, list(below), label));
      } else if (below.length > 0) item.append(list(below));
      return item;
    };
    const terms = list(children(-1));
    const set = element("fieldset", { class: "facet__choices" }, element("legend", { class: "visually-hidden" }, facet.label));
    if (facet.terms.length > LONG) set.append(this.narrowing(facet, place, terms, rows));
    set.append(terms);
    /** @type {Group["only"]} */
    let only;
    if (facet.covers) {
      const box = element("input", { type: "checkbox", name: "only", value: facet.name });
      const item = element("label", { class: "option facet__only", hidden: true }, box, element("span", {}, this.t.filter.only));
      only = { item, box };
      set.append(item);
    }
    const limits = facet.values && new LimitFields(facet, facet.values, this.t);
    if (limits) set.append(limits.element);
    const chosen = element("span", { class: "facet__chosen" });
    const title = element("h3", { class: "facet__title" }, element("span", { class: "visually-hidden" }, `${this.t.facet.by} `), facet.label);
    const details = element("details", { class: "facet", open: place < OPEN }, element("summary", { class: "fold" }, title, chosen), set);
    if (details.open) this.opened.add(details);
    details.addEventListener("toggle", () => {
      const byScript = this.opened.delete(details);
      if (details.open && !byScript) look(place);
    });
    return { fold: details, chosen, rows, only, limits };
  }

  /**
   * Makes the box that narrows a long facet.
   * @param {import("./model.js").Facet} facet
   * @param {number} place
   * @param {HTMLElement} list
   * @param {Row[]} rows
   */
  narrowing(facet, place, list, rows) {
    const id = `narrow-${place}`;
    const box = element("input", { class: "facet__narrow", id, type: "search", autocomplete: "off" });
    const label = element("label", { class: "visually-hidden", for: id }, fill(this.t.filter.narrow, { facet: facet.label }));
    box.placeholder = this.t.filter.narrow_short;
    /** The folds that were open before. @type {HTMLDetailsElement[] | undefined} */
    let opened;
    box.addEventListener("input", () => {
      const words = fold(box.value.trim());
      const folds = [...list.querySelectorAll("details")];
      if (words) opened ??= folds.filter((one) => one.open);
      const matching = rows.map((row) => !words || row.words.includes(words));
      // A term below a matching one is in sight with it, and so is one above.
      for (const [term, [, , above]] of facet.terms.entries()) if (matching[above] && words) matching[term] = true;
      for (let term = rows.length - 1; term >= 0; term--) {
        const above = facet.terms[term]?.[2] ?? -1;
        if (matching[term] && above >= 0) matching[above] = true;
      }
      rows.forEach((row, term) => (row.item.hidden = !matching[term]));
      for (const one of folds) {
        const holds = [...one.querySelectorAll("li")].some((item) => !item.hidden);
        one.hidden = !holds;
        one.open = words ? holds : (opened ?? []).includes(one);
      }
      if (!words) opened = undefined;
    });
    // Enter would send the form.
    box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    return element("div", { class: "facet__narrowing" }, label, box);
  }

  /** Limits of one's own stand in the place of the ranges that are offered, and the other way round. @param {EventTarget | null} target was changed */
  settle(target) {
    for (const { rows, limits } of this.groups) {
      if (limits?.holds(target)) rows.forEach(({ box }) => (box.checked = box.checked && !limits.read()));
      else if (rows.some(({ box }) => box === target && box.checked)) limits?.clear();
    }
  }

  /** Reads what is chosen. @param {import("./model.js").Choice} choice takes it in */
  read(choice) {
    choice.query = this.query.value.trim();
    for (const [place, { rows, only, limits }] of this.groups.entries()) {
      choice.limits[place] = limits?.read();
      choice.terms[place] = new Set(rows.flatMap(({ box }, term) => (box.checked ? [term] : [])));
      if (only?.box.checked && choice.terms[place]?.size) choice.only.add(place);
      else choice.only.delete(place);
    }
  }

  /**
   * Returns what a choice would be with a box changed.
   * @param {import("./model.js").Choice} choice
   * @param {HTMLInputElement} box
   */
  toggled(choice, box) {
    const next = copy(choice);
    for (const [place, { rows, only }] of this.groups.entries()) {
      const term = rows.findIndex((row) => row.box === box);
      const set = term >= 0 ? next.terms[place] : only?.box === box ? next.only : undefined;
      const member = term >= 0 ? term : place;
      if (set && !set.delete(member)) set.add(member);
    }
    return next;
  }

  /** Shows a choice. @param {import("./model.js").Choice} choice */
  show(choice) {
    if (this.query.value.trim() !== choice.query) this.query.value = choice.query;
    for (const [place, { fold: details, chosen, rows, only, limits }] of this.groups.entries()) {
      const terms = choice.terms[place] ?? new Set();
      const number = terms.size + (choice.limits[place] ? 1 : 0);
      rows.forEach(({ box }, term) => (box.checked = terms.has(term)));
      limits?.show(choice.limits[place]);
      chosen.textContent = number ? fill(this.t.filter.chosen, { number }) : "";
      if (only) {
        only.box.checked = choice.only.has(place);
        only.item.hidden = terms.size === 0;
      }
      // The tags name what is chosen, so that long lists may stay folded.
      if (number > 0 && !details.open) {
        this.opened.add(details);
        details.open = true;
      }
    }
  }

  /**
   * Marks whether the numbers of a facet are those of another choice. They are out of sight then until others come.
   * @param {number} place
   * @param {boolean} past
   */
  outdate(place, past) {
    this.groups[place]?.fold.classList.toggle("facet--past", past);
  }

  /**
   * Shows how many records each term of a facet would find. One that finds nothing is out of reach, unless it is chosen or in use.
   * @param {number} place
   * @param {number[]} counts
   */
  count(place, counts) {
    const focused = document.activeElement;
    this.outdate(place, false);
    this.groups[place]?.rows.forEach((row, term) => {
      const { item, box, count } = row;
      const found = counts[term] ?? 0;
      // Most numbers stay as they are, and what is not touched need not be drawn anew.
      if (row.found !== found) {
        row.found = found;
        count.textContent = number(found);
        item.classList.toggle("option--none", found === 0);
      }
      const disabled = found === 0 && !box.checked && focused !== box;
      if (box.disabled !== disabled) box.disabled = disabled;
    });
  }

  /** Lists the facets that are open. */
  open() {
    return this.groups.flatMap(({ fold: details }, place) => (details.open ? [place] : []));
  }
}

/**
 * Makes a fold.
 * @param {string} name its class
 * @param {string} words
 * @param {HTMLElement} content
 * @param {string} [of] what it belongs to, for those who hear it
 */
function folded(name, words, content, of) {
  const summary = element("summary", { class: "fold" }, words);
  if (of) summary.append(element("span", { class: "visually-hidden" }, `: ${of}`));
  return element("details", { class: name }, summary, content);
}
