/** Counts the records that fit what has been answered. */

/**
 * @typedef {object} Question
 * @property {string} facet its name in a query
 * @property {string[]} options the ids of its terms
 * @property {number[][]} kinds the different sets of options that find a record
 */
/**
 * @typedef {object} Data
 * @property {string} listing the address that the answers lead to
 * @property {Question[]} questions
 * @property {number[][]} profiles the kind for each question, then how many records are alike in all of them
 */

/**
 * Returns how many records fit, by the option chosen for each question; a question without one fits all.
 * @param {Data} data
 * @param {(string | undefined)[]} answers
 */
export function left(data, answers) {
  const allowed = data.questions.map(({ options, kinds }, at) => {
    const answer = answers[at];
    if (answer === undefined) return undefined;
    const option = options.indexOf(answer);
    return kinds.map((kind) => kind.includes(option));
  });
  let count = 0;
  for (const profile of data.profiles) {
    if (allowed.every((kinds, at) => !kinds || kinds[profile[at] ?? -1])) count += profile.at(-1) ?? 0;
  }
  return count;
}

/**
 * Writes answers as a query, `?FACET=TERM&FACET2=TERM2`; without answers it is empty.
 * @param {Data} data
 * @param {(string | undefined)[]} answers
 */
export function query(data, answers) {
  const chosen = new URLSearchParams();
  data.questions.forEach(({ facet }, at) => {
    const answer = answers[at];
    if (answer !== undefined) chosen.append(facet, answer);
  });
  return chosen.size ? `?${chosen}` : "";
}

/**
 * Reads answers from a query; what is no term of its question is no answer.
 * @param {Data} data
 * @param {string} text
 */
export function answered(data, text) {
  const chosen = new URLSearchParams(text);
  return data.questions.map(({ facet, options }) => {
    const answer = chosen.get(facet) ?? "";
    return options.includes(answer) ? answer : undefined;
  });
}
