/**
 * A panel at the foot of the argument: one is open at a time. Where the screen is narrow it stands in the place of outline
 * and map, so what leads to a place there first makes room.
 */
const narrow = matchMedia("(max-width: 56rem)");

/** @type {{close: () => void}|null} the one that is open */
let shown = null;

/**
 * @param {HTMLElement} panel with a heading and a button of the value "close"
 * @param {HTMLElement|null} opener the button that tells whether it is open
 * @param {{leave: () => void, opened?: () => any, closed?: () => void}} tools
 *   ``leave`` takes the focus back to what shows the argument; ``opened`` fills the panel
 */
export function createDrawer(panel, opener, { leave, opened = () => {}, closed = () => {} }) {
  const isOpen = () => !panel.hidden;

  /** Shows it in the place of the one that is open, with the focus on its heading; gives what ``opened`` gives. */
  function open() {
    if (shown !== own) shown?.close({ stay: true });
    shown = own;
    panel.hidden = false;
    opener?.setAttribute("aria-expanded", "true");
    panel.querySelector("h2").focus();
    // what the panel is about stays in sight, though there is less room
    panel.parentElement.querySelector(".outline [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    return opened();
  }

  function close({ stay = false } = {}) {
    if (!isOpen()) return;
    panel.hidden = true;
    shown = null;
    opener?.setAttribute("aria-expanded", "false");
    closed();
    if (!stay) leave();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  });
  panel.querySelector("[value=close]").addEventListener("click", () => close());

  const own = {
    isOpen,
    open,
    close,
    toggle: () => (isOpen() ? close() : open()),
    /** Closes it where it hides the argument. */
    makeRoom: () => narrow.matches && isOpen() && (close(), true),
  };
  return own;
}
