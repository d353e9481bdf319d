/** Shows where a record's text holds what was asked for, when its title and summary don't tell. */

import { excerpt, missing } from "./mark.js";
import { marked } from "./show.js";

/** @typedef {import("./index.js").Answer} Answer */
/** @typedef {import("./store.js").Shown} Shown */

/** How far below the screen a result is got ready. */
const AHEAD = "200px";
/** Milliseconds that an answer has to stand before texts are fetched for it, so that none are while somebody types. */
const PATIENCE = 400;
/** What a page's text holds that nobody reads as part of it. */
const BESIDE = "sup, svg, .visually-hidden";

/**
 * The excerpts of one answer. The text comes from the record's own page, which the reader's next click needs anyway, and only
 * for results that come into sight: no copy of all texts has to be published, and a short look costs nothing.
 */
export class Excerpts {
  /** @param {Answer} answer */
  constructor(answer) {
    this.answer = answer;
    /** @type {Map<Element, Shown>} */
    this.waiting = new Map();
    this.observer = new IntersectionObserver((seen) => seen.filter((entry) => entry.isIntersecting).forEach(({ target }) => void this.show(target)), { rootMargin: AHEAD });
  }

  /**
   * Takes in a result.
   * @param {Element} place holds its summary
   * @param {Shown} shown
   */
  add(place, shown) {
    if (missing(shown.title + "\n" + shown.summary, this.answer) === 0 || isSaving()) return;
    this.waiting.set(place, shown);
    this.observer.observe(place);
  }

  /** Forgets all that were not shown yet. */
  stop() {
    this.observer.disconnect();
    this.waiting.clear();
  }

  /** @param {Element} place */
  async show(place) {
    this.observer.unobserve(place);
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const shown = this.waiting.get(place);
    if (!shown) return;
    this.waiting.delete(place);
    const found = await body(shown.url).catch(() => undefined);
    // Where the text tells no more, as for a word among the facts, the summary stays.
    if (!found || missing(found.text, this.answer) >= missing(shown.summary, this.answer)) return;
    place.replaceChildren(...marked(excerpt(found.text, this.answer)));
    place.setAttribute("lang", found.language);
  }
}

/** Tells whether the reader asked to be spared data. */
const isSaving = () => /** @type {any} */ (navigator).connection?.saveData === true;

/**
 * Returns the text of a page, without what stands around it.
 * @param {string} url
 */
async function body(url) {
  const response = await fetch(url, /** @type {RequestInit} */ ({ priority: "low" }));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = [...page.querySelectorAll("main .prose")];
  for (const part of parts) {
    part.querySelectorAll(BESIDE).forEach((element) => element.remove());
    part.querySelectorAll("td, th, dt, dd").forEach((cell) => cell.append(" "));
  }
  const language = parts[0]?.closest("[lang]")?.getAttribute("lang") ?? "";
  return { text: parts.map((part) => part.textContent).join(" ").replace(/\s+/g, " ").trim(), language };
}
