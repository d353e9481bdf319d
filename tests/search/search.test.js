/** Tests search in Node against what the generator's tests write. Run `cargo test` first. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fold, form } from "../../themes/pact/assets/search/fold.js";
import { excerpt, marks, open } from "../../themes/pact/assets/search/index.js";
import { isNear } from "../../themes/pact/assets/search/match.js";
import { keys } from "../../themes/pact/assets/search/stem.js";
import { words } from "../../themes/pact/assets/search/words.js";

const folder = new URL(process.env["SEARCH_TWIN"] ?? "../../target/tmp/search-twin/", import.meta.url);
const cases = JSON.parse(await readFile(new URL("cases.json", folder), "utf8"));
let bytes = 0;
/** @type {any} */
const get = async (/** @type {string} */ address) => {
  const content = await readFile(new URL(address)).catch(() => undefined);
  bytes += content?.length ?? 0;
  return new Response(content ?? "", { status: content ? 200 : 404 });
};
const polish = await open(new URL("pl/", folder).href, get);
const english = await open(new URL("en/", folder).href, get);

/** @param {string} query @param {object} [only] */
const titles = async (query, only, search = polish) =>
  (await search.show((await search.find(query, only)).results)).map(({ title }) => title);

test("folding is the generator's", () => {
  for (const [word, folded, own] of cases.fold) assert.deepEqual([fold(word), form(word)], [folded, own], word);
});

test("splitting is the generator's", () => {
  for (const [text, expected] of cases.words) assert.deepEqual(words(text), expected);
});

test("keys are the generator's", () => {
  for (const [search, list] of [[polish, cases.keys.pl], [english, cases.keys.en]]) {
    assert.ok(list.length > 25);
    for (const [word, expected] of list) assert.deepEqual(keys(fold(word), search.store.table), expected, word);
  }
});

test("any form finds any other, with and without diacritics", async () => {
  for (const [query, title] of [
    ["zrodlo", "Źródła finansowania"], ["ŹRÓDEŁ", "Źródła finansowania"], ["źródłami", "Źródła finansowania"], ["lodzkie", "Nabór wniosków"],
    ["naborze", "Nabór wniosków"], ["umiejetnosc", "Szkolenia cyfrowe"], ["uczniem", "Uczniowie i nauczyciele"], ["mieście", "Miasto Kraków"],
    ["urzędy", "Urząd pracy"], ["usług", "Urząd pracy"], ["ksiąg", "Księga znaku"], ["stypendiów", "Stypendia"], ["kryteriami", "Stypendia"],
    ["nowoczesny technologiom", "Najnowsze technologie"], ["energią", "Zielona energia"], ["wiatr", "Zielona energia"], ["ludźmi", "Ludzie"],
    ["małopolskiego", "Małopolski pociąg do kariery"], ["nowy", "Najnowsze technologie"], ["znaleźć", "Najnowsze technologie"],
  ]) assert.ok((await titles(/** @type {string} */ (query))).includes(/** @type {string} */ (title)), query);
});

test("nearly every form finds the one form that a document holds, also mistyped", async () => {
  const search = await open(new URL("forms/", folder).href, get);
  const families = JSON.parse(await readFile(new URL("forms.json", folder), "utf8"));
  let asked = 0, found = 0, mistyped = 0, forgiven = 0, strangers = 0;
  for (const [id, forms] of families.entries()) {
    for (const [index, word] of forms.entries()) {
      const { results } = await search.find(word + " ");
      asked++;
      if (results.some((result) => result.id === id)) found++;
      strangers += results.length - 1;
      if (word.length < 6) continue;
      // Two letters change places, somewhere else each time.
      const at = (index * 5 + id) % (word.length - 1);
      const wrong = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
      mistyped++;
      if ((await search.find(wrong + " ")).results.some((result) => result.id === id)) forgiven++;
    }
  }
  if (process.env["VERBOSE"]) console.log({ asked, found, mistyped, forgiven, strangers });
  assert.ok(found / asked > 0.99, `${found} of ${asked}`);
  assert.ok(forgiven / mistyped > 0.95, `${forgiven} of ${mistyped}`);
  assert.ok(strangers / asked < 0.1, `${strangers} others in ${asked} queries`);
});

test("titles come first", async () => {
  assert.equal((await titles("szkolenie"))[0], "Szkolenia cyfrowe");
  assert.equal((await titles("źródło"))[0], "Źródła finansowania");
  assert.equal((await titles("miasta"))[0], "Miasto Kraków");
});

test("exact diacritics rank higher and exclude nothing", async () => {
  assert.deepEqual((await titles("sąd ")).slice(0, 2), ["Sąd rejonowy", "Sad owocowy"]);
  assert.deepEqual((await titles("sad ")).slice(0, 2), ["Sad owocowy", "Sąd rejonowy"]);
});

