/** The sentence cursor: a passage of the text chosen by keys alone, on which the marking keys act. */
import { canPaint, layer } from "./highlights.js";

/**
 * @param {HTMLElement} pane
 * @param {{texts: Map<string, import("./textview.js").TextView>, units: import("./units.js").Units, spans:
 *   import("./spans.js").Spans, store: any, state: any, voice: any, scrollTo: (range: Range) => void}} tools
 */
export function createCursor(pane, { texts, units, spans, store, state, voice, scrollTo }) {
  const painted = layer("cursor");
  /** @type {import("./units.js").Place|null} */
  let at = null;
  let clicked = null; // where the reader pointed last: the first step begins there

  function show(place, before = "") {
    at = place;
    painted.clear();
    if (!place) return;
    const range = place.view.rangeOf(place.start, place.end);
    if (!range) return;
    getSelection().removeAllRanges();
    if (canPaint()) place.view.fixedRangesOf(place.start, place.end).forEach((part) => painted.add(part));
    else getSelection().addRange(range);
    scrollTo(range);
    voice.say([before, range.toString(), nodesIn(place)].filter(Boolean).join(" "));
  }

  /** What is marked there, in words. */
  function nodesIn(place) {
    const ids = new Set(marksIn(place).map(({ node }) => node));
    return ids.size ? `(${[...ids].map((id) => `${store.nodes.get(id).kind} ${store.numberOf(id)}`).join(", ")})` : "";
  }

  const marksIn = ({ view, start, end }) =>
    view.blocksIn(start, end).flatMap((block) => [...spans.all(block)].filter((mark) => mark.start < end && mark.end > start));

  /** The sentence from which the first step goes: where the reader clicked, else the first one in sight. */
  function begin() {
    if (clicked) return units.around(clicked, "sentence");
    const frame = pane.getBoundingClientRect();
    for (const view of texts.values()) {
      const block = view.blocks.find(({ element }) => element.getBoundingClientRect().bottom > frame.top + 8);
      if (block) return units.around({ view, start: block.start }, "sentence");
    }
    return null;
  }

  function step(grain, by) {
    const next = at ? (by > 0 ? units.next(at, grain) : units.previous(at, grain)) : begin();
    if (next) show(next);
    else voice.say(at ? "There is no more text." : "There is no text.");
  }

  /** Moves one end of the passage to the next edge of a word or clause. */
  function stretch(side, grain, by) {
    at ??= begin();
    if (!at) return;
    const edge = units.edge(at.view, at[side], grain, side, by);
    const moved = { ...at, [side]: edge };
    if (edge !== null && moved.start < moved.end) show(moved);
    else voice.say("It reaches no further.");
  }

  /** To the next sentence that no node stands in; from the other end of the text, if need be. */
  function nextBare(by) {
    const isBare = (place) => !marksIn(place).length;
    const views = [...texts.values()];
    const first = { view: views[0], start: -1, end: -1 };
    const last = { view: views.at(-1), start: Infinity, end: Infinity };
    const go = (from) => (by > 0 ? units.next(from, "sentence", isBare) : units.previous(from, "sentence", isBare));
    const here = at ?? begin();
    if (!here) return void voice.say("There is no text.");
    const found = !at && isBare(here) ? here : go(here);
    if (found) return show(found);
    const again = go(by > 0 ? first : last);
    if (again) show(again, by > 0 ? "From the beginning:" : "From the end:");
    else voice.tell("Every sentence has a mark.");
  }

  /** Selects the node that stands in the passage. @returns {boolean} whether there is another one than the selected one */
  function selectHere() {
    const ids = at ? [...new Set(marksIn(at).map(({ node }) => node))] : [];
    if (!ids.length || ids.includes(state.selected)) return false;
    state.select(ids[0], { from: "text" });
    voice.say(`Selected: ${store.nodes.get(ids[0]).kind} ${store.numberOf(ids[0])}.`);
    return true;
  }

  const isRtl = () => getComputedStyle((at?.view ?? [...texts.values()][0])?.root ?? pane).direction === "rtl";

  /** @param {KeyboardEvent} event @returns {(() => void)|null} what an arrow key does in the text */
  function moveOf(event) {
    const across = { ArrowRight: isRtl() ? -1 : 1, ArrowLeft: isRtl() ? 1 : -1 }[event.key];
    const along = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const by = across ?? along;
    if (!by || event.altKey || (!event.shiftKey && (event.ctrlKey || event.metaKey))) return null;
    const side = event.ctrlKey || event.metaKey ? "start" : "end";
    if (event.shiftKey) return () => stretch(side, across ? "word" : "clause", by);
    return () => step(across ? "clause" : "sentence", by);
  }

  pane.addEventListener("keydown", (event) => {
    if (event.target !== pane && !event.target.closest("[data-start]")) return;
    if (event.shiftKey && !getSelection().isCollapsed && canPaint()) return; // the browser's own selection grows
    const move = moveOf(event);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  });
  document.addEventListener("selectionchange", () => {
    if (canPaint() && at && !getSelection().isCollapsed) show(null);
  });

  return {
    /** @param {import("./textview.js").TextView} view @param {number} start */
    startAt(view, start) {
      clicked = { view, start, end: start };
      show(null);
    },
    show,
    step,
    nextBare,
    selectHere,
    hide: () => show(null),
    isShown: () => at !== null,
    /** @returns {{article: string, revision: string, start: number, end: number, text: string}|null} */
    passage: () => at && { article: at.view.article, revision: at.view.revision, ...at.view.trimmed(at.start, at.end) },
  };
}
