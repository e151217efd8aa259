/**
 * All that can be done at the workbench, in one table: keys, menus, the palette and the sheet of keys come from it.
 *
 * @typedef {{id: string, label: string, group: string, keys?: string[], of?: "node"|"link", menu?: boolean,
 *   native?: boolean, run: (item: any, event?: KeyboardEvent) => any, possible?: (item: any) => boolean}} Command
 *   ``of``: what it needs of the item on which it acts; ``menu``: the item's menu has it; ``native``: its key is the
 *   browser's own event; ``possible``: whether palette and menu offer it now
 */
import { MARKS } from "./actions.js";
import { isMember } from "./outline_lines.js";

const KINDS = { claim: "a claim", evidence: "evidence", counterclaim: "a counterclaim" };

/** @param {any} desk the parts of the workbench that commands use @returns {Command[]} */
export function commandsOf(desk) {
  const { editable } = desk.store.map;
  if (!editable) return [...reading(desk), said(desk), all(desk), asking(desk), ...viewing(desk)];
  return [...marking(desk), ...reading(desk), ...commenting(desk), ...nodes(desk), ...kinds(desk), ...links(desk), ...moves(desk), ...branches(desk),
    ...several(desk), ...link(desk), ...steps(desk), ...viewing(desk)];
}

function marking({ mark, passage, state, store }) {
  const selected = () => Boolean(passage());
  const commands = Object.entries(MARKS).map(([key, { label, hint }]) => ({
    id: `mark-${key}`, label: `${label}: ${hint}`, group: "Mark the selected passage", keys: [key], possible: selected, run: () => mark(key),
  }));
  const add = { id: "mark-p", label: "Add it to the selected node", group: "Mark the selected passage", keys: ["p"],
    possible: () => selected() && store.nodes.has(state.selected), run: () => mark("p") };
  const part = { id: "mark-part", label: "Keep it as a part of what is marked next", group: "Mark the selected passage", keys: ["+"], possible: selected, run: () => mark("+") };
  const highlight = { id: "mark-h", label: "Highlight it, beside the argument", group: "Mark the selected passage", keys: ["h"], possible: selected, run: () => mark("h") };
  const noted = { id: "mark-note", label: "Highlight it and write a note…", group: "Mark the selected passage", possible: selected, run: () => mark("note") };
  return [...commands, add, part, highlight, noted];
}

function reading({ mark, passage, text: { cursor, find } }) {
  const of = { group: "Text" };
  const inText = (event) => !event?.target.closest(".outline"); // there a point is part of a number
  return [{ id: "mark-q", label: "Copy it with its source and address", group: "Mark the selected passage", keys: ["q"],
    possible: () => Boolean(passage()), run: () => mark("q") },
    { ...of, id: "find", label: "Find in the text", keys: ["/"], run: () => find.open() },
    { ...of, id: "next-bare", label: "To the next sentence without a mark", keys: ["n"], run: (item, event) => cursor.nextBare(event?.shiftKey ? -1 : 1) },
    { ...of, id: "word-back", label: "To the previous word", keys: [","], run: (item, event) => inText(event) && cursor.step("word", -1) },
    { ...of, id: "word-on", label: "To the next word", keys: ["."], run: (item, event) => inText(event) && cursor.step("word", 1) },
  ];
}

function said({ comments }) {
  return { id: "comments-on", label: "Show comments on it", group: "Comments", menu: true, possible: Boolean,
    run: ({ node, link: own }) => comments.on({ ...(node && { node: node.id }), ...(own && { link: own.id }) }) };
}

function commenting({ comment, comments }) {
  const of = { group: "Comments" };
  return [
    { ...of, id: "comment", label: "Comment on it…", keys: ["r"], menu: true, possible: Boolean, run: (item, event) => comment(item, event) },
    { ...of, id: "comment-link", label: "Comment on the link…", of: "link", menu: true, possible: (item) => Boolean(item.node), run: (item) => comments.write({ link: item.link.id }) },
    said({ comments }),
    { ...of, id: "comment-map", label: "Comment on the whole map…", run: () => comments.write({}) },
  ];
}

