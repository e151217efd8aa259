/** What the menu of an item offers; the keys are those that ``keys.js`` knows. */
import { isMember, relationOf } from "./outline_lines.js";

const KINDS = { claim: "a claim", evidence: "evidence", counterclaim: "a counterclaim" };

/** @param item of the tree @param {ReturnType<import("./actions.js").createActions>} actions @param selection or null */
export function entriesFor(item, actions, selection) {
  return [...(item.node ? nodeEntries(item, actions, selection) : []), ...(item.link ? linkEntries(item, actions) : [])];
}

function nodeEntries(item, actions, selection) {
  const { id, kind, main, implicit, spans } = item.node;
  const others = Object.entries(KINDS).filter(([name]) => name !== kind);
  return [
    { label: "Edit…", key: "Enter", run: () => actions.edit(id) },
    { label: "Make it the target", key: "t", run: () => actions.target(id) },
    ...(selection ? [{ label: "Add the selected passage to it", key: "p", run: () => actions.addSpan(id, selection) }] : []),
    ...(spans.length ? [{ label: `Passages (${spans.length})…`, run: () => actions.spans(id) }] : []),
    null,
    ...others.map(([name, words]) => ({ label: `Make it ${words}`, run: () => actions.retype(id, name) })),
    { label: main ? "No longer the main claim" : "Make it a main claim", run: () => actions.set(id, "main", !main) },
    { label: implicit ? "No longer implicit" : "Make it implicit", run: () => actions.set(id, "implicit", !implicit) },
    null,
    { label: "Supports…", key: "l", run: () => actions.linkTo(id, "support") },
    { label: "Attacks…", run: () => actions.linkTo(id, "attack") },
    { label: "Rephrases…", run: () => actions.linkTo(id, "rephrase") },
    { label: "Move to another parent…", key: "v", run: () => actions.move(id, item.link?.id) },
    { label: "Move up", key: "Alt+↑", run: () => actions.order(item, -1) },
    { label: "Move down", key: "Alt+↓", run: () => actions.order(item, 1) },
    { label: "Merge another node into it…", run: () => actions.merge(id) },
    null,
    { label: "Copy quote with its source", run: () => actions.copyQuote(id) },
    { label: "Copy address", run: () => actions.copyAddress(id) },
    { label: "Export its branch…", run: () => actions.exportBranch(id) },
    { label: "Delete…", key: "Del", run: () => actions.remove(id) },
  ];
}

function linkEntries(item, actions) {
  const { link } = item;
  const name = relationOf(link);
  const types = ["support", "attack", "rephrase"].filter((type) => type !== link.type);
  return [
    ...(item.node ? [null] : []),
    { label: `Edit the link (${name})…`, run: () => actions.editLink(link.id) },
    ...types.map((type) => ({ label: `Make the link ${type}`, run: () => actions.retypeLink(link.id, type) })),
    { label: "Undercut the link by…", run: () => actions.onLink(link.id, "attack") },
    { label: "Warrant the link by…", run: () => actions.onLink(link.id, "support") },
    ...(link.type === "rephrase" ? [] : [{ label: "Join with another premise…", run: () => actions.joinWith(link) }]),
    ...(isMember(item) ? [{ label: "Split off", run: () => actions.split(link.id, item.node.id) }] : []),
    { label: "Delete the link…", run: () => actions.removeLink(link.id) },
  ];
}
