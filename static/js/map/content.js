/** What a box of the map says, in lines, and how large it therefore is: as ``argmap/domain/layout/content.py``. */
import { flatOf } from "../flat.js";
import { sidesOf } from "./sides.js";
import { Ruler, broken } from "./words.js";

const BOX_WIDTH = 272;
export const PAD = 10; // beside the words; STRIPE and EDGE are the borders
export const PAD_TOP = 7;
export const STRIPE = 4;
export const EDGE = 1;
export const LINE = 19;
export const SMALL_LINE = 17;
const NUMBER_GAP = 7;
const WIDEST_NUMBER = 72; // a wider one stands on a line of its own
const CHIP_HEIGHT = 28;
const CHIP_PAD = 26; // both sides, with the borders
const COUNT_ROOM = 24; // its gap and padding
const COMPACT_LINES = 2;
const EVIDENCE = { common_ground: "common ground" };

/**
 * @typedef {{number: string, lines: string[], small: string[], stacked: boolean, indent: number, style: string,
 *   width: number, height: number, compact: boolean, said?: string}} Content  ``indent``: of the words, from the inside of the stripe
 */

export class Contents {
  /** @param {string} family of the fonts, as CSS has it @param {import("../workbench/schemes.js").Schemes} schemes */
  constructor(family, schemes) {
    Object.assign(this, { family, schemes });
    this.compact = false;
    this.forget();
  }

  /** Forgets all widths, as when a font has come. */
  forget() {
    /** @type {Map<string, Ruler>} */
    this.rulers = new Map();
    /** @type {WeakMap<object, Content>} node → its content, as long as number and choice of length stay; so for chips */
    this.kept = new WeakMap();
    /** @type {WeakMap<object, import("../layout.js").Sizes & {compact: boolean}>} tree → how large its boxes are */
    this.measured = new WeakMap();
  }

  /** @param {string} style as "bold 14px" @returns {Ruler} */
  ruler(style) {
    if (!this.rulers.has(style)) this.rulers.set(style, new Ruler(`${style} ${this.family}`));
    return this.rulers.get(style);
  }

  /** @returns {import("../layout.js").Sizes} of all boxes of a tree; junctions as they stand collapsed */
  sizesOf(tree) {
    const known = this.measured.get(tree);
    if (known?.compact === this.compact) return known;
    const { items } = flatOf(tree);
    const sizes = { widths: new Float64Array(items.length), heights: new Float64Array(items.length), compact: this.compact };
    for (const item of items) {
      const { width, height } = this.of(item);
      sizes.widths[item.place] = width;
      sizes.heights[item.place] = height;
    }
    this.measured.set(tree, sizes);
    return sizes;
  }

  /** @param {{count: number, inFavour: number, against: number}} hidden @returns {number} how far its count hangs out */
  countWidth(hidden) {
    return this.ruler("600 12px").widthOf(`+${hidden.count}: ${sidesOf(hidden)}`) + COUNT_ROOM;
  }

  /** @param item of the tree @returns {Content} */
  of(item) {
    const { node, reference } = item;
    const holder = node && reference === null ? node : item;
    const kept = this.kept.get(holder);
    const { scheme, open, role } = this.schemes.wordsOf(item);
    const said = [scheme, open, role].filter(Boolean).join(" · ");
    if (kept && (holder === item || (kept.number === item.number && kept.compact === this.compact && kept.said === said))) return kept;
    const made = holder === node ? this.node(item.number, node, said) : this.chip(node ? `see ${reference}` : [item.number, said || `${item.members.length} premises together`].join(" · "));
    this.kept.set(holder, made);
    return made;
  }

  chip(words) {
    const width = Math.ceil(this.ruler("12px").widthOf(words)) + CHIP_PAD;
    return { number: "", lines: [words], small: [], stacked: false, indent: 0, style: "12px", width, height: CHIP_HEIGHT, compact: false };
  }

  /** @param {string} said of its link */
  node(number, node, said) {
    const wide = Math.ceil(this.ruler("12px").widthOf(number));
    const stacked = wide > WIDEST_NUMBER;
    const indent = stacked ? 0 : wide + NUMBER_GAP;
    const room = BOX_WIDTH - STRIPE - EDGE - 2 * PAD - indent - 1;
    const slant = node.implicit ? "italic " : "";
    const style = `${slant}${node.main ? "600 " : ""}14px`;
    const lines = this.shortened(broken(node.text, room, this.ruler(style)));
    const details = [said, detailsOf(node)].filter(Boolean).join(" · ");
    const small = details ? broken(details, room, this.ruler(`${slant}12px`)) : [];
    const height = lines.length * LINE + (small.length + Number(stacked)) * SMALL_LINE + 2 * (PAD_TOP + EDGE);
    return { number, lines, small, stacked, indent, style, width: BOX_WIDTH, height, compact: this.compact, said };
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
