/** Leads the links to the page's other languages to what is chosen: terms have the same ids there, facets other names. */

import { write } from "./address.js";

/** @typedef {{language: string, listing: string, names: string[]}} Elsewhere the listing in another language, and what facets are called there */

export class Languages {
  /**
   * @param {Elsewhere[]} elsewhere
   * @param {import("./model.js").Facet[]} facets
   */
  constructor(elsewhere, facets) {
    this.ways = elsewhere.flatMap(({ language, listing, names }) => {
      const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.languages a[hreflang="${language}"]`));
      return link ? [{ link, own: link.href, listing, facets: facets.map((facet, place) => ({ ...facet, name: names[place] ?? facet.name })) }] : [];
    });
    this.path = location.pathname;
  }

  /** Leads to a choice; where the page is as it came, to the same page. @param {import("./model.js").Choice} choice */
  follow(choice) {
    const asCame = location.pathname === this.path && !location.search;
    for (const { link, own, listing, facets } of this.ways) link.href = asCame ? own : listing + write(choice, facets);
  }
}
