/** @param item of the tree @returns {string} the name of its box's colour, as the ink has it */
export function tintOf({ node, link }) {
  if (node) return node.implicit ? "implicit" : node.kind;
  return link.target_link && link.type === "attack" ? "undercut" : link.type;
}
