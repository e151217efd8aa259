/** Scrolling the text to a node's passage, and addresses that lead to a node or a passage (#node-…, #passage-…, #comment-…). */

/**
 * @param {{store: any, state: any, texts: Map<string, import("./textview.js").TextView>, voice: any,
 *   showComment: (id: string) => void}} tools
 */
export function followAddress({ store, state, texts, voice, showComment }) {
  const pane = document.getElementById("text-pane");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  let latest = 0; // the scrolling that is under way; a new one, or the reader's own, ends it

  /**
   * Paragraphs out of sight have heights that are only estimated (content-visibility), so what was measured moves while
   * they are drawn: a far place is jumped to and measured again until it stands still.
   */
  function scrollTo(range, left = 5) {
    const ticket = (latest += 1);
    const box = range.getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    if (!left || (box.top >= view.top + 40 && box.bottom <= view.bottom - 40)) return;
    const top = pane.scrollTop + box.top - view.top - view.height / 3;
    const again = () => ticket === latest && scrollTo(range, left - 1);
    if (calm.matches || Math.abs(box.top - view.top) > 2 * view.height) {
      pane.scrollTo({ top, behavior: "instant" });
      requestAnimationFrame(() => requestAnimationFrame(again));
    } else {
      pane.scrollTo({ top, behavior: "smooth" });
      pane.addEventListener("scrollend", again, { once: true });
    }
  }
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    pane.addEventListener(name, () => (latest += 1), { passive: true });
  }

  function showNode(nodeId) {
    const span = store.nodes.get(nodeId)?.spans[0];
    const range = span && texts.get(span.revision)?.rangeOf(span.start, span.end);
    if (range) scrollTo(range);
  }

  function go() {
    const [, kind, rest] = location.hash.match(/^#(node|passage|comment)-(.+)$/) ?? [];
    if (kind === "node") {
      if (store.nodes.has(rest)) state.select(rest, { from: "address" });
      else voice.warn("The node of this address is not in the map any more.");
    } else if (kind === "passage") showPassage(rest);
    else if (kind === "comment") showComment(rest);
  }

  /** @param {string} name article-start-end */
  function showPassage(name) {
    const [, article, start, end] = name.match(/^(.{36})-(\d+)-(\d+)$/) ?? [];
    const range = [...texts.values()].find((text) => text.article === article)?.rangeOf(Number(start), Number(end));
    if (!range) return void voice.warn("The passage of this address is not in this map's text.");
    scrollTo(range);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  state.addEventListener("select", (event) => {
    if (!state.selected || event.detail.from === "text" || event.detail.from === "mark") return;
    showNode(state.selected);
  });
  window.addEventListener("hashchange", go);
  return { go, showPassage, scrollTo: (range) => scrollTo(range) };
}
