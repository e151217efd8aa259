/**
 * The keys of the map that are not those of its view: focus, back and forward through what was in focus, and the space
 * key: while it is held a press moves the map, on boxes too.
 */

/**
 * @param {HTMLElement} root
 * @param {{narrow: import("./narrow.js").Narrow, view: import("./view.js").MapView, focus: () => void}} tools
 */
export function bindKeys(root, { narrow, view, focus }) {
  const hold = (held) => {
    view.hand = held;
    view.port.classList.toggle("is-hand", held);
  };
  const keys = { f: focus, "[": () => narrow.step(-1), "]": () => narrow.step(1), " ": () => hold(true) };
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in keys)) return;
    if (/** @type {Element} */ (event.target).closest(event.key === " " ? "button, input, select" : "input, select")) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  for (const name of ["keyup", "focusout"]) root.addEventListener(name, () => hold(false));
}
