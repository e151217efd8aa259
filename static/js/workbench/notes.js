/**
 * Highlights, the passages that are marked beside the argument: painted under the passages of nodes, and found where they
 * stand. To the index of passages each is like a node of one passage.
 */
import { canPaint, layer } from "./highlights.js";
import { Spans } from "./spans.js";

/** The store's highlights as an index of passages takes nodes. */
class NoteRows extends EventTarget {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    super();
    this.nodes = new Map([...store.highlights].map(([id, row]) => [id, rowOf(row)]));
    store.addEventListener("change", ({ detail }) => {
      const changed = detail.highlights ?? {};
      for (const [id, row] of Object.entries(changed)) row ? this.nodes.set(id, rowOf(row)) : this.nodes.delete(id);
      if (Object.keys(changed).length) this.dispatchEvent(new CustomEvent("change", { detail: { nodes: changed } }));
    });
  }
}

/** No filter of nodes hides them. */
const UNFILTERED = Object.assign(new EventTarget(), { filtered: null });

const rowOf = (row) => ({ kind: "note", spans: [row] });

/**
 * @param {{store: import("./store.js").Store, texts: Map<string, import("./textview.js").TextView>}} tools
 * @returns {Spans} the highlights by block; ``node`` of each is its own id
 */
export function indexNotes({ store, texts }) {
  return new Spans(/** @type {any} */ (new NoteRows(store)), texts, /** @type {any} */ (UNFILTERED));
}

/**
 * Paints them, block by block near the view.
 * @param {{notes: Spans, nearby: ReturnType<import("./nearby.js").createNearby>}} tools
 */
export function paintNotes({ notes, nearby }) {
  if (!canPaint()) return; // marks.js writes them
  const own = layer("note");
  const painted = new Map(); // block → ranges

  const clear = (block) => {
    for (const range of painted.get(block) ?? []) own.delete(range);
    painted.delete(block);
  };
  const paint = (block) => {
    const ranges = [...notes.in(block)]
      .map(({ start, end }) => block.view.fixedRangeOf(Math.max(start, block.start), Math.min(end, block.end)))
      .filter(Boolean);
    ranges.forEach((range) => own.add(range));
    painted.set(block, ranges);
  };
  nearby.watch({ near: (blocks) => blocks.forEach(paint), far: (blocks) => blocks.forEach(clear) });
  notes.addEventListener("change", ({ detail }) => {
    for (const block of detail.blocks) {
      clear(block);
      if (nearby.has(block)) paint(block);
    }
  });
}
