/**
 * Selecting several nodes in the outline, as in the ARIA tree pattern: Shift and Ctrl with a click, Shift with the arrow
 * keys, Ctrl with Space. Ctrl with an arrow key walks without selecting. https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
import { shownItems } from "./shown_items.js";

export const MOST = 1000; // nodes in one selection

/**
 * @param {HTMLElement} root the ``ul role=tree``
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, voice: any, picking: () => boolean,
 *   outline: {active: () => HTMLElement|null, reveal: (nodeId: string, focus: boolean) => void}}} tools
 */
export function createSelection(root, { store, state, voice, picking, outline }) {
  let anchor = null;
  let latest = []; // what is selected
  let before = []; // what was selected until a menu was opened
  root.setAttribute("aria-multiselectable", "true");

  /** The nodes that can be selected, in display order, each once. */
  const order = () => shownItems(store.tree, state).filter((item) => item.node && !item.reference).map((item) => item.node.id);

  /** @param {string[]} ids @param {string} focus the one of them that the reader looks at */
  function choose(ids, focus) {
    if (ids.length > MOST) voice.warn(`Only the first ${MOST} nodes are selected: that many can be changed at once.`);
    state.choose(ids.slice(0, MOST), focus);
    if (state.chosen.size > 1) voice.say(`${state.chosen.size} nodes are selected.`);
  }

  function range(to) {
    const ids = order();
    const [from, until] = [ids.indexOf(anchor ?? state.selected), ids.indexOf(to)].sort((a, b) => a - b);
    choose(from < 0 ? [to] : ids.slice(from, until + 1), to);
  }

  function toggle(id) {
    const ids = new Set(state.chosen);
    if (!ids.delete(id)) ids.add(id);
    anchor = id;
    choose([...ids], ids.has(id) ? id : ([...ids].at(-1) ?? null));
  }

  function all(event) {
    if (event && !root.contains(event.target)) return false;
    const ids = order().filter((id) => state.filtered?.shows(id) ?? true); // what matches, to tag or change all of it
    choose(ids, ids.includes(state.selected) ? state.selected : (ids[0] ?? null));
    return true;
  }

  root.addEventListener("click", (event) => {
    const id = event.target.closest("[role=treeitem]")?.dataset.node;
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    if (!id || !several || picking() || event.target.closest(".more, .twisty")) return;
    event.stopPropagation();
    if (event.shiftKey) range(id);
    else toggle(id);
    outline.reveal(id, true);
  }, true);

  root.addEventListener("keydown", (event) => {
    const id = outline.active()?.dataset.node;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const mod = event.ctrlKey || event.metaKey;
    if (!id || event.altKey) return;
    if (mod && event.key === " ") toggle(id);
    else if (step && (event.shiftKey || mod)) {
      const ids = order();
      const next = ids[ids.indexOf(id) + step];
      if (!next) return;
      if (event.shiftKey) range(next);
      outline.reveal(next, true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  /** Selects the node beside those that were selected before its menu was opened. */
  function add(id) {
    choose([...new Set([...before, id])], id);
  }

  state.addEventListener("select", ({ detail }) => {
    if (!detail.several) anchor = state.selected;
    before = latest;
    latest = [...state.chosen];
  });
  store.addEventListener("change", () => {
    if (state.chosen.size < 2) return; // a single one that is gone may come back, as where an edit is refused
    const left = [...state.chosen].filter((id) => store.nodes.has(id));
    if (left.length < state.chosen.size) state.choose(left, left.at(-1) ?? null);
  });
  return { all, add, toggle };
}
