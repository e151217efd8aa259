/**
 * The marks written into the text as ``<mark>`` elements: where the browser cannot paint over it, and by choice, since
 * screen readers tell of them. The words stay the same; only here the text's DOM is touched.
 */
import { canPaint } from "./highlights.js";
import { around } from "./intervals.js";
import { toUnits } from "./offsets.js";

const CHOICE = "argmap:marks";

/**
 * @param {HTMLButtonElement} button switches them on and off; hidden where there is no choice
 * @param {{spans: import("./spans.js").Spans, notes: import("./spans.js").Spans, texts: Map<string, import("./textview.js").TextView>}} tools
 */
export function createMarks(button, { spans, notes, texts }) {
  const written = new Set(); // blocks with marks
  const isOn = () => !canPaint() || localStorage.getItem(CHOICE) === "on";

  const marksIn = (block) => [...spans.in(block), ...notes.in(block)];

  function renew(block) {
    if (written.delete(block)) {
      for (const mark of block.element.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
      block.element.normalize();
      block.view.forget(block);
    }
    if (!isOn() || !marksIn(block).length) return;
    for (const piece of block.view.piecesIn(block)) piece.node.replaceWith(...runsOf(block, piece).map(elementOf));
    block.view.forget(block);
    written.add(block);
  }

  /** The text node's words, parted where a passage begins or ends, each with the passages around it. */
  function runsOf(block, { node, start, end }) {
    const [from, to] = [block.start + start, block.start + end];
    const marks = marksIn(block);
    const cuts = marks.flatMap((mark) => [mark.start, mark.end]).filter((cut) => from < cut && cut < to);
    const edges = [...new Set([from, ...cuts, to])].sort((a, b) => a - b);
    return edges.slice(1).map((edge, index) => ({
      words: node.data.slice(toUnits(node.data, edges[index] - from), toUnits(node.data, edge - from)),
      marks: around(marks, edges[index]),
    }));
  }

  function elementOf({ words, marks }) {
    if (!marks.length) return document.createTextNode(words);
    const mark = Object.assign(document.createElement("mark"), { textContent: words, title: marks.map(({ kind }) => (kind === "note" ? "highlight" : kind)).join(", ") });
    const own = marks.filter(({ kind }) => kind !== "note");
    mark.className = own.length > 1 ? `${own[0].kind} nested` : (own[0]?.kind ?? "note");
    if (own.length) mark.dataset.node = own.map(({ node }) => node).join(" ");
    return mark;
  }

  const show = () => button.setAttribute("aria-pressed", String(isOn()));
  button.hidden = !canPaint() || !texts.size;
  button.addEventListener("click", () => {
    localStorage.setItem(CHOICE, isOn() ? "off" : "on");
    show();
    spans.retell();
    notes.retell();
  });
  for (const index of [spans, notes]) index.addEventListener("change", ({ detail }) => detail.blocks.forEach(renew));
  show();
  if (isOn()) for (const view of texts.values()) view.blocks.forEach(renew);
}
