/** The way to the node in focus: back, forward, and each node above it, a press away. */
import { element } from "./frame_parts.js";

const LONGEST = 28; // characters of a node's words

/** @param {HTMLElement} root @param {import("./narrow.js").Narrow} narrow */
export function buildPath(root, narrow) {
  const bar = element("nav", "map-path", { "aria-label": "Way to the node in focus" });
  root.append(bar);

  function refresh() {
    const { focus, path } = narrow;
    bar.hidden = !focus && narrow.way.length < 2;
    if (bar.hidden) return;
    const back = button("‹", "Back", () => narrow.step(-1));
    const forward = button("›", "Forward", () => narrow.step(1));
    back.disabled = narrow.at === 0;
    forward.disabled = narrow.at === narrow.way.length - 1;
    const crumbs = path.map(({ number, node }) => button(`${number} ${shorten(node.text)}`, "", () => narrow.focusOn(node.id)));
    const last = crumbs.at(-1);
    last?.setAttribute("aria-current", "true");
    bar.replaceChildren(back, forward, button("Whole map", "", () => narrow.focusOn(null)), ...crumbs);
    bar.scrollLeft = bar.scrollWidth;
  }

  narrow.addEventListener("change", refresh);
  narrow.store.addEventListener("change", refresh);
  refresh();
}

function button(text, title, run) {
  const made = element("button", "", { type: "button", ...(title && { title, "aria-label": title }) });
  made.textContent = text;
  made.addEventListener("click", run);
  return made;
}

function shorten(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}
