/**
 * The layout of a tree: the twin of ``argmap/domain/layout/arrange.py``, held to it by shared fixtures. Every visible
 * item is a box of one tidy tree; linked premises stand below their junction; what bears on a link stands beside its
 * premise, so that its line ends on that link's line and crosses no other. Pixels at zoom 100 %.
 *
 * @typedef {{key: string, item: any, shape: "node"|"reference"|"junction"|"folded", x: number, y: number,
 *   width: number, height: number, fan: number, home: Box|null, dot: number|null, bearsOn: Box|null,
 *   hidden: {count: number, inFavour: number, against: number}|null}} Box
 * @typedef {{root?: "left"|"top", mirrored?: boolean, collapsed?: Set<string>}} Options
 */
import { Frame } from "./frame.js";
import { hiddenBelow } from "./hidden.js";
import { tidy } from "./tidy.js";

export const PILL_GAP = 32; // between a junction and its members
const PILL = 10; // depth of a junction
const PILL_BREADTH = 36;
const SIGN_ROOM = 32;
const DOT_ROOM = 14;
const FAN = 48; // the least depth in which lines spread
const PILL_ZONE = PILL_GAP + PILL + SIGN_ROOM - 4;
const GAPS = { siblings: 16, members: 8, families: 28, trees: 44, margin: 28 };
const LEVEL = { left: 128, top: 104 };

/**
 * @param {ReturnType<import("./tree.js").treeOf>} tree
 * @param {Map<string, [number, number]>} sizes key → width and height, for all but junctions
 * @param {Options} options
 */
export function layoutOf(tree, sizes, { root = "left", mirrored = false, collapsed = new Set() } = {}) {
  const rows = rowsOf(tree, collapsed);
  const spans = spansOf(rows, sizes, root);
  const lanes = lanesOf(rows, root);
  const { breadths, depths } = tidy({
    parents: rows.parents,
    breadths: spans.map(([breadth]) => breadth),
    depths: spans.map(([, depth], row) => lanes.leads[row] + depth),
    gaps: rows.pills.map((pill, row) => (row === 0 ? GAPS.trees : pill ? GAPS.members : GAPS.siblings)),
    attached: rows.bearsOn,
    families: GAPS.families,
  });
  const layout = drawn(rows, spans, lanes, breadths, depths, { root, mirrored });
  for (const [key, hidden] of hiddenBelow(tree, collapsed)) layout.boxes.get(key).hidden = hidden;
  return { ...layout, crossLinks: crossLinks(tree, layout.boxes) };
}

/** The visible items as flat lists in display order; row 0 is the invisible root of all trees. */
function rowsOf(tree, collapsed) {
  const rows = { items: [null], parents: [-1], pills: [false], bearing: new Map(), bearsOn: new Map() };
  const above = new Map(tree.roots.map((item) => [item.key, 0]));
  const targetOf = new Map();
  for (const [key, item] of tree.items) {
    const parent = above.get(key);
    if (parent === undefined) continue;
    const row = rows.items.push(item) - 1;
    rows.parents.push(parent);
    rows.pills.push(!item.node && !collapsed.has(key));
    if (targetOf.has(key)) {
      const target = targetOf.get(key);
      rows.bearsOn.set(row, target);
      rows.bearing.set(target, [...(rows.bearing.get(target) ?? []), row]);
    }
    if (collapsed.has(key)) continue;
    for (const child of item.members.length ? item.members : item.children) above.set(child.key, row);
    for (const child of item.onLink) {
      above.set(child.key, parent);
      targetOf.set(child.key, row);
    }
  }
  return rows;
}

/** Breadth and depth of each row's box. */
function spansOf(rows, sizes, root) {
  return rows.items.map((item, row) => {
    if (row === 0) return [0, 0];
    if (rows.pills[row]) return [PILL_BREADTH, PILL];
    const [width, height] = sizes.get(item.key);
    return root === "left" ? [height, width] : [width, height];
  });
}

/** The room of lines: gaps below each row, the run in which lines are straight, dots, and leads from row to parent. */
function lanesOf({ parents, pills, bearing }, root) {
  const runs = parents.map(() => SIGN_ROOM);
  const dots = parents.map(() => 0);
  const zones = pills.map((pill) => (pill ? PILL_ZONE : SIGN_ROOM));
  for (let row = parents.length - 1; row > 0; row -= 1) {
    for (const other of bearing.get(row) ?? []) {
      const zone = Math.max(zones[row], zones[other]);
      dots[other] = zone + DOT_ROOM / 2;
      zones[row] = zone + DOT_ROOM;
    }
    runs[parents[row]] = Math.max(runs[parents[row]], zones[row]);
  }
  const gaps = runs.map((run) => Math.max(LEVEL[root], run + FAN));
  const leads = parents.map((parent, row) => {
    if (parent <= 0) return 0;
    return pills[parent] ? PILL_GAP : gaps[parent] - (pills[row] ? PILL_GAP + PILL : 0);
  });
  return { runs, dots, gaps, leads };
}

function drawn(rows, spans, lanes, breadths, depths, { root, mirrored }) {
  const { margin } = GAPS;
  const inside = rows.items.map((_, row) => row).slice(1);
  const top = inside.reduce((least, row) => Math.min(least, breadths[row]), inside.length ? Infinity : 0) - margin - 0.5;
  const starts = breadths.map((breadth) => Math.floor(breadth - top));
  const nears = depths.map((depth, row) => depth + lanes.leads[row] + margin);
  const ends = (places, axis) => inside.reduce((most, row) => Math.max(most, places[row] + spans[row][axis]), margin) + margin;
  const [broad, deep] = [ends(starts, 0), ends(nears, 1)];
  const [width, height] = root === "left" ? [deep, broad] : [broad, deep];
  const frame = new Frame({ root, mirrored, width });
  /** @type {(Box|null)[]} */
  const boxes = [null];
  for (const row of inside) {
    const item = rows.items[row];
    const [breadth, depth] = spans[row];
    const size = root === "left" ? [depth, breadth] : [breadth, depth];
    const [x, y, w, h] = frame.corner(nears[row], starts[row], ...size);
    const column = nears[row] + (rows.pills[row] ? PILL + PILL_GAP : 0);
    boxes.push({
      key: item.key,
      item,
      shape: shapeOf(item, rows.pills[row]),
      x,
      y,
      width: w,
      height: h,
      fan: nears[row] + depth + lanes.gaps[row] - lanes.runs[row],
      home: boxes[rows.parents[row]],
      dot: rows.bearsOn.has(row) ? column - lanes.dots[row] : null,
      bearsOn: boxes[rows.bearsOn.get(row) ?? 0],
      hidden: null,
    });
  }
  return { boxes: new Map(boxes.slice(1).map((box) => [box.key, box])), frame, width, height };
}

function shapeOf(item, pill) {
  if (!item.node) return pill ? "junction" : "folded";
  return item.reference === null ? "node" : "reference";
}

function crossLinks(tree, boxes) {
  const found = [];
  for (const box of boxes.values()) {
    const expanded = box.shape === "reference" && boxes.get(tree.itemOfNode.get(box.item.node.id).key);
    if (expanded) found.push({ link: box.item.link?.id, chip: box.key, box: expanded.key });
  }
  return found;
}
