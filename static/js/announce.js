/**
 * Says a sentence to screen readers through the page's live region.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  // A region that is emptied and filled in one go stays silent in some readers.
  setTimeout(() => {
    region.textContent = sentence;
  }, 30);
}

document.addEventListener("argmap:announce", (event) => announce(/** @type {CustomEvent} */ (event).detail));
