/** @returns the items of the tree that no collapsed one hides and the filter lets through, in display order */
export function shownItems(tree, { collapsed, filtered }) {
  const keep = filtered?.keep;
  const hidden = new Set();
  const shown = [];
  for (const item of tree.items.values()) {
    if (!hidden.has(item.key) && (!keep || keep[item.place])) shown.push(item);
    if (!hidden.has(item.key) && !collapsed.has(item.key)) continue;
    for (const below of [...item.members, ...item.onLink, ...item.children]) hidden.add(below.key);
  }
  return shown;
}

/** @returns {string[]} those of the nodes above which none of the others stands, in display order */
export function topmost(tree, ids) {
  const wanted = new Set(ids);
  const covered = (item) => {
    for (let above = item.parent; above; above = above.parent) if (wanted.has(above.node?.id)) return true;
    return false;
  };
  return [...tree.items.values()].filter((item) => wanted.has(item.node?.id) && item.reference === null && !covered(item)).map((item) => item.node.id);
}
