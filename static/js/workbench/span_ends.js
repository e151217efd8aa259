/** Handles at the ends of the selected node's passages: dragged, or moved by keys, they change where a passage ends. */
import { onceAFrame } from "./gutter.js";
import { layer } from "./highlights.js";

const MOST = 12; // passages of one node with handles at a time
const WAIT = 700; // ms after the last key until the passage is saved

/**
 * @param {HTMLElement} pane
 * @param {{texts: Map<string, import("./textview.js").TextView>, spans: import("./spans.js").Spans, units:
 *   import("./units.js").Units, store: any, state: any, voice: any, post: Function, scrollTo: (range: Range) => void}} tools
 */
export function createSpanEnds(pane, { texts, spans, units, store, state, voice, post, scrollTo }) {
  const painted = layer("draft");
  const shelf = document.createElement("div");
  shelf.className = "span-ends";
  shelf.hidden = true;
  pane.append(shelf);
  let handles = []; // {element, mark, side}
  let draft = null; // {mark, start, end} not saved yet
  let timer = 0;

  function show(nodeId) {
    const number = store.numberOf(nodeId);
    handles = spans.of(nodeId).slice(0, MOST).flatMap((mark) => ["start", "end"].map((side) => ({ mark, side, element: handleOf(mark, side, number) })));
    shelf.replaceChildren(...handles.map(({ element }) => element));
    shelf.hidden = !handles.length;
    place();
  }

  function hide() {
    save();
    handles = [];
    shelf.replaceChildren();
    shelf.hidden = true;
  }

  /** Where the passage ends now, in the pane's own coordinates: they scroll with the text. */
  function place() {
    const frame = pane.getBoundingClientRect();
    for (const { element, mark, side } of handles) {
      const { start, end } = draft?.mark === mark ? draft : mark;
      const boxes = texts.get(mark.revision).rangeOf(start, end).getClientRects();
      const box = side === "start" ? boxes[0] : boxes[boxes.length - 1];
      if (!box) continue;
      const rtl = getComputedStyle(texts.get(mark.revision).root).direction === "rtl";
      const edge = (side === "start") === rtl ? box.right : box.left;
      Object.assign(element.style, { left: `${edge - frame.left + pane.scrollLeft}px`, top: `${box.bottom - frame.top + pane.scrollTop}px` });
    }
  }

  function handleOf(mark, side, number) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = `span-end span-end-${side}`;
    element.setAttribute("aria-label", `${side === "start" ? "Start" : "End"} of a passage of ${number}: arrow keys move it by words`);
    element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
    });
    element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && drag(mark, side, event));
    element.addEventListener("pointerup", save);
    element.addEventListener("keydown", (event) => press(mark, side, event));
    element.addEventListener("blur", () => setTimeout(save)); // once the focus has arrived, or it would be lost
    return element;
  }

  /** The handle hangs below the line: the text meant is above the pointer. Shift: letter by letter, else whole words. */
  function drag(mark, side, event) {
    const view = texts.get(mark.revision);
    shelf.style.pointerEvents = "none";
    const offset = view.offsetAt(event.clientX, event.clientY - 18);
    shelf.style.pointerEvents = "";
    if (offset === null) return;
    const edges = [units.edge(view, offset + 1, "word", side, -1), units.edge(view, offset - 1, "word", side, 1)].filter((edge) => edge !== null);
    const nearest = edges.sort((a, b) => Math.abs(a - offset) - Math.abs(b - offset))[0];
    move(mark, side, event.shiftKey ? offset : (nearest ?? offset));
  }

  function press(mark, side, event) {
    const view = texts.get(mark.revision);
    if (event.key === "Enter") save();
    else if (event.key === "Escape") {
      draft ? drop() : pane.focus({ preventScroll: true });
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const by = (event.key === "ArrowRight") === (getComputedStyle(view.root).direction !== "rtl") ? 1 : -1;
      const from = (draft?.mark === mark ? draft : mark)[side];
      const edge = event.shiftKey ? from + by : units.edge(view, from, "word", side, by);
      if (edge !== null && move(mark, side, edge)) voice.say(view.textOf(draft.start, draft.end));
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {boolean} whether the passage would still hold some text */
  function move(mark, side, offset) {
    const { start, end } = draft?.mark === mark ? draft : mark;
    const moved = { mark, start, end, [side]: offset };
    const last = texts.get(mark.revision).blocks.at(-1).end;
    if (moved.start < 0 || moved.end > last || moved.start >= moved.end) return false;
    draft = moved;
    painted.clear();
    texts.get(mark.revision).fixedRangesOf(moved.start, moved.end).forEach((range) => painted.add(range));
    place();
    return true;
  }

  function drop() {
    clearTimeout(timer);
    draft = null;
    painted.clear();
    place();
  }

  function save() {
    clearTimeout(timer);
    if (!draft) return;
    const { mark, start, end } = draft;
    draft = null;
    painted.clear();
    const node = store.nodes.get(mark.node);
    if (!node || (start === mark.start && end === mark.end)) return;
    const moved = node.spans.map((span) => (span.id === mark.id ? { ...span, start, end } : span));
    const { article } = texts.get(mark.revision);
    post(`/nodes/${node.id}/spans/${mark.id}/move/`, { article, start, end }, { nodes: { [node.id]: { ...node, spans: moved } } });
  }

  /** The passages are others now (the server has named them): what was under way goes on with them. */
  function renew() {
    const focused = handles.find(({ element }) => element === document.activeElement);
    const { node } = handles[0].mark;
    const same = (mark) => spans.of(node).find(({ id }) => id === mark.id) ?? spans.of(node).find(({ start, end }) => start === mark.start && end === mark.end);
    const kept = draft && same(draft.mark);
    if (draft) draft = kept ? { ...draft, mark: kept } : null;
    if (!draft) painted.clear();
    const now = focused && same(focused.mark);
    show(node);
    handles.find(({ mark, side }) => mark === now && side === focused.side)?.element.focus({ preventScroll: true });
  }

  spans.addEventListener("change", ({ detail }) => handles.length && detail.nodes.has(handles[0].mark.node) && renew());
  state.addEventListener("select", ({ detail }) => {
    hide();
    if (detail.from === "text" && state.selected) show(state.selected);
  });
  const later = onceAFrame(() => handles.length && place());
  pane.addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  if (state.selected && state.selectedFrom === "text") show(state.selected); // before this came

  return {
    /** Puts the focus on the first end of the node's passages. @param {string} nodeId @returns {void} */
    open(nodeId) {
      if (!spans.of(nodeId).length) return void voice.warn("This node has no passage; select words and press p to add one.");
      save();
      if (state.selected !== nodeId) state.select(nodeId, { from: "outline" });
      show(nodeId);
      const { element, mark } = handles.find(({ side }) => side === "end");
      scrollTo(texts.get(mark.revision).rangeOf(mark.start, mark.end));
      element.focus({ preventScroll: true });
    },
  };
}
