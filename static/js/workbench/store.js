/**
 * The map as it lives in the page, once: nodes, links and articles; every view is drawn from it.
 *
 * @typedef {{id: string, article: string, revision: string, start: number, end: number}} Span  offsets in code points
 * @typedef {{id: string, kind: string, text: string, main: boolean, implicit: boolean, evidence_type: string,
 *   attribution: string, sources: number, note: boolean, tags: string[], author: string, position: number|null, spans: Span[],
 *   comments: number, open_comments: number}} Node
 * @typedef {{id: string, type: string, premises: {node: string, role: string}[], target_node: string|null,
 *   target_link: string|null, scheme: string, tags: string[], position: number|null, comments: number, open_comments: number}} Link
 * @typedef {{id: string, article: string, revision: string, start: number, end: number, comments: number, open: boolean}} Thread
 *   of comments on a passage
 * @typedef {{id: string, article: string, revision: string, start: number, end: number, note: string}} Highlight
 * @typedef {{version?: number, nodes?: Object<string, Node|null>, links?: Object<string, Link|null>,
 *   threads?: Object<string, Thread|null>, highlights?: Object<string, Highlight|null>}} Delta
 *   null: it is gone
 */
import { treeOf } from "../tree.js";
import { Schemes } from "./schemes.js";

export class Store extends EventTarget {
  /** @param {{map: any, articles: any[], nodes: Node[], links: Link[]}} data */
  constructor(data) {
    super();
    /** @type {Object<string, string>} the colours of the project's tags by name; any name may be a tag, "constructor", too */
    this.tagColors = { __proto__: null, ...data.tag_colors };
    this.map = data.map;
    this.articles = new Map(data.articles.map((article) => [article.id, article]));
    /** @type {Map<string, Node>} */
    this.nodes = new Map(data.nodes.map((node) => [node.id, node]));
    /** @type {Map<string, Link>} */
    this.links = new Map(data.links.map((link) => [link.id, link]));
    /** @type {Map<string, Thread>} */
    this.threads = new Map((data.threads ?? []).map((thread) => [thread.id, thread]));
    /** @type {Map<string, Highlight>} */
    this.highlights = new Map((data.highlights ?? []).map((highlight) => [highlight.id, highlight]));
    this._tree = null;
    this.schemes = new Schemes(this, data.schemes ?? {});
  }

  /** Has all views drawn anew from what is here. */
  refresh() {
    this._tree = null;
    this.dispatchEvent(new CustomEvent("change", { detail: {} }));
  }

  /** The tree of the present state; made once after each change. */
  get tree() {
    this._tree ??= treeOf(this);
    return this._tree;
  }

  /**
   * Takes a delta over and tells the views. One that repeats what is here, as an answer does, leaves the tree as it is.
   * @param {Delta} delta
   * @returns {Delta} the delta that undoes this one, for a request that is refused
   */
  apply(delta) {
    const repeats = repeated(this.nodes, delta.nodes) && repeated(this.links, delta.links);
    const inverse = { nodes: put(this.nodes, delta.nodes, repeats), links: put(this.links, delta.links, repeats) };
    put(this.threads, delta.threads);
    if (delta.highlights) inverse.highlights = put(this.highlights, delta.highlights);
    if (delta.version) this.map.version = delta.version;
    if (!repeats) this._tree = null;
    this.dispatchEvent(new CustomEvent("change", { detail: delta }));
    return inverse;
  }

  /** @param {string} nodeId @returns {string} the number under which the node is expanded */
  numberOf(nodeId) {
    return this.tree.itemOfNode.get(nodeId)?.number ?? "";
  }

  /** @param {string} nodeId @returns {Link|null} the link under which the node is shown */
  ownLink(nodeId) {
    return this.tree.itemOfNode.get(nodeId)?.link ?? null;
  }
}

/** Whether all rows are here already, but for the ids of spans, which the server gives. */
function repeated(rows, changed = {}) {
  return Object.entries(changed).every(([id, row]) => (row ? alike(row, rows.get(id)) : !rows.has(id)));
}

function alike(row, own) {
  return Boolean(own) && Object.keys(row).every((name) => JSON.stringify(row[name], withoutIds) === JSON.stringify(own[name], withoutIds));
}

const withoutIds = (name, value) => (name === "id" ? undefined : value);

/** @param {boolean} inPlace whether the rows that the tree has are kept and only filled anew */
function put(rows, changed = {}, inPlace = false) {
  const before = {};
  for (const [id, row] of Object.entries(changed)) {
    before[id] = rows.get(id) ?? null;
    if (!row) rows.delete(id);
    else if (inPlace) Object.assign(rows.get(id), row);
    else rows.set(id, row);
  }
  return before;
}
