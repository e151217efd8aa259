/**
 * The tree as which a graph is shown: the twin of ``argmap/domain/tree.py``, held to it by shared fixtures. Depth first
 * in display order, so that references point upward; nothing recurses.
 *
 * @typedef {{key: string, number: string, depth: number, node: object|null, link: object|null,
 *   parent: Item|null, members: Item[], onLink: Item[], children: Item[], reference: string|null, place: number}} Item
 *   ``place``: its index in display order
 */
import { inOrder, placesOf } from "./order.js";

const LONGEST_NUMBER = 120; // characters; below that an item's number starts anew

/**
 * @param {{nodes: Map<string, any>, links: Map<string, any>, articles: Map<string, any>}} store
 * @returns {{roots: Item[], items: Map<string, Item>, itemOfNode: Map<string, Item>, itemOfLink: Map<string, Item>}}
 */
export function treeOf(store) {
  const growth = new Growth(store);
  const nodes = [...store.nodes.values()];
  const premises = new Set();
  for (const link of store.links.values()) for (const { node } of link.premises) premises.add(node);
  growth.plant(nodes.filter((node) => node.main));
  growth.plant(nodes.filter((node) => !premises.has(node.id)));
  growth.plant(nodes.filter((node) => !growth.expanded.has(node.id)));
  return growth.tree();
}

class Growth {
  constructor(store) {
    this.nodes = store.nodes;
    this.items = [];
    this.roots = [];
    this.expanded = new Map();
    this.restarts = 0;
    this.linksTo = new Map();
    for (const link of store.links.values()) {
      const target = link.target_node ?? link.target_link;
      const others = this.linksTo.get(target);
      if (others) others.push(link);
      else this.linksTo.set(target, [link]);
    }
    const places = placesOf(store);
    this.nodePlace = (node) => places.get(node.id);
    this.linkPlace = (link) => places.get(link.premises.find((premise) => places.has(premise.node))?.node);
  }

  plant(nodes) {
    for (const node of inOrder(nodes, this.nodePlace)) {
      if (this.expanded.has(node.id)) continue;
      const root = itemOf(node.id, String(this.roots.length + 1), null, node, null);
      this.roots.push(root);
      this.grow(root);
    }
  }

  grow(root) {
    const stack = [root];
    while (stack.length) {
      const item = stack.pop();
      item.place = this.items.push(item) - 1;
      this.unfold(item);
      pushReversed(stack, item.children);
      pushReversed(stack, item.onLink);
      pushReversed(stack, item.members);
    }
  }

  unfold(item) {
    const { link, node } = item;
    if (!node) item.members = this.membersOf(item, link);
    const member = node && link && link.premises.length > 1;
    if (link && !member && this.linksTo.has(link.id)) item.onLink = this.below(item, this.linksTo.get(link.id), 1);
    if (!node) return;
    item.reference = this.expanded.get(node.id) ?? null;
    if (item.reference !== null) return;
    this.expanded.set(node.id, item.number);
    if (this.linksTo.has(node.id)) item.children = this.below(item, this.linksTo.get(node.id), 1 + item.onLink.length);
  }

  below(parent, links, start) {
    return inOrder(links, this.linkPlace).map((link, index) => {
      const number = this.numberBelow(parent, start + index);
      if (link.premises.length > 1) return itemOf(link.id, number, parent, null, link);
      const id = link.premises[0].node;
      return itemOf(`${link.id}/${id}`, number, parent, this.nodes.get(id), link);
    });
  }

  membersOf(group, link) {
    return link.premises.map(({ node }, index) =>
      itemOf(`${link.id}/${node}`, group.number + letters(index), group, this.nodes.get(node), link),
    );
  }

  numberBelow(parent, ordinal) {
    if (parent.number.length < LONGEST_NUMBER) return `${parent.number}.${ordinal}`;
    this.restarts += 1;
    return `…${this.restarts}`;
  }

  tree() {
    const { items, roots } = this;
    const tree = { roots, items: new Map(), itemOfNode: new Map(), itemOfLink: new Map() };
    for (const item of items) {
      const { key, node, link, reference } = item;
      tree.items.set(key, item);
      if (node && reference === null) tree.itemOfNode.set(node.id, item);
      const isMember = node && link?.premises.length > 1;
      if (link && !isMember) tree.itemOfLink.set(link.id, item);
    }
    return tree;
  }
}

function pushReversed(stack, items) {
  for (let index = items.length - 1; index >= 0; index -= 1) stack.push(items[index]);
}

/** What most items have below them; a list of their own costs time where there are thousands. */
const NONE = Object.freeze([]);

function itemOf(key, number, parent, node, link) {
  const depth = parent ? parent.depth + 1 : 0;
  return { key, number, depth, node, link, parent, members: NONE, onLink: NONE, children: NONE, reference: null, place: -1 };
}

/** @param {number} index from 0 @returns {string} a to z, then aa, ab and so on */
export function letters(index) {
  let text = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}
