/** A layout as it is looked at: which boxes and lines lie in a part of it, and what lies at a point. */
import { lineOf, relationOf } from "../geometry.js";
import { DISC, DOT } from "../signs.js";

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Area in pixels of the map
 * @typedef {{scene: Scene, area: Area, boxes: any[], drawsBoxes: boolean, selected: string|null, target: string|null,
 *   lit: string|null}} Sight what is to be painted; ``lit``: the key of the line under the pointer
 */

export class Scene {
  /** @param layout as layoutOf gives it @param {Map<string, import("./content.js").Content>} contents */
  constructor(layout, contents) {
    this.layout = layout;
    this.contents = contents;
    this.boxes = [...layout.boxes.values()];
    this.reach = reaches(this.boxes);
    /** @type {Map<object, any>} box → its line, made when it comes into sight */
    this.lines = new Map();
    this.crossing = new Map(layout.crossLinks.map((cross) => [cross.chip, cross]));
  }

  /** @param {Area} area @returns the boxes of which a part lies in it, in display order */
  boxesIn({ left, top, right, bottom }) {
    return this.boxes.filter((box) => box.x < right && box.x + box.width > left && box.y < bottom && box.y + box.height > top);
  }

  /** @param {Area} area @returns the lines of which a part may lie in it */
  linesIn({ left, top, right, bottom }) {
    const found = [];
    const { reach, boxes } = this;
    for (let index = 0, at = 0; index < boxes.length; index += 1, at += 4) {
      if (!boxes[index].home || reach[at] > right || reach[at + 2] < left || reach[at + 1] > bottom || reach[at + 3] < top) continue;
      const line = this.lineOf(boxes[index]);
      if (line) found.push(line);
    }
    return found;
  }

  lineOf(box) {
    if (!this.lines.has(box)) this.lines.set(box, lineOf(box, this.layout));
    return this.lines.get(box);
  }

  /**
   * Straight lines from each box to the one above it, for a sight from afar.
   * @param {Area} area @param {string} relation @param {(x: number, y: number, toX: number, toY: number) => void} draw
   */
  sketch({ left, top, right, bottom }, relation, draw) {
    this.ends ??= endsOf(this.boxes, this.layout.frame);
    const { reach, ends } = this;
    for (const at of ends.of[relation] ?? []) {
      if (reach[at] > right || reach[at + 2] < left || reach[at + 1] > bottom || reach[at + 3] < top) continue;
      draw(ends.points[at], ends.points[at + 1], ends.points[at + 2], ends.points[at + 3]);
    }
  }

  /** @param {string} key of a box @returns {Area|null} that in which it stands with all below it */
  branch(key) {
    const root = this.layout.boxes.get(key);
    if (!root) return null;
    const inside = new Set([root]);
    for (const box of this.boxes) if (inside.has(box.home)) inside.add(box); // parents come before their children
    const area = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, width, height } of inside) {
      Object.assign(area, { left: Math.min(area.left, x), top: Math.min(area.top, y), right: Math.max(area.right, x + width), bottom: Math.max(area.bottom, y + height) });
    }
    return area;
  }

  /** @returns the box at a point of the map, or null */
  boxAt(x, y, slack = 0) {
    const inside = (box, by) => x >= box.x - by && x <= box.x + box.width + by && y >= box.y - by && y <= box.y + box.height + by;
    return this.boxes.find((box) => inside(box, 0)) ?? this.boxes.find((box) => inside(box, box.shape === "junction" ? slack + 7 : slack)) ?? null;
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

/** For each box the left, top, right and bottom of the part in which its line runs. */
function reaches(boxes) {
  const reach = new Float64Array(boxes.length * 4);
  const index = new Map(boxes.map((box, at) => [box, at * 4]));
  const add = (at, box) => {
    reach[at] = Math.min(reach[at], box.x);
    reach[at + 1] = Math.min(reach[at + 1], box.y);
    reach[at + 2] = Math.max(reach[at + 2], box.x + box.width);
    reach[at + 3] = Math.max(reach[at + 3], box.y + box.height);
  };
  boxes.forEach((box, place) => {
    const at = place * 4;
    reach.set([box.x, box.y, box.x + box.width, box.y + box.height], at);
    if (box.home) add(at, box.home);
    if (box.bearsOn) add(at, box.bearsOn);
    if (box.home?.shape === "junction") add(index.get(box.home), box);
  });
  return reach;
}

function endsOf(boxes, frame) {
  const points = new Float64Array(boxes.length * 4);
  const of = {};
  boxes.forEach((box, index) => {
    if (!box.home || !box.item.link) return;
    const relation = relationOf(box.item.link);
    (of[relation] ??= []).push(index * 4);
    const from = frame.point([frame.far(box.home), frame.middle(box.home)]);
    points.set([...from, ...frame.point([frame.near(box), frame.middle(box)])], index * 4);
  });
  return { points, of };
}
