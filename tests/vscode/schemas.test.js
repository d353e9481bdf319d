// Schemas as VS Code's YAML extension uses them: through its language server.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { hub, json } from "./hub.js";

const root = hub();
const schemas = json(root, ".vscode/settings.json")["yaml.schemas"];
const program = fileURLToPath(new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url));
const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
after(() => server.kill());

/** @type {Map<number, (result: any) => void>} */
const waiting = new Map();
/** @type {Map<string, string[]>} */
const diagnosed = new Map();
let buffer = Buffer.alloc(0);
let last = 0;
// The server takes a file that is opened again for the one that it knows, unless its version rises.
let version = 0;

/** @param {object} message */
function send(message) {
  const bytes = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${bytes.length}\r\n\r\n`);
  server.stdin.write(bytes);
}

/** @param {string} method @param {object} params @returns {Promise<any>} */
function ask(method, params) {
  last += 1;
  send({ id: last, method, params });
  return new Promise((resolve) => waiting.set(last, resolve));
}

/** @param {any} message */
function receive(message) {
  if (message.method === "workspace/configuration") {
    const settings = { schemas, completion: true, hover: true, validate: true };
    send({ id: message.id, result: message.params.items.map((item) => (item.section === "yaml" ? settings : null)) });
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnosed.set(message.params.uri, message.params.diagnostics.map((one) => one.message));
  } else {
    waiting.get(message.id)?.(message.result);
  }
}

server.stdout.on("data", (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    const length = end < 0 ? Infinity : Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end).toString())?.[1]);
    if (buffer.length < end + 4 + length) return;
    const message = buffer.subarray(end + 4, end + 4 + length).toString();
    buffer = buffer.subarray(end + 4 + length);
    receive(JSON.parse(message));
  }
});

const folder = { uri: pathToFileURL(root).href, name: "hub" };
const capabilities = {
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
};
await ask("initialize", { processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder], capabilities });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: { schemas } } } });

/** Opens a file that says `text`, and returns its address. @param {string} path @param {string} text @returns {string} */
function open(path, text) {
  const uri = pathToFileURL(join(root, path)).href;
  version += 1;
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version, text } } });
  return uri;
}

/** Asks again until an answer will do, since nobody tells when the server has taken its settings. Returns the last answer. */
async function until(/** @type {() => Promise<any>} */ question, /** @type {(answer: any) => boolean} */ suffices) {
  for (let tries = 0; ; tries += 1) {
    const answer = await question();
    if (suffices(answer) || tries === 100) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("keys and terms are offered", async () => {
  for (const [path, text, expected] of /** @type {[string, string, string[]][]} */ ([
    ["content/hub.yaml", "title: A\nbase_url: https://example.org/\npa‸\n", ["page_size", "paths"]],
    ["content/vocabularies/scope.yaml", "label: A\nco‸\n", ["covers", "terms"]],
    ["content/funding/_collection.yaml", "fields:\n  a:\n    type: ‸\n", ["money", "terms", "rounds"]],
    ["content/funding/_collection.yaml", "fields:\n  a:\n    type: term\n    vocabulary: ‸\n", ["audience", "scope"]],
    ["content/funding/_collection.yaml", "fields:\n  a:\n    type: record\n    collection: ‸\n", ["events", "members"]],
    ["content/search/synonyms.yaml", "p‸\n", ["pl", "en"]],
    ["themes/own/theme.yaml", "e‸\n", ["extends", "name"]],
  ])) {
    const before = text.split("‸")[0].split("\n");
    const position = { line: before.length - 1, character: before[before.length - 1].length };
    const uri = open(path, text.replace("‸", ""));
    const offered = async () => (await ask("textDocument/completion", { textDocument: { uri }, position })).items.map((item) => item.label);
    const labels = await until(offered, (labels) => expected.every((label) => labels.includes(label)));
    for (const label of expected) assert.ok(labels.includes(label), `${label} in ${path}: ${labels}`);
    send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  }
});

test("a mistake is told while it is typed", async () => {
  const uri = open("content/hub.yaml", "title: A\nbase_url: https://example.org/\nmenus: []\n");
  const messages = await until(async () => diagnosed.get(uri) ?? [], (messages) => messages.some((message) => message.includes("menus")));
  assert.match(messages.join("\n"), /menus/);
});
