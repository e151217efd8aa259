/**
 * The spans of all nodes by the block in which they stand: what a view of one paragraph needs is found without looking at
 * the others, and an edit touches only the blocks that it concerns.
 *
 * @typedef {import("./textview.js").Block} Block
 * @typedef {{id: string, node: string, kind: string, revision: string, start: number, end: number, blocks: Block[]}} Mark
 */
import { around } from "./intervals.js";

const NONE = new Set();

/**
 * Under a filter, ``in`` and ``at`` know only of what it shows.
 *
 * Tells ``change`` with ``{blocks: Set<Block>, nodes: Set<string>}`` when spans came, went, moved, changed their kind, or were
 * shown or hidden by a filter.
 */
export class Spans extends EventTarget {
  /**
   * @param {import("./store.js").Store} store @param {Map<string, import("./textview.js").TextView>} texts by revision
   * @param {import("./state.js").State} state
   */
  constructor(store, texts, state) {
    super();
    this._store = store;
    this._texts = texts;
    this._state = state;
    this._hidden = new Set(); // nodes whose spans a filter hides
    /** @type {Map<Block, Set<Mark>>} */
    this._inBlock = new Map();
    /** @type {Map<string, Mark[]>} */
    this._ofNode = new Map();
    for (const id of store.nodes.keys()) this._put(id, new Set());
    store.addEventListener("change", ({ detail }) => this._renew(Object.keys(detail.nodes ?? {})));
    state.addEventListener("filter", () => this._renew([]));
  }

  /** @param {Block} block @returns {Set<Mark>} the spans that touch it and are shown */
  in(block) {
    const all = this.all(block);
    return this._hidden.size ? new Set([...all].filter(({ node }) => !this._hidden.has(node))) : all;
  }

  /** @param {Block} block @returns {Set<Mark>} the spans that touch it, hidden by a filter or not */
  all(block) {
    return this._inBlock.get(block) ?? NONE;
  }

  /** @param {string|null} nodeId @returns {Mark[]} in the order of the text */
  of(nodeId) {
    return this._ofNode.get(nodeId) ?? [];
  }

  /** @param {string} revision @param {number} offset code points @returns {Mark[]} the spans around it, the shortest first */
  at(revision, offset) {
    const block = this._texts.get(revision)?.blockAt(offset);
    return block ? around(this.in(block), offset) : [];
  }

  /** Tells of every span anew: the texts' DOM has changed under what is painted. */
  retell() {
    this.dispatchEvent(new CustomEvent("change", { detail: { blocks: new Set(this._inBlock.keys()), nodes: new Set(this._ofNode.keys()) } }));
  }

  _renew(ids) {
    const blocks = new Set();
    for (const id of ids) {
      if (sameSpans(this.of(id), this._store.nodes.get(id))) continue;
      this._drop(id, blocks);
      this._put(id, blocks);
    }
    const turned = this._filter();
    for (const id of turned) for (const mark of this.of(id)) mark.blocks.forEach((block) => blocks.add(block));
    if (blocks.size) this.dispatchEvent(new CustomEvent("change", { detail: { blocks, nodes: new Set([...ids, ...turned]) } }));
  }

  /** Takes over what the filter hides now. @returns {string[]} the nodes that it hides or shows since then */
  _filter() {
    const { filtered } = this._state;
    const before = this._hidden;
    this._hidden = new Set(filtered ? [...this._ofNode.keys()].filter((id) => !filtered.shows(id)) : []);
    return [...before, ...this._hidden].filter((id) => before.has(id) !== this._hidden.has(id));
  }

  _put(id, touched) {
    const node = this._store.nodes.get(id);
    const marks = [];
    for (const { id: span, revision, start, end } of node?.spans ?? []) {
      const blocks = this._texts.get(revision)?.blocksIn(start, end) ?? [];
      const mark = { id: span, node: id, kind: node.kind, revision, start, end, blocks };
      if (blocks.length) marks.push(mark);
      for (const block of blocks) {
        touched.add(block);
        if (!this._inBlock.has(block)) this._inBlock.set(block, new Set());
        this._inBlock.get(block).add(mark);
      }
    }
    if (marks.length) this._ofNode.set(id, marks.sort((a, b) => a.start - b.start));
  }

  _drop(id, touched) {
    for (const mark of this.of(id)) {
      for (const block of mark.blocks) {
        touched.add(block);
        this._inBlock.get(block).delete(mark);
      }
    }
    this._ofNode.delete(id);
  }
}

/** Whether a node still stands where these marks are: the server's answer repeats what the page has shown already. */
function sameSpans(marks, node) {
  const own = node?.spans ?? [];
  return (
    marks.length === own.length &&
    marks.every((mark) => own.some((span) => span.id === mark.id && span.start === mark.start && span.end === mark.end && node.kind === mark.kind))
  );
}
