/** What collapsed items hide: the twin of ``argmap/domain/layout/hidden.py``. */

/**
 * @param {ReturnType<import("./tree.js").treeOf>} tree
 * @param {Set<string>} collapsed keys of items
 * @returns {Map<string, {count: number, inFavour: number, against: number}>} for each visible collapsed item
 */
export function hiddenBelow(tree, collapsed) {
  const counts = new Map();
  if (!collapsed.size) return counts;
  const roof = new Map();
  for (const item of tree.items.values()) {
    let over = roof.get(item.key);
    if (over && item.node) {
      const count = counts.get(over.key);
      count.count += 1;
      count[over.speaksFor ? "inFavour" : "against"] += 1;
    }
    const below = [...item.members, ...item.onLink, ...item.children];
    if (!over && collapsed.has(item.key) && below.length) {
      over = { key: item.key, speaksFor: true };
      counts.set(item.key, { count: 0, inFavour: 0, against: 0 });
    }
    if (over) for (const one of below) roof.set(one.key, { key: over.key, speaksFor: over.speaksFor !== turns(one) });
  }
  return counts;
}

function turns({ node, link }) {
  const member = node && link.premises.length > 1;
  return link.type === "attack" && !member;
}
