/** Reads numbers and texts that the generator writes compactly. */

const decoder = new TextDecoder();

/** Reads bytes from their beginning. */
export class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.text = new Uint8Array(0);
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  /** Reads a number in groups of seven bits, lowest first. */
  number() {
    let number = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      number += (byte & 127) * shift;
      if (byte < 128) return number;
    }
  }

  /** @param {number} length */
  string(length) {
    this.at += length;
    return decoder.decode(this.bytes.subarray(this.at - length, this.at));
  }

  /** Reads a text that is written as the difference to the one before. */
  next() {
    const shared = this.number();
    const length = this.number();
    const text = new Uint8Array(shared + length);
    text.set(this.text.subarray(0, shared));
    text.set(this.bytes.subarray(this.at, this.at + length), shared);
    this.at += length;
    this.text = text;
    return decoder.decode(text);
  }
}

/** Reads bits, the lowest of a byte first. */
export class Bits {
  /** @param {Uint8Array} bytes @param {number} start the first byte */
  constructor(bytes, start) {
    this.bytes = bytes;
    this.at = start * 8;
  }

  /** @param {number} width */
  take(width) {
    let value = 0;
    for (let got = 0; got < width; ) {
      const offset = this.at & 7;
      const count = Math.min(8 - offset, width - got);
      value |= (((this.bytes[this.at >> 3] ?? 0) >> offset) & ((1 << count) - 1)) << got;
      got += count;
      this.at += count;
    }
    return value;
  }

  /** Reads a number after Rice. @param {number} lowBits */
  rice(lowBits) {
    let high = 0;
    while (this.at >> 3 < this.bytes.length && this.take(1)) high++;
    return high * 2 ** lowBits + this.take(lowBits);
  }

  /**
   * Reads numbers in ascending order, each once, that are written as distances after Rice.
   * @param {number} count
   * @param {number} lowBits
   * @param {(index: number) => void} [also] reads what is written behind each
   */
  ascending(count, lowBits, also) {
    const numbers = new Uint32Array(count);
    let next = 0;
    for (let index = 0; index < count; index++) {
      next += this.rice(lowBits);
      numbers[index] = next++;
      also?.(index);
    }
    return numbers;
  }
}

/**
 * Returns how many low bits the generator writes of numbers with this mean.
 * @param {number} sum
 * @param {number} count
 */
export const riceBits = (sum, count) => Math.min(31 - Math.clz32(Math.floor((sum * 69) / (Math.max(count, 1) * 100)) + 1), 24);
