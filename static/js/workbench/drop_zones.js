/** The places of a line on which something can be dropped, shown over it while something is dragged. */
import { ZONES } from "./relink.js";

export function createDropZones() {
  const panel = Object.assign(document.createElement("div"), { className: "drop-zones", hidden: true });
  panel.setAttribute("aria-hidden", "true"); // by keyboard the menu moves
  document.body.append(panel);
  let shown = null;

  /** @param {HTMLElement} line @param item @param {string[]} zones */
  function show(line, item, zones) {
    if (shown?.item === item) return;
    shown = zones.length ? { item } : null;
    panel.hidden = !shown;
    if (!shown) return;
    panel.replaceChildren(...zones.map((zone) => {
      const place = document.createElement("span");
      place.dataset.zone = zone;
      place.append(Object.assign(document.createElement("b"), { textContent: ZONES[zone].sign }), ` ${ZONES[zone].label}`);
      return place;
    }));
    const box = (line.querySelector(".node-card") ?? line).getBoundingClientRect();
    Object.assign(panel.style, { left: `${box.left}px`, width: `${box.width}px`, top: `${box.top + box.height / 2}px` });
  }

  function hide() {
    shown = null;
    panel.hidden = true;
  }

  const zoneOf = (element) => element?.closest(".drop-zones [data-zone]");

  function point(element) {
    for (const place of panel.children) place.classList.toggle("is-over", place === zoneOf(element));
  }

  return {
    show,
    hide,
    point,
    has: (element) => panel.contains(element),
    /** @returns {{item: any, zone: string}|null} where a drop on this element goes */
    at: (element) => (shown && zoneOf(element) ? { item: shown.item, zone: zoneOf(element).dataset.zone } : null),
  };
}
