/** A line under the words of the text on which an open thread of comments stands. */
import { onceAFrame } from "./gutter.js";

const NAME = "argmap-commented";

/** @param {{store: import("./store.js").Store, texts: Map<string, import("./textview.js").TextView>}} tools */
export function underlineComments({ store, texts }) {
  if (typeof Highlight === "undefined") return {};
  const marks = new Highlight();
  CSS.highlights.set(NAME, marks);
  let shown = "";

  function draw() {
    const threads = [...store.threads.values()].filter(({ open, revision }) => open && texts.has(revision));
    const says = JSON.stringify(threads.map(({ id, start, end }) => [id, start, end]));
    if (says === shown) return;
    shown = says;
    marks.clear();
    for (const { revision, start, end } of threads) {
      const range = texts.get(revision).rangeOf(start, end);
      if (range) marks.add(range);
    }
  }
  store.addEventListener("change", onceAFrame(draw));
  draw();
  return {};
}
