/**
 * The list of what is unsound or unfinished: read from the server when it is opened and after each edit while it is open.
 *
 * @typedef {{rule: string, label: string, concern: string, message: string, nodes: string[], links: string[],
 *   repair: string|null}} Problem  ``repair``: what a button does about it
 */
import { made } from "../made.js";
import { createDrawer } from "./drawer.js";
import { createReread } from "./reread.js";

const AT_ONCE = 50; // of one rule; a button shows all

/**
 * @param {HTMLElement} panel @param {HTMLElement} opener
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, server: any, leave: () => void,
 *   ask: (link: string) => void}} tools ``ask`` shows the critical questions of a link; ``leave`` takes the focus back to what shows the argument
 */
export function createProblems(panel, opener, { store, state, server, leave, ask }) {
  const list = panel.querySelector(".drawer-body");
  const count = panel.querySelector("output");
  const url = `${store.map.url}problems/`;
  const whole = new Set(); // rules of which all problems are shown
  const folded = new Set(); // rules whose problems are folded away
  /** @type {Problem[]} */
  let problems = [];

  function show() {
    const held = list.contains(document.activeElement) ? document.activeElement.closest("li, summary") : null;
    const place = held && [...list.querySelectorAll("li, summary")].indexOf(held);
    const byRule = Map.groupBy(problems, (problem) => problem.rule);
    list.replaceChildren(...[...byRule.values()].map(groupOf));
    count.textContent = problems.length ? `${problems.length.toLocaleString("en")} in this map` : "None: no rule finds anything in this map.";
    state.markProblems(problems);
    if (held) focusNear(place);
  }

  /** After a repair the next problem has the focus, so that one can go on. */
  function focusNear(place) {
    const rows = [...list.querySelectorAll("li, summary")];
    const row = rows[Math.min(place, rows.length - 1)];
    (row?.matches("summary") ? row : row?.querySelector("button") ?? panel.querySelector("[value=close]")).focus();
  }

  /** @param {Problem[]} found of one rule */
  function groupOf(found) {
    const [{ rule, label, concern }] = found;
    const group = made("details", { open: !folded.has(rule) });
    const shown = whole.has(rule) ? found : found.slice(0, AT_ONCE);
    const rows = made("ul", {}, ...shown.map(rowOf));
    group.append(made("summary", {}, made("b", {}, label), ` ${found.length.toLocaleString("en")} `, made("span", { className: `chip concern-${concern}` }, concern)), rows);
    if (shown.length < found.length) {
      const more = made("button", { type: "button", className: "quiet" }, `Show all ${found.length.toLocaleString("en")}`);
      more.addEventListener("click", () => {
        whole.add(rule);
        show();
      });
      group.append(more);
    }
    group.addEventListener("toggle", () => (group.open ? folded.delete(rule) : folded.add(rule)));
    return group;
  }

  /** @param {Problem} problem */
  function rowOf(problem) {
    const row = made("li", {});
    const node = store.nodes.get(placeOf(problem));
    if (!node) row.append(made("p", {}, problem.message));
    else {
      const words = made("span", { className: "problem-words", dir: "auto" }, node.text);
      const number = made("span", { className: "number" }, store.numberOf(node.id));
      const go = made("button", { type: "button", className: "problem-place" }, made("span", {}, number, " ", problem.message, " ", words));
      go.addEventListener("click", () => {
        drawer.makeRoom();
        state.select(node.id, { from: "problems" });
      });
      row.append(go);
    }
    if (problem.repair && store.map.editable) {
      const repair = made("button", { type: "button", className: "button plain small" }, problem.repair);
      if (node) repair.setAttribute("aria-label", `${problem.repair}: ${store.numberOf(node.id)}`);
      repair.addEventListener("click", () => mend(problem));
      row.append(repair);
    }
    if (node && problem.rule === "open_questions") {
      const show = made("button", { type: "button", className: "button plain small" }, "Show the questions");
      show.setAttribute("aria-label", `Show the questions: ${store.numberOf(node.id)}`);
      show.addEventListener("click", () => {
        state.select(node.id, { from: "problems" });
        ask(problem.links[0]);
      });
      row.append(show);
    }
    return row;
  }

  /** The node at which the problem is shown; that of a link is what stands on it. */
  function placeOf({ nodes, links }) {
    return nodes[0] ?? store.links.get(links[0])?.premises[0].node;
  }

  function mend({ rule, nodes, links, message }) {
    server.post(`${url}repair/`, { rule, nodes, links, message }, undefined, { once: true });
  }

  const drawer = createDrawer(panel, opener, {
    leave,
    opened() {
      count.textContent = "Looking through the map…";
      return read();
    },
    closed: () => state.markProblems([]),
  });

  const read = createReread(server, {
    isOpen: drawer.isOpen,
    headers: { Accept: "application/json" },
    address: () => url,
    take: async (response) => {
      ({ problems } = await response.json());
      return show;
    },
    failed: () => (count.textContent = "The list could not be read; it is read again after the next edit."),
  });
  return { toggle: drawer.toggle };
}
