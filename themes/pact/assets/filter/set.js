/** A set of records, a bit for each. */

export class RecordSet {
  /** @param {number} size records there are */
  constructor(size) {
    this.size = size;
    this.words = new Uint32Array(Math.ceil(size / 32));
  }

  /**
   * @param {number} size
   * @param {Iterable<number>} numbers
   */
  static of(size, numbers) {
    const set = new RecordSet(size);
    const { words } = set;
    for (const number of numbers) words[number >> 5] = (words[number >> 5] ?? 0) | (1 << (number & 31));
    return set;
  }

  /** @param {number} size */
  static all(size) {
    const set = new RecordSet(size);
    set.words.fill(~0);
    if (size % 32) set.words[set.words.length - 1] = 2 ** (size % 32) - 1;
    return set;
  }

  copy() {
    const set = new RecordSet(this.size);
    set.words.set(this.words);
    return set;
  }

  /** @param {number} number */
  add(number) {
    const word = number >> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (number & 31));
  }

  /** @param {number} number */
  has(number) {
    return (((this.words[number >> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }

  /** Adds what the other holds. @param {RecordSet} other */
  join(other) {
    for (let word = 0; word < this.words.length; word++) this.words[word] = (this.words[word] ?? 0) | (other.words[word] ?? 0);
    return this;
  }

  /** Keeps what the other holds too. @param {RecordSet} other */
  keep(other) {
    for (let word = 0; word < this.words.length; word++) this.words[word] = (this.words[word] ?? 0) & (other.words[word] ?? 0);
    return this;
  }

  /** Counts what this and the other hold. @param {RecordSet} [other] */
  count(other = this) {
    let count = 0;
    for (let word = 0; word < this.words.length; word++) count += ones((this.words[word] ?? 0) & (other.words[word] ?? 0));
    return count;
  }

  /** Lists the records in order. */
  list() {
    /** @type {number[]} */
    const list = [];
    for (let place = 0; place < this.words.length; place++) {
      for (let rest = this.words[place] ?? 0; rest !== 0; rest &= rest - 1) list.push(place * 32 + 31 - Math.clz32(rest & -rest));
    }
    return list;
  }

  [Symbol.iterator]() {
    return this.list()[Symbol.iterator]();
  }
}

/** Counts the ones among 32 bits (Hacker's Delight, 5-1). @param {number} bits */
function ones(bits) {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
