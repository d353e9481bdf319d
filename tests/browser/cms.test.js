/** Tests the forms of `pacthub schema --cms` in Sveltia CMS itself, on its repository for tests, which lies in the browser. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./browser.js";
import { serve } from "./server.js";

const program = process.env["PACTHUB"] ?? fileURLToPath(new URL("../../target/debug/pacthub", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "pacthub-cms-"));
const hub = join(root, "hub");
/** @param {string} command @param {string[]} parameters */
const run = (command, ...parameters) => execFileSync(command, parameters, { cwd: hub, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
/** @type {string[]} */
const complaints = [];

before(async () => {
  cpSync(new URL("../../content", import.meta.url), join(hub, "content"), { recursive: true });
  run("git", "init", "--quiet");
  run("git", "add", ".");
  run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Base");
  const admin = join(root, "admin");
  mkdirSync(admin);
  const configuration = run(program, "schema", "--cms").replace(/backend:\n {2}name: .*\n {2}repo: .*\n/, "backend:\n  name: test-repo\n");
  assert.match(configuration, /name: test-repo/);
  writeFileSync(join(admin, "config.yml"), configuration);
  writeFileSync(join(admin, "_headers"), "");
  writeFileSync(join(admin, "blank.html"), "<!doctype html><title>Blank</title>");
  writeFileSync(join(admin, "index.html"), '<!doctype html><html lang="en"><title>Forms</title><body><script src="sveltia-cms.js"></script></body></html>');
  cpSync(new URL("node_modules/@sveltia/cms/dist/sveltia-cms.js", import.meta.url), join(admin, "sveltia-cms.js"));
  server = await serve(admin);
  browser = await start();
  // The browser keeps files only for pages that it trusts.
  const address = server.address.replace("127.0.0.1", "localhost");
  page = await (await browser.newContext({ viewport: { width: 1400, height: 1000 } })).newPage();
  page.setDefaultTimeout(120_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  // It asks for fonts and its newest version elsewhere, which no test should.
  await page.route((url) => url.protocol.startsWith("http") && url.hostname !== "localhost", (route) => route.abort());
  const records = readdirSync(join(hub, "content"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
  const files = records.map((path) => /** @type {[string, string]} */ ([`content/${path}`, readFileSync(join(hub, "content", path), "utf8")]));
  await page.goto(`${address}/blank.html`);
  await page.evaluate(async (files) => {
    const repository = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", { create: true });
    for (const [path, text] of files) {
      const parts = path.split("/");
      let folder = repository;
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
      const file = await (await folder.getFileHandle(parts.at(-1) ?? "", { create: true })).createWritable();
      await file.write(text);
      await file.close();
    }
  }, files);
  await page.goto(`${address}/`);
  await page.getByRole("button", { name: "Work with Test Repository" }).click();
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(root, { recursive: true });
});

/** Reads a file of the repository in the browser. @param {string} path @returns {Promise<string>} */
const saved = (path) =>
  page.evaluate(async (path) => {
    const parts = path.split("/");
    let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test");
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
    for (let tries = 0; ; tries += 1) {
      try {
        const file = await (await folder.getFileHandle(parts.at(-1) ?? "")).getFile();
        return await file.text();
      } catch (error) {
        // A file that is saved while it is opened or read is refused or missing for a moment; the next reading gets what was saved.
        const passes = error instanceof DOMException && ["NotReadableError", "NotFoundError"].includes(error.name);
        if (tries === 100 || !passes) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }, path);

test("every collection has its records", async () => {
  for (const [label, folder] of /** @type {const} */ ([["Finansowanie", "funding"], ["Wydarzenia", "events"], ["Strony", "pages"]])) {
    const count = readdirSync(join(hub, "content", folder)).filter((name) => /^[^._]+\.md$/.test(name)).length;
    await page.getByText(label, { exact: true }).first().waitFor();
    await page.waitForFunction(([label, count]) => document.body.innerText.includes(`${label}\n${count}\n`), [label, String(count)]);
  }
  assert.deepEqual(complaints, []);
});

test("a form has the fields in order, and terms by their labels", async () => {
  await page.goto(`${page.url().split("#")[0]}#/collections/funding/new`);
  const keys = page.locator("section[data-key-path]");
  await keys.nth(10).waitFor();
  const named = await keys.evaluateAll((fields) => fields.map((field) => field.getAttribute("data-key-path")));
  assert.deepEqual(named.slice(0, 9), ["title", "slug", "summary", "date", "updated", "verified", "sources", "draft", "aliases"]);
  await page.locator('section[data-key-path="beneficiary"]').first().getByRole("combobox").click();
  await page.getByRole("option", { name: "Uczelnie" }).first().waitFor();
  assert.deepEqual(complaints, []);
});

test("a title that is changed in a form is all that changes for readers", async () => {
  await page.goto(`${page.url().split("#")[0]}#/collections/funding/entries/kfs`);
  const title = page.locator('section[data-key-path="title"] input').first();
  await title.waitFor();
  await page.waitForFunction(() => {
    const input = document.querySelector('section[data-key-path="title"] input');
    return input instanceof HTMLInputElement && input.value.startsWith("Krajowy");
  });
  await title.fill("Zmieniony: tytuł");
  await page.getByRole("button", { name: "Save" }).click();
  const path = "content/funding/kfs.md";
  const before = readFileSync(join(hub, path), "utf8");
  for (let tries = 0; tries < 100 && (await saved(path)) === before; tries += 1) await page.waitForTimeout(100);
  for (const file of [path, "content/funding/kfs.en.md"]) writeFileSync(join(hub, file), await saved(file));
  const told = JSON.parse(run(program, "diff", "HEAD", "--format", "json"));
  assert.deepEqual([told.added, told.gone], [[], []]);
  assert.deepEqual(told.changed.map((/** @type {any} */ one) => [one.file, one.changes.map((/** @type {any} */ change) => [change.key, change.after])]), [
    [path, [["title", "“Zmieniony: tytuł”"]]],
  ]);
  assert.deepEqual(complaints, []);
});
