/** What collapsed items hide: the twin of ``argmap/domain/layout/hidden.py``. */
import { flatOf } from "./flat.js";

/**
 * @param {ReturnType<import("./tree.js").treeOf>} tree
 * @param {Iterable<string>} collapsed keys of items
 * @param {Uint8Array|null} keep by place: 1 where an item is shown at all; null: all are
 * @returns {Map<string, {count: number, inFavour: number, against: number}>} for each collapsed item with something below
 *   it, even where another one hides that item
 */
export function hiddenBelow(tree, collapsed, keep = null) {
  const counts = new Map();
  let sums = null;
  for (const key of collapsed) {
    const item = tree.items.get(key);
    if (!item) continue;
    const flat = flatOf(tree);
    const [first, end] = [item.place + 1, flat.ends[item.place]];
    sums ??= sumsOf(flat, keep);
    if (sums.items[end] === sums.items[first]) continue;
    const count = sums.nodes[end] - sums.nodes[first];
    const turned = sums.turned[end] - sums.turned[first];
    const against = flat.against[item.place] ? count - turned : turned;
    counts.set(key, { count, inFavour: count - against, against });
  }
  return counts;
}

/** Up to each place: how many items there are, with a node, and with one that speaks against its root. */
function sumsOf({ items, against }, keep) {
  const size = items.length + 1;
  const sums = { items: new Int32Array(size), nodes: new Int32Array(size), turned: new Int32Array(size) };
  for (let place = 0; place < items.length; place += 1) {
    const kept = keep === null ? 1 : keep[place];
    const node = items[place].node ? kept : 0;
    sums.items[place + 1] = sums.items[place] + kept;
    sums.nodes[place + 1] = sums.nodes[place] + node;
    sums.turned[place + 1] = sums.turned[place] + (node & against[place]);
  }
  return sums;
}
