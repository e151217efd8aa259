/**
 * What of a map is shown: a filter is a list of wishes such as "kind:claim". Several wishes about one field are or-ed,
 * fields are and-ed, and so are the words of a "words:…". All of it is linear in the number of nodes and links.
 *
 * @typedef {import("./workbench/store.js").Node} Node
 * @typedef {{nodes: Map<string, Node>, links: Map<string, import("./workbench/store.js").Link>}} Graph
 */
import { isIn, typedWords, wordsOf } from "./node_words.js";

const EVIDENCE = { common_ground: "common ground", "": "without a type" };
const SAID = {
  unsupported: "claim without support", unanswered: "counterclaim without an answer", any: "with comments", open: "with open comments",
};

/**
 * The fields by which a map is filtered, as they are offered. ``of`` gives the values of a node; ``fixed`` those that are
 * offered in this order; others are offered by how many nodes have them.
 * @type {Object<string, {label: string, of: (node: Node, links: Links) => Iterable<string>, fixed?: string[]}>}
 */
export const FIELDS = {
  words: { label: "Words", of: () => [] },
  kind: { label: "Kind", of: (node) => [node.kind], fixed: ["claim", "evidence", "counterclaim"] },
  problem: { label: "Unfinished", of: (node, links) => problemsOf(node, links), fixed: ["unsupported", "unanswered"] },
  comments: { label: "Comments", of: ({ comments = 0, open_comments: open = 0 }) => [...(comments ? ["any"] : []), ...(open ? ["open"] : [])], fixed: ["any", "open"] },
  relation: { label: "Relation", of: ({ id }, links) => links.relations.get(id) ?? [], fixed: ["support", "attack", "undercut", "warrant", "rephrase"] },
  evidence: { label: "Type of evidence", of: (node) => (node.kind === "evidence" ? [node.evidence_type] : []) },
  tag: { label: "Tag", of: ({ id, tags }, links) => (links.tags.has(id) ? [...tags, ...links.tags.get(id)] : tags) },
  attribution: { label: "Asserted by", of: ({ attribution }) => (attribution ? [attribution] : []) },
  author: { label: "Made by", of: ({ author }) => (author ? [author] : []) },
  scheme: { label: "Scheme", of: ({ id }, links) => links.schemes.get(id) ?? [] },
};

/** @param {string} wish @returns {{field: string, value: string}|null} null: no such field */
export function parsed(wish) {
  const [, field, value] = wish.match(/^(\w+):(.*)$/s) ?? [];
  return Object.hasOwn(FIELDS, field) && (value.trim() || field === "evidence") ? { field, value } : null;
}

/** @param {string} field @param {string} value @returns {string} as a person reads it */
export function saidOf(field, value) {
  if (field === "words") return `“${value.trim()}”`;
  const words = { evidence: EVIDENCE, problem: SAID, comments: SAID }[field] ?? {};
  return Object.hasOwn(words, value) ? words[value] : value;
}

/** @param {Graph} graph @param {string[]} wishes @returns {Set<string>} the ids of the nodes that all fields let through */
export function matching(graph, wishes) {
  const links = new Links(graph);
  const wanted = Map.groupBy(wishes.map(parsed).filter(Boolean), ({ field }) => field);
  const tests = [...wanted].map(([field, own]) => {
    const values = new Set(own.map(({ value }) => value));
    if (field !== "words") return (node) => some(FIELDS[field].of(node, links), values);
    const words = typedWords([...values].join(" "));
    return (node) => words.every((word) => wordsOf(node).includes(word) || isIn(links.tags.get(node.id) ?? [], word));
  });
  const found = new Set();
  for (const node of graph.nodes.values()) if (tests.every((test) => test(node))) found.add(node.id);
  return found;
}

function some(values, wanted) {
  for (const value of values) if (wanted.has(value)) return true;
  return false;
}

