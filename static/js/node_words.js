/** What is searched of a node: its words, who says so, its type of evidence and its tags, made alike for finding. */
import { folded } from "./workbench/fold.js";

/** @type {WeakMap<object, string>} */
const said = new WeakMap();

/** @param {import("./workbench/store.js").Node} node @returns {string} made once for each node */
export function wordsOf(node) {
  let words = said.get(node);
  if (words === undefined) said.set(node, (words = folded([node.text, node.attribution, node.evidence_type, ...node.tags.map(marked)].join(" "))));
  return words;
}

/** @param {Iterable<string>} tags @param {string} word looked for @returns {boolean} whether it stands in one of them */
export function isIn(tags, word) {
  for (const tag of tags) if (folded(marked(tag)).includes(word)) return true;
  return false;
}

const marked = (tag) => `#${tag}`;

/** @param {string} typed @returns {string[]} the words that are looked for */
export function typedWords(typed) {
  return folded(typed).split(" ").filter(Boolean);
}
