/** The choice of an order. */

import { fill } from "../words.js";
import { element } from "./dom.js";

/**
 * Makes the list of orders.
 * @param {import("./data.js").Root} root
 * @param {import("../words.js").Strings} t
 * @param {() => void} change
 */
export function sorting(root, t, change) {
  /** @type {Record<string, string>} */
  const words = { title: t.filter.sort_title, newest: t.filter.sort_newest, deadline: t.filter.sort_deadline };
  const list = element("select", { class: "sort__list", id: "sort" });
  const [own, ...others] = root.orders;
  const first = element("option", { value: "" });
  list.append(first);
  for (const { id, label } of others) list.append(element("option", { value: id }, id === "amount" ? fill(t.filter.sort_amount, { field: label }) : (words[id] ?? label)));
  list.addEventListener("change", change);
  const usual = own?.id ? (words[own.id] ?? "") : (own?.label ?? "");
  first.textContent = usual;
  return {
    element: element("p", { class: "sort" }, element("label", { for: "sort" }, t.filter.sort), list),
    value: () => list.value,
    /** With a query the best come first, unless another order is asked for. @param {import("./model.js").Choice} choice */
    show(choice) {
      first.textContent = choice.query ? t.filter.sort_relevance : usual;
      list.value = choice.sort;
    },
  };
}
