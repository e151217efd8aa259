/** Paints the spans of all nodes over the untouched text (CSS Custom Highlight API). */
import { Intervals } from "./intervals.js";

const KINDS = ["claim", "evidence", "counterclaim"];

/**
 * @param {import("./store.js").Store} store
 * @param {import("./state.js").State} state
 * @param {Map<string, import("./textview.js").TextView>} texts by revision
 * @returns {{intervals: Map<string, Intervals>}} the spans by revision, for hit-testing
 */
export function paintSpans(store, state, texts) {
  const painted = new Map(); // span id → {range, kind}
  const layers = Object.fromEntries(
    [...KINDS, "nested", "selected", "target"].map((name, priority) => [name, layer(`argmap-${name}`, priority)]),
  );
  const view = { intervals: new Map() };

  const paintNode = (id) => {
    for (const span of store.nodes.get(id)?.spans ?? []) {
      const range = texts.get(span.revision)?.rangeOf(span.start, span.end);
      if (!range) continue;
      const { kind } = store.nodes.get(id);
      painted.set(span.id, { range, kind, node: id });
      layers[kind]?.add(range);
    }
  };
  const repaint = (ids) => {
    const wanted = new Set(ids);
    for (const [spanId, { range, kind, node }] of painted) {
      if (!wanted.has(node)) continue;
      layers[kind]?.delete(range);
      painted.delete(spanId);
    }
    wanted.forEach(paintNode);
    index();
    mark();
  };
  const index = () => {
    const spans = [...store.nodes.values()].flatMap((node) => node.spans.map((span) => ({ ...span, node: node.id })));
    layers.nested.clear();
    for (const [revision, text] of texts) {
      const own = new Intervals(spans.filter((span) => span.revision === revision));
      view.intervals.set(revision, own);
      for (const [start, end] of own.overlaps()) {
        const range = text.rangeOf(start, end);
        if (range) layers.nested.add(range);
      }
    }
  };
  const mark = () => {
    layers.selected.clear();
    layers.target.clear();
    for (const { range, node } of painted.values()) {
      if (node === state.selected) layers.selected.add(range);
      if (node === state.target) layers.target.add(range);
    }
  };
  repaint(store.nodes.keys());
  store.addEventListener("change", (event) => repaint(Object.keys(event.detail.nodes ?? {})));
  state.addEventListener("select", mark);
  state.addEventListener("target", mark);
  return view;
}

function layer(name, priority) {
  if (!window.Highlight || !CSS.highlights) return new Set(); // semantic marks come from the server then
  const highlight = new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
  return highlight;
}
