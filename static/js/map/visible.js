/** What of a tree is shown. */

/** The items that no collapsed one hides, in display order. */
export function visibleItems(tree, collapsed) {
  if (!collapsed.size) return [...tree.items.values()];
  const hidden = new Set();
  const visible = [];
  for (const item of tree.items.values()) {
    const gone = hidden.has(item.key);
    if (!gone) visible.push(item);
    if (!gone && !collapsed.has(item.key)) continue;
    for (const below of [...item.members, ...item.onLink, ...item.children]) hidden.add(below.key);
  }
  return visible;
}

/**
 * The keys to collapse so that only so many levels of nodes show; co-premises are on the level of their link.
 * @param {number} depth from 1: the roots alone
 */
export function keysBelow(tree, depth) {
  const levels = new Map(tree.roots.map((item) => [item.key, 1]));
  const keys = [];
  for (const item of tree.items.values()) {
    const level = levels.get(item.key);
    const below = [...item.onLink, ...item.children];
    if (level >= depth && item.node && below.length) keys.push(item.key);
    for (const member of item.members) levels.set(member.key, level);
    for (const one of below) levels.set(one.key, level + 1);
  }
  return keys;
}
