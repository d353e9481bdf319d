/** A choice as an address: `?odbiorcy=workforce&odbiorcy=everyone&status=open&sort=title`, as a form would send it. */

import { limit, written } from "./limits.js";
import { nothing } from "./model.js";

/** Parameters of what is no facet. */
const QUERY = "q";
const SORT = "sort";
const ONLY = "only";
/** What follows a facet's name where limits are set: `max_amount-from=50000&max_amount-to=250000&max_amount-currency=PLN`. */
const FROM = "-from";
const TO = "-to";
const CURRENCY = "-currency";
/** Parameters that others add to links, to see where readers come from. */
const OTHERS = /^utm_|clid$/;

/**
 * Reads a choice from an address: the terms in its path, and its parameters. What is not known is named.
 * @param {URL} address
 * @param {import("./model.js").Facet[]} facets
 * @param {string} listing the path of the collection's listing
 * @param {string[]} orders the ids of the orders there are
 * @returns {{choice: import("./model.js").Choice, unknown: string[], inPath: boolean}}
 */
export function read(address, facets, listing, orders) {
  const choice = nothing(facets.length);
  /** @type {string[]} */
  const unknown = [];
  const add = (/** @type {string} */ name, /** @type {string} */ value) => {
    const facet = facets.findIndex((facet) => facet.name === name);
    const { terms = [], aliases = {} } = facets[facet] ?? {};
    const id = Object.hasOwn(aliases, value) ? aliases[value] : value;
    const term = terms.findIndex(([known]) => known === id);
    if (term >= 0) choice.terms[facet]?.add(term);
    return term >= 0;
  };
  const limits = (/** @type {string} */ name, /** @type {string} */ text) => {
    const facet = facets.findIndex(({ name: known, values }) => values && [FROM, TO, CURRENCY].some((end) => name === known + end));
    const { values, name: known = "" } = facets[facet] ?? {};
    if (!values) return false;
    const own = choice.limits[facet] ?? { unit: values.units[0]?.unit ?? "" };
    if (name.endsWith(CURRENCY)) {
      if (!values.units.some(({ unit }) => unit === text)) return false;
      choice.limits[facet] = { ...own, unit: text };
      return true;
    }
    const value = limit(values, text);
    if (value !== undefined) choice.limits[facet] = { ...own, [name.slice(known.length + 1)]: value };
    // A form sends its empty fields too.
    return value !== undefined || text === "";
  };
  const rest = address.pathname.startsWith(listing) ? address.pathname.slice(listing.length).split("/") : [];
  let inPath = false;
  for (let at = 0; at + 1 < rest.length; at += 2) {
    if (add(decode(rest[at]), decode(rest[at + 1]))) inPath = true;
  }
  for (const [name, value] of address.searchParams) {
    if (name === QUERY) choice.query = value.trim();
    else if (name === SORT && orders.includes(value)) choice.sort = value;
    else if (name === ONLY) {
      const facet = facets.findIndex((facet) => facet.name === value && facet.covers);
      if (facet >= 0) choice.only.add(facet);
    } else if (facets.some((facet) => facet.name === name)) {
      for (const id of value.split(",").filter(Boolean)) if (!add(name, id)) unknown.push(`${name}: ${id}`);
    } else if (limits(name, value)) continue;
    else if (!OTHERS.test(name)) unknown.push(value ? `${name}: ${value}` : name);
  }
  for (const [facet, own] of choice.limits.entries()) if (own && own.from === undefined && own.to === undefined) choice.limits[facet] = undefined;
  return { choice, unknown, inPath };
}

/** @param {string} [part] */
function decode(part = "") {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Writes a choice as the query of an address, with its `?`; nothing for an empty one.
 * @param {import("./model.js").Choice} choice
 * @param {import("./model.js").Facet[]} facets
 */
export function write(choice, facets) {
  const query = new URLSearchParams();
  if (choice.query) query.append(QUERY, choice.query);
  for (const [place, { name, terms, values }] of facets.entries()) {
    for (const term of [...(choice.terms[place] ?? [])].sort((a, b) => a - b)) query.append(name, terms[term]?.[0] ?? "");
    const limits = choice.limits[place];
    if (!values || !limits) continue;
    if (limits.from !== undefined) query.append(name + FROM, written(values, limits.from));
    if (limits.to !== undefined) query.append(name + TO, written(values, limits.to));
    if (values.units.length > 1) query.append(name + CURRENCY, limits.unit);
  }
  for (const [place, { name }] of facets.entries()) {
    if (choice.only.has(place) && choice.terms[place]?.size) query.append(ONLY, name);
  }
  if (choice.sort) query.append(SORT, choice.sort);
  const text = query.toString();
  return text && `?${text}`;
}
