/**
 * Putting nodes elsewhere: what a place on or beside an item means for those that are put there. Dragging in the outline
 * and in the map, the menu's “Move so that it…”, and keys all come here.
 *
 * @typedef {"supports"|"attacks"|"undercuts"|"joins"|"before"|"after"} Zone
 */
import { isMember } from "./outline_lines.js";
import { topmost } from "./shown_items.js";

/** Each with its sign and what it says of the nodes that are put there. */
export const ZONES = {
  before: { sign: "↑", label: "before it" },
  supports: { sign: "+", label: "supports" },
  attacks: { sign: "−", label: "attacks" },
  undercuts: { sign: "×", label: "undercuts its link" },
  joins: { sign: "&", label: "joins as co-premise" },
  after: { sign: "↓", label: "after it" },
};

/** @param {{store: any, post: Function, voice: any}} tools */
export function createRelink({ store, post, voice }) {
  const url = (verb) => `${store.map.url}${verb}/`;

  /**
   * @param {string[]} nodes @param item of the tree
   * @returns {Zone[]} where the nodes can be put at this item; none on themselves and inside their own branches
   */
  function zonesAt(nodes, item) {
    const moved = new Set(nodes);
    for (let above = item; above; above = above.parent) if (moved.has(above.node?.id)) return [];
    const { node, link } = item;
    const foreign = link && !link.premises.some((premise) => moved.has(premise.node));
    const allowed = {
      before: canOrder(moved, item),
      supports: Boolean(node),
      attacks: Boolean(node),
      undercuts: foreign,
      joins: foreign && link.type !== "rephrase" && !moved.has(link.target_node),
      after: canOrder(moved, item),
    };
    return Object.keys(ZONES).filter((zone) => allowed[zone]);
  }

  /** Beside a root stand only roots, beside a premise of a linked link only those of the same link. */
  function canOrder(moved, item) {
    const items = [...moved].map((id) => store.tree.itemOfNode.get(id));
    if (!item.parent) return items.every((one) => !one.parent);
    if (!isMember(item)) return true;
    return items.every((one) => one.link?.id === item.link.id);
  }

  /** @param {string[]} nodes @param item @param {Zone} zone @returns {Promise<any>} as one step */
  function put(nodes, item, zone) {
    const tops = topmost(store.tree, nodes);
    if (!zonesAt(tops, item).includes(zone)) return Promise.resolve(void voice.warn("It cannot be put there; choose another place."));
    const where = { nodes: tops.join(" "), links: linksOf(tops) };
    switch (zone) {
      case "supports":
        return post(url("selection/move"), { ...where, type: "support", target_node: item.node.id });
      case "attacks":
        return post(url("selection/move"), { ...where, type: "attack", target_node: item.node.id });
      case "undercuts":
        return post(url("selection/move"), { ...where, type: "attack", target_link: item.link.id });
      case "joins":
        return post(url("selection/join"), { ...where, link: item.link.id });
      default:
        return order(tops, item, zone === "after", where);
    }
  }

  const linksOf = (nodes) => nodes.map((id) => store.ownLink(id)?.id ?? "-").join(" "); // a root stands under no link

  function order(nodes, item, behind, where) {
    const moved = new Set(nodes);
    const place = (items, idOf, own) => {
      const rest = items.filter((one) => one === item || !moved.has(one.node?.id)).map(idOf);
      rest.splice(rest.indexOf(idOf(item)) + (behind ? 1 : 0), 0, ...own);
      return rest;
    };
    const { parent } = item;
    if (!parent) return post(url("order"), { nodes: place(store.tree.roots, (one) => one.node.id, nodes) });
    if (isMember(item)) return post(url("order"), { link: item.link.id, nodes: place(parent.members, (one) => one.node.id, nodes) });
    const onLink = parent.onLink.includes(item);
    const links = place(onLink ? parent.onLink : parent.children, (one) => one.link.id, ["-"]);
    const target = onLink ? { target_link: parent.link.id } : { target_node: parent.node.id };
    return post(url("selection/move"), { ...where, ...target, order: links.join(" ") });
  }

  return { zonesAt, put };
}
