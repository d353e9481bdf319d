/** Shows results of a search and leads through them with the keyboard. */

/**
 * Makes text and `<mark>`s of segments.
 * @param {import("./mark.js").Segment[]} segments
 * @returns {Node[]}
 */
export function marked(segments) {
  return segments.map(({ text, marked }) => {
    if (!marked) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

/**
 * Lets arrow keys go from the field to the results and along them, and Escape back to the field.
 * @param {HTMLElement} place holds the results, each title a link
 * @param {HTMLInputElement} field
 */
export function walk(place, field) {
  place.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".card__title a")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const inField = document.activeElement === field;
    if (at < 0 && !inField) return;
    if (event.key === "Escape" && at >= 0) field.focus();
    else if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1]?.focus();
    else if (event.key === "ArrowUp" && at === 0) field.focus();
    else return;
    event.preventDefault();
  });
}
