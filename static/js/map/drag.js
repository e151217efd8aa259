/** Dragging boxes of the map onto others, or onto the signs of links, to put their nodes there. */
import { dragNodes } from "../workbench/drag.js";
import { itemUnder } from "./hand.js";

const READABLE = 0.3; // zoom; from farther away a press on a box moves the map, as one on the ground does

/**
 * @param {{port: HTMLElement, view: import("./view.js").MapView, scene: () => import("./scene.js").Scene|null,
 *   itemOf: (key: string) => any}} map
 * @param {{relink: any, zones: any, several: () => string[], voice: any}} tools
 */
export function dragInMap({ port, view, scene, itemOf }, tools) {
  const under = (event) => itemUnder(event, { view, scene: scene(), itemOf });

  function taken(event) {
    if (view.hand || view.scale < READABLE) return false;
    const { item, onLink, onFold } = under(event);
    return !onLink && !onFold && item?.reference === null && item;
  }

  function placeAt(target, clientX, clientY) {
    if (!target || !port.contains(target)) return null;
    const { item, onLink } = under({ target, clientX, clientY });
    const box = item && scene()?.layout.boxes.get(item.key);
    if (!box) return null;
    if (onLink) return { item, zones: ["undercuts", "joins"], area: new DOMRect(clientX - 120, clientY - 20, 240, 40) };
    const { left, top } = port.getBoundingClientRect();
    const { x, y, scale } = view;
    return { item, area: new DOMRect(left + x + box.x * scale, top + y + box.y * scale, box.width * scale, box.height * scale) };
  }

  function scroll(dx, dy) {
    view.go({ x: view.x - dx, y: view.y - dy });
    return true;
  }

  view.leaves = (event) => event.pointerType !== "touch" && event.button === 0 && Boolean(taken(event)?.node);
  dragNodes(port, { taken, placeAt, port, scroll, begun: () => view.letGo() }, tools);
}
