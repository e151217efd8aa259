/**
 * The outline: an ARIA tree of which only the lines near the viewport are in the page. The server has made the first
 * ones; all are drawn from the store. https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
import { commentedIn, markComments } from "../comment_sign.js";
import { markProblems } from "../problem_sign.js";
import { moveBy } from "./outline_keys.js";
import { fillLine, rowsOf } from "./outline_lines.js";
import { LineWindow } from "./outline_window.js";

/**
 * @param {HTMLElement} root the ``ul role=tree``
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, act: (name: string, line: HTMLElement,
 *   event?: Event) => boolean, openComments: (place: object) => void}} tools ``act`` says whether it took the event over
 */
export function createOutline(root, { store, state, act, openComments }) {
  const template = document.getElementById("line-template");
  const empty = document.getElementById("outline-empty");
  const lines = new LineWindow(root, { make: () => template.content.firstElementChild.cloneNode(true), fill });
  /** The line to which Tab leads: its key, and its node, by which it is found again where an edit moves it. */
  let active = { key: null, node: null };
  let shown = null; // the tree of which the lines are
  let keep = null; // what of it a filter lets through
  let late = 0; // the idle callback that brings the outline up to date behind the map
  let hadFocus = false; // whether the keyboard was here last, with a dialog or menu since then at most

  function fill(element, row) {
    if (element.row !== row) fillLine(element, row, store.tagColors);
    element.row = row;
    mark(element, row);
  }

  function mark(element, { key, item }) {
    const selected = String(Boolean(item.node) && state.chosen.has(item.node.id));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
    element.classList.toggle("is-target", Boolean(item.node) && item.node.id === state.target && !item.reference);
    element.tabIndex = key === active.key ? 0 : -1;
    markContext(element, state.filtered?.isContext(item) ?? false);
    markProblems(element.querySelector(".node-card"), item.reference ? undefined : state.problems.get(item.node?.id));
    markComments(element.querySelector(".node-card"), commentedIn(item), openComments);
  }

  /** What a filter shows only for the place of others is paler, and says so. */
  function markContext(element, isContext) {
    if (element.classList.toggle("is-context", isContext) === Boolean(element.querySelector(".context"))) return;
    if (!isContext) return void element.querySelector(".context").remove();
    element.querySelector(".num").append(Object.assign(document.createElement("span"), { className: "vh context", textContent: "does not match the filter" }));
  }

  function markAll() {
    for (const element of lines.elements.values()) mark(element, element.row);
  }

  /** Behind the map the outline follows when the browser has time, or when somebody asks. */
  function follow() {
    if (state.view === "outline" || !window.requestIdleCallback) sync();
    else late ||= requestIdleCallback(sync, { timeout: 1000 });
  }

  function fresh() {
    if (late) sync();
  }

  function sync() {
    if (late) cancelIdleCallback(late);
    late = 0;
    shown = store.tree;
    keep = state.filtered?.keep ?? null;
    const place = lines.places.get(active.key) ?? 0;
    lines.show(rowsOf(store, state.collapsed, keep));
    if (empty) empty.hidden = store.nodes.size > 0;
    if (!lines.places.has(active.key)) activate(insteadOf(place), false);
    if (hadFocus) keepFocus();
  }

  /** Where the active line went: to its node's place, under the item that hides it, or to what has its place now. */
  function insteadOf(place) {
    let item = store.tree.items.get(active.key) ?? store.tree.itemOfNode.get(active.node);
    while (item && !lines.places.has(item.key)) item = item.parent;
    return item?.key ?? lines.rows[Math.min(place, lines.rows.length - 1)]?.key ?? null;
  }

  /** Gives the focus back to the active line where an edit took its element away. */
  function keepFocus() {
    if (document.activeElement === document.body) lines.elements.get(active.key)?.focus({ preventScroll: true });
  }

  function activate(key, focus = true) {
    active = { key, node: lines.rows[lines.places.get(key)]?.item.node?.id ?? null };
    const line = lines.pin(key);
    markAll();
    if (!focus || !line) return;
    lines.reveal(key);
    line.focus({ preventScroll: true });
  }

  /** Shows the node's line: opens what hides it. */
  function reveal(nodeId, focus) {
    fresh();
    const item = store.tree.itemOfNode.get(nodeId);
    if (!item) return;
    const above = new Set();
    for (let { parent } = item; parent; parent = parent.parent) above.add(parent.key);
    const rest = [...state.collapsed].filter((key) => !above.has(key));
    if (rest.length < state.collapsed.size) state.collapseTo(rest);
    activate(item.key, focus);
    lines.reveal(item.key);
  }

  function choose(key) {
    activate(key);
    state.select(active.node, { from: "outline", key });
  }

  root.addEventListener("click", (event) => {
    const line = event.target.closest("[role=treeitem]");
    if (!line) return;
    activate(line.dataset.key, true);
    if (event.target.closest(".more")) return void act("menu", line, event);
    if (event.target.closest(".asks")) return void act("questions", line, event);
    if (event.target.closest(".twisty, .hidden-count")) return void state.toggle(line.dataset.key);
    if (act(event.target.closest(".sign") ? "pick-link" : "pick-node", line, event)) return;
    state.select(line.dataset.node || null, { from: "outline", key: line.dataset.key });
  });
  root.addEventListener("dblclick", (event) => {
    const line = event.target.closest("[role=treeitem]");
    if (line && !event.target.closest("button, .twisty")) act("edit", line, event);
  });
  root.addEventListener("contextmenu", (event) => {
    const line = event.target.closest("[role=treeitem]");
    if (line && act("menu", line, event)) event.preventDefault();
  });
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("button")) return;
    const move = moveBy(event, lines, active.key);
    if (!move) return;
    event.preventDefault();
    if (event.key === ".") event.stopPropagation(); // of a number; elsewhere it steps through words
    if (move.toggle) state.toggle(move.toggle);
    if (move.open) state.collapseTo([...state.collapsed].filter((key) => !move.open.includes(key)));
    if (move.to) choose(move.to);
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("dialog, [popover], .toasts")) hadFocus = root.contains(event.target);
  });
  document.addEventListener("close", () => hadFocus && requestAnimationFrame(keepFocus), true); // of a dialog
  addEventListener("beforeprint", () => printed(true));
  addEventListener("afterprint", () => printed(false));

  function printed(whole) {
    lines.whole = whole;
    lines.draw();
  }

  store.addEventListener("change", () => store.tree !== shown && follow());
  state.addEventListener("collapse", follow);
  state.addEventListener("filter", () => {
    if (keep !== (state.filtered?.keep ?? null)) follow();
    markAll();
  });
  state.addEventListener("view", fresh);
  state.addEventListener("target", markAll);
  state.addEventListener("problems", markAll);
  state.addEventListener("select", (event) => {
    markAll();
    if (state.selected && event.detail.from !== "outline") reveal(state.selected, root.contains(document.activeElement));
  });
  sync();
  const line = () => {
    fresh();
    return lines.elements.get(active.key) ?? null;
  };
  return { root, focus: () => (line() ?? document.getElementById("text-pane")).focus(), active: line, reveal };
}
