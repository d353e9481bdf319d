// Snippets as VS Code reads them: with its own parser and its own globs.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { match } from "monaco-editor/base/common/glob.js";
import { Choice, SnippetParser } from "monaco-editor/editor/contrib/snippet/browser/snippetParser.js";
import { check, hub, json, pacthub } from "./hub.js";

const root = hub();
const snippets = json(root, ".vscode/pacthub.code-snippets");
const schemas = JSON.parse(pacthub(root, "schema")).$defs;

/** Parses a snippet's body. @param {string} name */
function parsed(name) {
  assert.ok(snippets[name], `there is no snippet '${name}'`);
  return new SnippetParser().parse(snippets[name].body.join("\n"), true);
}

/** What stands there when somebody passes over every place. @param {string} name @returns {string} */
function passed(name) {
  const snippet = parsed(name);
  const day = { CURRENT_YEAR: "2026", CURRENT_MONTH: "11", CURRENT_DATE: "24" };
  snippet.resolveVariables({ resolve: (variable) => day[variable.name] });
  return snippet.toString();
}

/** The options of a snippet's choices, in order. @param {string} name @returns {string[][]} */
function choices(name) {
  const found = [];
  parsed(name).walk((marker) => {
    if (marker instanceof Choice) found.push(marker.options.map((option) => option.value));
    return true;
  });
  return found;
}

/** The files that a snippet is offered in, as VS Code decides it. @param {string} name @param {string} path @returns {boolean} */
function offered(name, path) {
  const { include, exclude } = snippets[name];
  const matches = (/** @type {string} */ pattern) => match(pattern, `/home/somebody/hub/${path}`);
  return !exclude.some(matches) && include.some(matches);
}

test("no syntax is left over in any snippet", () => {
  for (const name of Object.keys(snippets)) {
    const written = passed(name);
    assert.doesNotMatch(written, /\$\{|\|\}|\$\d/, name);
    for (const options of choices(name)) assert.equal(new Set(options).size, options.length, name);
  }
});

test("every key that a schema knows is a snippet with its terms", () => {
  for (const collection of ["events", "funding", "good-practices", "initiatives", "members", "tools"]) {
    for (const [key, schema] of Object.entries(schemas[collection].properties)) {
      const named = (/** @type {string} */ start) => Object.keys(snippets).filter((name) => name.startsWith(start));
      const own = [`${collection}/${key}: `, `${key}: `].map(named).find((names) => names.length > 0) ?? [];
      assert.equal(own.length, 1, `${collection}: ${key}`);
      const any = JSON.stringify(schema).includes('"const"') ? [...JSON.stringify(schema).matchAll(/"const":"([^"]+)"/g)] : [];
      const terms = [...new Set(any.map((found) => found[1]))];
      if (terms.length > 0) assert.deepEqual(choices(own[0]), [terms], own[0]);
    }
  }
});

test("a record that nothing is filled in of is what `new` writes", () => {
  const snippet = passed("funding: Źródło finansowania");
  pacthub(root, "new", "funding", "Nowe");
  const path = join(root, "content/funding/nowe.md");
  const plain = (/** @type {string} */ text) => text.replace(/\[ \]/g, "[]").replace(/ +$/gm, "").replace(/^(title|date):.*$/gm, "$1:").trimEnd();
  assert.equal(plain(snippet), plain(readFileSync(path, "utf8")));
  // And nothing is wrong with it but that what is required is missing: nobody says a fact by passing over it.
  writeFileSync(path, snippet);
  const found = check(root).filter((one) => one.file === "content/funding/nowe.md" && one.severity === "error");
  assert.ok(found.length >= 4, JSON.stringify(found));
  for (const one of found) assert.equal(one.id, "missing-value", one.message);
});

test("a key alone takes the term that is chosen", () => {
  assert.equal(passed("funding/scope: Zasięg geograficzny"), "scope: [world]");
  assert.ok(choices("term-scope: Zasięg geograficzny")[0].includes("pl-12"));
  assert.match(snippets["term-scope: Zasięg geograficzny"].description, /pl-12 \(małopolskie\)/);
});

test("a snippet is offered where it belongs", () => {
  for (const [name, path, expected] of /** @type {[string, string, boolean][]} */ ([
    ["funding: Źródło finansowania", "content/funding/nowe.md", true],
    ["funding: Źródło finansowania", "content/funding/nowe/index.md", true],
    ["funding: Źródło finansowania", "content/funding/nowe.en.md", false],
    ["funding: Źródło finansowania", "content/events/nowe.md", false],
    ["funding: Źródło finansowania", "content/funding/_collection.yaml", false],
    ["funding.en: Źródło finansowania", "content/funding/nowe.en.md", true],
    ["funding.en: Źródło finansowania", "content/funding/nowe/index.en.md", true],
    ["funding.en: Źródło finansowania", "content/funding/nowe.md", false],
    ["funding/deadline: Koniec naboru", "content/funding/nowe.md", true],
    ["funding/deadline: Koniec naboru", "content/funding/nowe.en.md", false],
    ["title: Tytuł", "content/funding/nowe.en.md", true],
    ["title: Tytuł", "README.md", false],
    ["pages: Strona", "content/pages/deep/nowa.md", true],
  ])) {
    assert.equal(offered(name, path), expected, `${name} in ${path}`);
  }
});
