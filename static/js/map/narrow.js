/**
 * What of the tree the map shows: all of it, one node in focus with what is above and directly below, or what a filter
 * lets through. The way through the map in focus can be gone back and forth.
 */
import { flatOf, markUpwards } from "../flat.js";

export class Narrow extends EventTarget {
  constructor(store, state) {
    super();
    Object.assign(this, { store, state, way: [null], at: 0 });
    /** @type {Set<string>} keys that the reader has opened or closed in focus */
    this.turned = new Set();
    state.addEventListener("filter", () => this.dispatchEvent(new Event("change")));
  }

  /** @returns {string|null} the id of the node in focus */
  get focus() {
    return this.store.tree.itemOfNode.has(this.way[this.at]) ? this.way[this.at] : null;
  }

  get isOn() {
    return this.focus !== null || this.state.filtered !== null;
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

  /** Collapses or expands: in focus for the time being only. */
  toggle(key) {
    if (!this.focus || this.state.filtered) return this.state.toggle(key);
    if (!this.turned.delete(key)) this.turned.add(key);
    this.dispatchEvent(new Event("change"));
  }

  /** @returns {{tree: any, collapsed: Set<string>, keep: Uint8Array|null}} what is to be drawn; ``keep`` as for a layout */
  get shown() {
    const { tree } = this.store;
    if (!this.isOn) return { tree, collapsed: this.state.collapsed, keep: null };
    const chosen = this.focus && tree.itemOfNode.get(this.focus);
    const inFocus = chosen ? around(chosen, tree) : null;
    const found = this.state.filtered?.keep ?? null;
    const keep = inFocus && found ? inFocus.map((one, place) => one & found[place]) : (inFocus ?? found);
    return { tree, collapsed: chosen && !found ? this.folded(chosen) : this.state.collapsed, keep };
  }

  /** @param {string} key of an item @returns {boolean} whether it is not left out */
  shows(key) {
    const { tree, keep } = this.shown;
    return keep === null || keep[tree.items.get(key)?.place] === 1;
  }

  /** What is directly below the focus is closed until it is opened; the rest is open until it is closed. */
  folded(chosen) {
    const keys = new Set(this.turned);
    for (const { key } of nearBelow(chosen)) if (!keys.delete(key)) keys.add(key);
    return keys;
  }

  /** @returns the items from a root to the node in focus */
  get path() {
    const path = [];
    for (let item = this.focus && this.store.tree.itemOfNode.get(this.focus); item; item = item.parent) if (item.node) path.unshift(item);
    return path;
  }
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

/** @returns {Uint8Array} by place: an item, all above it with their co-premises, and all below it */
function around(item, tree) {
  const { ends } = flatOf(tree);
  const keep = new Uint8Array(ends.length);
  markUpwards(keep, item);
  return keep.fill(1, item.place, ends[item.place]);
}
