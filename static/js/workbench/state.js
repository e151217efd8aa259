/**
 * What this reader looks at: the selected node, the target of the next mark, what is collapsed, which view is shown.
 * It is kept for the tab, so that a reload changes nothing.
 */
export class State extends EventTarget {
  /** @param {string} mapId */
  constructor(mapId) {
    super();
    this._key = `argmap:${mapId}`;
    const kept = JSON.parse(sessionStorage.getItem(this._key) ?? "{}");
    /** @type {string|null} */
    this.selected = null;
    /** @type {string|null} where the wish to select came from */
    this.selectedFrom = null;
    /** @type {Set<string>} all selected nodes: the one above, or several */
    this.chosen = new Set();
    /** @type {string|null} */
    this.target = kept.target ?? null;
    /** @type {Set<string>} keys of items */
    this.collapsed = new Set(kept.collapsed ?? []);
    /** @type {string[]} what the map is filtered by, see filter.js */
    this.filter = kept.filter ?? [];
    /** @type {import("../filtered.js").Filtered|null} the map under it; null: all is shown */
    this.filtered = null;
    this._unfiltered = this.collapsed; // what is collapsed once all is shown again
    this.view = kept.view ?? "outline";
    /** @type {Map<string, string[]>} node → what is unsound or unfinished in it, while the list of problems is open */
    this.problems = new Map();
    /** @type {string|null} the link made last in this tab: where a co-premise joins */
    this.lastLink = kept.lastLink ?? null;
  }

  /** @param {string|null} nodeId @param {{from?: string, key?: string}} detail where the wish came from */
  select(nodeId, detail = {}) {
    this.choose(nodeId ? [nodeId] : [], nodeId, { ...detail, several: false });
  }

  /**
   * Selects several nodes.
   * @param {Iterable<string>} nodeIds @param {string|null} focus the one of them that the reader looks at
   */
  choose(nodeIds, focus, detail = { from: "outline", several: true }) {
    this.chosen = new Set(nodeIds);
    this.selected = focus;
    this.selectedFrom = detail.from ?? null;
    if (this.filtered?.hold(this.chosen)) this._tell("filter");
    this._tell("select", detail);
  }

  /** @param {string|null} nodeId */
  setTarget(nodeId) {
    this.target = nodeId;
    this._tell("target");
  }

  /** @param {string} key of an item */
  toggle(key) {
    if (!this.collapsed.delete(key)) this.collapsed.add(key);
    this._tell("collapse");
  }

  /** @param {Iterable<string>} keys */
  collapseTo(keys) {
    this.collapsed = new Set(keys);
    this._tell("collapse");
  }

  /**
   * Shows only a part of the map; in it all is open at first, and what is collapsed stays so only as long as it is shown.
   * @param {string[]} filter @param {import("../filtered.js").Filtered|null} filtered
   */
  narrow(filter, filtered) {
    if (!this.filtered) this._unfiltered = this.collapsed;
    this.filter = filter;
    this.filtered = filtered;
    this.collapsed = filtered ? new Set() : this._unfiltered;
    filtered?.hold(this.chosen);
    this._tell("filter");
    this._tell("collapse");
  }

  /** @returns {string} the words by which the map is filtered, as they were typed */
  get filterWords() {
    return this.filter.filter((wish) => wish.startsWith("words:")).map((wish) => wish.slice("words:".length)).join(" ");
  }

  /** Marks what has a problem. @param {{label: string, nodes: string[]}[]} problems */
  markProblems(problems) {
    this.problems = new Map();
    for (const { label, nodes } of problems) {
      for (const node of nodes) this.problems.set(node, [...(this.problems.get(node) ?? []), label]);
    }
    this._tell("problems");
  }

  /** @param {string} view "outline" or "map" */
  show(view) {
    this.view = view;
    this._tell("view");
  }

  /** @param {string} linkId */
  remember(linkId) {
    this.lastLink = linkId;
    this._keep();
  }

  /**
   * The link in which a co-premise joins: the one made last in this tab, else the newest of the map (ids tell the time).
   * @param {import("./store.js").Store} store
   */
  linkToJoin(store) {
    const newest = [...store.links.keys()].reduce((last, id) => (id > last ? id : last), "");
    return store.links.get(this.lastLink) ?? store.links.get(newest) ?? null;
  }

  _tell(name, detail = {}) {
    this._keep();
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  _keep() {
    const { target, view, lastLink, filter } = this;
    const collapsed = [...(this.filtered ? this._unfiltered : this.collapsed)];
    sessionStorage.setItem(this._key, JSON.stringify({ target, view, lastLink, collapsed, filter }));
  }
}
