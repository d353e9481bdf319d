/** The list of results: cards, why they are there, and what to do where there are none. */

import { restateAll } from "../standing.js";
import { element } from "./dom.js";

/** Cards that are put into the page in one task; the others follow when these are in sight. */
const FEW = 4;

export class Results {
  /**
   * @param {HTMLElement} section holds the list, and the pages that stand below it without a script
   * @param {import("./data.js").Data} data
   * @param {import("../words.js").Strings} t
   */
  constructor(section, data, t) {
    this.data = data;
    this.t = t;
    this.list = element("ol", { class: "rows", role: "list" });
    this.empty = element("div", { class: "empty", hidden: true });
    this.more = element("button", { type: "button", class: "button", hidden: true }, t.search.more);
    this.place = element("div", { class: "results" }, this.list, this.empty, element("p", { class: "results__more" }, this.more));
    /** What stands there without a script. @type {HTMLElement[]} */
    this.plain = [...section.querySelectorAll(/** @type {"div"} */ (":scope > .rows, :scope > .empty, :scope > .pagination"))];
    /** @type {number[]} */
    this.records = [];
    this.shown = 0;
    /** Changes with every list, so that what was fetched for an earlier one is left out. */
    this.turn = 0;
    /** @type {(record: number) => string[]} */
    this.reasons = () => [];
    /** Is to be done when the first rows are put into the page. @type {(() => void) | undefined} */
    this.also = undefined;
    this.more.addEventListener("click", () => void this.grow().catch(() => this.wait(false)));
  }

  /** Says whether results are still to come. What stands there stays until then. @param {boolean} busy */
  wait(busy) {
    for (const part of [this.place, ...this.plain]) part.setAttribute("aria-busy", String(busy));
    for (const part of [this.list, ...this.plain]) part.classList.toggle("rows--past", busy);
  }

  /**
   * Shows the first results: those of which the cards are there at once, the others as they come.
   * @param {number[]} records
   * @param {(record: number) => string[]} reasons why a record is there, where it isn't plain
   * @param {() => void} [also] is done when the first of them, or that there are none, comes into sight
   */
  async show(records, reasons, also) {
    this.turn++;
    this.also = also;
    this.records = records;
    this.reasons = reasons;
    this.shown = 0;
    this.more.hidden = true;
    if (records.length === 0) this.put([]);
    else await this.add(records.slice(0, this.data.root.page));
  }

  /** Shows more, and leads on to the first of them. */
  async grow() {
    const { records, shown } = this;
    if (this.place.getAttribute("aria-busy") === "true") return;
    await this.add(records.slice(shown, shown + this.data.root.page), (row) => row.querySelector("a")?.focus());
  }

  /**
   * Adds rows in their order, all that are there in one go.
   * @param {number[]} records
   * @param {(row: HTMLElement) => void} [lead] is handed the first row
   */
  async add(records, lead) {
    const { turn, data } = this;
    let isAsked = false;
    /** @type {HTMLElement[]} */
    let rows = [];
    const ask = (/** @type {number[]} */ some) => some.forEach((record) => data.fetchCard(record).catch(() => {}));
    const put = () => {
      const [row] = rows;
      this.put(rows);
      rows = [];
      if (row) lead?.(row);
      lead = undefined;
    };
    this.wait(true);
    for (const [place, record] of records.entries()) {
      const isThere = data.card(record) !== undefined;
      if (rows.length === FEW || (!isThere && rows.length > 0)) {
        put();
        await seen();
        if (turn !== this.turn) return;
      }
      if (!isThere) {
        // What comes into sight first is asked for first.
        if (!isAsked) ask(records.slice(place, place + FEW));
        if (!isAsked) void seen().then(() => turn === this.turn && ask(records));
        isAsked = true;
        await data.fetchCard(record);
        if (turn !== this.turn) return;
      }
      rows.push(this.row(record));
    }
    put();
    this.more.hidden = this.records.length <= this.shown;
    this.wait(false);
  }

  /** Puts rows below those of the same list, or in the place of another list. @param {HTMLElement[]} rows */
  put(rows) {
    const [first, ...others] = this.plain;
    if (first?.isConnected) first.replaceWith(this.place);
    for (const other of others) other.remove();
    if (this.shown === 0) {
      this.list.replaceChildren(...rows);
      const none = rows.length === 0;
      this.list.hidden = none;
      this.empty.hidden = !none;
      if (none) this.wait(false);
    } else this.list.append(...rows);
    this.list.classList.remove("rows--past");
    this.shown += rows.length;
    this.also?.();
    this.also = undefined;
    document.documentElement.removeAttribute("data-held");
  }

  /** @param {number} record */
  row(record) {
    const row = element("li");
    row.innerHTML = this.data.card(record) ?? "";
    for (const reason of this.reasons(record)) row.append(element("p", { class: "rows__note" }, reason));
    restateAll(row);
    return row;
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

/** Waits until what was put into the page can be seen; where nobody looks at the page, no longer than for what else is to be done. */
export function seen() {
  return new Promise((resolve) => (document.hidden ? setTimeout(resolve) : requestAnimationFrame(() => setTimeout(resolve))));
}
