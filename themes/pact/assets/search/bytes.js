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

  /** Returns the bits from here on, at least the next 25 of them; behind the end all are 0. */
  look() {
    const { bytes, at } = this;
    const byte = at >> 3;
    return ((bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16) | ((bytes[byte + 3] ?? 0) << 24)) >>> (at & 7);
  }

  /** @param {number} width at most 25 */
  take(width) {
    const value = this.look() & ((1 << width) - 1);
    this.at += width;
    return value;
  }

  /** Reads a number after Rice. @param {number} lowBits */
  rice(lowBits) {
    let high = 0;
    // Ones are counted together, since lists of thousands of numbers are read before anything is shown.
    for (let ones = 25; ones === 25; ) {
      const zeros = ~this.look() | (1 << 25);
      ones = 31 - Math.clz32(zeros & -zeros);
      high += ones;
      this.at += ones;
    }
    this.at++;
    return high * 2 ** lowBits + this.take(lowBits);
  }

  /**
   * Reads numbers in ascending order, each once, that are written as distances after Rice.
   * @param {number} count
   * @param {number} lowBits
   * @param {(index: number) => void} also reads what is written behind each
   */
  ascending(count, lowBits, also) {
    const numbers = new Uint32Array(count);
    let next = 0;
    for (let index = 0; index < count; index++) {
      next += this.rice(lowBits);
      numbers[index] = next++;
      also(index);
    }
    return numbers;
  }

  /**
   * Reads numbers in ascending order behind which nothing else is written. Thousands are read before anything can be shown, so most of
   * them are read here without a call: calls are what costs before the browser has compiled them.
   * @param {number} count
   * @param {number} lowBits
   */
  list(count, lowBits) {
    const { bytes } = this;
    const numbers = new Uint32Array(count);
    const low = (1 << lowBits) - 1;
    let { at } = this;
    let next = 0;
    for (let index = 0; index < count; index++) {
      const byte = at >> 3;
      const seen = ((bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16) | ((bytes[byte + 3] ?? 0) << 24)) >>> (at & 7);
      const high = 31 - Math.clz32((seen + 1) & ~seen);
      if (high >= 0 && high + lowBits < 25) {
        next += (high << lowBits) + ((seen >>> (high + 1)) & low);
        at += high + 1 + lowBits;
      } else {
        this.at = at;
        next += this.rice(lowBits);
        at = this.at;
      }
      numbers[index] = next++;
    }
    this.at = at;
    return numbers;
  }
}

/**
 * Returns how many low bits the generator writes of numbers with this mean.
 * @param {number} sum
 * @param {number} count
 */
export const riceBits = (sum, count) => Math.min(31 - Math.clz32(Math.floor((sum * 69) / (Math.max(count, 1) * 100)) + 1), 24);