function nodes({ actions, text, passage, enter, menuOf }) {
  const of = { of: "node", group: "Node" };
  return [
    { ...of, id: "edit", label: "Edit…", keys: ["Enter"], menu: true, run: (item, event) => enter(item, event) },
    all({ menuOf }),
    { ...of, id: "ends", label: "Move the ends of its passages", keys: ["b"], menu: true, possible: ({ node }) => node.spans.length > 0, run: ({ node }) => text.ends.open(node.id) },
    { ...of, id: "target", label: "Make it the target", keys: ["t"], menu: true, run: ({ node }) => actions.target(node.id) },
    { ...of, id: "add-passage", label: "Add the selected passage to it", menu: true, possible: () => Boolean(passage()), run: ({ node }) => actions.addSpan(node.id, passage()) },
    { ...of, id: "passages", label: "Passages…", menu: true, possible: ({ node }) => node.spans.length > 0, run: ({ node }) => actions.spans(node.id) },
    { ...of, id: "split-node", label: "Split it in two…", menu: true, run: ({ node }) => actions.edit(node.id) },
  ];
}

function all({ menuOf }) {
  return { id: "menu", label: "All actions of the selected node", group: "Node", keys: ["m", "ContextMenu"], possible: Boolean, run: (item) => menuOf(item) };
}

function kinds({ actions }) {
  const of = { of: "node", group: "Kind", menu: true };
  const set = (field, on) => ({ node }) => actions.set(node.id, field, on);
  return [
    ...Object.entries(KINDS).map(([kind, words]) => ({ ...of, id: `kind-${kind}`, label: `Make it ${words}`,
      possible: ({ node }) => node.kind !== kind, run: ({ node }) => actions.retype(node.id, kind) })),
    { ...of, id: "main", label: "Make it a main claim", possible: ({ node }) => !node.main, run: set("main", true) },
    { ...of, id: "not-main", label: "No longer the main claim", possible: ({ node }) => node.main, run: set("main", false) },
    { ...of, id: "implicit", label: "Make it implicit", possible: ({ node }) => !node.implicit, run: set("implicit", true) },
    { ...of, id: "not-implicit", label: "No longer implicit", possible: ({ node }) => node.implicit, run: set("implicit", false) },
  ];
}

function links({ actions, several: chosen }) {
  const of = { of: "node", group: "Links of the node", menu: true };
  return [
    { ...of, id: "supports", label: "Supports…", keys: ["l"], run: ({ node }) => actions.linkTo(node.id, "support") },
    { ...of, id: "attacks", label: "Attacks…", run: ({ node }) => actions.linkTo(node.id, "attack") },
    { ...of, id: "rephrases", label: "Rephrases…", run: ({ node }) => actions.linkTo(node.id, "rephrase") },
    { ...of, id: "move", label: "Move to another parent…", keys: ["v"], run: (item) => (chosen().length > 1 ? actions.moveAll(chosen()) : actions.move(item.node.id, item.link?.id)) },
    { ...of, of: undefined, id: "up", label: "Move up", keys: ["alt+ArrowUp"], possible: Boolean, run: (item) => item && actions.order(item, -1) },
    { ...of, of: undefined, id: "down", label: "Move down", keys: ["alt+ArrowDown"], possible: Boolean, run: (item) => item && actions.order(item, 1) },
    { ...of, id: "merge", label: "Merge another node into it…", run: ({ node }) => actions.merge(node.id) },
  ];
}

const PLACES = { supports: "supports…", attacks: "attacks…", undercuts: "undercuts the link of…", joins: "is a co-premise of…", before: "stands before…", after: "stands after…" };

