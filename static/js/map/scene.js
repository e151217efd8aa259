/** A layout as it is looked at: which boxes and lines lie in a part of it, and what lies at a point. */
import { lineOf, relationOf } from "../geometry.js";
import { DISC, DOT } from "../signs.js";
import { tintOf } from "./tints.js";

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Area in pixels of the map
 * @typedef {{scene: Scene, area: Area, rows: number[], drawsBoxes: boolean, selected: string|null, chosen: Set<string>,
 *   target: string|null, problems: Map<string, string[]>, lit: string|null, filtered: import("../filtered.js").Filtered|null}} Sight
 *   what is to be painted; ``rows``: of the boxes in sight; ``problems``: by node; ``lit``: the key of the line under the pointer
 */

export class Scene {
  /** @param {import("../laid_out.js").Layout} layout @param {import("./content.js").Contents} contents */
  constructor(layout, contents) {
    Object.assign(this, { layout, contents, reach: reaches(layout) });
    /** @type {Map<number, any>} row → its line, made when it comes into sight */
    this.lines = new Map();
  }

  /** @returns {import("./content.js").Content} what the box says */
  contentOf(box) {
    return this.contents.of(box.item);
  }

  /** @param {Area} area @returns {number[]} the rows of the boxes of which a part lies in it, in display order */
  rowsIn({ left, top, right, bottom }) {
    const { xs, ys, widths, heights, count } = this.layout;
    const rows = [];
    for (let row = 1; row <= count; row += 1) {
      if (xs[row] < right && xs[row] + widths[row] > left && ys[row] < bottom && ys[row] + heights[row] > top) rows.push(row);
    }
    return rows;
  }

  /** @returns {Object<string, Uint8Array>} for each colour by row: 1 for the boxes that have it */
  get tints() {
    if (this.tinted) return this.tinted;
    this.tinted = {};
    for (let row = 1; row <= this.layout.count; row += 1) {
      const tint = tintOf(this.layout.itemAt(row));
      (this.tinted[tint] ??= new Uint8Array(this.layout.count + 1))[row] = 1;
    }
    return this.tinted;
  }

  /** @param {Area} area @returns the lines of which a part may lie in it */
  linesIn(area) {
    const found = [];
    const { parents } = this.layout.rows;
    for (let row = 1; row < parents.length; row += 1) {
      const line = parents[row] && this.reaches(row, area) && this.lineOf(row);
      if (line) found.push(line);
    }
    return found;
  }

  /** Whether the line of a row may run through the area. */
  reaches(row, { left, top, right, bottom }) {
    const { reach } = this;
    const at = row * 4;
    return reach[at] <= right && reach[at + 2] >= left && reach[at + 1] <= bottom && reach[at + 3] >= top;
  }

  lineOf(row) {
    if (!this.lines.has(row)) {
      const line = lineOf(this.layout.boxAt(row), this.layout);
      this.lines.set(row, line && { ...line, tags: this.layout.itemAt(row).link.tags });
    }
    return this.lines.get(row);
  }

  /**
   * Straight lines from each box to the one above it, for a sight from afar.
   * @param {Area} area @param {string} relation @param {(x: number, y: number, toX: number, toY: number) => void} draw
   */
  sketch(area, relation, draw) {
    this.ends ??= endsOf(this.layout);
    const { points, of } = this.ends;
    for (const row of of[relation] ?? []) {
      if (this.reaches(row, area)) draw(points[row * 4], points[row * 4 + 1], points[row * 4 + 2], points[row * 4 + 3]);
    }
  }

  /** @param {string} key of a box @returns {Area|null} that in which it stands with all below it */
  branch(key) {
    const { xs, ys, widths, heights, rows, count } = this.layout;
    const first = this.layout.rowOf(key);
    if (!first) return null;
    const inside = new Uint8Array(count + 1);
    inside[first] = 1;
    const area = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let row = first; row <= count; row += 1) {
      inside[row] ||= inside[rows.parents[row]]; // parents come before their children
      if (!inside[row]) continue;
      area.left = Math.min(area.left, xs[row]);
      area.top = Math.min(area.top, ys[row]);
      area.right = Math.max(area.right, xs[row] + widths[row]);
      area.bottom = Math.max(area.bottom, ys[row] + heights[row]);
    }
    return area;
  }

  /** @returns {import("../laid_out.js").Box|null} the box at a point of the map */
  boxAt(x, y, slack = 0) {
    const { layout } = this;
    const near = this.rowsIn({ left: x - slack - 7, top: y - slack - 7, right: x + slack + 7, bottom: y + slack + 7 }).map((row) => layout.boxAt(row));
    const inside = (box, by) => x >= box.x - by && x <= box.x + box.width + by && y >= box.y - by && y <= box.y + box.height + by;
    return near.find((box) => inside(box, 0)) ?? near.find((box) => inside(box, box.shape === "junction" ? slack + 7 : slack)) ?? null;
  }

  /** @returns the line whose sign or dot is nearest to the point, within reach; else null */
  signAt(x, y, slack = 4) {
    let nearest = null;
    const area = { left: x - 40, top: y - 40, right: x + 40, bottom: y + 40 };
    for (const line of this.linesIn(area)) {
      for (const [point, size] of [[line.sign, DISC], [line.dot, DOT]]) {
        const distance = point ? Math.hypot(point[0] - x, point[1] - y) : Infinity;
        if (distance <= size + slack && distance < (nearest?.distance ?? Infinity)) nearest = { line, distance };
      }
    }
    return nearest?.line ?? null;
  }
}

/** For each row the left, top, right and bottom of the part in which its line runs. */
function reaches({ xs, ys, widths, heights, count, rows: { parents, bearsOn, pills } }) {
  const reach = new Float64Array((count + 1) * 4);
  const add = (row, other) => {
    const at = row * 4;
    reach[at] = Math.min(reach[at], xs[other]);
    reach[at + 1] = Math.min(reach[at + 1], ys[other]);
    reach[at + 2] = Math.max(reach[at + 2], xs[other] + widths[other]);
    reach[at + 3] = Math.max(reach[at + 3], ys[other] + heights[other]);
  };
  for (let row = 1; row <= count; row += 1) {
    const [at, parent] = [row * 4, parents[row]];
    reach[at] = xs[row];
    reach[at + 1] = ys[row];
    reach[at + 2] = xs[row] + widths[row];
    reach[at + 3] = ys[row] + heights[row];
    if (parent) add(row, parent);
    if (bearsOn[row]) add(row, bearsOn[row]);
    if (pills[parent]) add(parent, row);
  }
  return reach;
}

/** For each row the two ends of its straight line, and the rows of each relation. */
function endsOf(layout) {
  const { xs, ys, widths, heights, count, frame, rows } = layout;
  const points = new Float64Array((count + 1) * 4);
  const of = {};
  const side = frame.mirrored ? 0 : 1; // of a box from which lines leave, where the root is not on top: left or right
  for (let row = 1; row <= count; row += 1) {
    const [parent, { link }] = [rows.parents[row], layout.itemAt(row)];
    if (!parent || !link) continue;
    (of[relationOf(link)] ??= []).push(row);
    points.set(frame.left
      ? [xs[parent] + side * widths[parent], ys[parent] + heights[parent] / 2, xs[row] + (1 - side) * widths[row], ys[row] + heights[row] / 2]
      : [xs[parent] + widths[parent] / 2, ys[parent] + heights[parent], xs[row] + widths[row] / 2, ys[row]], row * 4);
  }
  return { points, of };
}