test("beginnings find words while one types", async () => {
  for (const query of ["dofi", "dofin", "Dofinansow", "umie", "krajowy fund"]) assert.ok((await titles(query)).length > 0, query);
  assert.deepEqual(await titles("dofinan"), ["Dofinansowanie"]);
});

test("one typing error is forgiven in words of five letters or more", async () => {
  for (const query of ["szkolneie ", "szkolenei ", "szkollenie ", "skolenie ", "zskolenie ", "rzkolenie ", "szkoleniamo ", "sztolenie "]) {
    assert.ok((await titles(query)).includes("Szkolenia cyfrowe"), query);
  }
  assert.deepEqual(await titles("dofinansowaine"), ["Dofinansowanie"]);
  assert.deepEqual(await titles("stypnedium"), ["Stypendia"]);
  assert.deepEqual(await titles("xyz"), []);
  for (const [one, other, near] of [["abcde", "abdce", true], ["abcde", "abcd", true], ["abcde", "xbcde", true], ["abcde", "bcde", true], ["abcde", "badce", false], ["abcde", "abcde", true], ["abcde", "abc", false]]) {
    assert.equal(isNear(/** @type {string} */ (one), /** @type {string} */ (other)), near);
  }
});

test("phrases in quotes hold together, inflected or not", async () => {
  assert.deepEqual(await titles("„Krajowy Fundusz Szkoleniowy”"), ["Źródła finansowania"]);
  assert.deepEqual(await titles('"krajowego funduszu szkoleniowego"'), ["Źródła finansowania"]);
  assert.deepEqual((await titles("krajowy fundusz szkoleniowy")).sort(), ["Miasto Kraków", "Źródła finansowania"]);
  assert.deepEqual(await titles('"fundusz krajowy"'), []);
  assert.deepEqual(await titles('"pracy na rzecz rozwoju"'), ["Środek transportu"]);
  assert.deepEqual(await titles('"wniosków terminy"'), []);
});

test("synonyms find what they stand for", async () => {
  assert.deepEqual((await titles("KFS")).sort(), ["Miasto Kraków", "Źródła finansowania"]);
});

test("compounds are found whole and in parts", async () => {
  for (const query of ["elearning", "e-learning", "learning", "kujawsko-pomorskich", "pomorskie", "kujawskopomorskie"]) {
    assert.deepEqual(await titles(query + " "), ["Kujawsko-pomorskie centra"], query);
  }
  assert.deepEqual(await titles("C++"), ["Uczniowie i nauczyciele"]);
});

test("a collection can be searched alone", async () => {
  const all = await polish.find("praca");
  const parts = await Promise.all([0, 1].map((collection) => polish.find("praca", { collection })));
  assert.equal(parts.reduce((sum, { results }) => sum + results.length, 0), all.results.length);
  for (const [collection, part] of parts.entries()) for (const { id } of part.results) assert.equal(id % 2, collection);
  assert.deepEqual((await polish.find("praca", { collection: 7 })).results, []);
});

test("some of the words are enough if no document holds all", async () => {
  const answer = await polish.find("wodór stypendium");
  assert.equal(answer.complete, false);
  assert.equal(answer.results.length, 2);
});

test("stop words are not asked for", async () => {
  assert.deepEqual(await titles("o wodorze na"), await titles("wodorze "));
  assert.deepEqual(await titles("   "), []);
});

test("English inflects too", async () => {
  for (const query of ["skill", "organization", "course", "applies", "funded"]) {
    assert.deepEqual(await titles(query, {}, english), ["Digital skills training"], query);
  }
  assert.deepEqual(await titles("study", {}, english), ["Apprenticeship programme"]);
  assert.deepEqual(await titles("programs", {}, english), ["Apprenticeship programme"]);
});

test("matching words are marked and excerpts hold them", async () => {
  const answer = await polish.find("szkoleniami zrodlo");
  const text = "Źródła są tu. ".padEnd(400, "I jeszcze coś. ") + "Wiele szkoleń, źródeł i innych rzeczy.";
  const marked = (/** @type {import("../../themes/pact/assets/search/mark.js").Segment[]} */ all) => all.filter((one) => one.marked).map((one) => one.text);
  assert.deepEqual(marked(marks(text, answer)), ["Źródła", "szkoleń", "źródeł"]);
  assert.equal(marks(text, answer).map((one) => one.text).join(""), text);
  assert.deepEqual(marked(excerpt(text, answer)), ["szkoleń", "źródeł"]);
  assert.ok(excerpt(text, answer).map((one) => one.text).join("").length < 210);
  const mistyped = await polish.find("szkolneie");
  assert.deepEqual(marked(marks("Szkolenia cyfrowe", mistyped)), ["Szkolenia"]);
});

test("a file that is missing is told", async () => {
  await assert.rejects(open(new URL("none/", folder).href, get), /404/);
});
