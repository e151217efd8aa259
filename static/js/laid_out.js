/** A tree as it is laid out: numbers by row in display order, and boxes made from them for who asks. */
import { flatOf } from "./flat.js";
import { Frame } from "./frame.js";

/** One box; its numbers are read from the layout. */
export class Box {
  /** @param {Layout} layout @param {number} row */
  constructor(layout, row) {
    Object.assign(this, { layout, row, item: layout.itemAt(row), shape: layout.shapeAt(row) });
    /** @type {{count: number, inFavour: number, against: number}|null} what it hides, where it is collapsed */
    this.hidden = null;
  }

  get key() {
    return this.item.key;
  }

  get x() {
    return this.layout.xs[this.row];
  }

  get y() {
    return this.layout.ys[this.row];
  }

  get width() {
    return this.layout.widths[this.row];
  }

  get height() {
    return this.layout.heights[this.row];
  }

  /** The depth from which lines to what is below are straight. */
  get fan() {
    return this.layout.fans[this.row];
  }

  /** Whether something hangs from it that is shown once it is open. */
  get hasBelow() {
    const { flat, keep, rows } = this.layout;
    const place = rows.places[this.row];
    const [first, end] = [place + 1, flat.ends[place]];
    return keep === null ? first < end : keep.subarray(first, end).includes(1);
  }

  /** @returns {Box|null} that from which it hangs */
  get home() {
    return this.layout.boxAt(this.layout.rows.parents[this.row]);
  }

  /** @returns {Box|null} that on whose link it bears */
  get bearsOn() {
    return this.layout.boxAt(this.layout.rows.bearsOn[this.row]);
  }

  /** @returns {number|null} the depth of the dot at which its line ends on another */
  get dot() {
    return this.layout.rows.bearsOn[this.row] ? this.layout.dots[this.row] : null;
  }
}

export class Layout {
  /** @param tree @param rows as layout.js makes them @param drawn breadths and depths of the boxes, and how to see these */
  constructor(tree, rows, { starts, nears, breadths, depths, fans, dots, broad, deep, root, mirrored, keep }) {
    const left = root === "left";
    Object.assign(this, { tree, rows, fans, dots, keep, flat: flatOf(tree), count: rows.places.length - 1 });
    [this.width, this.height] = left ? [deep, broad] : [broad, deep];
    [this.widths, this.heights] = left ? [depths, breadths] : [breadths, depths];
    [this.xs, this.ys] = left ? [nears, starts] : [starts, nears];
    if (mirrored) this.xs = this.xs.map((x, row) => this.width - x - this.widths[row]);
    this.frame = new Frame({ root, mirrored, width: this.width });
    /** @type {Box[]} by row, as far as they are made */
    this.made = [];
    /** @type {Box[]} those that hide something */
    this.folded = [];
    this.boxes = new Boxes(this);
  }

  itemAt(row) {
    return this.flat.items[this.rows.places[row]];
  }

  /** @returns {"node"|"reference"|"junction"|"folded"} */
  shapeAt(row) {
    const { node, reference } = this.itemAt(row);
    if (!node) return this.rows.pills[row] ? "junction" : "folded";
    return reference === null ? "node" : "reference";
  }

  /** @returns {Box|null} null for row 0, the root of all trees, and where there is no such row */
  boxAt(row) {
    return row > 0 && row <= this.count ? (this.made[row] ??= new Box(this, row)) : null;
  }

  /** @param {string} key @returns {number} its row, 0 where it is not shown */
  rowOf(key) {
    return this.rows.at[this.tree.items.get(key)?.place] ?? 0;
  }

  /** @returns {Box|null} that whose middle is nearest to a point */
  nearest(x, y) {
    const { xs, ys, widths, heights, count } = this;
    let [found, least] = [0, Infinity];
    for (let row = 1; row <= count; row += 1) {
      const distance = Math.abs(xs[row] + widths[row] / 2 - x) + Math.abs(ys[row] + heights[row] / 2 - y);
      if (distance < least) [found, least] = [row, distance];
    }
    return this.boxAt(found);
  }

  /** @param {Map<string, {count: number, inFavour: number, against: number}>} counts by key */
  hide(counts) {
    for (const [key, hidden] of counts) {
      const box = this.boxes.get(key);
      if (box) this.folded.push(Object.assign(box, { hidden }));
    }
  }

  /** @returns {{link: string|undefined, chip: string, box: string}[]} from each reference to where its node stands */
  get crossLinks() {
    const { flat, rows, tree } = this;
    return (this.crosses ??= flat.references.filter(({ place }) => rows.at[place]).flatMap(({ key, link, node }) => {
      const expanded = tree.itemOfNode.get(node.id);
      return rows.at[expanded.place] ? [{ link: link?.id, chip: key, box: expanded.key }] : [];
    }));
  }
}

/** The boxes of a layout by key, in display order: read as a Map is. */
class Boxes {
  /** @param {Layout} layout */
  constructor(layout) {
    this.layout = layout;
  }

  get size() {
    return this.layout.count;
  }

  has(key) {
    return this.layout.rowOf(key) > 0;
  }

  /** @returns {Box|undefined} */
  get(key) {
    return this.layout.boxAt(this.layout.rowOf(key)) ?? undefined;
  }

  *values() {
    for (let row = 1; row <= this.layout.count; row += 1) yield this.layout.boxAt(row);
  }
}
