/**
 * What of the tree the map shows: all of it, one node in focus with what is above and directly below, or what holds some
 * words. The way through the map in focus can be gone back and forth.
 */

export class Narrow extends EventTarget {
  constructor(store, state) {
    super();
    Object.assign(this, { store, state, words: "", way: [null], at: 0 });
    /** @type {Set<string>} keys that the reader has opened or closed in focus */
    this.turned = new Set();
  }

  /** @returns {string|null} the id of the node in focus */
  get focus() {
    return this.store.tree.itemOfNode.has(this.way[this.at]) ? this.way[this.at] : null;
  }

  get isOn() {
    return this.focus !== null || this.words !== "";
  }

  /** @param {string|null} nodeId null: the whole map again */
  focusOn(nodeId) {
    if (nodeId === this.focus) return;
    this.way = [...this.way.slice(0, this.at + 1), nodeId];
    this.step(1);
  }

  /** @param {number} by -1: back, 1: forward */
  step(by) {
    if (!(this.at + by in this.way)) return;
    this.at += by;
    this.turned.clear();
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} words that a node must hold to be shown */
  filter(words) {
    this.words = words.trim().toLowerCase();
    this.dispatchEvent(new Event("change"));
  }

  /** Collapses or expands: in focus for the time being only. */
  toggle(key) {
    if (!this.focus) return this.state.toggle(key);
    if (!this.turned.delete(key)) this.turned.add(key);
    this.dispatchEvent(new Event("change"));
  }

  /** @returns {{tree: any, collapsed: Set<string>}} what is to be drawn */
  get shown() {
    const { tree } = this.store;
    if (!this.isOn) return { tree, collapsed: this.state.collapsed };
    const parents = parentsIn(tree);
    const chosen = this.focus && tree.itemOfNode.get(this.focus);
    const inFocus = chosen ? around(chosen, parents) : null;
    const found = this.words ? holding(this.words, tree, parents) : null;
    const keep = new Set(inFocus ?? found);
    if (inFocus && found) for (const key of keep) if (!found.has(key)) keep.delete(key);
    return { tree: pruned(tree, keep), collapsed: chosen && !found ? this.folded(chosen) : new Set() };
  }

  /** What is directly below the focus is closed until it is opened; the rest is open until it is closed. */
  folded(chosen) {
    const keys = new Set(this.turned);
    for (const { key } of nearBelow(chosen)) if (!keys.delete(key)) keys.add(key);
    return keys;
  }

  /** @returns the items from a root to the node in focus */
  get path() {
    const { tree } = this.store;
    return this.focus ? ancestors(tree.itemOfNode.get(this.focus), parentsIn(tree)).filter(({ node }) => node) : [];
  }
}

const known = new WeakMap();

/** @returns {Map<string, any>} key → the item above */
function parentsIn(tree) {
  if (known.has(tree)) return known.get(tree);
  const parents = new Map();
  for (const item of tree.items.values()) for (const one of below(item)) parents.set(one.key, item);
  known.set(tree, parents);
  return parents;
}

function below(item) {
  return [...item.members, ...item.onLink, ...item.children];
}

/** What stands directly below, through junctions, and can be collapsed. */
function* nearBelow(item) {
  for (const one of below(item)) {
    if (!one.node) yield* nearBelow(one);
    else if (below(one).length) yield one;
  }
}

/** From the root to the item itself. */
function ancestors(item, parents) {
  const path = [];
  for (let one = item; one; one = parents.get(one.key)) path.unshift(one);
  return path;
}

/** The keys of an item, of all above it with their co-premises, and of all below it. */
function around(item, parents) {
  const keys = new Set();
  for (const one of ancestors(item, parents)) {
    keys.add(one.key);
    for (const member of one.members) keys.add(member.key);
  }
  const open = [item];
  while (open.length) {
    const one = open.pop();
    keys.add(one.key);
    open.push(...below(one));
  }
  return keys;
}

/** The keys of the items whose node holds all the words, and of all above them. */
function holding(words, tree, parents) {
  const wanted = words.split(/\s+/);
  const keys = new Set();
  for (const item of tree.items.values()) {
    const text = item.node?.text.toLowerCase();
    if (!text || !wanted.every((word) => text.includes(word))) continue;
    for (let one = item; one && !keys.has(one.key); one = parents.get(one.key)) {
      keys.add(one.key);
      for (const member of one.members) keys.add(member.key);
    }
  }
  return keys;
}

function pruned(tree, keep) {
  const kept = (items) => items.filter(({ key }) => keep.has(key));
  const items = new Map();
  for (const item of tree.items.values()) {
    if (!keep.has(item.key)) continue;
    items.set(item.key, { ...item, members: kept(item.members), onLink: kept(item.onLink), children: kept(item.children) });
  }
  return { ...tree, roots: kept(tree.roots), items };
}
