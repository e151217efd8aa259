/** What a box of the map says, in lines, and how large it therefore is: as ``argmap/domain/layout/content.py``. */
import { sidesOf } from "./sides.js";
import { Ruler, broken } from "./words.js";

export const BOX_WIDTH = 272;
export const PAD = 10; // beside the words; STRIPE and EDGE are the borders
export const PAD_TOP = 7;
export const STRIPE = 4;
export const EDGE = 1;
export const LINE = 19;
export const SMALL_LINE = 17;
export const NUMBER_GAP = 7;
const WIDEST_NUMBER = 72; // a wider one stands on a line of its own
const CHIP_HEIGHT = 28;
const CHIP_PAD = 26; // both sides, with the borders
const COUNT_ROOM = 24; // its gap and padding
const COMPACT_LINES = 2;
const EVIDENCE = { common_ground: "common ground" };

/**
 * @typedef {{number: string, lines: string[], small: string[], stacked: boolean, indent: number, style: string,
 *   width: number, height: number, size: [number, number]}} Content  ``indent``: of the words, from the inside of the stripe
 */

export class Contents {
  /** @param {string} family of the fonts, as CSS has it */
  constructor(family) {
    this.family = family;
    this.compact = false;
    this.forget();
  }

  /** Forgets all widths, as when a font has come. */
  forget() {
    /** @type {Map<string, Ruler>} */
    this.rulers = new Map();
    /** @type {WeakMap<object, Content>} node → its content, as long as number and choice of length stay */
    this.kept = new WeakMap();
  }

  /** @param {string} style as "bold 14px" @returns {Ruler} */
  ruler(style) {
    if (!this.rulers.has(style)) this.rulers.set(style, new Ruler(`${style} ${this.family}`));
    return this.rulers.get(style);
  }

  /**
   * @param items visible ones @param {Set<string>} collapsed keys
   * @returns {{contents: Map<string, Content>, sizes: Map<string, [number, number]>}} of all but junctions
   */
  ofAll(items, collapsed) {
    const [contents, sizes] = [new Map(), new Map()];
    for (const item of items) {
      if (!item.node && !collapsed.has(item.key)) continue;
      const content = this.of(item);
      contents.set(item.key, content);
      sizes.set(item.key, content.size);
    }
    return { contents, sizes };
  }

  /** @param {{count: number, inFavour: number, against: number}} hidden @returns {number} how far its count hangs out */
  countWidth(hidden) {
    return this.ruler("600 12px").widthOf(`+${hidden.count}: ${sidesOf(hidden)}`) + COUNT_ROOM;
  }

  /** @param item of the tree that has a box with words @returns {Content} */
  of(item) {
    const { node } = item;
    if (!node) return this.chip(`${item.number} · ${item.members.length} premises together`);
    if (item.reference !== null) return this.chip(`see ${item.reference}`);
    const kept = this.kept.get(node);
    if (kept?.number === item.number && kept.compact === this.compact) return kept;
    const made = { ...this.node(item.number, node), compact: this.compact };
    this.kept.set(node, made);
    return made;
  }

  chip(words) {
    const width = Math.ceil(this.ruler("12px").widthOf(words)) + CHIP_PAD;
    return { number: "", lines: [words], small: [], stacked: false, indent: 0, style: "12px", width, height: CHIP_HEIGHT, size: [width, CHIP_HEIGHT] };
  }

  node(number, node) {
    const wide = Math.ceil(this.ruler("12px").widthOf(number));
    const stacked = wide > WIDEST_NUMBER;
    const indent = stacked ? 0 : wide + NUMBER_GAP;
    const room = BOX_WIDTH - STRIPE - EDGE - 2 * PAD - indent - 1;
    const slant = node.implicit ? "italic " : "";
    const style = `${slant}${node.main ? "600 " : ""}14px`;
    const lines = this.shortened(broken(node.text, room, this.ruler(style)));
    const details = detailsOf(node);
    const small = details ? broken(details, room, this.ruler(`${slant}12px`)) : [];
    const height = lines.length * LINE + (small.length + Number(stacked)) * SMALL_LINE + 2 * (PAD_TOP + EDGE);
    return { number, lines, small, stacked, indent, style, width: BOX_WIDTH, height, size: [BOX_WIDTH, height] };
  }

  /** Of a text that is to stand compact the first lines. */
  shortened(lines) {
    if (!this.compact || lines.length <= COMPACT_LINES) return lines;
    const kept = lines.slice(0, COMPACT_LINES);
    return [...kept.slice(0, -1), `${kept.at(-1).replace(/\s*\S{0,2}$/u, "")} …`];
  }
}

/** What is said of a node in small type. */
function detailsOf(node) {
  const evidence = node.evidence_type && (EVIDENCE[node.evidence_type] ?? node.evidence_type);
  return [node.main && "main claim", node.implicit && "implicit", evidence, node.attribution].filter(Boolean).join(" · ");
}
