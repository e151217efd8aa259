/** The palette: every command that is possible now, found by typing. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import { offered } from "./commands.js";
import { shownKey } from "./keys.js";

const RECENT = "argmap:recent-commands";
const REMEMBERED = 5;

/**
 * @param {HTMLDialogElement} dialog
 * @param {{commands: import("./commands.js").Command[], current: () => any}} tools
 */
export function createPalette(dialog, { commands, current }) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const none = dialog.querySelector(".none");
  let possible = [];
  let shown = [];
  let at = 0;
  let item = null;
  let words = null; // the words that were selected in the text

  function open() {
    const selection = getSelection();
    words = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    item = current();
    possible = byUse(commands.filter((command) => offered(command)(item)));
    dialog.showModal();
    input.value = "";
    input.focus();
    show();
  }

  /** The ones that were used last come first. */
  function byUse(found) {
    const recent = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    const place = ({ id }) => (recent.includes(id) ? recent.indexOf(id) : REMEMBERED);
    return found.toSorted((a, b) => place(a) - place(b));
  }

  function show() {
    const typed = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = possible.filter(({ label, group }) => typed.every((word) => `${label} ${group}`.toLowerCase().includes(word)));
    list.replaceChildren(...shown.map(optionOf));
    none.hidden = shown.length > 0;
    point(0);
  }

  function optionOf(command, index) {
    const option = document.createElement("li");
    option.id = `palette-${index}`;
    option.setAttribute("role", "option");
    const group = Object.assign(document.createElement("span"), { className: "group-name", textContent: command.group });
    option.append(Object.assign(document.createElement("span"), { textContent: command.label }), group);
    if (command.keys) option.append(Object.assign(document.createElement("kbd"), { textContent: shownKey(command.keys[0]) }));
    option.addEventListener("click", () => choose(index));
    return option;
  }

  function point(index) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = Math.max(0, Math.min(index, shown.length - 1));
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const command = shown[index];
    if (!command) return;
    const recent = [command.id, ...JSON.parse(localStorage.getItem(RECENT) ?? "[]").filter((id) => id !== command.id)];
    localStorage.setItem(RECENT, JSON.stringify(recent.slice(0, REMEMBERED)));
    close();
    command.run(item);
  }

  function close() {
    dialog.close();
    if (!words) return;
    getSelection().removeAllRanges();
    getSelection().addRange(words);
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
    if (event.isComposing) return;
    if (event.key === "Enter") choose(at);
    else if (event.key in steps) point(steps[event.key]);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  return { open };
}
