/** The map's buttons: zoom, fit, and where the root stands. */

/**
 * @param {HTMLElement} root
 * @param {{view: import("./view.js").MapView, fit: () => void, turn: () => void, side: () => string}} parts
 */
export function buildTools(root, { view, fit, turn, side }) {
  const bar = document.createElement("div");
  bar.className = "map-tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "View of the map");
  const further = button("−", "Zoom out", () => view.further());
  const full = button("100 %", "Show in full size", () => view.full());
  const closer = button("+", "Zoom in", () => view.closer());
  const whole = button("Fit", "Fit the whole map in", fit);
  const corner = button("", "", turn);
  full.classList.add("percent");
  bar.append(further, full, closer, whole, corner);
  root.append(bar);

  function refresh() {
    const percent = `${Math.round(view.scale * 100)} %`;
    if (full.textContent === percent && corner.dataset.side === side()) return;
    corner.dataset.side = side();
    full.textContent = percent;
    full.setAttribute("aria-label", `Zoom ${percent}: show in full size`);
    const [here, there] = side() === "left" ? ["Root at side", "on top"] : ["Root on top", "at the side"];
    corner.textContent = here;
    corner.title = `Put the root ${there}`;
    corner.setAttribute("aria-label", `${here}: put it ${there}`);
  }

  view.addEventListener("move", refresh);
  refresh();
  return { refresh };
}

function button(text, title, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.title = title;
  if (title) made.setAttribute("aria-label", title);
  made.addEventListener("click", run);
  return made;
}