/** What dragging does, for clicks and keys. */
function moves({ actions, several: chosen }) {
  return Object.entries(PLACES).map(([zone, words]) => ({ id: `move-${zone}`, label: `Move so that it ${words}`, group: "Move", of: "node", menu: true,
    run: ({ node }) => actions.relink(chosen().length > 1 ? chosen() : [node.id], zone) }));
}

function branches({ actions, clipboard, several: chosen }) {
  const of = { of: "node", group: "Branch", menu: true };
  return [
    { ...of, id: "duplicate", label: "Duplicate", keys: ["d"], run: (item) => actions.duplicate(item, false) },
    { ...of, id: "duplicate-branch", label: "Duplicate its branch", run: (item) => actions.duplicate(item, true) },
    { ...of, id: "copy", label: "Copy its branch", keys: ["mod+c"], run: (item, event) => clipboard.take(item, event, false) },
    { ...of, id: "cut", label: "Cut its branch", keys: ["mod+x"], run: (item, event) => clipboard.take(item, event, true) },
    { ...of, of: undefined, id: "paste", label: "Paste here", keys: ["mod+v"], native: true, possible: () => clipboard.holds(), run: () => clipboard.paste() },
    { ...of, id: "copy-quote", label: "Copy quote with its source", run: ({ node }) => actions.copyQuote(node.id) },
    { ...of, id: "copy-address", label: "Copy address", run: ({ node }) => actions.copyAddress(node.id) },
    { ...of, id: "export", label: "Export its branch…", run: ({ node }) => actions.exportBranch(node.id) },
    { ...of, id: "remove", label: "Delete…", keys: ["Delete", "Backspace"], run: ({ node }) => (chosen().length > 1 ? actions.removeAll(chosen()) : actions.remove(node.id)) },
  ];
}

function several({ state, several: chosen, selection, actions }) {
  const of = { group: "Several nodes", possible: () => chosen().length > 1 };
  return [
    { id: "add", label: "Select it, too", group: "Several nodes", of: "node", menu: true, run: ({ node }) => selection.add(node.id) },
    { ...of, id: "all", label: "Select all", keys: ["mod+a"], possible: () => true, run: (item, event) => selection.all(event) },
    ...Object.entries(KINDS).map(([kind, words]) => ({ ...of, id: `all-${kind}`, label: `Make all of them ${words}`, run: () => actions.retypeAll(chosen(), kind) })),
    { ...of, id: "all-tags", label: "Tag all of them…", run: () => actions.tagAll(chosen()) },
    { ...of, id: "all-move", label: "Move all of them to another parent…", run: () => actions.moveAll(chosen()) },
    { ...of, id: "all-wrap", label: "Link all of them into one support…", run: () => actions.wrapAll(chosen()) },
    { ...of, id: "all-remove", label: "Delete all of them…", run: () => actions.removeAll(chosen()) },
    { ...of, id: "none", label: "Select only one", run: () => state.select(state.selected, { from: "outline" }) },
  ];
}

function asking({ questions }) {
  return { of: "link", group: "Link", menu: true, id: "questions", label: "Critical questions of the link", keys: ["i"],
    possible: (item) => item.link.type === "support", run: (item) => questions.open(item.link.id) };
}

function link({ actions, questions }) {
  const of = { of: "link", group: "Link", menu: true };
  const types = ["support", "attack", "rephrase"].map((type) => ({ ...of, id: `type-${type}`, label: `Make the link ${type}`,
    possible: (item) => item.link.type !== type, run: (item) => actions.retypeLink(item.link.id, type) }));
  return [
    { ...of, id: "edit-link", label: "Edit the link…", run: (item) => actions.editLink(item.link.id) },
    { ...of, id: "scheme", label: "Scheme of the link…", keys: ["y"], possible: (item) => item.link.type !== "rephrase", run: (item) => actions.scheme(item.link.id) },
    asking({ questions }),
    ...types,
    { ...of, id: "undercut", label: "Undercut the link by…", run: (item) => actions.onLink(item.link.id, "attack") },
    { ...of, id: "warrant", label: "Warrant the link by…", run: (item) => actions.onLink(item.link.id, "support") },
    { ...of, id: "join", label: "Join with another premise…", possible: (item) => item.link.type !== "rephrase", run: (item) => actions.joinWith(item.link) },
    { ...of, id: "split-off", label: "Split off", possible: isMember, run: (item) => actions.split(item.link.id, item.node.id) },
    { ...of, id: "remove-link", label: "Delete the link…", run: (item) => actions.removeLink(item.link.id) },
  ];
}

