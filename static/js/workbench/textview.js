/**
 * The article's text in the page and its offsets (code points of the revision's text). The text's DOM is never touched:
 * blocks carry ``data-start``, and what lies in ``[data-aside]`` (the margin) is not text.
 */
import { toCodePoints, toUnits } from "./offsets.js";

const OUTSIDE_THE_BASIC_PLANE = /[\ud800-\udfff]/;

/**
 * One paragraph, heading or list item.
 * @typedef {{element: HTMLElement, start: number, end: number, view: TextView, index: number}} Block
 * @typedef {{node: Text, start: number, end: number, plain: boolean}} Piece  a text node; start and end in code points of
 *   the block; plain: code points are UTF-16 units
 */
export class TextView {
  /** @param {HTMLElement} root an element with ``data-article`` and ``data-revision`` */
  constructor(root) {
    this.root = root;
    this.article = root.dataset.article;
    this.revision = root.dataset.revision;
    /** @type {Block[]} */
    this.blocks = [...root.querySelectorAll("[data-start]")].map((element, index) => ({
      element,
      start: Number(element.dataset.start),
      end: Number(element.dataset.end),
      view: this,
      index,
    }));
    /** @type {Map<Element, Piece[]>} made when first asked for */
    this._pieces = new Map();
  }

  /** @param {number} offset @returns {Block} the last block that begins at or before the offset */
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

  /** @param {number} start @param {number} end @returns {Block[]} the blocks that the passage touches, in order */
  blocksIn(start, end) {
    const found = [];
    for (let index = this.blockAt(start)?.index ?? 0; index < this.blocks.length && this.blocks[index].start < end; index += 1) {
      if (this.blocks[index].end > start) found.push(this.blocks[index]);
    }
    return found;
  }

  /** @param {number} start @param {number} end @returns {Range|null} a range that follows the DOM */
  rangeOf(start, end) {
    const fixed = this.fixedRangeOf(start, end);
    if (!fixed) return null;
    const range = document.createRange();
    range.setStart(fixed.startContainer, fixed.startOffset);
    range.setEnd(fixed.endContainer, fixed.endOffset);
    return range;
  }

  /** The same as a StaticRange: thousands of them cost the page nothing when its DOM changes. */
  fixedRangeOf(start, end) {
    if (!this.blocks.length) return null;
    const from = this._place(start, false);
    const to = this._place(end, true);
    if (!from || !to) return null;
    return new StaticRange({ startContainer: from.node, startOffset: from.offset, endContainer: to.node, endOffset: to.offset });
  }

  /** The passage block by block: what stands between its blocks (the margin) is not painted. @returns {StaticRange[]} */
  fixedRangesOf(start, end) {
    return this.blocksIn(start, end)
      .map((block) => this.fixedRangeOf(Math.max(start, block.start), Math.min(end, block.end)))
      .filter(Boolean);
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
    for (const piece of this._piecesOf(block)) {
      const { length } = piece.node;
      if (piece.node === node) {
        points = piece.start + (piece.plain ? offset : toCodePoints(piece.node.data, offset));
        break;
      }
      if (!before.intersectsNode(piece.node) || before.comparePoint(piece.node, length) > 0) break;
      points = piece.end;
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
    const start = this.offsetOf(range.startContainer, range.startOffset) ?? this._edge(range, true);
    const end = this.offsetOf(range.endContainer, range.endOffset) ?? this._edge(range, false);
    return start === null || end === null ? null : this.trimmed(start, end);
  }

  /** @returns {{start: number, end: number, text: string}|null} the passage without blanks at its ends */
  trimmed(start, end) {
    if (start >= end) return null;
    const text = this.textOf(start, end);
    const first = start + toCodePoints(text, text.length - text.trimStart().length);
    const last = end - toCodePoints(text, text.length - text.trimEnd().length);
    return first < last ? { start: first, end: last, text: text.trim() } : null;
  }

  /** @param {number} start @param {number} end @returns {string} the words there; blocks parted by a line end */
  textOf(start, end) {
    return this.blocksIn(start, end)
      .map((block) => {
        const text = this.textIn(block);
        return text.slice(toUnits(text, Math.max(0, start - block.start)), toUnits(text, end - block.start));
      })
      .join("\n");
  }

  /** The same, character by character as the revision has it, where nothing but line ends stands between blocks. */
  quoteOf(start, end) {
    let [words, at] = ["", start];
    for (const block of this.blocksIn(start, end)) {
      const text = this.textIn(block);
      const units = (offset) => (text.length === block.end - block.start ? offset - block.start : toUnits(text, offset - block.start));
      words += "\n".repeat(Math.max(0, block.start - at)) + text.slice(units(Math.max(start, block.start)), units(Math.min(end, block.end)));
      at = block.end;
    }
    return words;
  }

  /** @param {Block} block @returns {string} all its words */
  textIn(block) {
    return this._piecesOf(block.element).map(({ node }) => node.data).join("");
  }

  /** @param {Block} block @returns {Piece[]} its text nodes */
  piecesIn(block) {
    return this._piecesOf(block.element);
  }

  /** Forgets the text nodes of a block, whose DOM was made anew. @param {Block} block */
  forget(block) {
    this._pieces.delete(block.element);
  }

  /** The end of a selection that lies between blocks: the next block's start, or the last one's end. */
  _edge(range, first) {
    const inside = this.blocks.filter((block) => range.intersectsNode(block.element));
    if (!inside.length) return null;
    return first ? inside[0].start : inside.at(-1).end;
  }

  _place(offset, isEnd) {
    const block = this.blockAt(isEnd ? Math.max(offset - 1, 0) : offset);
    const wanted = Math.min(offset, block.end) - block.start;
    const pieces = this._piecesOf(block.element);
    const piece = pieces.find(({ end }) => (isEnd ? wanted <= end : wanted < end)) ?? pieces.at(-1);
    if (!piece) return null;
    const points = Math.max(0, wanted - piece.start);
    return { node: piece.node, offset: piece.plain ? Math.min(points, piece.node.length) : toUnits(piece.node.data, points) };
  }

  /** @param {HTMLElement} element of a block @returns {Piece[]} */
  _piecesOf(element) {
    const known = this._pieces.get(element);
    if (known) return known;
    let start = 0;
    const pieces = [...textNodes(element)].map((node) => {
      const plain = !OUTSIDE_THE_BASIC_PLANE.test(node.data);
      const end = start + (plain ? node.length : toCodePoints(node.data, node.length));
      const piece = { node, start, end, plain };
      start = end;
      return piece;
    });
    this._pieces.set(element, pieces);
    return pieces;
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
