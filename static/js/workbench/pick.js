/** Choosing a second thing by a click or by Enter: the click-click way to link, move, merge and join. */

/**
 * @param {HTMLElement} bar says what is to be chosen
 * @param {{say: (text: string) => void, warn: (text: string) => void}} voice
 */
export function createPick(bar, voice) {
  let open = null;

  function start({ prompt, source = null, accept = "node" }, done) {
    open = { source, accept, done };
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = "Cancel (Esc)";
    cancel.addEventListener("click", stop);
    bar.replaceChildren(prompt, " ", cancel);
    bar.hidden = false;
    document.body.classList.add("is-picking");
    voice.say(`${prompt} Enter chooses${accept === "both" ? ", Shift+Enter chooses the link" : ""}, Escape cancels.`);
  }

  function stop() {
    open = null;
    bar.hidden = true;
    document.body.classList.remove("is-picking");
  }

  /**
   * @param {{node: string, link: string, wantsLink: boolean}} chosen
   * @returns {boolean} whether something was being chosen
   */
  function take({ node, link, wantsLink }) {
    if (!open) return false;
    const { accept, source, done } = open;
    if ((wantsLink || !node) && accept === "both" && link) {
      stop();
      done({ link });
    } else if (node && node !== source) {
      stop();
      done({ node, shownUnder: link });
    } else {
      voice.warn("Choose another node.");
    }
    return true;
  }

  return { start, stop, take, isOpen: () => open !== null };
}
