/** The lines of the outline from the tree, and how one line shows them: the twin of ``argmap/queries/outline.py``. */

import { hiddenBelow } from "../hidden.js";
import { cardOf, linkDetails } from "./node_card.js";

const DEEPEST_RAIL = 8;
const SIGNS = { support: "+", attack: "−", undercut: "×", warrant: "+", rephrase: "≈" };
const VERBS = {
  support: "supports",
  attack: "attacks",
  undercut: "undercuts the link of",
  warrant: "warrants the link of",
  rephrase: "rephrases",
};

/** @param {{type: string, target_link: string|null}} link @returns {string} its name, as the field calls it */
export function relationOf(link) {
  if (!link.target_link) return link.type;
  return { support: "warrant", attack: "undercut" }[link.type] ?? link.type;
}

/** @param item @returns {boolean} whether it is one of several premises that stand together */
export function isMember(item) {
  return Boolean(item.node && item.link && item.link.premises.length > 1);
}

/** @param item @returns the items directly below it, in display order */
export function below({ members, onLink, children }) {
  return members.concat(onLink, children);
}

/**
 * @param {import("./store.js").Store} store
 * @param {Set<string>} collapsed keys of items
 * @param {Uint8Array|null} keep by place: 1 where an item is shown at all; null: all are
 * @returns {{key: string, item: any, place: number, siblings: number, rails: boolean[], closed: boolean, hasBelow: boolean,
 *   inside: {count: number, inFavour: number, against: number}|null, tree: any, schemes: import("./schemes.js").Schemes}[]} the lines that no collapsed one hides
 */
export function rowsOf(store, collapsed, keep = null) {
  const { tree } = store;
  const hiddenIn = hiddenBelow(tree, collapsed, keep);
  const rows = [];
  const shown = (items) => (keep ? items.filter(({ place }) => keep[place]) : items);
  const roots = shown(tree.roots);
  const stack = roots.map((item, i) => [item, i + 1, roots.length, []]).reverse();
  while (stack.length) {
    const [item, place, siblings, rails] = stack.pop();
    const closed = collapsed.has(item.key);
    const children = shown(below(item));
    const hasBelow = children.length > 0;
    rows.push({ key: item.key, item, place, siblings, rails, closed, hasBelow, inside: hiddenIn.get(item.key) ?? null, tree, schemes: store.schemes });
    if (closed || !hasBelow) continue;
    const [on, last] = rails.length < DEEPEST_RAIL ? [[...rails, true], [...rails, false]] : [rails, rails];
    for (let i = children.length - 1; i >= 0; i -= 1) stack.push([children[i], i + 1, children.length, i + 1 < children.length ? on : last]);
  }
  return rows;
}

function verbOf(tree, link, relation) {
  const target = link.target_link ? tree.itemOfLink.get(link.target_link) : tree.itemOfNode.get(link.target_node);
  return `${VERBS[relation]} ${target?.number ?? ""}`.trim();
}

/**
 * Makes a line show what it should; touches it only where that differs.
 * @param {HTMLElement} element
 * @param {ReturnType<typeof rowsOf>[number]} row
 * @param {Object<string, string>} colors of tags by name
 */
export function fillLine(element, row, colors) {
  const { item, place, siblings, rails, closed, hasBelow, inside, tree, schemes } = row;
  const { node, link } = item;
  const relation = link && !isMember(item) ? relationOf(link) : "";
  const verb = relation && verbOf(tree, link, relation);
  const follows = schemes.wordsOf(item);
  const shape = JSON.stringify([follows, item.key, item.number, item.reference, place, siblings, rails, relation, verb, closed, hasBelow, inside, node]);
  if (element.shape === shape) return;
  element.shape = shape;
  element.id = node && !item.reference ? `node-${node.id}` : `item-${item.key}`;
  Object.assign(element.dataset, { key: item.key, node: node?.id ?? "", link: link?.id ?? "", relation, kind: node?.kind ?? "" });
  for (const [name, on] of Object.entries({ group: !node, member: isMember(item), reference: Boolean(item.reference) })) {
    element.classList.toggle(name, on);
  }
  set(element, "aria-level", item.depth + 1);
  set(element, "aria-posinset", place);
  set(element, "aria-setsize", siblings);
  set(element, "aria-expanded", hasBelow ? String(!closed) : null);
  element.querySelector(".rails").replaceChildren(...rails.map((on) => Object.assign(document.createElement("i"), on ? { className: "on" } : {})));
  element.querySelector(".node-card").classList.toggle("is-implicit", Boolean(node?.implicit));
  element.querySelector(".sign").textContent = SIGNS[relation] ?? "";
  element.querySelector(".number").textContent = item.number;
  element.querySelector(".verb").textContent = [node?.kind, verb].filter(Boolean).join(" ");
  element.querySelector(".more").setAttribute("aria-label", `Actions for ${item.number}`);
  const count = element.querySelector(".hidden-count");
  count.hidden = !inside;
  count.textContent = inside ? `+${inside.count}: ${inside.inFavour} for, ${inside.against} against` : "";
  fillContent(element.querySelector(".content, .only-together"), item, colors, follows);
}

function fillContent(content, { node, reference }, colors, follows) {
  content.className = node ? "content" : "words only-together";
  content.replaceChildren(...(node ? cardOf(node, colors, linkDetails(follows, colors)) : ["only together", ...linkDetails(follows, colors)]));
  if (!reference) return;
  content.prepend(Object.assign(document.createElement("span"), { className: "see", textContent: `see ${reference}` }), " ");
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}