/** @param {Graph} graph @returns {Map<string, Map<string, number>>} for each field its values in this map, as they are offered, and how many nodes have each */
export function offered(graph) {
  const links = new Links(graph);
  const counts = new Map(Object.keys(FIELDS).map((field) => [field, new Map()]));
  for (const node of graph.nodes.values()) {
    for (const [field, { of }] of Object.entries(FIELDS)) {
      const own = counts.get(field);
      for (const value of new Set(of(node, links))) own.set(value, (own.get(value) ?? 0) + 1);
    }
  }
  for (const [field, own] of counts) counts.set(field, inOrder(own, FIELDS[field].fixed));
  return counts;
}

function inOrder(counts, fixed = []) {
  const place = (value) => (fixed.includes(value) ? fixed.indexOf(value) : fixed.length);
  return new Map([...counts].sort(([a, many], [b, more]) => place(a) - place(b) || more - many || a.localeCompare(b)));
}

/** What links say of nodes, each found out when it is first asked for. */
class Links {
  /** @param {Graph} graph */
  constructor({ nodes, links }) {
    Object.assign(this, { nodes, links: [...links.values()] });
  }

  /** @returns {Map<string, Set<string>>} node → the relations in which it stands to others */
  get relations() {
    return (this._relations ??= this._ofPremises((link) => [(link.target_link && { support: "warrant", attack: "undercut" }[link.type]) || link.type]));
  }

  /** @returns {Map<string, Set<string>>} node → the schemes by which others follow from it */
  get schemes() {
    return (this._schemes ??= this._ofPremises(({ scheme }) => (scheme ? [scheme] : [])));
  }

  /** @returns {Map<string, Set<string>>} node → the tags of the links by which it bears on others */
  get tags() {
    return (this._tags ??= this._ofPremises(({ tags }) => tags));
  }

  /** @returns {Set<string>} nodes and links at which links of this type aim */
  targets(type) {
    this._targets ??= {};
    return (this._targets[type] ??= new Set(this.links.filter((link) => link.type === type).map(targetOf)));
  }

  /** @returns {Set<string>} as the targets of supports, with what is restated by one of these */
  get supported() {
    if (this._supported) return this._supported;
    const direct = this.targets("support");
    const restated = this.links.filter(({ type, premises }) => type === "rephrase" && direct.has(premises[0].node)).map(targetOf);
    return (this._supported = new Set([...direct, ...restated]));
  }

  /** @returns {Set<string>} nodes with a link from or to them */
  get linked() {
    return (this._linked ??= new Set(this.links.flatMap((link) => [targetOf(link), ...link.premises.map(({ node }) => node)])));
  }

  /** @returns {Set<string>} nodes with a link of theirs that is undercut */
  get undercut() {
    const attacked = this.targets("attack");
    return (this._undercut ??= new Set(this.links.filter(({ id }) => attacked.has(id)).flatMap(({ premises }) => premises.map(({ node }) => node))));
  }

  /** @param {(link: any) => string[]} valuesOf */
  _ofPremises(valuesOf) {
    const found = new Map();
    for (const link of this.links) {
      const values = valuesOf(link);
      for (const { node } of values.length ? link.premises : []) {
        if (!found.has(node)) found.set(node, new Set());
        for (const value of values) found.get(node).add(value);
      }
    }
    return found;
  }
}

function targetOf({ target_node: node, target_link: link }) {
  return node ?? link;
}

/** The rules ``claim_without_support`` and ``unanswered_counterclaim`` of ``argmap/domain/problems/support.py``. */
function problemsOf({ id, kind, main, implicit }, links) {
  if (kind === "claim") {
    if (implicit || links.supported.has(id) || links.relations.get(id)?.has("rephrase")) return [];
    return main || links.linked.has(id) || links.nodes.size === 1 ? ["unsupported"] : [];
  }
  return kind === "counterclaim" && !links.targets("attack").has(id) && !links.undercut.has(id) ? ["unanswered"] : [];
}
