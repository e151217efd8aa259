/** Says what happened: to the eye as a short message, to screen readers through the live region. */

/** @param {HTMLElement} status the live region @param {HTMLElement} toasts where messages stand for a while */
export function createVoice(status, toasts) {
  function toast(text, kind) {
    const message = document.createElement("div");
    message.className = `toast toast-${kind}`;
    message.textContent = text;
    toasts.replaceChildren(message);
    setTimeout(() => message.remove(), kind === "warn" ? 8000 : 3500);
  }
  return {
    /** @param {string} text */
    say(text) {
      status.textContent = text;
    },
    /** @param {string} text */
    warn(text) {
      status.textContent = text;
      toast(text, "warn");
    },
  };
}
