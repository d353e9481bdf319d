/** Tests search in Node in languages that have no table of endings, over the hub in tests/hubs/reparatur. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../themes/pact/assets/search/index.js";

const program = process.env["PACTHUB"] ?? fileURLToPath(new URL("../../target/debug/pacthub", import.meta.url));
const hub = fileURLToPath(new URL("../hubs/reparatur", import.meta.url));
const site = await mkdtemp(join(tmpdir(), "reparatur-"));
after(() => rm(site, { recursive: true }));
execFileSync(program, ["build", "--quiet", "--root", hub, "--output", site, "--today", "2026-11-24"]);

/** @type {any} */
const get = async (/** @type {string} */ address) => {
  const content = await readFile(new URL(address)).catch(() => undefined);
  return new Response(content ?? "", { status: content ? 200 : 404 });
};

/** Opens the index of a language as the search page does. @param {string} page @param {string} language */
const index = async (page, language) => {
  const html = await readFile(join(site, page, "index.html"), "utf8");
  const local = (/** @type {string} */ name) => {
    const [, path = ""] = new RegExp(`data-${name}="/netz/reparatur/([^"]*)"`).exec(html) ?? [];
    return `file://${site}/${path}`;
  };
  assert.ok(html.includes(`<html lang="${language}"`));
  return open(local("parts"), get, local("root"));
};
const german = await index("suche", "de");
const french = await index("fr/recherche", "fr");

/** @param {string} query @param {import("../../themes/pact/assets/search/index.js").Search} search */
const titles = async (query, search) => (await search.show((await search.find(query)).results)).map(({ title }) => title);

test("German words are found as they stand, with and without umlauts, and by synonyms", async () => {
  for (const [query, title] of [
    ["Fahrräder", "Café Öl & Mühle"], ["fahrrader", "Café Öl & Mühle"], ["Ölmühle", "Café Öl & Mühle"], ["Lötstellen", "Löten ohne Angst"],
    ["Knöpfe", "Nähen für alle"], ["GEHÄUSE", "Älteres Radio öffnen"],
  ]) assert.ok((await titles(String(query), german)).includes(String(title)), query);
});

test("French words are found as they stand, with and without accents", async () => {
  for (const [query, title] of [
    ["vélos", "Café Huile et Moulin"], ["velos", "Réparer les vélos"], ["épicerie", "À l’épi"], ["chaîne", "Huiler la chaîne"], ["été", "Été comme hiver"],
  ]) assert.ok((await titles(String(query), french)).includes(String(title)), query);
});
