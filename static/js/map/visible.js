/** Down to which level a tree is shown. */

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
