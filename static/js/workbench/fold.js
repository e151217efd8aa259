/** Texts made alike for finding: case, quotation marks, dashes and blanks do not matter. The length stays the same. */

const ALIKE = [
  [/[‘’‚‛′ʼ]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑‒–—−]/g, "-"],
  [/\s/g, " "],
];

/** @param {string} text @returns {string} of the same length in UTF-16 units */
export function folded(text) {
  const lower = text.toLowerCase();
  const small = lower.length === text.length ? lower : [...text].map(lowerAlone).join("");
  return ALIKE.reduce((alike, [from, to]) => alike.replace(from, to), small);
}

/** A few letters are longer in lower case (İ): they stay as they are. */
function lowerAlone(letter) {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** @param {string} text folded @param {string} words folded @returns {{start: number, end: number}[]} UTF-16 units */
export function placesIn(text, words) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found.push({ start: at, end: at + words.length });
  return found;
}
