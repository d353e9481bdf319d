/** The choice of an order. */

import { fill } from "../words.js";
import { element } from "./dom.js";

/**
 * Makes the list of orders: the usual one, which gives way to the best first where there is a query, then all others.
 * @param {import("./data.js").Root} root
 * @param {import("../words.js").Strings} t
 * @param {() => void} change
 */
export function sorting(root, t, change) {
  /** @type {Record<string, string>} */
  const words = { title: t.filter.sort_title, newest: t.filter.sort_newest, deadline: t.filter.sort_deadline, usual: t.filter.sort_usual };
  const name = (/** @type {import("./data.js").Order} */ { id, label }) =>
    id === "amount" ? fill(t.filter.sort_amount, { field: label }) : label || (words[id] ?? id);
  const [own, ...others] = root.orders.map((order) => element("option", { value: order.id }, name(order)));
  const first = element("option", { value: "" });
  const list = element("select", { class: "sort__list", id: "sort" }, first, ...others);
  list.addEventListener("change", change);
  return {
    element: element("p", { class: "sort" }, element("label", { for: "sort" }, t.filter.sort), list),
    value: () => list.value,
    /** Shows the order of a choice. @param {import("./model.js").Choice} choice */
    show(choice) {
      first.textContent = choice.query ? t.filter.sort_relevance : (own?.textContent ?? "");
      if (choice.query && own) first.after(own);
      else own?.remove();
      list.value = choice.sort;
      // The usual order by its name is the usual order.
      if (list.selectedIndex < 0) list.value = "";
    },
  };
}
