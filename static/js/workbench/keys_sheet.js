/** The sheet of keys: all commands that have one, by group, and the switch for single letters. */
import { shownKey, singleKeys } from "./keys.js";

const READING = [
  ["↓ ↑", "to the next, the previous sentence; the marking keys mark it"],
  ["→ ←", "to the next, the previous clause"],
  ["Shift+→ Shift+←", "the passage ends a word later, a word earlier; with ↓ ↑: a clause"],
  ["Ctrl+Shift+→ Ctrl+Shift+←", "the passage begins a word later, a word earlier; with ↓ ↑: a clause"],
  ["Enter Shift+Enter", "while finding: to the next, the previous place; Esc closes"],
  ["← → Shift+← Shift+→", "on the end of a passage: by words, by letters; Tab to the other end, Esc takes it back"],
  ["Shift+n", "to the sentence without a mark before this one"],
];
const WALKING = [
  ["↑ ↓ ← →", "walk through the outline, collapse and expand"],
  ["Shift+↑ Shift+↓", "select several nodes"],
  ["Ctrl+↑ Ctrl+↓ Ctrl+Space", "walk on without selecting, then add to the selection"],
];

/** @param {import("./commands.js").Command[]} commands @returns {HTMLElement} */
export function keysSheet(commands) {
  const sheet = document.createElement("div");
  const groups = Map.groupBy(commands.filter((command) => command.keys), (command) => command.group);
  const parts = [...groups].flatMap(([group, own]) => [
    headOf(group),
    listOf(own.map(({ keys, label }) => [keys.filter((key) => key !== "ContextMenu").map(shownKey).join(" "), label])),
  ]);
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close", className: "button" });
  close.dataset.close = "";
  const title = Object.assign(document.createElement("h2"), { id: "dialog-title", textContent: "Keys" });
  sheet.append(title, switchOf(), ...parts, headOf("In the text"), listOf(READING), headOf("In the outline"), listOf(WALKING), close);
  return sheet;
}

function headOf(text) {
  return Object.assign(document.createElement("h3"), { textContent: text });
}

function listOf(rows) {
  const list = Object.assign(document.createElement("dl"), { className: "keys" });
  list.append(...rows.map(([keys, what]) => {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    term.append(...keys.split(" ").map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
    row.append(term, Object.assign(document.createElement("dd"), { textContent: what }));
    return row;
  }));
  return list;
}

function switchOf() {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: singleKeys.on, autofocus: true });
  box.addEventListener("change", () => {
    singleKeys.on = box.checked;
  });
  label.append(box, " Single letters act (switched off, everything is in the palette: Ctrl+K)");
  const line = document.createElement("p");
  line.append(label);
  return line;
}
