/** Fetches the parts of an index, each once. */

import { readPostings } from "./binary.js";
import { Bytes } from "./bytes.js";
import { fold } from "./fold.js";
import { readTable } from "./stem.js";

/**
 * @typedef {object} Root The map of an index, as the generator writes it.
 * @property {number} version
 * @property {string} language
 * @property {number} hash
 * @property {number} documents
 * @property {[number, number, number[]][]} collections
 * @property {string} table
 * @property {[string, string, number, number][]} words
 * @property {string} postings
 * @property {string} positions
 * @property {number} run
 * @property {[string, string][]} ends
 * @property {number} group
 * @property {string} shown
 * @property {Record<string, string[]>} synonyms
 */

/**
 * @typedef {object} Part Where a list lies.
 * @property {number} file
 * @property {number} start
 * @property {number} length
 */

/**
 * @typedef {object} Form A form of a word that the documents hold.
 * @property {string} text in lower case, with diacritics
 * @property {string} folded without
 * @property {number} count documents that hold it
 * @property {Part} postings
 * @property {Part} positions
 */

/**
 * @typedef {object} Shard A range of forms.
 * @property {Form[]} forms
 * @property {Map<string, string[]>} see folded forms that a stem leads to, though they begin differently
 */

/** @typedef {{title: string, url: string, summary: string, language: string}} Shown */

/** Letters beyond all others, to end a range. */
const BEYOND = "\uffff";

export class Store {
  /**
   * @param {string} address the folder's, with a slash at its end
   * @param {typeof fetch} get
   * @param {Root} root
   * @param {string} table
   */
  constructor(address, get, root, table) {
    this.address = address;
    this.get = get;
    this.root = root;
    this.table = readTable(table);
    /** @type {Map<string, Promise<any>>} */
    this.parts = new Map();
  }

  /**
   * @param {string} address
   * @param {typeof fetch} get
   * @param {string} rootAddress
   */
  static async open(address, get, rootAddress) {
    const root = /** @type {Root} */ (await (await fetched(get, rootAddress)).json());
    if (root.version !== 1) throw new Error(`search index of version ${root.version}`);
    const table = await (await fetched(get, `${address}table-${root.table}.txt`)).text();
    return new Store(address, get, root, table);
  }

  /**
   * Returns the ranges of forms in which words with this beginning lie.
   * @param {string} beginning
   * @param {number} [most] ranges at most
   * @returns {Promise<Shard[]>}
   */
  words(beginning, most = 6) {
    const numbers = range(this.root.words, beginning, most);
    return Promise.all(numbers.map((number) => this.once(`words-${number}-${this.root.words[number]?.[1]}.bin`, (bytes) => this.shard(number, bytes))));
  }

  /**
   * Returns the stems that end with these letters, more or less.
   * @param {string} ending
   * @returns {Promise<string[]>}
   */
  async ends(ending) {
    const lists = range(this.root.ends, backwards(ending), 2).map((number) =>
      this.once(`ends-${number}-${this.root.ends[number]?.[1]}.bin`, (bytes) => {
        const reader = new Bytes(bytes);
        const stems = [];
        while (!reader.done) stems.push(backwards(reader.next()));
        return stems;
      }),
    );
    return (await Promise.all(lists)).flat().filter((stem) => stem.endsWith(ending));
  }

  /**
   * @param {Form} form
   * @returns {Promise<import("./binary.js").Postings>}
   */
  async postings(form) {
    return readPostings(await this.part("postings", this.root.postings, form.postings), form.count);
  }

  /** @param {Form} form */
  positions(form) {
    return this.part("positions", this.root.positions, form.positions);
  }

  /**
   * Returns what is shown of a document.
   * @param {number} document its number in this index
   * @returns {Promise<Shown>}
   */
  async shown(document) {
    const number = Math.floor(document / this.root.group);
    const name = `shown-${number}-${this.hash(this.root.shown, number)}.json`;
    const rows = await this.once(name, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    const [title = "", url = "", summary = "", language = ""] = rows[document % this.root.group] ?? [];
    return { title, url, summary, language };
  }

  /**
   * @param {string} kind
   * @param {string} hashes
   * @param {Part} part
   * @returns {Promise<Uint8Array>}
   */
  async part(kind, hashes, { file, start, length }) {
    const bytes = await this.once(`${kind}-${file}-${this.hash(hashes, file)}.bin`, (bytes) => bytes);
    return bytes.subarray(start, start + length);
  }

  /**
   * @param {string} hashes
   * @param {number} number
   */
  hash(hashes, number) {
    return hashes.slice(number * this.root.hash, (number + 1) * this.root.hash);
  }

  /**
   * Fetches a file the first time that it is asked for. What failed is tried again the next time.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  once(name, read) {
    let part = this.parts.get(name);
    if (!part) {
      part = fetched(this.get, this.address + name)
        .then((response) => response.arrayBuffer())
        .then((buffer) => read(new Uint8Array(buffer)));
      part.catch(() => this.parts.delete(name));
      this.parts.set(name, part);
    }
    return part;
  }

  /**
   * Reads a range of forms.
   * @param {number} number
   * @param {Uint8Array} bytes
   * @returns {Shard}
   */
  shard(number, bytes) {
    const [, , postings, positions] = /** @type {[string, string, number, number]} */ (this.root.words[number]);
    const reader = new Bytes(bytes);
    /** @type {Shard} */
    const shard = { forms: [], see: new Map() };
    const next = [part(postings), part(positions)].map((last) => () => {
      const number = reader.number();
      last = number % 2 ? part(last.file + 1) : { file: last.file, start: last.start + last.length, length: 0 };
      last.length = Math.floor(number / 2);
      return last;
    });
    const [nextPostings, nextPositions] = /** @type {[() => Part, () => Part]} */ (next);
    while (!reader.done) {
      const text = reader.next();
      const count = reader.number();
      if (count > 0) {
        shard.forms.push({ text, folded: fold(text), count, postings: nextPostings(), positions: nextPositions() });
      } else {
        const form = reader.string(reader.number());
        shard.see.set(text, [...(shard.see.get(text) ?? []), form]);
      }
    }
    return shard;
  }
}

/**
 * @param {number} file
 * @returns {Part}
 */
const part = (file) => ({ file, start: 0, length: 0 });

/** @param {string} text */
const backwards = (text) => Array.from(text).reverse().join("");

/**
 * Returns the numbers of the files in which entries with this beginning lie.
 * @param {[string, ...unknown[]][]} files sorted by their first entry
 * @param {string} beginning
 * @param {number} most
 */
function range(files, beginning, most) {
  const numbers = [];
  for (let number = 0; number < files.length && numbers.length < most; number++) {
    const beginsLater = (files[number]?.[0] ?? "") > beginning + BEYOND;
    const endsBefore = number + 1 < files.length && (files[number + 1]?.[0] ?? "") < beginning;
    if (!beginsLater && !endsBefore) numbers.push(number);
  }
  return numbers;
}

/**
 * @param {typeof fetch} get
 * @param {string} address
 */
async function fetched(get, address) {
  const response = await get(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
