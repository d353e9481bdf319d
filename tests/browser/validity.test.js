/**
 * Tests the HTML of pages against the standard's rules with html-validate: all free pages and records, and the longest of each kind.
 * Rules that are off: `role="list"` is what keeps a list without bullets a list for VoiceOver; notes and regions have the elements that
 * they need; files from the site itself need no integrity hash; links and headings in a `template`, which a script fills, may be empty
 * there (headings on the page are looked at by tests/hubs, links by axe).
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { folder, pagesOfEachKind } from "./site.js";

const rules = JSON.parse(readFileSync(new URL("html-validate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(rules));
const longest = new Set(pagesOfEachKind().map((path) => path.slice(1) + (path.endsWith("/") ? "index.html" : "")));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => {
  if (!file.endsWith(".html")) return false;
  const [, kind] = /<body data-kind="([^"]*)"/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
  return !kind || kind === "page" || kind === "record" || longest.has(file);
});

test(`${files.length} pages are valid`, () => {
  assert.ok(files.length > 100);
  /** @type {string[]} */
  const wrong = [];
  for (const file of files) {
    const { results } = validator.validateStringSync(readFileSync(join(folder, file), "utf8"), file);
    for (const { messages } of results) for (const { line, column, ruleId, message } of messages) wrong.push(`${file}:${line}:${column}: ${ruleId}: ${message}`);
  }
  assert.deepEqual(wrong, []);
});
