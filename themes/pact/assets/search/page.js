/** The search page. */

import { fill, plural, strings } from "../words.js";
import { Excerpts } from "./excerpts.js";
import { excerpt, marks, open } from "./index.js";
import { marked, walk } from "./show.js";

/** Results shown at a time. */
const MOST = 10;
/** Milliseconds without a key after which a query is answered. */
const PAUSE = 120;

const place = /** @type {HTMLElement} */ (document.getElementById("search"));
const result = /** @type {HTMLTemplateElement} */ (document.getElementById("search-result"));
const { root = "", parts = "", collections = "[]" } = place.dataset;
/** @type {string[]} */
const labels = JSON.parse(collections);
/** @type {Promise<import("./index.js").Search> | undefined} */
let opening;
const search = () => {
  opening ??= open(parts, undefined, root);
  opening.catch(() => (opening = undefined));
  return opening;
};

const form = /** @type {HTMLTemplateElement} */ (document.getElementById("search-form")).content.cloneNode(true);
place.replaceChildren(form);
const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
const field = /** @type {HTMLInputElement} */ (find("input"));
const where = /** @type {HTMLSelectElement} */ (find("select"));
const status = find("[role=status]");
const list = find("ol");
const more = find("button[type=button]");
/** @type {{answer: import("./index.js").Answer, excerpts: Excerpts, shown: number} | undefined} */
let state;
let asked = 0;

/** Answers what is in the field. A later question makes an earlier one's answer void. */
async function answer() {
  const question = ++asked;
  const query = field.value.trim();
  document.title = document.title.replace(/^(.*: )?/, query ? `${query}: ` : "");
  if (!query) {
    state?.excerpts.stop();
    state = undefined;
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    return;
  }
  const t = await strings();
  try {
    const index = await search();
    // The names of collections stand in the page in the order of the menu; the index knows them by number.
    const collection = where.value === "" ? undefined : Number(where.selectedOptions[0]?.dataset["number"]);
    const found = await index.find(query, collection === undefined ? {} : { collection });
    const excerpts = new Excerpts(found);
    const first = await rows(found, 0, excerpts);
    if (question !== asked) return excerpts.stop();
    state?.excerpts.stop();
    state = { answer: found, excerpts, shown: MOST };
    list.replaceChildren(...first);
    more.hidden = found.results.length <= MOST;
    const count = found.results.length;
    status.textContent = count === 0 ? t.search.nothing : fill(plural(t.search.found, count) + (found.complete ? "." : ". " + t.search.some), {});
  } catch {
    if (question === asked) status.textContent = t.search.failed;
  }
}

/**
 * Makes the rows of some results.
 * @param {import("./index.js").Answer} found
 * @param {number} from
 * @param {Excerpts} excerpts
 */
async function rows(found, from, excerpts) {
  const index = await search();
  const t = await strings();
  const shown = await index.show(found.results.slice(from, from + MOST));
  return shown.map((one) => {
    const { document: number, title, url, summary, language } = one;
    const row = /** @type {DocumentFragment} */ (result.content.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    const [eyebrow, text] = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("p")]);
    link.href = url;
    link.append(...marked(marks(title, found)));
    text?.append(...marked(excerpt(summary, found)));
    const collection = [...index.collections].find(([, { from, to }]) => number >= from && number < to)?.[0] ?? -1;
    if (eyebrow) eyebrow.textContent = labels[collection] ?? t.search.page;
    if (language) for (const part of [link, text]) part?.setAttribute("lang", language);
    if (text) excerpts.add(text, one);
    return row;
  });
}

/** @param {"push" | "replace"} how */
function remember(how) {
  const address = new URL(location.href);
  for (const [key, value] of [["q", field.value.trim()], ["in", where.value]]) {
    if (value) address.searchParams.set(key ?? "", value);
    else address.searchParams.delete(key ?? "");
  }
  if (address.href === location.href) return;
  history[how === "push" ? "pushState" : "replaceState"](null, "", address);
}

function restore() {
  const asks = new URLSearchParams(location.search);
  field.value = asks.get("q") ?? "";
  where.value = asks.get("in") ?? "";
  if (where.selectedIndex < 0) where.value = "";
  void answer();
}

let pause = 0;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = window.setTimeout(() => {
    remember("replace");
    void answer();
  }, PAUSE);
});
where.addEventListener("change", () => {
  remember("push");
  void answer();
});
find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  remember("push");
  void answer();
});
more.addEventListener("click", async () => {
  if (!state) return;
  const now = state;
  const next = await rows(now.answer, now.shown, now.excerpts);
  if (now !== state) return;
  now.shown += MOST;
  list.append(...next);
  more.hidden = now.answer.results.length <= now.shown;
  if (more.hidden) list.querySelectorAll("a")[now.shown - MOST]?.focus();
});
walk(place, field);
addEventListener("popstate", restore);
restore();
if (!field.value) field.focus();
