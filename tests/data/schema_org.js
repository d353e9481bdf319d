// Checks the structured data of a built site against schema.org's vocabulary: types, their properties, and what values these take.
//
//     node tests/data/schema_org.js SITE
//
// `schema-dts` holds the vocabulary as types of TypeScript, so the compiler is the validator: every kind of description that the site
// has becomes a constant of the type `Thing`. Values do not matter, only what they are, so one page stands for all that are alike.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const site = process.argv[2];
if (!site) {
  console.error("usage: node schema_org.js SITE");
  process.exit(2);
}

/** @type {Map<string, {thing: unknown, file: string}>} */
const kinds = new Map();
let count = 0;

/** What a value is, without what it says: descriptions of one kind have one shape. */
function shape(/** @type {unknown} */ value) {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shape))].sort()}]`;
  if (value === null || typeof value !== "object") return typeof value;
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${key === "@type" ? inner : shape(inner)}`);
  return `{${entries.sort()}}`;
}

function take(/** @type {any} */ data, /** @type {string} */ file) {
  const { "@context": context, "@graph": graph, ...thing } = data;
  if (context !== "https://schema.org") throw new Error(`${file}: the context is ${JSON.stringify(context)}`);
  for (const one of graph ?? [thing]) {
    count += 1;
    const key = shape(one);
    if (!kinds.has(key)) kinds.set(key, { thing: one, file });
  }
}

for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  if (entry.name.endsWith(".html")) {
    const scripts = readFileSync(file, "utf8").matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
    for (const [, text] of scripts) take(JSON.parse(text), relative(site, file));
  } else if (entry.name === "catalogue.jsonld") {
    take(JSON.parse(readFileSync(file, "utf8")), relative(site, file));
  }
}

const things = [...kinds.values()];
const lines = things.map(({ thing }, index) => `export const thing${index}: Thing = ${JSON.stringify(thing)};`);
const name = join(dirname(fileURLToPath(import.meta.url)), "things.ts");
const text = ["import type { Thing } from 'schema-dts';", ...lines, ""].join("\n");
const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (file) => file === name || fileExists.call(host, file);
host.getSourceFile = (file, language) =>
  file === name ? ts.createSourceFile(file, text, language) : getSourceFile.call(host, file, language);
const found = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host));

for (const diagnostic of found) {
  const line = diagnostic.file && diagnostic.start !== undefined ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : 0;
  const thing = things[line - 1];
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n  ").split("\n").slice(0, 6).join("\n");
  console.log(`${thing?.file ?? "?"}: ${message}\n  ${JSON.stringify(thing?.thing).slice(0, 400)}`);
}
if (count === 0) {
  console.error(`There is no structured data in ${site}.`);
  process.exit(2);
}
console.log(`${count} descriptions of ${things.length} kinds: ${found.length === 0 ? "all are schema.org's" : `${found.length} faults`}.`);
process.exit(found.length === 0 ? 0 : 1);
