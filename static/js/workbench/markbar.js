/** The toolbar beside a selection of text, and the selection itself as a passage of an article. */
import { MARKS } from "./actions.js";

/**
 * @param {HTMLElement} bar
 * @param {Map<string, import("./textview.js").TextView>} texts by revision
 * @param {(key: string) => void} mark what a button does
 * @param {() => {id: string, number: string}|null} selectedNode to which the passage could be added
 * @param {boolean} editable whether the reader may mark; all may copy
 */
export function createMarkBar(bar, texts, mark, selectedNode, editable) {
  if (editable) for (const [key, { label, kind, hint, type }] of Object.entries(MARKS)) bar.append(buttonOf(key, label, hint, type ? "" : kind));
  if (editable) bar.append(buttonOf("+", "Part", "keeps it as a part: the next key marks all parts as one node", ""));
  if (editable) bar.append(buttonOf("h", "Highlight", "marks it beside the argument; a note can be written on it", ""));
  if (editable) bar.append(buttonOf("p", "Add to node", "adds the passage to the selected node", ""));
  if (editable) bar.append(buttonOf("r", "Comment", "begins a comment on the passage", ""));
  bar.append(buttonOf("q", "Copy", "copies the quote with its source and address", ""));

  function buttonOf(key, label, hint, kind) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.mark = key;
    button.title = hint;
    const name = document.createElement("span");
    name.textContent = label;
    if (kind) name.className = `chip chip-${kind}`;
    const short = document.createElement("kbd");
    short.textContent = key;
    short.setAttribute("aria-hidden", "true");
    button.append(name, short);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => mark(key));
    return button;
  }

  /** @returns {{article: string, revision: string, start: number, end: number, text: string}|null} */
  function passage() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    for (const text of texts.values()) {
      if (!range.intersectsNode(text.root)) continue;
      const found = text.passageOf(range);
      if (found) return { article: text.article, revision: text.revision, ...found };
    }
    return null;
  }

  function place() {
    const found = passage();
    bar.hidden = !found;
    if (!found) return;
    const addTo = bar.querySelector('[data-mark="p"]');
    const node = selectedNode();
    if (addTo) addTo.hidden = !node;
    if (addTo && node) addTo.firstChild.textContent = `Add to ${node.number}`;
    bar.style.maxWidth = "";
    if (matchMedia("(max-width: 56rem)").matches) return; // docked at the bottom by the style sheet
    const rects = getSelection().getRangeAt(0).getClientRects();
    const last = rects[rects.length - 1];
    if (!last) return;
    const pane = document.getElementById("text-pane").getBoundingClientRect();
    bar.style.maxWidth = `${pane.width - 16}px`;
    const own = bar.getBoundingClientRect();
    const left = Math.max(8, Math.min(last.left, pane.right - own.width - 8));
    const top = last.bottom + own.height + 16 < innerHeight ? last.bottom + 8 : rects[0].top - own.height - 8;
    Object.assign(bar.style, { left: `${left}px`, top: `${Math.max(8, top)}px` });
  }

  let timer = 0;
  document.addEventListener("selectionchange", () => {
    cancelAnimationFrame(timer);
    timer = requestAnimationFrame(place);
  });
  document.getElementById("text-pane").addEventListener("scroll", () => !bar.hidden && place(), { passive: true });
  return { passage, clear: () => getSelection()?.removeAllRanges() };
}
