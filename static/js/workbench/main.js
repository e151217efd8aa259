/** The workbench: text and argument side by side, made of small parts around one store. */
import { MARKS, createActions } from "./actions.js";
import { createDialog } from "./dialog.js";
import { KEYS, bindKeys, inside } from "./keys.js";
import { createMap } from "../map/map.js";
import { createMarkBar } from "./markbar.js";
import { createMenu } from "./menu.js";
import { entriesFor } from "./menu_entries.js";
import { createNodeFind } from "./node_find.js";
import { createOutline } from "./outline.js";
import { ownWordsForm } from "./own_words.js";
import { createPick } from "./pick.js";
import { followAddress } from "./places.js";
import { createServer } from "./server.js";
import { State } from "./state.js";
import { showStatus } from "./status.js";
import { Store } from "./store.js";
import { createTextPane } from "./text_pane.js";
import { TextView } from "./textview.js";
import { createVoice } from "./voice.js";

const byId = (id) => document.getElementById(id);

/** The main claim, or the only root: what the first marks are about. */
function firstTarget(store) {
  const main = [...store.nodes.values()].find((node) => node.main);
  return main?.id ?? (store.tree.roots.length === 1 ? store.tree.roots[0].node.id : null);
}

/** Starts everything; called by main.js where a page has ``data-module="workbench"``. */
export function start() {
  const store = new Store(JSON.parse(byId("store").textContent));
  const state = new State(store.map.id);
  if (state.target && !store.nodes.has(state.target)) state.target = null;
  state.target ??= firstTarget(store);
  const voice = createVoice(byId("announcer"), byId("toasts"));
  const texts = new Map([...document.querySelectorAll("[data-revision]")].map((root) => [root.dataset.revision, new TextView(root)]));
  const { editable } = store.map;

  const server = createServer(store, voice);
  const pick = createPick(byId("pick-bar"), voice);
  const dialog = createDialog(byId("workbench-dialog"), server.take);
  const menu = createMenu(byId("context-menu"));
  const textOf = (span) => texts.get(span.revision)?.textOf(span.start, span.end) ?? "";
  /** Whatever else one does ends a choice that is open. */
  const instead = (run) => (...values) => {
    pick.stop();
    return run(...values);
  };
  const [post, openForm] = [instead(server.post), instead(dialog.open)];
  const actions = createActions({ store, state, post, voice, pick: pick.start, openForm, textOf });

  const places = followAddress({ store, state, texts, voice });
  const text = createTextPane(byId("text-pane"), { store, state, texts, menu, voice, scrollTo: places.scrollTo });
  const outline = createOutline(byId("outline"), { store, state, act });
  const leave = () => (state.view === "outline" ? outline.focus() : byId("map-view").querySelector("[tabindex]")?.focus());
  const nodeFind = createNodeFind(byId("node-find"), byId("open-node-find"), { store, state, leave });
  const drawn = createMap(byId("map-view"), { store, state, pick: (chosen) => pick.take(chosen), menu: openMenu, act });
  const selectedNode = () => (store.nodes.has(state.selected) ? { id: state.selected, number: store.numberOf(state.selected) } : null);
  const marks = editable ? createMarkBar(byId("mark-bar"), texts, markSelection, selectedNode) : null;
  /** What a marking key acts on: the selected words, else what the sentence cursor stands on. */
  const passageHere = () => marks?.passage() ?? text.cursor.passage();
  showStatus({ store, state, server, actions });

  const itemOf = (line) => store.tree.items.get(line?.dataset.key);
  /** What a key acts on: the outline's line that has the focus or stands for the selected node, else that node. */
  const current = () => {
    const item = itemOf(outline.active());
    const meant = byId("outline").contains(document.activeElement) || (item?.node && item.node.id === state.selected);
    return meant ? item : store.tree.itemOfNode.get(state.selected);
  };

  /** What a click or key on a line of the outline, or on its item, does. */
  function act(name, line) {
    const item = line instanceof Element ? itemOf(line) : line;
    if (name.startsWith("pick")) return pick.take({ node: item.node?.id, link: item.link?.id, wantsLink: name === "pick-link" });
    if (name === "menu") return openMenu(item, line);
    if (name === "edit" && editable) item.node ? actions.edit(item.node.id) : actions.editLink(item.link.id);
    return true;
  }

  function openMenu(item, anchor) {
    if (!editable || !item) return false;
    pick.stop();
    if (item.node) state.select(item.node.id, { from: "outline" });
    menu.open(entriesFor(item, actions, passageHere()), anchor);
    return true;
  }

  function markSelection(key) {
    const passage = passageHere();
    if (!passage) return void voice.warn(texts.size ? "Select some words of the text first, or a sentence with ↓, then press the key." : "This map has no text to mark: use “+ Own words”.");
    if (key === "q") return void actions.copyPassage(passage);
    if (key === "p") {
      if (!selectedNode()) return void voice.warn("Select a node first, then the passage to add to it.");
      actions.addSpan(state.selected, passage);
    } else if (!actions.mark(key, passage)) return;
    marks.clear();
  }

  function withItem(run) {
    return () => {
      const item = current();
      return item ? run(item) : void voice.warn("Select a node in the outline or map first.");
    };
  }

  function withNode(run) {
    return () => {
      const item = current();
      if (!item?.node) return void voice.warn("Select a node in the outline or map first.");
      run(item.node.id, item);
    };
  }

  const bindings = {
    o: () => state.show(state.view === "map" ? "outline" : "map"),
    "?": showKeys,
    Escape: () => {
      if (pick.isOpen()) pick.stop();
      else {
        marks?.clear();
        text.cursor.hide();
      }
      return false;
    },
    "/": text.find.open,
    g: nodeFind.open,
    n: (event) => text.cursor.nextBare(event.shiftKey ? -1 : 1),
    ",": () => text.cursor.step("word", -1),
    ".": () => text.cursor.step("word", 1),
  };
  if (editable) {
    Object.assign(bindings, Object.fromEntries([...Object.keys(MARKS), "p", "q"].map((key) => [key, () => markSelection(key)])), {
      t: withNode(actions.target),
      l: withNode((id) => actions.linkTo(id, "support")),
      v: withNode((id, item) => actions.move(id, item.link?.id)),
      m: withItem(menuOf),
      ContextMenu: withItem(menuOf),
      Delete: withNode(actions.remove),
      Backspace: withNode(actions.remove),
      "alt+ArrowUp": () => current() && actions.order(current(), -1),
      "alt+ArrowDown": () => current() && actions.order(current(), 1),
      "mod+z": actions.undo,
      "mod+shift+z": actions.redo,
      "mod+y": actions.redo,
      Enter: (event) => enter(event),
    });
  }
  bindKeys(bindings);

  function enter(event) {
    if (event.target.closest("a, button") || !inside(event.target)) return false;
    if (event.target.closest(".text-pane") && text.cursor.selectHere()) return true;
    const item = current();
    if (pick.isOpen() && item) return pick.take({ node: item.node?.id, link: item.link?.id, wantsLink: event.shiftKey });
    if (!item) return void voice.warn("Select a node in the outline or map first.");
    return act("edit", item);
  }

  /** Opens the menu at what shows the item: its line, or its box in the map. */
  function menuOf(item) {
    return openMenu(item, state.view === "map" ? drawn.boxOf(item.key) ?? byId("map-view") : outline.active());
  }

  function showKeys() {
    const template = document.createElement("div");
    const rows = KEYS.map(([keys, what]) => {
      const row = document.createElement("div");
      const key = document.createElement("dt");
      key.append(...keys.split(" ").filter(Boolean).map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
      row.append(key, Object.assign(document.createElement("dd"), { textContent: what }));
      return row;
    });
    const list = document.createElement("dl");
    list.className = "keys";
    list.append(...rows);
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close", className: "button" });
    close.dataset.close = "";
    template.append(Object.assign(document.createElement("h2"), { id: "dialog-title", textContent: "Keys" }), list, close);
    dialog.show(template);
  }

  byId("show-keys").addEventListener("click", showKeys);
  byId("undo")?.addEventListener("click", actions.undo);
  byId("redo")?.addEventListener("click", actions.redo);
  byId("add-node")?.addEventListener("click", () => dialog.show(ownWordsForm({ store, state, actions, close: dialog.close })));

  byId("text-pane").addEventListener("click", (event) => {
    if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const root = event.target.closest("[data-revision]");
    const offset = root && texts.get(root.dataset.revision).offsetAt(event.clientX, event.clientY);
    if (typeof offset === "number") text.cursor.startAt(texts.get(root.dataset.revision), offset);
    const hits = offset === null || offset === undefined ? [] : text.spans.at(root.dataset.revision, offset);
    const around = [...new Set(hits.map((span) => span.node))];
    if (!around.length) return;
    // A second click on nested passages goes on to the next larger one.
    const next = around[(around.indexOf(state.selected) + 1) % around.length];
    if (pick.take({ node: next, link: store.ownLink(next)?.id, wantsLink: false })) return;
    state.select(next, { from: "text" });
  });
  places.go();
  document.body.dataset.usable = "";
  performance.mark("argmap:usable");
}
