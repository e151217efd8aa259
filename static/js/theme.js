/**
 * The theme switch: system, light, dark, in turn; kept in this browser.
 *
 * @typedef {"system" | "light" | "dark"} Theme
 */
import { announce } from "./announce.js";

const KEY = "argmap-theme";
/** @type {Record<Theme, Theme>} */
const NEXT = { system: "light", light: "dark", dark: "system" };

/** @returns {Theme} */
function current() {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** @param {Theme} theme */
function choose(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: the choice lasts for this page.
  }
  document.dispatchEvent(new CustomEvent("argmap:theme", { detail: { theme } }));
}

/** @param {HTMLElement} button */
export function start(button) {
  const name = button.querySelector("[data-theme-name]");
  const show = () => {
    if (name) name.textContent = current();
    button.title = `Theme: ${current()}`;
  };
  button.addEventListener("click", () => {
    choose(NEXT[current()]);
    show();
    announce(`Theme: ${current()}`);
  });
  show();
  button.hidden = false;
}
