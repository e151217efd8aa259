/** The map's buttons: zoom, what is shown of it and how. */
import { element } from "./frame_parts.js";

const DEPTHS = [1, 2, 3];

/**
 * @param {HTMLElement} root
 * @param {{view: import("./view.js").MapView, narrow: import("./narrow.js").Narrow, fit: () => void, fitSelected: () => void,
 *   turn: () => void, side: () => string, compact: () => boolean, shorten: () => void, focus: () => void,
 *   collapseTo: (depth: number) => void}} parts
 */
export function buildTools(root, { view, narrow, fit, fitSelected, turn, side, compact, shorten, focus, collapseTo }) {
  const bar = element("div", "map-tools", { role: "group", "aria-label": "View of the map" });
  const full = button("100 %", "Show in full size", () => view.full());
  full.classList.add("percent");
  const corner = button("", "", turn);
  const short = button("Compact", "Show only the first lines of each text", shorten);
  const only = button("Focus", "Show only the selected node, what is above it and what is below it (f)", focus);
  bar.append(
    button("−", "Zoom out", () => view.further()),
    full,
    button("+", "Zoom in", () => view.closer()),
    button("Fit", "Fit the whole map in", fit),
    button("Selection", "Fit the selected branch in", fitSelected),
    corner,
    depthChoice(collapseTo),
    short,
    only,
    filterField(narrow),
  );
  root.append(bar);

  function refresh() {
    const percent = `${Math.round(view.scale * 100)} %`;
    if (full.textContent !== percent) {
      full.textContent = percent;
      full.setAttribute("aria-label", `Zoom ${percent}: show in full size`);
    }
    const [here, there] = side() === "left" ? ["Root at side", "on top"] : ["Root on top", "at the side"];
    if (corner.textContent !== here) {
      corner.textContent = here;
      corner.title = `Put the root ${there}`;
      corner.setAttribute("aria-label", `${here}: put it ${there}`);
    }
    short.setAttribute("aria-pressed", String(compact()));
    only.setAttribute("aria-pressed", String(narrow.focus !== null));
  }

  view.addEventListener("move", refresh);
  narrow.addEventListener("change", refresh);
  refresh();
  return { refresh };
}

function button(text, title, run) {
  const made = element("button", "", { type: "button", title });
  made.textContent = text;
  if (title && title.length < 30) made.setAttribute("aria-label", title);
  made.addEventListener("click", run);
  return made;
}

/** @param {(depth: number) => void} collapseTo Infinity: all is open */
function depthChoice(collapseTo) {
  const choice = /** @type {HTMLSelectElement} */ (element("select", "", { "aria-label": "Show down to which depth", title: "Show down to which depth" }));
  choice.append(new Option("Depth", ""), ...DEPTHS.map((depth) => new Option(`Depth ${depth}`, String(depth))), new Option("Depth: all", "Infinity"));
  choice.options[0].hidden = true;
  choice.addEventListener("change", () => collapseTo(Number(choice.value)));
  return choice;
}

/** The words of the filter, which outline and text follow, too. */
function filterField({ store, state }) {
  const field = /** @type {HTMLInputElement} */ (element("input", "", { type: "search", placeholder: "Filter", "aria-label": "Show only nodes with these words", size: "10" }));
  const show = () => document.activeElement !== field && (field.value = state.filterWords);
  field.addEventListener("input", async () => (await import("../filtered.js")).filterByWords(state, store, field.value));
  state.addEventListener("filter", show);
  show();
  return field;
}
