/** 'What fits me', one question at a time. All of the state stands in the address, so that the browser's own way back works. */

import { fill, number, plural, strings } from "../words.js";
import { answered, left, query } from "./left.js";

const place = /** @type {HTMLElement} */ (document.getElementById("finder"));
/** @type {import("./left.js").Data} */
const data = JSON.parse(document.getElementById("finder-data")?.textContent ?? "");
const questions = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".finder__question")]);
const frame = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (document.getElementById("finder-steps")).content.cloneNode(true));
const progress = /** @type {HTMLElement} */ (frame.querySelector(".finder__progress"));
const steps = /** @type {HTMLElement} */ (frame.querySelector(".finder__steps"));
const status = /** @type {HTMLElement} */ (frame.querySelector("[role=status]"));
const go = (/** @type {string} */ where) => /** @type {HTMLAnchorElement} */ (steps.querySelector(`[data-go=${where}]`));

/**
 * Returns the address of a step; behind the last question it is the listing.
 * @param {number} step
 * @param {(string | undefined)[]} answers
 */
function address(step, answers) {
  const next = questions[step];
  return next ? `${location.pathname}${query(data, answers)}#${next.id}` : data.listing + query(data, answers);
}

/** Shows the question that the address names, else the first. */
async function show() {
  const t = await strings();
  const answers = answered(data, location.search);
  const step = Math.max(0, questions.findIndex((question) => `#${question.id}` === decodeURIComponent(location.hash)));
  const without = answers.with(step, undefined);
  questions.forEach((question, at) => (question.hidden = at !== step));
  const question = /** @type {HTMLElement} */ (questions[step]);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (question.querySelectorAll("[data-term]"))) {
    const term = item.dataset["term"] ?? "";
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    const chosen = without.with(step, term);
    const count = left(data, chosen);
    item.hidden = count === 0;
    link.href = address(step + 1, chosen);
    link.toggleAttribute("aria-current", false);
    if (answers[step] === term) link.setAttribute("aria-current", "true");
    /** @type {HTMLElement} */ (link.querySelector("b")).textContent = number(count);
  }
  for (const more of question.querySelectorAll("details")) {
    more.hidden = !more.querySelector("[data-term]:not([hidden])");
  }
  const count = left(data, answers);
  progress.textContent = fill(t.finder.progress, { number: step + 1, total: questions.length });
  const all = go("show");
  all.textContent = plural(t.finder.show, count);
  all.href = data.listing + query(data, answers);
  go("skip").href = address(step + 1, without);
  go("back").href = address(step - 1, answers);
  go("back").hidden = step === 0;
  status.textContent = `${progress.textContent}. ${all.textContent}`;
  question.prepend(progress);
  question.append(steps);
  return question;
}

/** Puts the reader at the question that has come. @param {HTMLElement} question */
function arrive(question) {
  const heading = question.querySelector("h2");
  heading?.focus();
  if (question.getBoundingClientRect().top < 0) question.scrollIntoView();
}

place.addEventListener("click", async (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.pathname !== location.pathname) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  arrive(await show());
});
addEventListener("popstate", () => void show());

const lead = document.getElementById("finder-lead");
const t = await strings();
if (lead) lead.textContent = t.finder.lead_steps;
place.replaceChildren(...questions, status);
await show();
