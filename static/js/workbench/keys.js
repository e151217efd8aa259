/**
 * Keys of the workbench: they come from the table of commands. Single characters act only while the text, the outline or
 * the map has the focus, and can be switched off (WCAG 2.1.4).
 */

const SWITCH = "argmap:single-keys";

/** Whether single letters act; remembered in this browser. */
export const singleKeys = {
  get on() {
    return localStorage.getItem(SWITCH) !== "off";
  },
  set on(on) {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  },
};

/**
 * The letter of a key press, also on keyboards whose letters are not Latin.
 * @param {KeyboardEvent} event
 */
function letterOf(event) {
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
}

/** @param {KeyboardEvent} event @returns {string} "c", "Enter", "mod+z", "mod+shift+z", "alt+ArrowUp"… */
export function nameOf(event) {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 || event.key === "Process" ? letterOf(event) : event.key;
  return [mod && "mod", event.altKey && "alt", mod && event.shiftKey && "shift", key].filter(Boolean).join("+");
}

/**
 * @param {(name: string) => import("./commands.js").Command|undefined} commandOf
 * @param {(command: import("./commands.js").Command, event: KeyboardEvent) => boolean|void} run ``false`` leaves the
 *   event to others
 */
export function bindKeys(commandOf, run) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const at = /** @type {HTMLElement} */ (event.target);
    if (at.closest("input, textarea, select, [contenteditable]")) return; // the field's own keys are its own
    if (event.key === "Enter" && at.closest("a, button, summary")) return; // so is Enter on what it presses
    const name = nameOf(event);
    if (name.length === 1 && (!inside(at) || !singleKeys.on)) return;
    const command = commandOf(name);
    if (command && !command.native && run(command, event) !== false) event.preventDefault();
  });
}

/** @param {Element} element @returns {boolean} whether text, outline or map has the focus; nothing focused counts as the text */
export function inside(element) {
  return element === document.body || Boolean(element.closest(".text-pane, .outline, .map-view, .mark-bar"));
}

/** @param {KeyboardEvent|undefined} event @returns {boolean} whether copying and cutting mean the selected node, not words */
export function meansNode(event) {
  const at = /** @type {Element|undefined} */ (event?.target);
  return !at || (getSelection().isCollapsed && inside(at) && !at.closest(".text-pane"));
}

const SHOWN = { mod: "Ctrl", alt: "Alt", shift: "Shift", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Escape: "Esc" };

/** @param {string} name as ``nameOf`` gives it @returns {string} as it is written on a key: "Ctrl+Z", "t", "Alt+↑" */
export function shownKey(name) {
  const parts = name.split("+").map((part) => SHOWN[part] ?? part);
  return parts.length > 1 ? parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join("+") : parts[0];
}
