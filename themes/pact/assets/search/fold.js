/** Folds letters to the plain ones that people type. The generator does the same. */

/** Letters that Unicode doesn't decompose. @type {Record<string, string>} */
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/**
 * Returns the text in lower case and without diacritics: `Źródło` gives `zrodlo`.
 * @param {string} text
 */
export function fold(text) {
  return text
    .toLowerCase()
    .replace(/[łøđðħıßæœþ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/**
 * Returns the spelling under which a word is counted: composed, in lower case, without hyphens
 * and without what follows an apostrophe.
 * @param {string} word
 */
export function form(word) {
  const [stem = ""] = word.split(/['’]/, 1);
  return stem.replace(/[-\u00ad]/g, "").normalize("NFC").toLowerCase().normalize("NFC");
}
