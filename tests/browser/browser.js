/** Starts the browser, opens pages and watches what they complain about. */

import { after } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { folder } from "./site.js";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Starts the browser. */
export const start = () => chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: FLAGS });

/**
 * Serves a built hub and starts a browser for the tests of a file; both end after them.
 * @param {string} [built] its folder
 */
export async function startHub(built = folder) {
  const server = await serve(built);
  after(server.close);
  const browser = await start();
  after(() => browser.close());
  return { address: server.address, browser };
}

/**
 * Notes what a page complains about: what the console says, what fails, and what is asked of other hosts.
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 */
export function listen(page, origin) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) complaints.push(`foreign request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().includes("/404") && response.request().resourceType() !== "document") complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/**
 * Opens a page in a context of its own.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = listen(page, new URL(address).origin);
  await page.goto(address, { waitUntil: "networkidle" });
  return { page, context, complaints, close: () => context.close() };
}

/** Waits until the scripts of a page have done their work. @param {import("playwright-core").Page} page */
export async function ready(page) {
  await page.waitForFunction(() => {
    const wanted = [document.querySelector("[data-filter]") && ".filter__form", document.getElementById("search") && ".search__form", document.getElementById("finder") && ".finder__steps"];
    if (location.search) wanted.push(document.querySelector("[data-filter]") ? ".listing [role=status]:not(:empty)" : document.getElementById("search") && ".search__status:not(:empty)");
    return wanted.every((selector) => !selector || document.querySelector(selector));
  });
}

/** Opens all that is folded. @param {import("playwright-core").Page} page */
export const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
