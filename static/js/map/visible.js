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
