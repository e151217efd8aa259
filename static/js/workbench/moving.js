/** Putting nodes elsewhere: by dragging them in the outline, and what dragging in the map needs. */
import { dragInOutline } from "./drag.js";
import { createDropZones } from "./drop_zones.js";
import { createRelink } from "./relink.js";

/** @param {HTMLElement} outline @param {{store: any, post: Function, voice: any, several: () => string[]}} tools */
export function createMoving(outline, { store, post, voice, several }) {
  const relink = createRelink({ store, post, voice });
  const tools = { relink, zones: createDropZones(), several, voice };
  if (store.map.editable) dragInOutline(outline, { store, ...tools });
  return {
    put: relink.put,
    /** @param {{drag: (tools: any) => void}} map the drawn one */
    dragIn: (map) => store.map.editable && map.drag(tools),
  };
}
