/**
 * A menu in <details>: closes on Escape, on a click elsewhere and when one of its entries was chosen.
 *
 * @param {HTMLDetailsElement} menu
 */
export function start(menu) {
  const close = () => {
    menu.open = false;
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest(".menu-list a, .menu-list button")) close();
  });
  menu.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !menu.contains(next)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) close();
  });
}
