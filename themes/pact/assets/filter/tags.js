/** The chosen filters above the results, each to be taken away. */

import { element } from "./dom.js";

export class Tags {
  /**
   * @param {HTMLElement} place stays where it is, empty or not
   * @param {import("../words.js").Strings} t
   * @param {{remove: (filter: import("./model.js").Filter) => void, clear: () => void}} on
   */
  constructor(place, t, on) {
    this.place = place;
    this.t = t;
    this.on = on;
  }

  /**
   * Shows filters.
   * @param {import("./model.js").Filter[]} filters
   * @param {(filter: import("./model.js").Filter) => [string, string]} name what a filter looks at, and what it asks for
   */
  show(filters, name) {
    const buttons = this.buttons();
    const focused = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const items = filters.map((filter) => {
      const [facet, term] = name(filter);
      const words = element("span", {}, element("span", { class: "visually-hidden" }, `${this.t.filter.remove} `), facet && `${facet}: `, element("b", {}, term));
      const button = element("button", { type: "button", class: "active__link" }, words, element("span", { class: "active__sign", "aria-hidden": "true" }, "×"));
      button.addEventListener("click", () => this.on.remove(filter));
      return element("li", {}, button);
    });
    this.place.hidden = items.length === 0;
    if (items.length === 0) {
      this.place.replaceChildren();
      return focused >= 0;
    }
    const clear = element("button", { type: "button", class: "active__clear" }, this.t.filter.clear);
    clear.addEventListener("click", () => this.on.clear());
    const title = element("h3", { class: "active__title" }, this.t.filter.active);
    this.place.replaceChildren(title, element("ul", { role: "list" }, ...items), clear);
    // Whoever took a filter away with the keyboard goes on with the next.
    if (focused >= 0) this.buttons()[Math.min(focused, items.length - 1)]?.focus({ preventScroll: true });
    return false;
  }

  buttons() {
    return [...this.place.querySelectorAll("button")];
  }
}
