/** A static server as a host would be: `_headers` is obeyed, text is compressed, addresses of folders end in a slash. */

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml",
  ".xml": "application/xml", ".ics": "text/calendar", ".csv": "text/csv", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
};
const COMPRESSED = new Set([".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".csv", ".txt", ".bin"]);

/**
 * Reads `_headers`: a path, then its headers, each on a line that begins with spaces.
 * @param {string} text
 */
function readHeaders(text) {
  /** @type {{pattern: RegExp, headers: [string, string][]}[]} */
  const rules = [];
  for (const line of text.split("\n").filter(Boolean)) {
    if (!/^\s/.test(line)) {
      const parts = line.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      rules.push({ pattern: new RegExp(`^${parts.join(".*")}$`), headers: [] });
    } else {
      const [name = "", ...value] = line.trim().split(": ");
      rules.at(-1)?.headers.push([name, value.join(": ")]);
    }
  }
  return rules;
}

/**
 * Serves a folder on a free port of this machine.
 * @param {string} folder
 * @param {number} [port]
 * @param {string[]} [without] headers of `_headers` that are not sent
 * @returns {Promise<{address: string, sent: {bytes: number, requests: number}, close: () => void}>} `sent` counts bodies, without headers
 */
export async function serve(folder, port = 0, without = []) {
  const rules = readHeaders(await readFile(join(folder, "_headers"), "utf8"));
  const sent = { bytes: 0, requests: 0 };
  const server = createServer(async (request, response) => {
    sent.requests++;
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    let file = join(folder, normalize(path));
    let status = 200;
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) {
      if (!path.endsWith("/")) {
        response.writeHead(301, { Location: path + "/" }).end();
        return;
      }
      file = join(file, "index.html");
    }
    if (!(await stat(file).catch(() => undefined))) {
      file = join(folder, "404.html");
      status = 404;
    }
    for (const { pattern, headers } of rules) {
      if (pattern.test(path)) for (const [name, value] of headers) if (!without.includes(name)) response.setHeader(name, value);
    }
    const ending = /** @type {keyof typeof TYPES} */ (extname(file));
    response.setHeader("Content-Type", TYPES[ending] ?? "application/octet-stream");
    if (COMPRESSED.has(ending)) {
      const bytes = gzipSync(await readFile(file), { level: 6 });
      sent.bytes += bytes.length;
      response.writeHead(status, { "Content-Encoding": "gzip", "Content-Length": bytes.length }).end(bytes);
    } else {
      sent.bytes += (await stat(file)).size;
      response.writeHead(status);
      createReadStream(file).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  const listening = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${listening.port}`, sent, close: () => { server.close(); server.closeAllConnections(); } };
}
