/**
 * Choosing a second thing: by a click, by Enter in the outline, or by typing its number or some of its words. The
 * click-click and the keyboard way to link, move, merge and join.
 */
import { createPickBox } from "./pick_box.js";

/**
 * @param {HTMLElement} bar says what is to be chosen
 * @param {{store: import("./store.js").Store, voice: {say: (text: string) => void, warn: (text: string) => void}}} tools
 */
export function createPick(bar, { store, voice }) {
  let open = null;

  function start({ prompt, source = null, sources = [source], accept = "node" }, done) {
    const opener = document.activeElement;
    open = { sources, accept, done, opener };
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = "Cancel (Esc)";
    cancel.addEventListener("click", () => stop());
    const box = createPickBox({ store, accept, sources, choose: take, cancel: stop });
    const words = Object.assign(document.createElement("span"), { id: "pick-prompt", textContent: prompt });
    bar.replaceChildren(words, box.element, cancel);
    bar.hidden = false;
    document.body.classList.add("is-picking");
    voice.say(`${prompt} Type its number or words, or choose it in the outline with Enter${accept === "both" ? "; Shift+Enter chooses the link" : ""}. Escape cancels.`);
    if (!matchMedia("(pointer: coarse)").matches) box.focus(); // a touch screen would cover the outline with its keys
  }

  function stop() {
    if (!open) return;
    const { opener } = open;
    const inBar = bar.contains(document.activeElement);
    open = null;
    bar.hidden = true;
    bar.replaceChildren();
    document.body.classList.remove("is-picking");
    if (inBar && opener?.isConnected) opener.focus({ preventScroll: true });
  }

  /**
   * @param {{node: string, link: string, wantsLink: boolean}} chosen
   * @returns {boolean} whether something was being chosen
   */
  function take({ node, link, wantsLink }) {
    if (!open) return false;
    const { accept, sources, done } = open;
    if ((wantsLink || !node) && accept === "both" && link) {
      stop();
      done({ link });
    } else if (node && !sources.includes(node)) {
      stop();
      done({ node, shownUnder: link });
    } else {
      voice.warn("Choose another node.");
    }
    return true;
  }

  return { start, stop, take, isOpen: () => open !== null };
}
