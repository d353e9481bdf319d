/**
 * Compares the hub's search with Pagefind's over the same built pages, in Chromium.
 *
 *     node benches/search_beside_pagefind.js bytes SITE [PAGEFIND]
 *     node benches/search_beside_pagefind.js recall WORK [PAGEFIND]
 *
 * `bytes` asks a built hub of `benches/corpus/corpus.py` 30 questions and counts what comes over the wire, compressed with gzip as most
 * hosts do: cold, each in a browser that knows nothing, and warm, all in a row. A question is answered when ten results can be
 * shown with their excerpts. `recall` makes a hub in the folder WORK that holds one form of each word of the lists in tests/search, asks
 * for all others, and counts how many find their record and how many other records come along.
 *
 * PAGEFIND is the program of npm's `pagefind` (1 by default: `npx pagefind@1`); it writes into SITE/pagefind unless that is there.
 * Needs `npm ci` in tests/browser, and Chromium. Prints Markdown.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "../tests/browser/browser.js";
import { serve } from "../tests/browser/server.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const [mode = "", folder = "", pagefind = "npx"] = process.argv.slice(2);

/** Single words, several, inflected, without diacritics, mistyped, beginnings, phrases. Trailing spaces say that a word is whole. */
const QUESTIONS = {
  word: ["szkolenie ", "półprzewodniki ", "wodór ", "mentor ", "samorząd ", "turystyka "],
  words: ["szkolenie cyfrowe ", "fundusz region ", "zielona energia ", "urząd pracy doradztwo ", "sztuczna inteligencja zdrowie "],
  inflected: ["szkoleniami ", "pracodawcom ", "źródeł ", "uczelniach ", "robotyką ", "nauczycielom "],
  mistyped: ["szkolneie ", "robtyka ", "lotnictow ", "przedsiebiorsto "],
  beginning: ["szko", "kwal", "cyberb", "umiejętności cyf"],
  phrase: ['"szkolenie cyfrowe"', '"sztuczna inteligencja"', '"szkolenia dla pracownicy"', '"zielona transformacja energia"', '"krajowy fundusz"'],
};

/** What the browser does to answer a question with each. Each returns the titles or texts that it shows. */
const WAYS = {
  pacthub: (/** @type {string} */ modules) => `
    const { open, missing } = await import("${modules}");
    const search = window.search ??= await open("/assets/search/pl/", undefined, "/search/pl.json");
    window.ask = async (query, most) => {
      const answer = await search.find(query);
      const shown = await search.show(answer.results.slice(0, most));
      // The page's own excerpts come from the records' pages, for results in sight; here for all.
      await Promise.all(shown.filter(({ title, summary }) => missing(title + " " + summary, answer) > 0).map(({ url }) => fetch(url).then((page) => page.text())));
      return answer.results.map(({ id }) => id);
    };`,
  Pagefind: () => `
    const pagefind = window.pagefind ??= await import("/pagefind/pagefind.js");
    await pagefind.init();
    window.ask = async (query, most) => {
      const { results } = await pagefind.search(query);
      const shown = await Promise.all(results.slice(0, most ?? results.length).map((result) => result.data()));
      return most ? results.map(({ id }) => id) : shown.map(({ url }) => url);
    };`,
};

/** @param {string} site @param {string[]} more */
function index(site, more = []) {
  if (existsSync(join(site, "pagefind"))) return;
  const [program, before] = pagefind === "npx" ? ["npx", ["--yes", "pagefind@1"]] : [pagefind, []];
  execFileSync(program, [...before, "--site", site, ...more], { stdio: "ignore" });
}

/**
 * Opens an empty page that can ask.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {string} script
 */
async function open(browser, address, script) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=pl><title>x</title>" }));
  await page.goto(address + "/empty.html");
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  const sum = { bytes: 0, requests: 0 };
  protocol.on("Network.loadingFinished", ({ encodedDataLength }) => {
    sum.bytes += encodedDataLength;
    sum.requests++;
  });
  const prepare = () => page.evaluate(`(async () => { ${script} })()`);
  /** @param {string} query @param {number | undefined} most @returns {Promise<string[]>} */
  const ask = async (query, most) => {
    await prepare();
    const found = /** @type {string[]} */ (await page.evaluate(([query, most]) => /** @type {any} */ (window).ask(query, most), [query, most]));
    return found;
  };
  // What was fetched last is told a little later.
  const settle = () => page.waitForTimeout(50);
  return { ask, settle, sum, close: () => context.close() };
}

/** @param {string} site */
const modules = (site) => "/assets/search/" + readdirSync(join(site, "assets/search")).find((name) => /^index\..*\.js$/.test(name));

const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);

