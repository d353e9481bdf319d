/** Words for readers: the interface strings that the generator collects for scripts, plurals, numbers and dates. */

/** @typedef {Record<string, string>} Forms a text for each plural category */
/** @typedef {any} Strings texts and plural forms as `t.area.purpose` */

/** @type {Promise<Strings> | undefined} */
let loading;

/** Fetches the strings of the page's language, once. */
export function strings() {
  const address = document.documentElement.dataset.strings ?? "";
  loading ??= fetch(address).then((response) => response.json());
  return loading;
}

/** The language of the page. */
export const language = globalThis.document?.documentElement.lang || "pl";

/** The language and the region whose habits numbers and days follow, as the generator writes them. */
export const locale = globalThis.document?.querySelector('meta[property="og:locale"]')?.getAttribute("content")?.replace("_", "-") || language;

// What knows a language's habits is made when it is first needed, since browsers take their time over it.
/** @type {Intl.PluralRules | undefined} */
let rules;
/** @type {Intl.NumberFormat | undefined} */
let numbers;
/** @type {Intl.DateTimeFormat | undefined} */
let days;

/**
 * Fills `{names}` into a text.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/**
 * Picks the plural form for a number and fills it in as `{count}`.
 * @param {Forms} forms
 * @param {number} count
 */
export function plural(forms, count) {
  rules ??= new Intl.PluralRules(locale);
  return fill(forms[rules.select(count)] ?? forms["other"] ?? "", { count });
}

/** @param {number} number */
export function number(number) {
  numbers ??= new Intl.NumberFormat(locale, { useGrouping: "min2" });
  return numbers.format(number);
}

/**
 * Returns a day in words, with its hour where it has one.
 * @param {string} moment such as `2027-03-31` or `2027-03-31T15:00`
 */
export function day(moment) {
  const [date = "", hour] = moment.split("T");
  days ??= new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const text = days.format(new Date(`${date}T00:00:00Z`)).replace(/ /g, "\u00a0");
  return hour ? `${text}, ${hour.slice(0, 5)}` : text;
}
