/** Says what happened: to the eye as a short message, to screen readers through the live region. */

const STAYS = { info: 3500, warning: 8000 }; // ms

/** @param {HTMLElement} status the live region @param {HTMLElement} toasts where messages stand for a while */
export function createVoice(status, toasts) {
  let shown = null;

  /** One message at a time: a new one takes the place of the one before. */
  function toast(text, kind, ...more) {
    shown?.remove();
    const message = document.createElement("div");
    message.className = `toast ${kind}`;
    const words = document.createElement("p");
    words.textContent = text;
    message.append(words, ...more);
    toasts.append(message);
    shown = message;
    if (!more.length) setTimeout(() => message.remove(), STAYS[kind]);
    status.textContent = text;
  }

  return {
    /** Says what the page shows anyway; a warning before it is settled by it. @param {string} text */
    say(text) {
      if (shown?.matches(".warning")) shown.remove();
      status.textContent = text;
    },
    /** @param {string} text what the eye could miss */
    tell(text) {
      toast(text, "info");
    },
    /** @param {string} text */
    warn(text) {
      toast(text, "warning");
    },
    /** A message that stays, with a button. @param {string} text @param {string} label @param {() => void} run */
    offer(text, label, run) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: label });
      button.addEventListener("click", run);
      toast(text, "info offer", button);
    },
  };
}
