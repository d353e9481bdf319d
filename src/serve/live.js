// Keeps an open page in step with its files. Put in by the preview server; never part of a published site.

/**
 * @typedef {{ errors: number, lines: string[] }} Notice
 * @typedef {{ tag: string, styles: string[] }} Styles
 */

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const page = script.dataset.page || location.pathname;
  let tag = script.dataset.tag || "";
  const kind = script.dataset.kind;
  const scrollKey = `pacthub-scroll:${location.pathname}`;

  /** @type {EventSource | null} */
  let source = null;

  restoreScroll();
  // A browser allows few connections to one server: only the page that is looked at keeps one.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", () => {
    if (!document.hidden) open();
  });
  if (!document.hidden) open();
  if (kind === "last-good") ready(showLastGood);

  function open() {
    if (source) return;
    const query = new URLSearchParams({ page, tag });
    source = new EventSource(`/_pacthub/events?${query}`);
    source.addEventListener("reload", reload);
    source.addEventListener("styles", (event) => swapStyles(JSON.parse(event.data)));
    source.addEventListener("notice", (event) => ready(() => showNotice(JSON.parse(event.data))));
    // The browser would ask again with the old tag.
    source.addEventListener("error", () => {
      close();
      setTimeout(() => {
        if (!document.hidden) open();
      }, 1000);
    });
  }

  function close() {
    source?.close();
    source = null;
  }

  function reload() {
    close();
    try {
      sessionStorage.setItem(scrollKey, JSON.stringify([scrollX, scrollY]));
    } catch {
      // Without storage the browser's own memory has to do.
    }
    location.reload();
  }

  function restoreScroll() {
    try {
      const kept = sessionStorage.getItem(scrollKey);
      if (!kept) return;
      sessionStorage.removeItem(scrollKey);
      const [left, top] = JSON.parse(kept);
      const restore = () => scrollTo({ left, top, behavior: "instant" });
      ready(restore);
      window.addEventListener("load", restore, { once: true });
    } catch {
      // Nothing was kept.
    }
  }

  /** @param {Styles} styles */
  function swapStyles(styles) {
    tag = styles.tag;
    const byName = new Map(styles.styles.map((address) => [versionless(address), address]));
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!(link instanceof HTMLLinkElement)) continue;
      const address = byName.get(versionless(link.getAttribute("href") || ""));
      if (!address || address === link.getAttribute("href")) continue;
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = address;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  }

  /** @param {string} address */
  function versionless(address) {
    return address.replace(/\.[0-9a-f]{16}(\.css)$/, "$1");
  }

  /** @param {Notice} notice */
  function showNotice(notice) {
    document.querySelector(".pacthub-notice")?.remove();
    if (!notice.errors || kind === "error") return;
    const details = box("details");
    const summary = document.createElement("summary");
    summary.textContent = notice.errors === 1 ? "1 error in the hub" : `${notice.errors} errors in the hub`;
    const list = document.createElement("ul");
    for (const line of notice.lines) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    details.append(summary, list);
    document.body.append(details);
  }

  function showLastGood() {
    const paragraph = box("p");
    paragraph.classList.add("pacthub-last-good");
    const link = document.createElement("a");
    link.href = page;
    link.textContent = "What is wrong?";
    paragraph.append("This is the last good version of this page. ", link);
    document.body.append(paragraph);
  }

  /** @param {string} name */
  function box(name) {
    if (!document.querySelector("link[data-pacthub]")) {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/_pacthub/live.css";
      style.dataset.pacthub = "";
      document.head.append(style);
    }
    const element = document.createElement(name);
    element.className = "pacthub-notice";
    element.lang = "en";
    element.setAttribute("role", "status");
    return element;
  }

  /** @param {() => void} action */
  function ready(action) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action, { once: true });
    else action();
  }
})();
