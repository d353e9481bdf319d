/** Puts the language first that the address belongs to which was not found: that of the longest home path that the address begins with. */

const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".not-found > [data-home]")]);
const home = (/** @type {HTMLElement} */ { dataset }) => new URL(dataset.home ?? "/", location.href).pathname;
const [own] = sections.filter((section) => location.pathname.startsWith(home(section))).sort((one, other) => home(other).length - home(one).length);
const [first] = sections;
if (own && first && own !== first) first.before(own);
