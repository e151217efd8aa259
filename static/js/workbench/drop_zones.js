/** The places of a node on which something can be dropped, shown over it while something is dragged. */
import { ZONES } from "./relink.js";

const LEAST = 240; // pixels in which the places stand well beside each other

export function createDropZones() {
  const panel = Object.assign(document.createElement("div"), { className: "drop-zones", hidden: true });
  panel.setAttribute("aria-hidden", "true"); // by keyboard the menu moves
  document.body.append(panel);
  const ghost = Object.assign(document.createElement("div"), { className: "drag-ghost", hidden: true });
  document.body.append(ghost);
  let shown = null;

  /** @param {{left: number, width: number, top: number, height: number}} area @param item @param {string[]} zones */
  function show(area, item, zones) {
    if (shown?.item === item && shown.zones === zones.join()) return;
    shown = zones.length ? { item, zones: zones.join() } : null;
    panel.hidden = !shown;
    if (!shown) return;
    panel.replaceChildren(...zones.map((zone) => {
      const place = document.createElement("span");
      place.dataset.zone = zone;
      place.append(Object.assign(document.createElement("b"), { textContent: ZONES[zone].sign }), ` ${ZONES[zone].label}`);
      return place;
    }));
    const width = Math.max(LEAST, area.width);
    const left = Math.max(0, Math.min(area.left + (area.width - width) / 2, innerWidth - width));
    Object.assign(panel.style, { left: `${left}px`, width: `${width}px`, top: `${area.top + area.height / 2}px` });
  }

  function hide() {
    shown = null;
    panel.hidden = true;
    panel.replaceChildren();
  }

  const zoneOf = (element) => element?.closest(".drop-zones [data-zone]");

  function point(element) {
    for (const place of panel.children) place.classList.toggle("is-over", place === zoneOf(element));
  }

  return {
    ghost, // what is in the hand
    show,
    hide,
    point,
    has: (element) => panel.contains(element),
    /** @returns {{item: any, zone: string}|null} where a drop on this element goes */
    at: (element) => (shown && zoneOf(element) ? { item: shown.item, zone: zoneOf(element).dataset.zone } : null),
  };
}
