/** The bars around the workbench: target, counts, saved or not, undo and redo by name, outline or map, the sheet. */

const byId = (id) => document.getElementById(id);
const SAYS = {
  saved: () => "Saved",
  saving: () => "Saving…",
  offline: (waiting) => `Offline, will retry: ${waiting} change${waiting === 1 ? " waits" : "s wait"}`,
};

/** @param {{store: any, state: any, server: any, leave: () => void}} tools ``leave`` gives the focus to the argument */
export function showStatus({ store, state, server, leave }) {
  const showTarget = () => {
    const node = store.nodes.get(state.target);
    if (state.target && !node) state.target = null;
    byId("target-text").textContent = node ? `${store.numberOf(node.id)} ${shorten(node.text)}` : "none yet: mark a claim with c";
  };
  const showCounts = () => {
    const { size } = store.nodes;
    byId("status-count").textContent = `${size} node${size === 1 ? "" : "s"} · ${store.links.size} link${store.links.size === 1 ? "" : "s"}`;
  };
  const showView = () => {
    byId("outline-view").hidden = state.view !== "outline";
    byId("map-view").hidden = state.view !== "map";
    for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  };
  const showSteps = ({ detail }) => {
    for (const name of ["undo", "redo"]) {
      const button = byId(name);
      if (!button || detail[name] === undefined) continue;
      const label = `${name === "undo" ? "Undo" : "Redo"}${detail[name] ? `: ${detail[name]}` : ""}`;
      if (document.activeElement === button && !detail[name]) leave(); // a button that is switched off loses the focus
      button.disabled = !detail[name];
      button.setAttribute("aria-label", label);
      button.title = `${label} (${name === "undo" ? "Ctrl+Z" : "Ctrl+Shift+Z"})`;
    }
    if (detail.title) byId("map-title").textContent = detail.title;
  };
  server.events.addEventListener("answer", showSteps);
  server.events.addEventListener("state", ({ detail }) => {
    byId("save-state").dataset.state = detail.state;
    byId("save-state").textContent = SAYS[detail.state](detail.waiting);
  });
  store.addEventListener("change", () => {
    showTarget();
    showCounts();
  });
  state.addEventListener("target", showTarget);
  state.addEventListener("view", showView);
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => state.show(button.dataset.view));
  byId("collapse-all").addEventListener("click", () => {
    const open = [...store.tree.items.values()].filter((item) => item.depth > 0 && item.members.length + item.onLink.length + item.children.length > 0);
    state.collapseTo(state.collapsed.size ? [] : open.map((item) => item.key));
  });
  const nameCollapse = () => {
    const words = state.collapsed.size ? "Expand all" : "Collapse all";
    byId("collapse-all").querySelector("span").textContent = words;
    byId("collapse-all").title = words;
  };
  state.addEventListener("collapse", nameCollapse);
  const handle = byId("sheet-handle");
  handle.addEventListener("click", () => {
    const open = document.body.classList.toggle("sheet-open");
    handle.setAttribute("aria-expanded", String(open));
  });
  nameCollapse();
  showTarget();
  showCounts();
  showView();
}

function shorten(text) {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > 70 ? `${words.slice(0, 68)}…` : words;
}
