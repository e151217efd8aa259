/** Of which link the questions are shown. */

/**
 * @param {import("./store.js").Store} store @param {string|null} node that is selected
 * @param {string|null} shown the link whose questions are shown now
 * @returns {string|null} the link under which the node is shown, or the one whose question the node takes up
 */
export function linkAsked(store, node, shown) {
  const own = store.ownLink(node);
  if (!own) return null;
  const name = own.premises.find((premise) => premise.node === node)?.role ?? "";
  if (!name.includes("/")) return own.id;
  const asked = (link) => store.schemes.questionsOf(link).some((one) => one.name === name && one.takenUp.includes(own));
  const links = [store.links.get(shown), ...store.links.values()];
  return (links.find((link) => link?.scheme && asked(link)) ?? own).id;
}
