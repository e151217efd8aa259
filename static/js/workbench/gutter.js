/** The margin beside each block near the view: kind and number of the nodes whose passages begin there. */
import { signOf } from "../comment_sign.js";
import { inOrder } from "./intervals.js";

const LETTERS = { claim: "C", evidence: "E", counterclaim: "X" };
const PLAIN = "Highlight"; // one without a note
const ROW = 28; // px: a chip of 24 (WCAG 2.5.8) and the gap below it

/**
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, spans: import("./spans.js").Spans,
 *   notes: import("./spans.js").Spans, nearby: any, openList: (entries: object[], anchor: HTMLElement) => void,
 *   openComments: (place: object) => void, openNote: (id: string) => void}} tools
 */
export function drawGutter({ store, state, spans, notes, nearby, openList, openComments, openNote }) {
  const shown = new Map(); // block → what its margin says
  const near = new Set();

  const beginning = (index, block) => inOrder(index.in(block)).filter(({ start }) => start >= block.start);
  const nodesAt = (block) => {
    const ids = new Set(beginning(spans, block).map(({ node }) => node));
    const own = beginning(notes, block).map(({ node }) => store.highlights.get(node));
    return [...[...ids].map((id) => store.nodes.get(id)), ...own].filter(Boolean);
  };
  /** All heights are read before anything is written: one layout for all blocks. */
  const draw = (blocks) => {
    const wanted = [...blocks].map((block) => ({ block, nodes: nodesAt(block), talk: talkAt(block) }));
    for (const one of wanted) one.rows = one.nodes.length + one.talk.length > 1 ? Math.max(1, Math.floor(one.block.element.offsetHeight / ROW)) : 1;
    for (const { block, nodes, rows, talk } of wanted) fill(block, nodes, rows, talk);
  };
  const talkAt = ({ view, start, end }) => [...store.threads.values()].filter((thread) => thread.revision === view.revision && thread.start >= start && thread.start < end);
  const fill = (block, nodes, all, talk) => {
    const rows = talk.length && all > 1 ? all - 1 : all;
    const chips = nodes.map(({ id, kind, note }) => (kind ? { id, kind, number: store.numberOf(id), now: id === state.selected } : { id, note: note || PLAIN }));
    const says = JSON.stringify([chips, rows, talk]);
    if (shown.get(block) === says || (!chips.length && !talk.length && !shown.has(block))) return;
    shown.set(block, says);
    const margin = marginOf(block);
    margin.classList.toggle("in-a-row", talk.length > 0 && all === 1);
    margin.replaceChildren(...talk.slice(0, 1).map(() => talkOf(talk)), ...(chips.length > rows ? [...chips.slice(0, rows - 1).map(chipOf), moreOf(chips.slice(rows - 1))] : chips.map(chipOf)));
  };
  const clear = (block) => {
    near.delete(block);
    if (shown.delete(block)) block.element.querySelector(":scope > [data-aside]")?.remove();
  };
  const show = (id) => state.select(id, { from: "text" });
  const noteOf = ({ id, note }) => {
    const label = note === PLAIN ? PLAIN : `Note: ${shorten(note)}`;
    const chip = buttonOf("chip chip-note", label, () => openNote(id));
    return Object.assign(chip, { title: label, textContent: note === PLAIN ? "✎" : "✎…" });
  };
  const chipOf = ({ id, kind, number, now, note }) => {
    if (note) return noteOf({ id, note });
    const chip = buttonOf(`chip chip-${kind}`, `Node ${number}, ${kind}`, () => show(id));
    chip.classList.toggle("is-selected", now);
    chip.title = number;
    const digits = document.createElement("span"); // its end tells numbers apart: the style sheet cuts off its beginning
    digits.className = "digits";
    digits.append(Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: number }));
    chip.append(Object.assign(document.createElement("i"), { textContent: LETTERS[kind] }), digits);
    return chip;
  };
  /** One sign for all threads that begin here: it shows what is said from the first of their words to the last. */
  const talkOf = (threads) => {
    const count = (some) => some.reduce((sum, { comments }) => sum + comments, 0);
    const place = { article: threads[0].article, start: Math.min(...threads.map(({ start }) => start)), end: Math.max(...threads.map(({ end }) => end)) };
    return signOf(count(threads), count(threads.filter(({ open }) => open)), " on the text", () => openComments(place));
  };
  const moreOf = (chips) => {
    const label = `${chips.length} more ${chips.some(({ note }) => note) ? "marks" : "nodes"}`;
    const more = buttonOf("chip chip-more", label, () => openList(chips.map(entryOf), more));
    more.title = label;
    more.dir = "ltr"; // "+4" in an article from right to left, too
    more.textContent = `+${chips.length}`;
    return more;
  };
  const entryOf = ({ id, kind, number, note }) =>
    note ? { label: `✎ ${shorten(note)}`, run: () => openNote(id) } : { label: `${LETTERS[kind]} ${number} ${shorten(store.nodes.get(id)?.text ?? "")}`, run: () => show(id) };

  nearby.watch({
    near(blocks) {
      for (const block of blocks) near.add(block);
      draw(blocks);
    },
    far: (blocks) => blocks.forEach(clear),
  });
  // Any change may give other numbers to what is in sight; the passage itself is painted before.
  const later = onceAFrame(() => draw(near));
  store.addEventListener("change", later);
  spans.addEventListener("change", later); // a filter shows others
  state.addEventListener("select", later);
  addEventListener("resize", later);
}

function marginOf(block) {
  const known = block.element.querySelector(":scope > [data-aside]");
  if (known) return known;
  const margin = document.createElement("span");
  margin.dataset.aside = "";
  margin.className = "margin";
  block.element.prepend(margin);
  return margin;
}

function buttonOf(className, label, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1; // the outline is the keyboard's way to the same node
  button.className = className;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", run);
  return button;
}

/** @param {() => void} run @returns {() => void} what runs it before the next frame, however often it is called */
export function onceAFrame(run) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      run();
    });
  };
}

function shorten(text) {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > 60 ? `${words.slice(0, 58)}…` : words;
}
