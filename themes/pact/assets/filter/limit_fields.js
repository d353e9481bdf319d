/** The fields in which readers set limits of their own for a facet's figures or days. */

import { element } from "./dom.js";
import { FIRST_DAY, limit, sign, written } from "./limits.js";

export class LimitFields {
  /**
   * @param {import("./model.js").Facet} facet
   * @param {import("./limits.js").Measured} measured
   * @param {import("../words.js").Strings} t
   */
  constructor(facet, measured, t) {
    this.measured = measured;
    const { measure, units } = measured;
    const unit = units.length === 1 ? sign(measured, units[0]?.unit ?? "") : "";
    const field = (/** @type {"from" | "to"} */ end, /** @type {string} */ words) => {
      const id = `${facet.name}-${end}`;
      const kind = measure === "date" ? { type: "date", min: FIRST_DAY } : { type: "number", step: "any", inputmode: "decimal", ...(measure === "number" ? {} : { min: "0" }) };
      const input = element("input", { class: "limits__field", id, name: id, autocomplete: "off", ...kind });
      return { input, row: element("div", { class: "limits__row" }, element("label", { for: id }, unit ? `${words} (${unit})` : words), input) };
    };
    const from = field("from", t.filter.limit_from);
    const to = field("to", t.filter.limit_to);
    this.from = from.input;
    this.to = to.input;
    /** @type {HTMLSelectElement | undefined} */
    this.unit = undefined;
    this.element = element("fieldset", { class: "limits" }, element("legend", { class: "limits__title" }, t.filter.limits), from.row, to.row);
    if (units.length > 1) {
      const id = `${facet.name}-currency`;
      this.unit = element("select", { class: "limits__field", id, name: id }, ...units.map(({ unit }) => element("option", { value: unit }, unit)));
      this.element.append(element("div", { class: "limits__row" }, element("label", { for: id }, t.filter.currency), this.unit));
    }
  }

  /**
   * Reads the limits; none where neither field holds one.
   * @returns {import("./limits.js").Limits | undefined}
   */
  read() {
    const [from, to] = [this.from, this.to].map(({ value }) => limit(this.measured, value));
    if (from === undefined && to === undefined) return undefined;
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), unit: this.unit?.value ?? this.measured.units[0]?.unit ?? "" };
  }

  /** Shows limits. @param {import("./limits.js").Limits | undefined} limits */
  show(limits) {
    // What is being typed stays as it is.
    if (this.from !== document.activeElement || limit(this.measured, this.from.value) !== limits?.from) this.from.value = written(this.measured, limits?.from);
    if (this.to !== document.activeElement || limit(this.measured, this.to.value) !== limits?.to) this.to.value = written(this.measured, limits?.to);
    if (this.unit && limits) this.unit.value = limits.unit;
  }

  clear() {
    this.from.value = "";
    this.to.value = "";
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target === this.from || target === this.to || target === this.unit;
  }
}
