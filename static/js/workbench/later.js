/**
 * Parts of the workbench that the first view does without: each comes once the page has nothing else to do, or as soon
 * as something is asked of it. Keys that are pressed until it is there wait, in their order.
 */

/** @param {{warn: (text: string) => void}} voice */
export function createLater(voice) {
  const parts = [];
  const kept = []; // key presses
  let asked = 0;

  /**
   * @param {() => Promise<any>} make imports the part and starts it
   * @param {{idle?: boolean}} [when] not ``idle``: it comes only when it is asked for, as many readers never do
   * @returns {any} a stand-in: its methods do at once what the part's do, or, until it is there, promise it; ``there()``
   *   only brings it
   */
  function later(make, { idle = true } = {}) {
    let part = null;
    let coming = null;
    const come = () => (coming ??= make().then((made) => (part = made ?? {}), forget));
    const forget = (error) => {
      coming = null; // the next wish tries again
      throw error;
    };
    if (idle) parts.push(come);
    const when = (run) => (part ? run(part) : ask(come, run));
    const method = (name) => (...values) => when((made) => made[name](...values));
    return new Proxy({ there: () => when(() => {}) }, { get: (own, name) => (name === "then" ? undefined : (own[name] ?? method(name))) });
  }

  async function ask(come, run) {
    asked += 1;
    try {
      const part = await come().catch(() => voice.warn("This could not be loaded: check the connection, then try again."));
      return part && run(part);
    } finally {
      asked -= 1;
      if (!asked) kept.splice(0).forEach(press);
    }
  }

  addEventListener("keydown", (event) => {
    if (!asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.push(event);
  }, { capture: true });

  /** Brings all parts, in the order in which they were named. */
  async function rest() {
    for (const come of parts) {
      await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
      await come().catch(() => {}); // whoever asks for it is told
    }
  }
  return { later, rest };
}

/** Presses a key once more, where the focus is now; a field takes its letter. @param {KeyboardEvent} event */
function press(event) {
  const at = document.activeElement ?? document.body;
  const isFree = at.dispatchEvent(new KeyboardEvent(event.type, event));
  if (!isFree || !at.matches("input, textarea") || event.key.length > 1 || event.ctrlKey || event.metaKey) return;
  at.setRangeText(event.key, at.selectionStart, at.selectionEnd, "end");
  at.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
