/**
 * The article's text in the page and its offsets (code points of the revision's text). The text's DOM is never touched:
 * blocks carry ``data-start``, and what lies in ``[data-aside]`` (the margin) is not text.
 */
import { toCodePoints, toUnits } from "./offsets.js";

export class TextView {
  /** @param {HTMLElement} root an element with ``data-article`` and ``data-revision`` */
  constructor(root) {
    this.root = root;
    this.article = root.dataset.article;
    this.revision = root.dataset.revision;
    this.blocks = [...root.querySelectorAll("[data-start]")].map((element) => ({
      element,
      start: Number(element.dataset.start),
      end: Number(element.dataset.end),
    }));
  }

  /** @param {number} offset @returns the last block that begins at or before the offset */
  blockAt(offset) {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }

  /** @param {number} start @param {number} end @returns {Range|null} */
  rangeOf(start, end) {
    if (!this.blocks.length) return null;
    const from = this._place(start, false);
    const to = this._place(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /**
   * @param {Node} node @param {number} offset a place in the DOM
   * @returns {number|null} the offset in the text, null outside any block
   */
  offsetOf(node, offset) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const block = element?.closest("[data-start]");
    if (!block || !this.root.contains(block)) return null;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, offset);
    let points = 0;
    for (const text of textNodes(block)) {
      if (!before.intersectsNode(text)) break;
      const here = text === node ? offset : before.comparePoint(text, text.length) <= 0 ? text.length : 0;
      points += toCodePoints(text.data, here);
      if (text === node) break;
    }
    return Number(block.dataset.start) + points;
  }

  /** @param {number} x @param {number} y client pixels @returns {number|null} the offset under the point */
  offsetAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    if (caret) return this.offsetOf(caret.offsetNode, caret.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.offsetOf(range.startContainer, range.startOffset) : null;
  }

  /** @param {Range} range @returns {{start: number, end: number, text: string}|null} without blanks at its ends */
  passageOf(range) {
    let start = this.offsetOf(range.startContainer, range.startOffset) ?? this._edge(range, true);
    let end = this.offsetOf(range.endContainer, range.endOffset) ?? this._edge(range, false);
    if (start === null || end === null || start >= end) return null;
    const text = this.textOf(start, end);
    start += toCodePoints(text, text.length - text.trimStart().length);
    end -= toCodePoints(text, text.length - text.trimEnd().length);
    return start < end ? { start, end, text: text.trim() } : null;
  }

  /** @param {number} start @param {number} end @returns {string} the words there; blocks parted by a line end */
  textOf(start, end) {
    const parts = [];
    for (const block of this.blocks) {
      if (block.end <= start || block.start >= end) continue;
      const text = [...textNodes(block.element)].map((node) => node.data).join("");
      parts.push(text.slice(toUnits(text, Math.max(0, start - block.start)), toUnits(text, end - block.start)));
    }
    return parts.join("\n");
  }

  /** The end of a selection that lies between blocks: the next block's start, or the last one's end. */
  _edge(range, first) {
    const inside = this.blocks.filter((block) => range.intersectsNode(block.element));
    if (!inside.length) return null;
    return first ? inside[0].start : inside.at(-1).end;
  }

  _place(offset, isEnd) {
    const block = this.blockAt(isEnd ? Math.max(offset - 1, 0) : offset);
    let left = Math.min(offset, block.end) - block.start;
    let last = null;
    for (const node of textNodes(block.element)) {
      const units = toUnits(node.data, left);
      const points = toCodePoints(node.data, units);
      if (points === left && (isEnd || units < node.length)) return { node, offset: units };
      left -= points;
      last = node;
    }
    return last && { node: last, offset: last.length };
  }
}

/** @param {Element} block @returns {Generator<Text>} its text nodes without those of the margin */
function* textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.TEXT_NODE
      ? NodeFilter.FILTER_ACCEPT
      : node.dataset?.aside !== undefined
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_SKIP,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) yield /** @type {Text} */ (node);
}
