/**
 * A map under a filter: which nodes match, and what of the tree is shown. It is found out anew after an edit. What the
 * reader has selected or just made stays in view beside what matches, until the filter changes.
 */
import { matching, parsed } from "./filter.js";
import { flatOf, keptWithAbove } from "./flat.js";

export class Filtered {
  /** @param {import("./workbench/store.js").Store} store @param {string[]} wishes */
  constructor(store, wishes) {
    this.wishes = wishes;
    this._store = store;
    this._known = new Set(store.nodes.keys());
    /** @type {Set<string>} nodes that stay in view though they do not match */
    this._beside = new Set();
    /** @type {Set<string>} what the reader has selected: it stays where an edit makes that it matches no more */
    this._held = new Set();
    this._renew();
  }

  /** @returns {Set<string>} ids of the nodes that match */
  get matches() {
    if (this._tree !== this._store.tree) this._renew();
    return this._matches;
  }

  /** @returns {number} how many nodes stay in view beside those that match */
  get beside() {
    const { matches } = this;
    return [...this._beside].filter((id) => this._store.nodes.has(id) && !matches.has(id)).length;
  }

  /** @param {string} id of a node @returns {boolean} whether it matches or stays in view; else it only tells the place of others */
  shows(id) {
    return this.matches.has(id) || this._beside.has(id);
  }

  /** Keeps in view what the reader selects. @param {Iterable<string>} ids @returns {boolean} whether any was out of view */
  hold(ids) {
    this._held = new Set(ids);
    const hidden = [...this._held].filter((id) => !this.shows(id));
    for (const id of hidden) this._beside.add(id);
    if (hidden.length) this._keep = null;
    return hidden.length > 0;
  }

  /** @returns {Uint8Array} by place in the tree: 1 for what is shown, with all above it */
  get keep() {
    const { matches, _beside: beside } = this;
    const { tree } = this._store;
    return (this._keep ??= keptWithAbove(tree, (id) => matches.has(id) || beside.has(id)));
  }

  /** @param item of the tree @returns {boolean} whether it only tells the place of others */
  isContext({ node, members }) {
    return node ? !this.shows(node.id) : !members.some((member) => this.shows(member.node.id));
  }

  _renew() {
    const { nodes, tree } = this._store;
    const before = this._matches;
    this._tree = tree;
    this._keep = null;
    this._matches = matching(this._store, this.wishes);
    for (const id of nodes.keys()) {
      if (this._known.has(id)) continue;
      this._known.add(id);
      this._beside.add(id);
    }
    for (const id of this._held) if (before?.has(id)) this._beside.add(id);
  }
}

/** Puts a filter in the place of the one before. @param {string[]} wishes none: all is shown */
export function filterBy(state, store, wishes) {
  const wanted = [...new Set(wishes)].filter(parsed);
  state.narrow(wanted, wanted.length ? new Filtered(store, wanted) : null);
}

/** Looks for these words beside what the filter wishes else. */
export function filterByWords(state, store, words) {
  const rest = state.filter.filter((wish) => !wish.startsWith("words:"));
  filterBy(state, store, words.trim() ? [...rest, `words:${words}`] : rest);
}
