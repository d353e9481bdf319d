/** Fetches the parts of an index, each once. */

import { fetched, json, Parts } from "../parts.js";
import { readPostings } from "./binary.js";
import { Bytes } from "./bytes.js";
import { fold } from "./fold.js";
import { pairHash, readPairs } from "./pairs.js";
import { keys, readTable } from "./stem.js";

/**
 * @typedef {object} Root The map of an index, as the generator writes it.
 * @property {number} version
 * @property {string} language
 * @property {number} hash
 * @property {number} documents
 * @property {[number, number, number[]][]} collections
 * @property {string} table
 * @property {[string, string, number][]} words
 * @property {string} postings
 * @property {[string, number]} pairs
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
 * @property {number} key which of its keys stands for it in pairs
 */

/**
 * @typedef {object} Shard A range of forms.
 * @property {Form[]} forms
 * @property {Map<string, string[]>} see folded forms that a stem leads to, though they begin differently
 */

/** @typedef {{title: string, url: string, summary: string, language: string}} Shown */

/** Letters beyond all others, to end a range. */
const BEYOND = "\uffff";

export class Store extends Parts {
  /**
   * @param {string} address the folder's, with a slash at its end
   * @param {typeof fetch} get
   * @param {Root} root
   * @param {string} table
   */
  constructor(address, get, root, table) {
    super(address, get);
    this.root = root;
    this.table = readTable(table);
  }

  /**
   * @param {string} address
   * @param {typeof fetch} get
   * @param {string} rootAddress
   */
  static async open(address, get, rootAddress) {
    const root = /** @type {Root} */ (await (await fetched(get, rootAddress)).json());
    if (root.version !== 2) throw new Error(`search index of version ${root.version}`);
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

  /**
   * Returns where forms of one word stand before forms of another.
   * @param {Form[]} ones
   * @param {Form[]} others
   * @returns {Promise<import("./pairs.js").Places>}
   */
  async pairs(ones, others) {
    const [name, files] = this.root.pairs;
    const hashes = await this.once(`pairs-${name}.txt`, (bytes) => new TextDecoder().decode(bytes));
    const [firsts, seconds] = [ones, others].map((forms) => [...new Set(forms.map((form) => this.key(form)))]);
    /** @type {import("./pairs.js").Places} */
    const places = new Map();
    const wanted = (firsts ?? []).flatMap((one) => (seconds ?? []).map((other) => pairHash(one, other)));
    await Promise.all(
      wanted.map(async (hash) => {
        const file = Math.floor((hash * files) / 2 ** 32);
        const bytes = await this.once(`pairs-${file}-${this.hash(hashes, file)}.bin`, (bytes) => bytes);
        readPairs(bytes, (file * 2 ** 32) / files, hash, this.root.documents, places);
      }),
    );
    return places;
  }

  /** Returns the key that stands for a form in pairs. @param {Form} form */
  key(form) {
    return keys(form.folded, this.table)[form.key] ?? form.folded;
  }

  /**
   * Returns what is shown of a document.
   * @param {number} document its number in this index
   * @returns {Promise<Shown>}
   */
  async shown(document) {
    const number = Math.floor(document / this.root.group);
    const name = `shown-${number}-${this.hash(this.root.shown, number)}.json`;
    const rows = await this.once(name, json);
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
   * Reads a range of forms.
   * @param {number} number
   * @param {Uint8Array} bytes
   * @returns {Shard}
   */
  shard(number, bytes) {
    const reader = new Bytes(bytes);
    /** @type {Shard} */
    const shard = { forms: [], see: new Map() };
    let last = part(this.root.words[number]?.[2] ?? 0);
    const next = () => {
      const number = reader.number();
      last = number % 2 ? part(last.file + 1) : { file: last.file, start: last.start + last.length, length: 0 };
      last.length = Math.floor(number / 2);
      return last;
    };
    while (!reader.done) {
      const text = reader.next();
      const count = reader.number();
      if (count > 0) {
        shard.forms.push({ text, folded: fold(text), count, postings: next(), key: reader.number() });
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
