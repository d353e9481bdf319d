/** The built hub that the tests look at. */

import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Data } from "../../themes/pact/assets/filter/data.js";

/** The folder of the built hub. */
export const folder = process.env["SITE"] ?? "";

/** The folder of the small hub in `hub/`, built for the day below. */
export const smallFolder = process.env["SMALL_SITE"] ?? "";

/** The day that the small hub was built for. */
export const SMALL_DAY = "2026-11-24";

/** Reads from the folder as `fetch` would from a server. @type {any} */
const get = async (/** @type {string} */ address) => {
  const content = await readFile(join(folder, address)).catch(() => undefined);
  return new Response(content ?? "", { status: content ? 200 : 404 });
};

/**
 * Opens the filter of a collection.
 * @param {string} path of its listing, such as `finansowanie`
 * @param {string} id such as `funding`
 * @param {string} language
 */
export const openFilter = (path, id, language) => Data.open(`/${path}/filter.json`, `/assets/filter/${id}/${language}/`, get);

/** Pages in a state that only a script brings about. */
export const STATES = ["/finansowanie/?zasieg=pl-12&status=closed", "/en/funding/?scope=pl-12&status=upcoming&x=y", "/szukaj/?q=szkolenia", "/en/search/?q=skills"];

/** Returns the open data of a collection. @param {string} path @returns {Promise<any>} */
export const records = async (path) => JSON.parse(await readFile(join(folder, path, "records.json"), "utf8"));

/**
 * Finds one page of each kind in each language, the longest of its kind, so that it holds all that such a page may hold.
 * @returns {string[]} the paths
 */
export function pagesOfEachKind() {
  /** @type {Map<string, {path: string, length: number}>} */
  const longest = new Map();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/(^|\/)(index|404)\.html$/.test(file)) continue;
    const text = readFileSync(join(folder, file), "utf8");
    const [, kind] = /<body data-kind="([^"]*)"/.exec(text) ?? [];
    const [, language] = /<html lang="([^"]*)"/.exec(text) ?? [];
    if (!kind) continue;
    const key = `${kind} ${language}`;
    if (text.length > (longest.get(key)?.length ?? 0)) longest.set(key, { path: "/" + file.replace(/index\.html$/, ""), length: text.length });
  }
  return [...longest.values()].map(({ path }) => path).sort();
}

/**
 * Makes a source of the same numbers each time.
 * @param {number} state
 * @returns {(below: number) => number}
 */
export const random = (state) => (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % below;
};
