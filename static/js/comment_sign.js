/** The sign of what is commented on: the same on its line, on its box, and beside its passage. */
import { made } from "./made.js";

/** @param {number} all @param {number} open @returns {string} */
export function saysOf(all, open) {
  return `${all.toLocaleString("en")} comment${all === 1 ? "" : "s"}${open ? `, ${open.toLocaleString("en")} open` : ", resolved"}`;
}

/** The node of a line or box where it stands whole, and the link under which it stands; that of a group on the group. */
export function commentedIn(item) {
  const isMember = item.node && item.link?.premises.length > 1;
  return { node: item.reference ? null : item.node, link: isMember ? null : item.link };
}

/**
 * @param {HTMLElement} card what shows a node or the group of a link's premises
 * @param {{node?: any, link?: any}} things the node and the link that it stands for, of those that are there
 * @param {(place: object) => void} open shows what is said of them
 */
export function markComments(card, { node, link }, open) {
  const things = [node, link].filter((thing) => thing?.comments);
  const all = things.reduce((sum, { comments }) => sum + comments, 0);
  const alive = things.reduce((sum, { open_comments: own }) => sum + own, 0);
  const sign = card.querySelector(".comment-sign");
  if (!all) return void sign?.remove();
  const says = saysOf(all, alive);
  if (sign?.title === says) return;
  const place = { ...(node?.comments && { node: node.id }), ...(link?.comments && { link: link.id }) };
  const fresh = signOf(says, all, alive > 0, () => open(place));
  if (sign) sign.replaceWith(fresh);
  else card.insertBefore(fresh, card.querySelector(".more, .map-fold"));
}

/** @returns {HTMLButtonElement} */
export function signOf(says, all, isOpen, run) {
  const sign = made("button", { type: "button", className: "comment-sign", title: says, tabIndex: -1 }, all.toLocaleString("en"));
  sign.classList.toggle("is-open", isOpen);
  sign.setAttribute("aria-label", says);
  sign.addEventListener("pointerdown", (event) => event.stopPropagation()); // on the map nothing is dragged by it
  sign.addEventListener("click", (event) => {
    event.stopPropagation();
    run();
  });
  return sign;
}
