/** Find in the text: a box of our own with a count, since the browser's finds in the outline, too. */
import { folded, placesIn } from "./fold.js";
import { layer } from "./highlights.js";
import { toCodePoints } from "./offsets.js";

/**
 * @param {HTMLFormElement} bar
 * @param {{pane: HTMLElement, texts: Map<string, import("./textview.js").TextView>, nearby: any,
 *   scrollTo: (range: Range) => void}} tools
 */
export function createFind(bar, { pane, texts, nearby, scrollTo }) {
  const field = bar.querySelector("input");
  const count = bar.querySelector("output");
  const [all, here] = [layer("found"), layer("found-here")];
  const blocks = [...texts.values()].flatMap((view) => view.blocks);
  const alike = new Map(); // block → its folded text
  const painted = new Map(); // block → ranges
  let hits = [];
  let byBlock = new Map();
  let now = -1;

  function search() {
    const words = folded(field.value.trim());
    byBlock = new Map(words ? blocks.map((block) => [block, hitsIn(block, words)]).filter(([, found]) => found.length) : []);
    hits = [...byBlock.values()].flat();
    for (const block of [...painted.keys()]) clear(block);
    for (const block of byBlock.keys()) if (nearby.has(block)) paint(block);
    now = -1;
    if (hits.length) go(firstBelow());
    else show();
  }

  function hitsIn(block, words) {
    const text = block.view.textIn(block);
    if (!alike.has(block)) alike.set(block, folded(text));
    return placesIn(alike.get(block), words).map(({ start, end }) => ({
      view: block.view,
      start: block.start + toCodePoints(text, start),
      end: block.start + toCodePoints(text, end),
    }));
  }

  const firstBelow = () => {
    const top = pane.getBoundingClientRect().top;
    return Math.max(0, hits.findIndex(({ view, start }) => view.blockAt(start).element.getBoundingClientRect().bottom > top));
  };

  function go(index) {
    now = (index + hits.length) % hits.length;
    show();
    scrollTo(hits[now].view.rangeOf(hits[now].start, hits[now].end));
  }

  function show() {
    here.clear();
    if (hits[now]) here.add(hits[now].view.fixedRangeOf(hits[now].start, hits[now].end));
    count.textContent = hits.length ? `${now + 1} of ${hits.length}` : field.value.trim() ? "not found" : "";
  }

  function paint(block) {
    const ranges = (byBlock.get(block) ?? []).map(({ view, start, end }) => view.fixedRangeOf(start, end));
    ranges.forEach((range) => all.add(range));
    painted.set(block, ranges);
  }

  function clear(block) {
    painted.get(block)?.forEach((range) => all.delete(range));
    painted.delete(block);
  }

  function open() {
    bar.hidden = false;
    field.focus();
    field.select();
    search();
  }

  /** The place found stays selected: the marking keys act on it. */
  function close() {
    const hit = hits[now];
    bar.hidden = true;
    hits = [];
    byBlock = new Map();
    for (const block of [...painted.keys()]) clear(block);
    show();
    pane.focus({ preventScroll: true });
    if (!hit) return;
    getSelection().removeAllRanges();
    getSelection().addRange(hit.view.rangeOf(hit.start, hit.end));
  }

  nearby.watch({ near: (seen) => seen.forEach(paint), far: (gone) => gone.forEach(clear) });
  field.addEventListener("input", search);
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    if (hits.length) go(now + (event.submitter?.value === "previous" ? -1 : 1));
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field) hits.length && go(now + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  bar.querySelector("[value=close]").addEventListener("click", close);
  return { open };
}
