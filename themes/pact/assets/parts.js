/** Fetches the parts of something that the generator wrote in many files, each once. */

export class Parts {
  /**
   * @param {string} address the folder's, with a slash at its end
   * @param {typeof fetch} get
   */
  constructor(address, get) {
    this.address = address;
    this.get = get;
    /** @type {Map<string, Promise<any>>} */
    this.parts = new Map();
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
}

/**
 * Reads a file as JSON.
 * @param {Uint8Array} bytes
 */
export const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/**
 * @param {typeof fetch} get
 * @param {string} address
 */
export async function fetched(get, address) {
  const response = await get(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response;
}
