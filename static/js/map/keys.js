/** The keys of the map that are not those of its view: focus, and back and forward through what was in focus. */

/** @param {HTMLElement} root @param {{narrow: import("./narrow.js").Narrow, focus: () => void}} tools */
export function bindKeys(root, { narrow, focus }) {
  const keys = { f: focus, "[": () => narrow.step(-1), "]": () => narrow.step(1) };
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in keys)) return;
    if (/** @type {Element} */ (event.target).closest("input, select")) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}
