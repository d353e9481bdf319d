/** What paper needs: the day whose status is printed, what is folded, and whole addresses behind links within the site. */

import { iso, now } from "./status.js";
import { day, fill } from "./words.js";

addEventListener("beforeprint", () => {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-as-of]"));
  const [words] = place?.children ?? [];
  if (words) words.textContent = fill(place?.dataset["asOf"] ?? "", { date: day(iso({ day: now(document.documentElement.dataset["timezone"]).day })) });
  for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".facts__more:not([open])"))) {
    fold.open = true;
    addEventListener("afterprint", () => (fold.open = false), { once: true });
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".prose a[href]"))) {
    if (link.origin === location.origin && link.pathname !== location.pathname) link.dataset["address"] = link.href;
  }
});
