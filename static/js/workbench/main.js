/** The workbench: text and argument side by side, made of small parts around one store. */
import { MARKS, createActions } from "./actions.js";
import { createClipboard } from "./clipboard.js";
import { commandsOf, menuEntries } from "./commands.js";
import { bindKeys, inside, shownKey } from "./keys.js";
import { createLater } from "./later.js";
import { createMarkBar } from "./markbar.js";
import { createMenu } from "./menu.js";
import { createOutline } from "./outline.js";
import { createPick } from "./pick.js";
import { followAddress } from "./places.js";
import { createSelection } from "./selection.js";
import { createServer } from "./server.js";
import { State } from "./state.js";
import { showStatus } from "./status.js";
import { Store } from "./store.js";
import { unpacked } from "./store_page.js";
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
  const data = JSON.parse(byId("store").textContent);
  const texts = new Map([...document.querySelectorAll("[data-revision]")].map((root) => [root.dataset.revision, new TextView(root)]));
  const store = new Store(unpacked(data, texts));
  const state = new State(store.map.id);
  if (state.target && !store.nodes.has(state.target)) state.target = null;
  state.target ??= firstTarget(store);
  const voice = createVoice(byId("announcer"), byId("toasts"));
  const { later, rest } = createLater(voice);
  const { editable } = store.map;

  const server = createServer(store, voice, { undo: data.undo, redo: data.redo });
  const pick = createPick(byId("pick-bar"), { store, voice });
  const menu = createMenu(byId("context-menu"));
  const textOf = (span) => texts.get(span.revision)?.textOf(span.start, span.end) ?? "";
  /** Whatever else one does ends a choice that is open. */
  const instead = (run) => (...values) => {
    pick.stop();
    return run(...values);
  };
  const [post, openForm] = [instead(server.post), instead((url) => forms.open(url))];
  const moving = later(async () => (await import("./moving.js")).createMoving(byId("outline"), { store, post, voice, several }));
  const actions = createActions({ store, state, post, can: server.can, voice, pick: pick.start, relink: moving, openForm, textOf });

  const openComments = (place) => comments.on(place);
  const places = followAddress({ store, state, texts, voice, showComment: (id) => comments.one(id) });
  const text = createTextPane(byId("text-pane"), { store, state, texts, menu, voice, scrollTo: places.scrollTo, post, later, openComments, openNote: (id) => noteList.openAt(id) });
  const outline = createOutline(byId("outline"), { store, state, act, openComments });
  const leave = () => (state.view === "outline" ? outline.focus() : byId("map-view").querySelector("[tabindex]")?.focus());
  const nodeFind = later(async () => (await import("./node_find.js")).createNodeFind(byId("node-find"), byId("open-node-find"), { store, state, leave }));
  const problems = later(async () => (await import("./problems.js")).createProblems(byId("problems"), byId("show-problems"), { store, state, server, leave, ask: (link) => questions.open(link) }), { idle: false });
  const questions = later(async () => (await import("./questions.js")).createQuestions(byId("questions"), { store, state, server, actions, pick: pick.start, leave }), { idle: false });
  const filters = later(async () => (await import("./filters.js")).createFilters(byId("filters"), byId("show-filters"), byId("filter-bar"), { store, state, voice, leave }), { idle: false });
  const wishes = new URLSearchParams(location.search).getAll("filter");
  if (wishes.length) state.filter = wishes;
  if (state.filter.length) filters.there();
  state.addEventListener("filter", () => filters.there()); // the map filters by words, too
  const comments = later(async () => (await import("./comments.js")).createComments(byId("comments"), byId("show-comments"), { store, state, server, leave, showPassage: places.showPassage }), { idle: false });
  const noteList = later(async () => (await import("./note_list.js")).createNoteList(byId("highlights"), byId("show-highlights"), { store, state, texts, post, note: actions.note, scrollTo: places.scrollTo, leave }), { idle: false });
  byId("open-node-find").addEventListener("click", () => nodeFind.toggle());
  const selectedNode = () => (store.nodes.has(state.selected) ? { id: state.selected, number: store.numberOf(state.selected) } : null);
  const marks = createMarkBar(byId("mark-bar"), texts, markSelection, selectedNode, editable);
  /** What a marking key acts on: the selected words, else what the sentence cursor stands on. */
  const passageHere = () => marks.passage() ?? text.cursor.passage();
  showStatus({ store, state, server, leave });

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
    if (name === "questions") return void questions.toggle(item.link?.id);
    if (name === "menu") return openMenu(item, line);
    if (name === "edit" && editable && item) item.node ? actions.edit(item.node.id) : actions.editLink(item.link.id);
    return true;
  }

  function openMenu(item, anchor) {
    if (!item) return false;
    pick.stop();
    const all = editable && item.node && several().includes(item.node.id);
    if (item.node && !all) state.select(item.node.id, { from: "outline" });
    const entries = all ? commands.filter(({ group }) => group === "Several nodes").map(({ label, run }) => ({ label, run: () => run(item) })) : menuEntries(commands, item, shownKey);
    menu.open(entries, anchor);
    return true;
  }

  function markSelection(key) {
    const own = passageHere();
    const passage = ["q", "+", "r"].includes(key) ? own : text.parts.with(own);
    if (!passage) return void voice.warn(texts.size ? "Select some words of the text first, or a sentence with ↓, then press the key." : "This map has no text to mark: use “Own words”.");
    if (key === "q") return void actions.copyPassage(passage);
    if (key === "r") return void comments.write({ article: own.article, start: own.start, end: own.end });
    if (key === "p" && !selectedNode()) return void voice.warn("Select a node first, then the passage to add to it.");
    if (key === "p") actions.addSpan(state.selected, passage);
    if (key === "+") text.parts.add(passage);
    if (key === "h" || key === "note") {
      byId("text-pane").focus({ preventScroll: true }); // the bar's button goes with the selection
      actions.highlight(passage).then((id) => id && key === "note" && actions.note(id));
    }
    if (key in MARKS) return void text.paintFirst(MARKS[key].kind ?? "claim", [passage, ...(passage.parts ?? [])], () => actions.mark(key, passage) && done());
    done(key === "+");
  }

  /** Begins a comment on what is meant: the selected words, else the node or link of the line, else the map. */
  function comment(item, event) {
    const inText = event?.target.closest?.(".text-pane");
    if (marks.passage() || (inText && passageHere())) return markSelection("r");
    comments.write(item?.node ? { node: item.node.id } : item?.link ? { link: item.link.id } : {});
  }

  /** The passage is marked: nothing is selected any more. */
  function done(isPart = false) {
    marks.clear();
    if (!isPart) text.parts.clear();
  }

  const several = () => (state.chosen.size > 1 ? [...state.chosen] : []);
  const selection = createSelection(byId("outline"), { store, state, voice, picking: pick.isOpen, outline });
  const clipboard = createClipboard({ store, state, voice, post, moveUnder: actions.moveUnder, several });
  const forms = later(async () => (await import("./forms.js")).createForms(byId("workbench-dialog"), { store, state, server, voice, actions, outline, commands, leave }));
  const palette = later(async () => (await import("./palette.js")).createPalette(byId("palette"), { commands, current }));
  const runById = (id) => perform(commands.find((command) => command.id === id));
  if (editable) later(async () => (await import("./selection_bar.js")).createSelectionBar(byId("selection-bar"), { state, run: runById, leave }));
  const drawn = later(async () => {
    const map = (await import("../map/map.js")).createMap(byId("map-view"), { store, state, pick: pick.take, menu: openMenu, act, toggle: selection.toggle, openComments });
    moving.dragIn(map);
    return map;
  });
  const showMap = () => state.view === "map" && drawn.there();
  state.addEventListener("view", showMap);
  const commands = commandsOf({ store, state, actions, server, text, nodeFind, problems, filters, questions, noteList, comments, comment, passage: passageHere, mark: markSelection, enter, menuOf, clipboard, selection, several,
    forms, palette, escape });
  const byKey = new Map(commands.flatMap((command) => (command.keys ?? []).map((key) => [key, command])));
  bindKeys((name) => byKey.get(name), perform);

  /** Does what a key or button stands for, with the item on which it acts. */
  function perform(command, event) {
    const item = current();
    if (command.id === "edit" && event?.target.closest(".text-pane") && text.cursor.selectHere()) return true;
    if (pick.isOpen() && command.id === "edit") return enter(item, event);
    if (!command.of || item?.[command.of]) return command.run(item, event);
    if (command.of === "node" && item?.link && ["edit", "remove"].includes(command.id)) return commands.find(({ id }) => id === `${command.id}-link`).run(item);
    return void voice.warn(item && command.of === "link" ? "This stands under nothing, so there is no link: select a node that bears on another." : "Select a node in the outline or map first.");
  }

  function enter(item, event) {
    if (event && !inside(event.target)) return false;
    if (pick.isOpen() && item) return pick.take({ node: item.node?.id, link: item.link?.id, wantsLink: event?.shiftKey });
    return act("edit", item);
  }

  function escape() {
    if (pick.isOpen()) pick.stop();
    else if (several().length) state.select(state.selected, { from: "outline" });
    else {
      marks.clear();
      text.cursor.hide();
      text.parts.clear();
    }
    return false;
  }

  /** Opens the menu at what shows the item: its line, or its box in the map. */
  async function menuOf(item) {
    if (!item) return void voice.warn("Select a node in the outline or map first.");
    return openMenu(item, state.view === "map" ? ((await drawn.boxOf(item.key)) ?? byId("map-view")) : outline.active());
  }

  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => runById(button.dataset.command));
  }

  byId("text-pane").addEventListener("click", (event) => {
    if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const root = event.target.closest("[data-revision]");
    const offset = root && texts.get(root.dataset.revision).offsetAt(event.clientX, event.clientY);
    if (typeof offset === "number") text.cursor.startAt(texts.get(root.dataset.revision), offset);
    const hits = offset === null || offset === undefined ? [] : text.spans.at(root.dataset.revision, offset);
    const around = [...new Set(hits.map((span) => span.node))];
    const [note] = hits.length || typeof offset !== "number" ? [] : text.notes.at(root.dataset.revision, offset);
    if (note) return void noteList.openAt(note.node);
    if (!around.length) return;
    // A second click on nested passages goes on to the next larger one.
    const next = around[(around.indexOf(state.selected) + 1) % around.length];
    if (pick.take({ node: next, link: store.ownLink(next)?.id, wantsLink: false })) return;
    state.select(next, { from: "text" });
  });
  places.go();
  server.resume();
  showMap();
  document.body.dataset.usable = "";
  // The first frame is on the screen when the second begins.
  requestAnimationFrame(() => requestAnimationFrame(async () => {
    performance.mark("argmap:usable");
    await rest();
    document.body.dataset.usable = "whole";
  }));
}
