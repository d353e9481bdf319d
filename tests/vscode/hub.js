// The real hub in a folder of its own, set up for VS Code.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/** @type {string} */
const PROGRAM = process.env.PACTHUB ?? "";

/** A copy of the hub with its `.vscode/`; it goes away after the tests. @returns {string} */
export function hub() {
  const root = mkdtempSync(join(tmpdir(), "pacthub-vscode-"));
  after(() => rmSync(root, { recursive: true }));
  cpSync(new URL("../../content", import.meta.url), join(root, "content"), { recursive: true });
  pacthub(root, "schema", "--vscode");
  return root;
}

/** Runs the program in a hub, and returns what it prints. @param {string} root @param {string[]} parameters @returns {string} */
export function pacthub(root, ...parameters) {
  return execFileSync(PROGRAM, [...parameters, "--root", root], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** Checks a hub. @param {string} root @returns {{id: string, file: string, line: number, message: string, severity: string}[]} */
export function check(root) {
  const { stdout } = spawnSync(PROGRAM, ["check", "--root", root, "--format", "json"], { encoding: "utf8", maxBuffer: 1e9 });
  return JSON.parse(stdout).diagnostics;
}

/** Reads a file of a hub as JSON. @param {string} root @param {string} path */
export function json(root, path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
