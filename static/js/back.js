/**
 * A link back to the page before, with all that was typed there, where there is one.
 *
 * @param {HTMLAnchorElement} link
 */
export function start(link) {
  link.addEventListener("click", (event) => {
    if (history.length < 2 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.back();
  });
}
