/** The list of results: cards, why they are there, and what to do where there are none. */

import { restate } from "../standing.js";
import { element } from "./dom.js";

export class Results {
  /**
   * @param {HTMLElement} section holds the list, and the pages that stand below it without a script
   * @param {import("./data.js").Data} data
   * @param {import("../words.js").Strings} t
   * @param {Required<import("../status.js").Moment>} time now
   */
  constructor(section, data, t, time) {
    this.data = data;
    this.time = time;
    this.t = t;
    this.list = element("ol", { class: "rows", role: "list" });
    this.empty = element("div", { class: "empty", hidden: true });
    this.more = element("button", { type: "button", class: "button", hidden: true }, t.search.more);
    this.place = element("div", { class: "results" }, this.list, this.empty, element("p", { class: "results__more" }, this.more));
    /** What stands there without a script. */
    this.plain = [...section.querySelectorAll(":scope > .rows, :scope > .empty, :scope > .pagination")];
    /** @type {number[]} */
    this.records = [];
    this.shown = 0;
    /** @type {(record: number) => string[]} */
    this.reasons = () => [];
    this.more.addEventListener("click", () => void this.grow());
  }

  /**
   * Shows the first results. The ones before stay until the new ones are there.
   * @param {number[]} records
   * @param {(record: number) => string[]} reasons why a record is there, where it isn't plain
   * @param {() => boolean} current whether it is still asked for
   */
  async show(records, reasons, current) {
    const rows = await this.rows(records.slice(0, this.data.root.page), reasons);
    if (!current()) return;
    const [first, ...others] = this.plain;
    if (first?.isConnected) first.replaceWith(this.place);
    for (const other of others) other.remove();
    this.records = records;
    this.reasons = reasons;
    this.shown = rows.length;
    this.list.replaceChildren(...rows);
    this.list.hidden = rows.length === 0;
    this.empty.hidden = rows.length > 0;
    this.more.hidden = records.length <= this.shown;
  }

  /** Shows more, and leads on to the first of them. */
  async grow() {
    const { records, shown } = this;
    const rows = await this.rows(records.slice(shown, shown + this.data.root.page), this.reasons);
    if (records !== this.records || shown !== this.shown) return;
    this.shown += rows.length;
    this.list.append(...rows);
    this.more.hidden = records.length <= this.shown;
    rows[0]?.querySelector("a")?.focus();
  }

  /**
   * @param {number[]} records
   * @param {(record: number) => string[]} reasons
   */
  async rows(records, reasons) {
    const { root } = this.data;
    const [cards, windows] = await Promise.all([this.data.cards(records), root.windows ? this.data.windows() : []]);
    return records.map((record, place) => {
      const row = element("li");
      row.innerHTML = cards[place] ?? "";
      for (const reason of reasons(record)) row.append(element("p", { class: "rows__note" }, reason));
      const status = row.querySelector(".status");
      if (status) void restate(status, windows[record] ?? [], this.time, root.soon);
      return row;
    });
  }

  /**
   * Says what would help where nothing was found.
   * @param {{words: string, choose: () => void}[]} ways
   */
  advise(ways) {
    const items = ways.map(({ words, choose }) => {
      const button = element("button", { type: "button", class: "button" }, words);
      button.addEventListener("click", choose);
      return element("li", {}, button);
    });
    const list = element("ul", { class: "empty__ways", role: "list" }, ...items);
    this.empty.replaceChildren(element("p", {}, this.t.filter.nothing), ...(items.length ? [list] : []));
  }
}