async function bytes() {
  index(folder);
  const server = await serve(folder);
  const browser = await start();
  console.log("| question | program | found | cold kB | cold requests | warm kB | warm requests |\n|---|---|---:|---:|---:|---:|---:|");
  /** @type {Record<string, Record<string, number[][]>>} */
  const all = {};
  for (const [name, way] of Object.entries(WAYS)) {
    const script = way(modules(folder));
    const warm = await open(browser, server.address, script);
    for (const [kind, queries] of Object.entries(QUESTIONS)) {
      for (const query of queries) {
        const cold = await open(browser, server.address, script);
        const found = await cold.ask(query, 10);
        await cold.settle();
        await cold.close();
        const before = { ...warm.sum };
        await warm.ask(query, 10);
        await warm.settle();
        const row = [cold.sum.bytes, cold.sum.requests, warm.sum.bytes - before.bytes, warm.sum.requests - before.requests];
        ((all[kind] ??= {})[name] ??= []).push(row);
        const [a = 0, b = 0, c = 0, d = 0] = row;
        console.log(`| \`${query.trim()}\` | ${name} | ${found.length} | ${kilobytes(a)} | ${b} | ${kilobytes(c)} | ${d} |`);
      }
    }
    await warm.close();
  }
  console.log("\n| kind, means | program | cold kB | cold requests | warm kB | warm requests |\n|---|---|---:|---:|---:|---:|");
  for (const [kind, programs] of Object.entries(all)) {
    for (const [name, rows] of Object.entries(programs)) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length);
      console.log(`| ${kind} | ${name} | ${kilobytes(a)} | ${b.toFixed(0)} | ${kilobytes(c)} | ${d.toFixed(0)} |`);
    }
  }
  await browser.close();
  server.close();
}

/** Reads a list of forms: the words, each with its forms. @param {string} name */
function families(name) {
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const line of readFileSync(join(here, "../tests/search", name), "utf8").trim().split("\n")) {
    const [form = "", lemma = ""] = line.split("\t");
    all.set(lemma, [...(all.get(lemma) ?? []), form]);
  }
  return [...all.values()].filter((forms) => forms.length > 1);
}

const plain = (/** @type {string} */ text) => text.replace(/ł/g, "l").replace(/Ł/g, "L").normalize("NFD").replace(/\p{M}/gu, "");

/** Writes a hub with one form of each word, a different one each time, and builds it. @param {string[][]} words @param {string} root */
function hub(words, root) {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "content/words"), { recursive: true });
  writeFileSync(join(root, "content/hub.yaml"), "title: T\nbase_url: https://example.org/\nlanguages: [pl]\ntheme: pact\nmenu: [words]\n");
  writeFileSync(join(root, "content/words/_collection.yaml"), "label: {pl: Zbiór}\nsort: title\n");
  for (const [number, forms] of words.entries()) {
    const name = `x${String(number).padStart(4, "0")}`;
    writeFileSync(join(root, `content/words/${name}.md`), `---\ntitle: ${name}\nsummary: ${name}\n---\n${forms[(number * 7) % forms.length]}\n`);
  }
  execFileSync(process.env["PACTHUB"] ?? join(here, "../target/release/pacthub"), ["build", "--quiet", "--root", root], { stdio: "inherit" });
}

async function recall() {
  const browser = await start();
  console.log("| list | program | pairs | found | without diacritics | other records, a question |\n|---|---|---:|---:|---:|---:|");
  for (const list of ["polish_inflection.tsv", "polish_inflection_second.tsv", "polish_general.tsv", "polish_held_out.tsv"]) {
    const words = families(list);
    const root = join(folder, list.replace(/\W/g, "_"));
    hub(words, root);
    const site = join(root, "output");
    index(site, ["--root-selector", ".prose"]);
    const server = await serve(site);
    for (const [name, way] of Object.entries(WAYS)) {
      const page = await open(browser, server.address, way(modules(site)));
      const sums = { pairs: 0, found: 0, plain: 0, others: 0 };
      for (const [number, forms] of words.entries()) {
        const stored = forms[(number * 7) % forms.length];
        for (const form of forms) {
          if (form === stored) continue;
          const own = (/** @type {(string | number)[]} */ found) => found.some((one) => one === number || String(one).includes(`/x${String(number).padStart(4, "0")}/`));
          const most = name === "pacthub" ? 0 : undefined;
          const found = await page.ask(form + " ", most);
          const without = await page.ask(plain(form) + " ", most);
          sums.pairs++;
          sums.found += own(found) ? 1 : 0;
          sums.plain += own(without) ? 1 : 0;
          sums.others += found.length - (own(found) ? 1 : 0);
        }
      }
      const share = (/** @type {number} */ part) => ((100 * part) / sums.pairs).toFixed(1) + " %";
      console.log(`| ${list} | ${name} | ${sums.pairs} | ${share(sums.found)} | ${share(sums.plain)} | ${(sums.others / sums.pairs).toFixed(3)} |`);
      await page.close();
    }
    server.close();
  }
  await browser.close();
}

await (mode === "bytes" ? bytes() : recall());
