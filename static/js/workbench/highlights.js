/**
 * Paints spans over the untouched text (CSS Custom Highlight API), one block at a time and only near the view: the browser
 * goes through all registered ranges whenever one of them changes.
 */
import { overlaps } from "./intervals.js";

export const KINDS = ["claim", "evidence", "counterclaim"];
/** From below to above. */
const LAYERS = ["note", "faded", ...KINDS, "nested", "target", "selected", "hover", "found", "found-here", "part", "cursor", "draft"];

/** @param {string} name of LAYERS @returns {{add: Function, delete: Function, clear: Function}} a Highlight, or a stand-in */
export function layer(name) {
  if (!canPaint()) return new Set(); // marks.js shows the spans then
  const known = CSS.highlights.get(`argmap-${name}`);
  if (known) return known;
  const made = new Highlight();
  made.priority = LAYERS.indexOf(name);
  CSS.highlights.set(`argmap-${name}`, made);
  return made;
}

/** @returns {boolean} whether the browser has the API */
export function canPaint() {
  return Boolean(window.Highlight && CSS.highlights);
}

/**
 * @param {{spans: import("./spans.js").Spans, state: import("./state.js").State, texts: Map<string,
 *   import("./textview.js").TextView>, nearby: ReturnType<import("./nearby.js").createNearby>}} tools
 */
export function paintSpans({ spans, state, texts, nearby }) {
  const painted = new Map(); // block → [layer, range][]
  const layers = Object.fromEntries(["faded", ...KINDS, "nested", "selected", "target"].map((name) => [name, layer(name)]));

  const clear = (block) => {
    for (const [own, range] of painted.get(block) ?? []) own.delete(range);
    painted.delete(block);
  };
  const paint = (block) => {
    const made = [];
    const put = (own, start, end) => {
      const range = block.view.fixedRangeOf(Math.max(start, block.start), Math.min(end, block.end));
      if (!range || !own) return;
      own.add(range);
      made.push([own, range]);
    };
    const marks = spans.in(block);
    for (const { kind, start, end } of marks) put(layers[kind], start, end);
    if (state.filtered) for (const mark of spans.all(block)) if (!marks.has(mark)) put(layers.faded, mark.start, mark.end);
    for (const [start, end] of overlaps(marks)) put(layers.nested, start, end);
    painted.set(block, made);
  };
  const point = (own, nodeId) => {
    own.clear();
    for (const { revision, start, end } of spans.of(nodeId)) texts.get(revision).fixedRangesOf(start, end).forEach((range) => own.add(range));
  };
  const pointAt = () => {
    point(layers.selected, state.selected);
    point(layers.target, state.target);
  };

  nearby.watch({ near: (blocks) => blocks.forEach(paint), far: (blocks) => blocks.forEach(clear) });
  spans.addEventListener("change", ({ detail }) => {
    for (const block of detail.blocks) {
      clear(block);
      if (nearby.has(block)) paint(block);
    }
    if (detail.nodes.has(state.selected) || detail.nodes.has(state.target)) pointAt();
  });
  state.addEventListener("select", () => point(layers.selected, state.selected));
  state.addEventListener("target", () => point(layers.target, state.target));
  pointAt();
}
