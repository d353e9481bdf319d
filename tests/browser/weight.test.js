/** Tests what pages weigh on the wire. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, startHub } from "./browser.js";

const KILOBYTE = 1000;

const { address, browser } = await startHub();

/** Opens a page and returns what was fetched, with its compressed length. @param {string} path */
async function weigh(path) {
  const { page, close } = await open(browser, "about:blank");
  /** @type {Promise<{url: string, length: number}>[]} */
  const fetched = [];
  page.on("requestfinished", (request) => fetched.push(request.sizes().then(({ responseBodySize }) => ({ url: request.url(), length: responseBodySize }))));
  await page.goto(address + path, { waitUntil: "networkidle" });
  // What comes later, such as a preload of the browser's, is closed before its size is known.
  page.removeAllListeners("requestfinished");
  const all = await Promise.all(fetched);
  await close();
  return all;
}

test("the home page weighs less than 100 kB", async () => {
  const all = await weigh("/");
  const total = all.reduce((sum, { length }) => sum + length, 0);
  assert.ok(total < 100 * KILOBYTE, `${total} bytes: ${all.map(({ url, length }) => `${url} ${length}`).join(", ")}`);
});

test("scripts weigh less than 25 kB without search", async () => {
  const all = await weigh("/finansowanie/?status=closed");
  const scripts = all.filter(({ url }) => new URL(url).pathname.endsWith(".js"));
  const total = scripts.reduce((sum, { length }) => sum + length, 0);
  assert.ok(scripts.length > 5);
  assert.ok(total < 25 * KILOBYTE, `${total} bytes`);
});
