/** Scrolling the text to a node's passage, and addresses that lead to a node or a passage (#node-…, #passage-…). */

/** @param {{store: any, state: any, texts: Map<string, import("./textview.js").TextView>, voice: any}} tools */
export function followAddress({ store, state, texts, voice }) {
  const pane = document.getElementById("text-pane");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function scrollTo(range) {
    const box = range.getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    if (box.top >= view.top + 40 && box.bottom <= view.bottom - 40) return;
    const top = pane.scrollTop + box.top - view.top - view.height / 3;
    pane.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  }

  function showNode(nodeId) {
    const span = store.nodes.get(nodeId)?.spans[0];
    const range = span && texts.get(span.revision)?.rangeOf(span.start, span.end);
    if (range) scrollTo(range);
  }

  function go() {
    const [, kind, rest] = location.hash.match(/^#(node|passage)-(.+)$/) ?? [];
    if (kind === "node") {
      if (store.nodes.has(rest)) state.select(rest, { from: "address" });
      else voice.warn("The node of this address is not in the map any more.");
    } else if (kind === "passage") {
      const [, article, start, end] = rest.match(/^(.{36})-(\d+)-(\d+)$/) ?? [];
      const range = [...texts.values()].find((text) => text.article === article)?.rangeOf(Number(start), Number(end));
      if (!range) return void voice.warn("The passage of this address is not in this map's text.");
      scrollTo(range);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
  }

  state.addEventListener("select", (event) => {
    if (!state.selected || event.detail.from === "text" || event.detail.from === "mark") return;
    showNode(state.selected);
  });
  window.addEventListener("hashchange", go);
  return { go };
}
