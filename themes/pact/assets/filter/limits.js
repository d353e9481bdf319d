/** Limits that readers set for the figures or days of a facet: at least, at most, or both. */

import { iso, moment } from "../status.js";
import { day, fill, locale } from "../words.js";

/** @typedef {{unit: string, file: string}} Unit a currency, or no name for what has no units */
/** @typedef {{measure: "date" | "money" | "number" | "percent", units: Unit[]}} Measured */
/**
 * @typedef {object} Limits Both are included. Days are counted from 1970.
 * @property {number} [from]
 * @property {number} [to]
 * @property {string} unit
 */

/** Days before are what a year looks like while it is typed. */
export const FIRST_DAY = "1900-01-01";

/**
 * Reads a limit as it stands in fields and addresses: `2027-03-31`, `50000` or `12.5`.
 * @param {Measured} measured
 * @param {string} text
 * @returns {number | undefined}
 */
export function limit({ measure }, text) {
  if (measure === "date") {
    const read = /^\d{4}-\d\d-\d\d$/.test(text) && text >= FIRST_DAY ? moment(text)?.day : undefined;
    return Number.isInteger(read) ? read : undefined;
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * Writes a limit as fields and addresses hold it.
 * @param {Measured} measured
 * @param {number | undefined} value
 */
export function written({ measure }, value) {
  if (value === undefined) return "";
  return measure === "date" ? iso({ day: value }) : String(value);
}

/**
 * Says limits in words: from 50,000 zł to 250,000 zł.
 * @param {Measured} measured
 * @param {Limits} limits
 * @param {import("../words.js").Strings} t
 */
export function limitsInWords(measured, { from, to, unit }, t) {
  const say = (/** @type {number | undefined} */ value) => (value === undefined ? "" : worded(measured, value, unit));
  const words = { from: say(from), to: say(to) };
  return fill(from === undefined ? t.filter.limits_to : to === undefined ? t.filter.limits_from : t.filter.limits_between, words);
}

/** @param {Measured} measured @param {number} value @param {string} unit */
function worded({ measure }, value, unit) {
  if (measure === "date") return day(iso({ day: value }));
  return format(measure, unit).format(measure === "percent" ? value / 100 : value);
}

/** @param {Measured["measure"]} measure @param {string} unit */
function format(measure, unit) {
  /** @type {Intl.NumberFormatOptions} */
  const options = unit ? { style: "currency", currency: unit, currencyDisplay: "narrowSymbol" } : measure === "percent" ? { style: "percent" } : {};
  return new Intl.NumberFormat(locale, { ...options, minimumFractionDigits: 0, maximumFractionDigits: 2, useGrouping: "min2" });
}

/** Returns the sign of a unit, such as `zł`; nothing for what has none. @param {Measured} measured @param {string} unit */
export function sign({ measure }, unit) {
  return format(measure, unit).formatToParts(0).find(({ type }) => type === "currency" || type === "percentSign")?.value ?? "";
}
