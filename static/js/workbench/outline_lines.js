/** The lines of the outline from the tree, and how one line shows them: the twin of ``argmap/queries/outline.py``. */

import { hiddenBelow } from "../hidden.js";

const DEEPEST_RAIL = 8;
export const SIGNS = { support: "+", attack: "−", undercut: "×", warrant: "+", rephrase: "≈" };
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
export function below(item) {
  return [...item.members, ...item.onLink, ...item.children];
}

/**
 * @param {import("./store.js").Store} store
 * @param {Set<string>} collapsed
 * @returns the lines in display order, each with what it shows
 */
export function* linesOf(store, collapsed) {
  const { tree } = store;
  const hiddenIn = hiddenBelow(tree, collapsed);
  const stack = tree.roots.map((item, i) => [item, null, i + 1, tree.roots.length, [], false]).reverse();
  while (stack.length) {
    const [item, parent, place, siblings, rails, hidden] = stack.pop();
    item.parent = parent;
    const own = parent ? [...rails, place < siblings].slice(0, DEEPEST_RAIL) : [];
    const children = below(item);
    const closed = collapsed.has(item.key);
    const relation = item.link && !isMember(item) ? relationOf(item.link) : "";
    yield { item, place, siblings, rails: own, hidden, relation, closed, inside: hiddenIn.get(item.key) ?? null,
      hasBelow: children.length > 0, verb: relation && `${VERBS[relation]} ${numberOfTarget(tree, item.link)}` };
    for (let i = children.length - 1; i >= 0; i -= 1) {
      stack.push([children[i], item, i + 1, children.length, own, hidden || closed]);
    }
  }
}

function numberOfTarget(tree, link) {
  return (link.target_link ? tree.itemOfLink.get(link.target_link) : tree.itemOfNode.get(link.target_node))?.number ?? "";
}

/**
 * Makes a line show what it should; touches only what differs.
 * @param {HTMLElement} element
 * @param line as linesOf gives it
 * @param {Map<string, string>} cards node id → HTML of its card
 */
export function fillLine(element, line, cards) {
  const { item } = line;
  element.hidden = line.hidden;
  const card = item.node ? (cards.get(item.node.id) ?? plainCard(item.node)) : "";
  const shape = JSON.stringify([item.number, item.reference, line.place, line.siblings, line.rails, line.relation,
    line.verb, line.closed, line.hasBelow, line.inside, item.node?.kind, item.node?.implicit, item.depth, card]);
  if (element.shape === shape) return;
  element.shape = shape;
  element.id = item.node && !item.reference ? `node-${item.node.id}` : `item-${item.key}`;
  Object.assign(element.dataset, { key: item.key, node: item.node?.id ?? "", link: item.link?.id ?? "",
    relation: line.relation, kind: item.node?.kind ?? "" });
  element.className = ["line", !item.node && "group", isMember(item) && "member", item.reference && "reference",
    element.classList.contains("is-target") && "is-target"].filter(Boolean).join(" ");
  set(element, "aria-level", item.depth + 1);
  set(element, "aria-posinset", line.place);
  set(element, "aria-setsize", line.siblings);
  set(element, "aria-expanded", line.hasBelow ? String(!line.closed) : null);
  element.querySelector(".rails").replaceChildren(...line.rails.map((on) => {
    const rail = document.createElement("i");
    if (on) rail.className = "on";
    return rail;
  }));
  element.querySelector(".node-card").classList.toggle("is-implicit", Boolean(item.node?.implicit));
  element.querySelector(".sign").textContent = SIGNS[line.relation] ?? "";
  element.querySelector(".number").textContent = item.number;
  element.querySelector(".verb").textContent = line.verb;
  element.querySelector(".more").setAttribute("aria-label", `Actions for ${item.number}`);
  const count = element.querySelector(".hidden-count");
  count.hidden = !line.inside;
  count.textContent = line.inside ? `+${line.inside.count}: ${line.inside.inFavour} for, ${line.inside.against} against` : "";
  fillContent(element, item, card);
}

function fillContent(element, item, card) {
  const old = element.querySelector(".content, .only-together");
  if (!item.node) {
    old.className = "words only-together";
    old.textContent = "only together";
    return;
  }
  old.className = "content";
  old.innerHTML = card; // the server's own HTML, or plainCard's escaped words
  if (item.reference) {
    const see = document.createElement("span");
    see.className = "see";
    see.textContent = `see ${item.reference}`;
    old.prepend(see, " ");
  }
}

/** A card until the server has sent its own. */
function plainCard(node) {
  const words = document.createElement("span");
  words.className = "words";
  words.dir = "auto";
  words.textContent = node.text;
  return words.outerHTML;
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}
