/** What a listing's page says of itself: its title, the number of results, where to follow it. */

import { fill, plural } from "../words.js";

export class Heading {
  /** @param {import("../words.js").Strings} t */
  constructor(t) {
    this.t = t;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));
    this.title = find(".listing-head h1");
    /** What is said of a term alone. */
    this.about = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".listing-head > p")]);
    this.count = find("#results-heading");
    this.range = find(".results-head__range");
    this.toggle = find(".filter__toggle-text");
    this.end = find(".filter__end a");
    this.feed = /** @type {HTMLAnchorElement | null} */ (find('.data a[type="application/atom+xml"]'));
    this.calendar = /** @type {HTMLAnchorElement | null} */ (find('.data a[type="text/calendar"]'));
    this.first = { title: this.title?.textContent ?? "", document: document.title, path: location.pathname };
    this.site = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[property="og:site_name"]'))?.content ?? "";
    /** Read out when it changes. */
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.count?.after(this.status);
  }

  /** Calls the page by the collection's name, or as it was made. @param {string} label */
  name(label) {
    const own = location.pathname === this.first.path;
    if (this.title) this.title.textContent = own ? this.first.title : label;
    document.title = own ? this.first.document : `${label} – ${this.site}`;
    for (const part of this.about) part.hidden = !own;
  }

  /**
   * @param {number} results
   * @param {number} filters
   */
  tell(results, filters) {
    const words = plural(this.t.results.count, results);
    if (this.count) this.count.textContent = words;
    this.status.textContent = words;
    if (this.range) this.range.hidden = true;
    this.tellFilters(filters);
    if (this.end) this.end.textContent = plural(this.t.filter.show_results, results);
  }

  /** @param {number} filters */
  tellFilters(filters) {
    if (this.toggle) this.toggle.textContent = filters ? fill(this.t.filter.toggle_active, { number: filters }) : this.t.filter.toggle;
  }

  /** Leads to the nearest feed and calendar. @param {string} address of the listing that is nearest to what is shown */
  follow(address) {
    if (this.feed) this.feed.href = `${address}feed.xml`;
    if (this.calendar) this.calendar.href = `${address}calendar.ics`;
  }
}
