/** The margin beside each block: the numbers of the nodes whose passages begin there. */

/**
 * @param {import("./store.js").Store} store
 * @param {import("./state.js").State} state
 * @param {Map<string, import("./textview.js").TextView>} texts by revision
 */
export function drawGutter(store, state, texts) {
  const shown = new Map(); // block element → what its margin says
  const draw = () => {
    const wanted = new Map();
    for (const node of store.nodes.values()) {
      for (const span of node.spans) {
        const block = texts.get(span.revision)?.blockAt(span.start)?.element;
        if (!block) continue;
        if (!wanted.has(block)) wanted.set(block, []);
        wanted.get(block).push({ start: span.start, node });
      }
    }
    for (const [block, marks] of wanted) fill(block, marks);
    for (const block of shown.keys()) {
      if (!wanted.has(block)) {
        block.querySelector(":scope > [data-aside]")?.remove();
        shown.delete(block);
      }
    }
  };
  const fill = (block, marks) => {
    marks.sort((a, b) => a.start - b.start);
    const chips = marks.map(({ node }) => ({ id: node.id, kind: node.kind, number: store.numberOf(node.id) }));
    const says = JSON.stringify(chips);
    if (shown.get(block) === says) return;
    shown.set(block, says);
    const margin = block.querySelector(":scope > [data-aside]") ?? document.createElement("span");
    margin.dataset.aside = "";
    margin.className = "margin";
    margin.replaceChildren(...chips.filter((chip, i) => chips.findIndex((c) => c.id === chip.id) === i).map(chipOf));
    if (!margin.isConnected) block.prepend(margin);
  };
  const chipOf = ({ id, kind, number }) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.tabIndex = -1; // the outline is the keyboard's way to the same node
    chip.className = `chip chip-${kind}`;
    const digits = document.createElement("bdi"); // its end tells numbers apart: the style sheet cuts off its beginning
    digits.dir = "ltr";
    digits.textContent = number;
    chip.append(digits);
    chip.title = number;
    chip.setAttribute("aria-label", `Node ${number}, ${kind}`);
    chip.addEventListener("click", () => state.select(id, { from: "text" }));
    return chip;
  };
  draw();
  store.addEventListener("change", draw);
}
