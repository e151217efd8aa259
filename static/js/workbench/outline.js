/**
 * The outline: an ARIA tree whose lines the server has made. Kept true to the store line by line, so that focus and
 * scroll position stay where they are. https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
import { fillLine, linesOf } from "./outline_lines.js";

/**
 * @param {HTMLElement} root the ``ul role=tree``
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, act: (name: string, line: HTMLElement,
 *   event?: Event) => boolean}} tools ``act`` says whether it took the event over
 */
export function createOutline(root, { store, state, act }) {
  const template = document.getElementById("line-template");
  const empty = document.getElementById("outline-empty");
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map([...root.children].map((line) => [line.dataset.key, line]));
  /** @type {Map<string, string>} node id → its card, as the server made it */
  const cards = new Map();
  for (const line of lines.values()) rememberCard(line);
  let active = root.firstElementChild;

  function rememberCard(line) {
    const content = line.querySelector(".content")?.cloneNode(true);
    content?.querySelector(".see")?.remove();
    if (line.dataset.node && content) cards.set(line.dataset.node, content.innerHTML.trim());
  }

  function sync() {
    const hadFocus = root.contains(document.activeElement);
    const place = active ? [...root.children].indexOf(active) : 0;
    let cursor = root.firstElementChild;
    const kept = new Set();
    for (const line of linesOf(store, state.collapsed)) {
      kept.add(line.item.key);
      const element = lines.get(line.item.key) ?? template.content.firstElementChild.cloneNode(true);
      lines.set(line.item.key, element);
      fillLine(element, line, cards);
      if (element === cursor) cursor = cursor.nextElementSibling;
      else root.insertBefore(element, cursor);
    }
    for (const [key, element] of lines) {
      if (kept.has(key)) continue;
      element.remove();
      lines.delete(key);
    }
    if (empty) empty.hidden = lines.size > 0;
    if (!active?.isConnected || active.hidden) {
      const rest = visible();
      activate(rest[Math.min(Math.max(place, 0), rest.length - 1)] ?? null, hadFocus);
    }
    showSelection();
  }

  const visible = () => [...root.children].filter((line) => !line.hidden);

  function activate(line, focus = true) {
    if (active) active.tabIndex = -1;
    active = line;
    if (!line) return;
    line.tabIndex = 0;
    if (focus) line.focus({ preventScroll: true });
    if (focus) line.scrollIntoView({ block: "nearest" });
  }

  function showSelection() {
    for (const [, line] of lines) {
      const selected = line.dataset.node && line.dataset.node === state.selected;
      if ((line.getAttribute("aria-selected") === "true") !== Boolean(selected)) line.setAttribute("aria-selected", String(Boolean(selected)));
      line.classList.toggle("is-target", Boolean(line.dataset.node) && line.dataset.node === state.target && !line.classList.contains("reference"));
    }
  }

  function lineOf(nodeId) {
    const item = store.tree.itemOfNode.get(nodeId);
    return item ? lines.get(item.key) : null;
  }

  /** Shows the node's line: opens what hides it. */
  function reveal(nodeId, focus) {
    let item = store.tree.itemOfNode.get(nodeId);
    const above = [];
    for (let parent = item?.parent; parent; parent = parent.parent) above.push(parent.key);
    if (above.some((key) => state.collapsed.has(key))) {
      state.collapseTo([...state.collapsed].filter((key) => !above.includes(key)));
    }
    const line = lineOf(nodeId);
    if (!line) return;
    activate(line, focus);
    if (!focus) line.scrollIntoView({ block: "nearest" });
  }

  root.addEventListener("click", (event) => {
    const line = event.target.closest("[role=treeitem]");
    if (!line) return;
    activate(line, true);
    if (event.target.closest(".more")) return void act("menu", line, event);
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
    const line = event.target.closest("[role=treeitem]");
    const shown = visible();
    const index = shown.indexOf(line);
    const expanded = line?.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => shown[index + 1],
      ArrowUp: () => shown[index - 1],
      Home: () => shown[0],
      End: () => shown.at(-1),
      ArrowRight: () => (expanded === "false" ? state.toggle(line.dataset.key) : expanded && shown[index + 1]),
      ArrowLeft: () =>
        expanded === "true" ? state.toggle(line.dataset.key) : shown.findLast((one, i) => i < index && level(one) < level(line)),
    };
    if (!line || !(event.key in moves)) return;
    event.preventDefault();
    const next = moves[event.key]();
    if (next instanceof HTMLElement) {
      activate(next);
      state.select(next.dataset.node || null, { from: "outline", key: next.dataset.key });
    }
  });
  store.addEventListener("change", (event) => {
    for (const [id, html] of Object.entries(event.detail.html ?? {})) cards.set(id, html);
    for (const id of Object.keys(event.detail.nodes ?? {})) if (!event.detail.html?.[id]) cards.delete(id);
    sync();
  });
  state.addEventListener("collapse", sync);
  state.addEventListener("target", showSelection);
  state.addEventListener("select", (event) => {
    showSelection();
    if (state.selected && event.detail.from !== "outline") reveal(state.selected, root.contains(document.activeElement));
  });
  sync();
  if (active) active.tabIndex = 0;
  return { focus: () => active?.focus(), active: () => active, reveal };
}

function level(line) {
  return Number(line.getAttribute("aria-level"));
}
