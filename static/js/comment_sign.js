/** The sign of what is commented on: the same on its line, on its box, and beside its passage. */
import { made } from "./made.js";

/** What it says: the twin of ``talk_label`` in ``argmap/templatetags/argmap.py``. */
function saysOf(all, open) {
  return `${all.toLocaleString("en")} comment${all === 1 ? "" : "s"}${open ? `, ${open.toLocaleString("en")} open` : ", resolved"}`;
}

/**
 * The node of a line or box where it stands whole, and the link under which it stands; that of a group on the group: the
 * twin of ``_talk`` in ``argmap/queries/outline.py``.
 */
export function commentedIn(item) {
  const isMember = item.node && item.link?.premises.length > 1;
  return { node: item.reference ? null : item.node, link: isMember ? null : item.link };
}

/** @type {WeakMap<HTMLElement, object>} what each sign shows on a click; one of the server's is not here at first */
const places = new WeakMap();

/**
 * @param {HTMLElement} card what shows a node or the group of a link's premises
 * @param {{node?: any, link?: any}} things the node and the link that it stands for, of those that are there
 * @param {(place: object) => void} open shows what is said of them
 */
export function markComments(card, { node, link }, open) {
  const things = [node, link].filter((thing) => thing?.comments);
  const all = things.reduce((sum, { comments }) => sum + comments, 0);
  const alive = things.reduce((sum, { open_comments: own }) => sum + own, 0);
  const known = card.querySelector(".comment-sign");
  if (!all) return void known?.remove();
  const sign = known ?? card.insertBefore(blank(), card.querySelector(".more, .map-fold"));
  if (!places.has(sign)) bind(sign, () => open(places.get(sign)));
  places.set(sign, { ...(node?.comments && { node: node.id }), ...(link?.comments && { link: link.id }) });
  say(sign, all, alive);
}

/** @param {number} all @param {number} alive @param {string} where @param {() => void} run @returns {HTMLButtonElement} */
export function signOf(all, alive, where, run) {
  const sign = blank();
  bind(sign, run);
  say(sign, all, alive, where);
  return sign;
}

const blank = () => made("button", { type: "button", className: "comment-sign", tabIndex: -1 });

function say(sign, all, alive, where = "") {
  const says = saysOf(all, alive) + where;
  if (sign.title === says) return;
  sign.title = says;
  sign.setAttribute("aria-label", says);
  sign.textContent = all.toLocaleString("en");
  sign.classList.toggle("is-open", alive > 0);
}

function bind(sign, run) {
  sign.addEventListener("pointerdown", (event) => event.stopPropagation()); // on the map nothing is dragged by it
  sign.addEventListener("click", (event) => {
    event.stopPropagation();
    run();
  });
}
