import { closeBeside } from "./guard.js";

/**
 * The page's one dialog: opens when htmx has put something into it, closes on [data-close] and on a click beside it,
 * and gives the focus back to where it came from.
 *
 * @param {HTMLDialogElement} dialog
 */
export function start(dialog) {
  /** @type {HTMLElement | null} */
  let opener = null;
  dialog.addEventListener("htmx:afterSwap", (event) => {
    if (dialog.open || !dialog.firstElementChild) return;
    opener = /** @type {CustomEvent} */ (event).detail.requestConfig?.elt ?? document.activeElement;
    dialog.showModal();
    window.htmx.process(dialog); // at once: a form that is sent before htmx knows it would leave the page
  });
  dialog.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  closeBeside(dialog, () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    // The entry of a closed menu cannot take the focus: its menu's button can.
    const menu = opener?.closest("details:not([open])");
    /** @type {HTMLElement | null | undefined} */ (menu?.querySelector("summary") ?? opener)?.focus();
  });
}
