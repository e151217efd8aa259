/** The parts of the map's frame, made once. */

const HELP = "The outline holds the same argument for keyboard and screen reader. Here arrow keys move the map, plus and minus zoom, 0 shows it in full size, Home fits it in. While you hold the space key, dragging moves the map on boxes too.";

/** @param {HTMLElement} root */
export function frameOf(root) {
  const port = element("div", "map-port", { tabindex: "0", role: "group", "aria-label": "Argument, drawn", "aria-describedby": "map-help" });
  const help = element("p", "vh", { id: "map-help" });
  help.textContent = HELP;
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", "map-canvas", { "aria-hidden": "true" }));
  const world = element("div", "map-world", { "aria-hidden": "true" });
  const plane = element("div", "map-plane", {});
  const empty = element("p", "map-empty", {});
  empty.hidden = true;
  world.append(plane);
  port.append(canvas, world);
  root.append(port, empty, help);
  return { port, canvas, world, plane, empty };
}

/** @param {string} name @param {string} className @param {Record<string, string>} attributes */
export function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
