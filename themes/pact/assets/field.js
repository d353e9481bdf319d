/** Turns links to the search page into search fields. */

/** @param {ParentNode} page */
export function showFields(page) {
  for (const place of page.querySelectorAll("[data-field]")) {
    const form = place.querySelector("template")?.content.cloneNode(true);
    if (form) place.replaceChildren(form);
  }
}
