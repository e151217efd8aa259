/**
 * The layout of a tree: the twin of ``argmap/domain/layout/arrange.py``, held to it by shared fixtures. Every visible
 * item is a box of one tidy tree; linked premises stand below their junction; what bears on a link stands beside its
 * premise, so that its line ends on that link's line and crosses no other. Pixels at zoom 100 %.
 *
 * It is made anew whenever something is collapsed, so it works on flat arrays of numbers: ten thousand boxes take a few
 * milliseconds. A box as an object is made only for who asks for it.
 *
 * @typedef {{widths: Float64Array, heights: Float64Array}} Sizes by place in the tree, for all but junctions
 * @typedef {{root?: "left"|"top", mirrored?: boolean, collapsed?: Set<string>, keep?: Uint8Array|null}} Options  ``keep``:
 *   by place, 1 where an item is shown at all, with all above it; null: all are
 */
import { flatOf, marksOf, shownPlaces } from "./flat.js";
import { hiddenBelow } from "./hidden.js";
import { Layout } from "./laid_out.js";
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
 * @param {ReturnType<import("./tree.js").treeOf>} tree @param {Sizes} sizes @param {Options} options
 * @returns {Layout}
 */
export function layoutOf(tree, sizes, { root = "left", mirrored = false, collapsed = new Set(), keep = null } = {}) {
  const rows = rowsOf(tree, collapsed, keep);
  const spans = spansOf(rows, sizes, root);
  const lanes = lanesOf(rows, root);
  const { parents, pills, bearsOn } = rows;
  const deep = spans.depths.map((depth, row) => lanes.leads[row] + depth);
  const gaps = pills.map((pill) => (pill ? GAPS.members : GAPS.siblings));
  gaps[0] = GAPS.trees;
  const places = tidy({ parents, breadths: spans.breadths, depths: deep, gaps, attached: bearsOn, families: GAPS.families });
  const layout = new Layout(tree, rows, { ...drawn(rows, spans, lanes, places), root, mirrored, keep });
  layout.hide(hiddenBelow(tree, collapsed, keep));
  return layout;
}

/**
 * The visible items as rows in display order; row 0 is the invisible root of all trees, and has no place.
 * @returns {{places: Int32Array, at: Int32Array, parents: Int32Array, pills: Uint8Array, bearsOn: Int32Array}} ``at``: the
 *   row of a place, 0 where it is hidden; ``bearsOn``: 0 where a row bears on no link
 */
function rowsOf(tree, collapsed, keep) {
  const flat = flatOf(tree);
  const closed = marksOf(tree, collapsed);
  const shown = shownPlaces(flat, closed, keep);
  const count = shown.length + 1;
  const rows = {
    places: new Int32Array(count),
    at: new Int32Array(flat.items.length),
    parents: new Int32Array(count),
    pills: new Uint8Array(count),
    bearsOn: new Int32Array(count),
  };
  rows.places[0] = rows.parents[0] = -1;
  for (let row = 1; row < count; row += 1) {
    const place = shown[row - 1];
    const [home, target] = [flat.homes[place], flat.bearsOn[place]];
    rows.places[row] = place;
    rows.at[place] = row;
    rows.parents[row] = home < 0 ? 0 : rows.at[home];
    rows.bearsOn[row] = target < 0 ? 0 : rows.at[target];
    rows.pills[row] = Number(!flat.items[place].node && !closed[place]);
  }
  return rows;
}

/** Breadth and depth of each row's box. */
function spansOf({ places, pills }, { widths, heights }, root) {
  const [across, along] = root === "left" ? [heights, widths] : [widths, heights];
  const breadths = new Float64Array(places.length);
  const depths = new Float64Array(places.length);
  for (let row = 1; row < places.length; row += 1) {
    breadths[row] = pills[row] ? PILL_BREADTH : across[places[row]];
    depths[row] = pills[row] ? PILL : along[places[row]];
  }
  return { breadths, depths };
}

/** The room of lines: gaps below each row, the run in which lines are straight, dots, and leads from row to parent. */
function lanesOf({ parents, pills, bearsOn }, root) {
  const count = parents.length;
  const [first, next] = [new Int32Array(count), new Int32Array(count)]; // of the rows that bear on a row's link
  const runs = new Float64Array(count).fill(SIGN_ROOM);
  const dots = new Float64Array(count);
  const zones = new Float64Array(count).map((_, row) => (pills[row] ? PILL_ZONE : SIGN_ROOM));
  for (let row = count - 1; row > 0; row -= 1) {
    for (let other = first[row]; other; other = next[other]) {
      const zone = Math.max(zones[row], zones[other]);
      dots[other] = zone + DOT_ROOM / 2;
      zones[row] = zone + DOT_ROOM;
    }
    const target = bearsOn[row];
    if (target) [next[row], first[target]] = [first[target], row];
    runs[parents[row]] = Math.max(runs[parents[row]], zones[row]);
  }
  const gaps = runs.map((run) => Math.max(LEVEL[root], run + FAN));
  const leads = new Float64Array(count);
  for (let row = 1; row < count; row += 1) {
    const parent = parents[row];
    if (parent) leads[row] = pills[parent] ? PILL_GAP : gaps[parent] - (pills[row] ? PILL_GAP + PILL : 0);
  }
  return { runs, dots, gaps, leads };
}

/** Where each row's box begins and ends, in breadth and depth, and where its lines spread. */
function drawn({ pills, bearsOn }, { breadths, depths }, lanes, tidied) {
  const { margin } = GAPS;
  const count = pills.length;
  const least = count > 1 ? tidied.breadths.subarray(1).reduce((low, breadth) => Math.min(low, breadth), Infinity) : 0;
  const top = least - margin - 0.5;
  const box = { starts: new Float64Array(count), nears: new Float64Array(count), breadths, depths, fans: new Float64Array(count), dots: new Float64Array(count) };
  let [broad, deep] = [margin, margin];
  for (let row = 1; row < count; row += 1) {
    const start = Math.floor(tidied.breadths[row] - top);
    const near = tidied.depths[row] + lanes.leads[row] + margin;
    box.starts[row] = start;
    box.nears[row] = near;
    box.fans[row] = near + depths[row] + lanes.gaps[row] - lanes.runs[row];
    if (bearsOn[row]) box.dots[row] = near + (pills[row] ? PILL + PILL_GAP : 0) - lanes.dots[row];
    broad = Math.max(broad, start + breadths[row]);
    deep = Math.max(deep, near + depths[row]);
  }
  return { ...box, broad: broad + margin, deep: deep + margin };
}
