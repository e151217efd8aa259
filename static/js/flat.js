/**
 * A tree as flat arrays in display order, made once for each tree: what is collapsed, filtered or in focus is then one
 * pass over numbers. An item's ``place`` is its index in all of them; what is below it are the places up to its end.
 *
 * @typedef {{items: import("./tree.js").Item[], ends: Int32Array, homes: Int32Array, bearsOn: Int32Array,
 *   against: Uint8Array, references: import("./tree.js").Item[]}} Flat  ``homes``: the place of the box from which an item hangs, -1 for a root; ``bearsOn``: that
 *   of the item whose link it bears on, or -1; ``against``: 1 where it speaks against its root
 */

/** @type {WeakMap<object, Flat>} */
const known = new WeakMap();

/** @param {{items: Map<string, any>}} tree @returns {Flat} */
export function flatOf(tree) {
  if (!known.has(tree)) known.set(tree, flattened([...tree.items.values()]));
  return known.get(tree);
}

function flattened(items) {
  const count = items.length;
  const ends = new Int32Array(count);
  const homes = new Int32Array(count).fill(-1);
  const bearsOn = new Int32Array(count).fill(-1);
  const against = new Uint8Array(count);
  for (let place = 0; place < count; place += 1) {
    const { parent, onLink, link, node } = items[place];
    if (parent) {
      if (bearsOn[place] < 0) homes[place] = parent.place;
      const turns = link.type === "attack" && !(node && link.premises.length > 1);
      against[place] = against[parent.place] ^ Number(turns);
    }
    for (const one of onLink) {
      homes[one.place] = homes[place];
      bearsOn[one.place] = place;
    }
  }
  for (let place = count - 1; place >= 0; place -= 1) {
    ends[place] = Math.max(ends[place], place + 1);
    const above = items[place].parent;
    if (above) ends[above.place] = Math.max(ends[above.place], ends[place]);
  }
  return { items, ends, homes, bearsOn, against, references: items.filter(({ reference }) => reference !== null) };
}

/**
 * @param {Flat} flat
 * @param {Uint8Array} closed by place: 1 where what is below is hidden
 * @param {Uint8Array|null} keep by place: 1 where it is shown at all, with all above it; null: all are
 * @returns {Int32Array} the places of what is shown
 */
export function shownPlaces({ items, ends }, closed, keep) {
  const shown = new Int32Array(items.length);
  let count = 0;
  for (let place = 0; place < items.length; ) {
    const gone = keep !== null && !keep[place];
    if (!gone) shown[count++] = place;
    place = gone || closed[place] ? ends[place] : place + 1;
  }
  return shown.subarray(0, count);
}

/** @param {{items: Map<string, any>}} tree @param {Iterable<string>} keys @returns {Uint8Array} by place: 1 for these */
export function marksOf(tree, keys) {
  const marks = new Uint8Array(tree.items.size);
  for (const key of keys) {
    const item = tree.items.get(key);
    if (item) marks[item.place] = 1;
  }
  return marks;
}

/**
 * @param {{items: Map<string, any>}} tree @param {(nodeId: string) => boolean} wanted
 * @returns {Uint8Array} by place: 1 for the items with such a node and for all above them
 */
export function keptWithAbove(tree, wanted) {
  const { items } = flatOf(tree);
  const keep = new Uint8Array(items.length);
  for (const item of items) if (item.node && wanted(item.node.id)) markUpwards(keep, item);
  return keep;
}

/** Marks an item, all above it that is not marked yet, and the co-premises of these. */
export function markUpwards(keep, item) {
  for (let one = item; one && !keep[one.place]; one = one.parent) {
    keep[one.place] = 1;
    for (const member of one.members) keep[member.place] = 1;
  }
}
