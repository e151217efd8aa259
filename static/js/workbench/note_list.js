/** The list of highlights: in the order of the text, each with its note, the way to its place, and what it can become. */
import { made } from "../made.js";
import { createDrawer } from "./drawer.js";
import { newId } from "./ids.js";

const AT_ONCE = 200; // highlights; a button shows all

/**
 * @param {HTMLElement} panel @param {HTMLElement} opener
 * @param {{store: import("./store.js").Store, state: any, texts: Map<string, import("./textview.js").TextView>, post: Function,
 *   note: (id: string) => void, scrollTo: (range: Range) => void, leave: () => void}} tools
 */
export function createNoteList(panel, opener, { store, state, texts, post, note, scrollTo, leave }) {
  const list = panel.querySelector(".drawer-body");
  const count = panel.querySelector("output");
  const places = new Map([...store.articles.keys()].map((id, index) => [id, index]));
  let whole = false;

  /** In the order of the text, article by article. */
  const inOrder = () => [...store.highlights.values()].sort((a, b) => places.get(a.article) - places.get(b.article) || a.start - b.start || a.end - b.end);

  function show() {
    const held = list.contains(document.activeElement) ? document.activeElement.closest("li") : null;
    const at = held && [...list.querySelectorAll("li")].indexOf(held);
    const rows = inOrder();
    const shown = whole ? rows : rows.slice(0, AT_ONCE);
    list.replaceChildren(made("ul", { className: "notes" }, ...shown.map(rowOf)));
    if (shown.length < rows.length) list.append(buttonOf(`Show all ${rows.length.toLocaleString("en")}`, "quiet", () => ((whole = true), show())));
    count.textContent = rows.length ? `${rows.length.toLocaleString("en")} in this map` : "None yet: select words of the text and press h.";
    if (held) focusRow(held.dataset.note, at);
  }

  /** The same one, else the one that came into its place. */
  function focusRow(id, at) {
    const rows = [...list.querySelectorAll("li")];
    const row = rows.find(({ dataset }) => dataset.note === id) ?? rows[Math.min(at, rows.length - 1)];
    (row?.querySelector("button") ?? panel.querySelector("[value=close]")).focus();
  }

  function rowOf(highlight) {
    const view = texts.get(highlight.revision);
    const words = view?.textOf(highlight.start, highlight.end) ?? "";
    const go = made("button", { type: "button", className: "problem-place", dir: "auto" }, made("span", { className: "note-words" }, words || "In an older text"));
    go.title = "To its place in the text";
    go.disabled = !view;
    go.addEventListener("click", () => goTo(highlight));
    const row = made("li", {}, go);
    row.dataset.note = highlight.id;
    if (highlight.note) row.append(made("p", { className: "note-text", dir: "auto" }, highlight.note));
    if (store.map.editable) row.append(actionsOf(highlight, words));
    return row;
  }

  function actionsOf(highlight, words) {
    const url = (verb) => `/highlights/${highlight.id}/${verb}/`;
    const named = (label, run) => {
      const button = buttonOf(label, "button plain small", run);
      button.setAttribute("aria-label", `${label}: ${words.slice(0, 60)}`);
      return button;
    };
    const kinds = [["Claim", "claim"], ["Evidence", "evidence"], ["Counterclaim", "counterclaim"]].map(([label, kind]) => named(label, () => turn(url("node"), kind)));
    return made("p", { className: "buttons note-actions" }, named(highlight.note ? "Edit the note" : "Write a note", () => note(highlight.id)), ...kinds, named("Delete", () => post(url("delete"), {})));
  }

  async function turn(url, kind) {
    const id = newId();
    if (await post(url, { kind, id })) state.select(id, { from: "made" });
  }

  function goTo({ revision, start, end }) {
    drawer.makeRoom();
    const range = texts.get(revision)?.rangeOf(start, end);
    if (range) scrollTo(range);
  }

  const drawer = createDrawer(panel, opener, { leave, opened: show });
  store.addEventListener("change", ({ detail }) => drawer.isOpen() && detail.highlights && show());
  return {
    toggle: drawer.toggle,
    /** Opens the list at this highlight. @param {string} id */
    openAt(id) {
      if (!drawer.isOpen()) drawer.open();
      whole ||= store.highlights.size > AT_ONCE;
      show();
      const row = list.querySelector(`[data-note="${id}"]`);
      row?.scrollIntoView({ block: "nearest" });
      row?.querySelector("button:not(:disabled)")?.focus({ preventScroll: true });
    },
  };
}

function buttonOf(label, className, run) {
  const button = made("button", { type: "button", className }, label);
  button.addEventListener("click", run);
  return button;
}
