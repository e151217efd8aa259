/** Where the focus shall be once it is there: unless the person has gone elsewhere meanwhile. */

/** @param {HTMLElement} body in which it will be */
export function createFocusWish(body) {
  let wish = null;

  return {
    /** @param {string} selector of what gets the focus; none takes the wish back */
    make(selector = "") {
      wish = selector ? { selector, held: document.activeElement } : null;
    },
    /** @returns {HTMLElement|null} what gets the focus now; the wish is over */
    take() {
      const own = wish;
      wish = null;
      const at = document.activeElement;
      return own && (at === document.body || at === own.held) ? body.querySelector(own.selector) : null;
    },
  };
}
