/** The passages of one node belong together: pointing at one of them shows the others, too. */
import { onceAFrame } from "./gutter.js";
import { layer } from "./highlights.js";

/** @param {HTMLElement} pane @param {{texts: Map<string, import("./textview.js").TextView>, spans: import("./spans.js").Spans}} tools */
export function linkPassages(pane, { texts, spans }) {
  const painted = layer("hover");
  let shown = null;
  let pointer = null;

  function show(nodeId) {
    if (nodeId === shown) return;
    shown = nodeId;
    painted.clear();
    const marks = spans.of(nodeId);
    if (marks.length < 2) return;
    for (const { revision, start, end } of marks) texts.get(revision).fixedRangesOf(start, end).forEach((range) => painted.add(range));
  }

  const look = onceAFrame(() => {
    const root = pointer?.target.closest?.("[data-revision]");
    const offset = root ? texts.get(root.dataset.revision).offsetAt(pointer.clientX, pointer.clientY) : null;
    show(offset === null ? null : (spans.at(root.dataset.revision, offset)[0]?.node ?? null));
  });
  pane.addEventListener("pointermove", (event) => {
    pointer = event;
    if (!event.buttons) look();
  }, { passive: true });
  pane.addEventListener("pointerleave", () => show(null));
}
