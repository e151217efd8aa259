/** Keys of the workbench. Single letters act only while the text, the outline or the map has the focus (WCAG 2.1.4). */

export const KEYS = [
  ["c s a e x u j", "mark the selected passage: claim · supports · attacks · evidence · counterclaim · undercuts · joins"],
  ["↓ ↑", "in the text: to the next, the previous sentence; the keys above mark it"],
  ["→ ←", "in the text: to the next, the previous clause"],
  [". ,", "to the next, the previous word"],
  ["Shift+→ Shift+←", "the passage ends a word later, a word earlier; with ↓ ↑: a clause"],
  ["Ctrl+Shift+→ Ctrl+Shift+←", "the passage begins a word later, a word earlier; with ↓ ↑: a clause"],
  ["n", "to the next sentence without a mark; Shift+n: to the one before"],
  ["/", "find in the text; Enter and Shift+Enter go on, Esc closes"],
  ["g", "go to a node: find it by its words or number; in the outline, its digits do, too"],
  ["p", "add the selected passage to the selected node"],
  ["q", "copy the selected passage with its source and address"],
  ["t", "make the selected node the target"],
  ["l", "link the selected node: choose what it supports"],
  ["v", "move the selected node to another parent"],
  ["Enter", "edit the selected node; Ctrl+Enter saves"],
  ["m", "all actions of the selected node"],
  ["Del", "delete the selected node (Backspace, too)"],
  ["Alt+↑ Alt+↓", "move it among its siblings"],
  ["↑ ↓ ← →", "walk through the outline, collapse and expand"],
  ["o", "outline or map"],
  ["Ctrl+Z  Ctrl+Shift+Z", "undo, redo"],
  ["Esc", "clear the selection, leave a choice"],
  ["?", "show these keys"],
];

/**
 * The letter of a key press, also on keyboards whose letters are not Latin.
 * @param {KeyboardEvent} event
 */
function letterOf(event) {
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
}

/**
 * @param {Object<string, (event: KeyboardEvent) => boolean|void>} bindings "c", "Enter", "mod+z", "mod+shift+z", "alt+ArrowUp"…
 * ``false`` from a binding leaves the event to others
 */
export function bindKeys(bindings) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const at = /** @type {HTMLElement} */ (event.target);
    if (at.closest("input, textarea, select, [contenteditable]")) return; // the field's own keys are its own
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 || event.key === "Process" ? letterOf(event) : event.key;
    const single = !mod && !event.altKey;
    if (single && event.key.length === 1 && !inside(at)) return;
    const name = [mod && "mod", event.altKey && "alt", mod && event.shiftKey && "shift", key].filter(Boolean).join("+");
    const binding = bindings[name];
    if (binding && binding(event) !== false) event.preventDefault();
  });
}

/** @param {Element} element @returns {boolean} whether text, outline or map has the focus; nothing focused counts as the text */
export function inside(element) {
  return element === document.body || Boolean(element.closest(".text-pane, .outline, .map-view, .mark-bar"));
}