function steps({ actions, server, forms }) {
  return [
    { id: "own-words", label: "A node in your own words…", group: "Map", keys: ["w"], run: () => forms.ownWords() },
    { id: "undo", label: "Undo", group: "Map", keys: ["mod+z"], possible: () => server.can("undo"), run: () => actions.undo() },
    { id: "redo", label: "Redo", group: "Map", keys: ["mod+shift+z", "mod+y"], possible: () => server.can("redo"), run: () => actions.redo() },
  ];
}

function viewing({ state, store, nodeFind, problems, filters, noteList, comments, palette, forms, escape }) {
  const of = { group: "View" };
  const open = () => [...store.tree.items.values()].filter((item) => item.depth > 0 && item.members.length + item.onLink.length + item.children.length > 0);
  return [
    { ...of, id: "view", label: "Outline or map", keys: ["o"], run: () => state.show(state.view === "map" ? "outline" : "map") },
    { ...of, id: "go", label: "Go to a node: find it by its words or number", keys: ["g"], run: () => nodeFind.open() },
    { ...of, id: "filters", label: "Filter: show only a part of the map", keys: ["k"], run: () => filters.toggle() },
    { ...of, id: "figures", label: "Figures of this map: counts, depth, evidence, for and against", run: () => location.assign(`${store.map.url}figures/`) },
    { ...of, id: "prose", label: "Read the map as continuous prose", run: () => location.assign(`${store.map.url}prose/`) },
    { ...of, id: "no-filter", label: "Clear the filter: show all nodes", possible: () => state.filtered !== null, run: () => filters.clear() },
    { ...of, id: "copy-filter", label: "Copy the address of this part of the map", possible: () => state.filtered !== null, run: () => filters.copyAddress() },
    { ...of, id: "problems", label: "Problems: what is unsound or unfinished", keys: ["!"], run: () => problems.toggle() },
    { ...of, id: "comments", label: "Comments: all threads of the map", keys: ["z"], run: () => comments.toggle() },
    { ...of, id: "highlights", label: "Highlights and notes, in the order of the text", run: () => noteList.toggle() },
    { ...of, id: "collapse", label: "Collapse all", possible: () => !state.collapsed.size, run: () => state.collapseTo(open().map((item) => item.key)) },
    { ...of, id: "expand", label: "Expand all", possible: () => state.collapsed.size > 0, run: () => state.collapseTo([]) },
    { ...of, id: "palette", label: "Find a command…", keys: ["mod+k"], possible: () => false, run: () => palette.open() },
    { ...of, id: "keys", label: "Show all keys…", keys: ["?"], run: () => forms.keysSheet() },
    { ...of, id: "escape", label: "Clear the selection, leave a choice", keys: ["Escape"], possible: () => false, run: () => escape() },
  ];
}

/** @returns {(item: any) => boolean} whether the command can act on the item now */
export function offered(command) {
  return (item) => (!command.of || Boolean(item?.[command.of])) && (command.possible?.(item) ?? true);
}

/** What the menu of an item offers; a null entry draws a line between groups. */
export function menuEntries(commands, item, shownKey) {
  const entries = commands.filter((command) => command.menu && offered(command)(item));
  return entries.flatMap((command, index) => [
    ...(index && entries[index - 1].group !== command.group ? [null] : []),
    { label: command.label, key: command.keys && shownKey(command.keys[0]), run: () => command.run(item) },
  ]);
}
