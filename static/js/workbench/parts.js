/** Passages that wait to become one node together: "this, and this" before the key that marks them. */
import { layer } from "./highlights.js";

/**
 * @typedef {{article: string, revision: string, start: number, end: number, text: string}} Passage
 * @param {{texts: Map<string, import("./textview.js").TextView>, voice: any}} tools
 */
export function createParts({ texts, voice }) {
  const painted = layer("part");
  /** @type {Passage[]} */
  let parts = [];

  function show() {
    painted.clear();
    for (const { revision, start, end } of parts) texts.get(revision).fixedRangesOf(start, end).forEach((range) => painted.add(range));
    document.body.classList.toggle("has-parts", parts.length > 0);
  }

  return {
    /** @param {Passage} passage */
    add(passage) {
      if (parts.some((part) => touches(part, passage))) return void voice.warn("This passage is a part already.");
      parts.push(passage);
      show();
      voice.tell(`${parts.length} part${parts.length === 1 ? "" : "s"} kept: choose the next passage, then press a marking key.`);
    },
    /** @param {Passage|null} last the passage that is marked now @returns {Passage|null} it with all parts, in the order of the text */
    with(last) {
      const all = last && !parts.some((part) => touches(part, last)) ? [...parts, last] : parts;
      const [first, ...others] = [...all].sort((a, b) => a.article.localeCompare(b.article) || a.start - b.start);
      if (!others.length) return first ?? null;
      return { ...first, text: [first, ...others].map(({ text }) => text).join(" … "), parts: others };
    },
    clear() {
      parts = [];
      show();
    },
    /** @returns {number} how many wait */
    count: () => parts.length,
  };
}

function touches(one, other) {
  return one.revision === other.revision && one.start < other.end && other.start < one.end;
}
