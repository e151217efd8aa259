/**
 * Dragging lines of the outline to other places: with the mouse at once, with a finger after a long press. Escape puts
 * everything back; near an edge the outline scrolls. Every drop is also in the menu, for clicks and keys (WCAG 2.5.7).
 */
import { createDropZones } from "./drop_zones.js";

const SLOP = 6; // pixels that a mouse moves before it drags
const PRESS = 450; // ms that a finger rests before it drags
const REST = 130; // ms over a line until its places unfold: on the way they would hide the lines that follow
const EDGE = 44; // pixels from the edge where the outline scrolls

/**
 * @param {HTMLElement} root the ``ul role=tree``; its parent scrolls
 * @param {{store: any, relink: ReturnType<import("./relink.js").createRelink>, several: () => string[], voice: any}} tools
 */
export function dragInOutline(root, { store, relink, several, voice }) {
  const port = root.parentElement;
  const zones = createDropZones();
  const ghost = Object.assign(document.createElement("div"), { className: "drag-ghost", hidden: true });
  document.body.append(ghost);
  let held = null; // {nodes, x, y, pointer, active, timer}
  let over = null; // the key of the line under the pointer
  let unfolding = 0;

  root.addEventListener("pointerdown", (event) => {
    const item = store.tree.items.get(event.target.closest("[role=treeitem]")?.dataset.key);
    if (!item?.node || event.button !== 0 || event.target.closest("button, .twisty, a") || document.body.classList.contains("is-picking")) return;
    const chosen = several();
    const nodes = chosen.includes(item.node.id) ? chosen : [item.node.id];
    held = { nodes, number: item.number, x: event.clientX, y: event.clientY, pointer: event.pointerId, touch: event.pointerType === "touch", active: false };
    if (held.touch) held.timer = setTimeout(begin, PRESS);
  });

  function begin() {
    held.active = true;
    getSelection().removeAllRanges();
    document.body.classList.add("is-dragging");
    ghost.textContent = held.nodes.length > 1 ? `${held.nodes.length} nodes` : held.number;
    ghost.hidden = false;
    follow(held.x, held.y);
    voice.say("Dragging: rest on another line until its places appear, then drop. Escape cancels.");
    requestAnimationFrame(scroll);
  }

  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLOP;
    if (!held.active && far && held.touch) return stop(); // the finger scrolls
    if (!held.active && far) begin();
    if (held?.active) follow(event.clientX, event.clientY);
  });

  function follow(x, y) {
    Object.assign(held, { x, y });
    ghost.style.translate = `${x + 14}px ${y + 10}px`;
    const under = document.elementFromPoint(x, y);
    if (zones.has(under)) return void zones.point(under);
    const line = under?.closest("#outline > [role=treeitem]");
    if (line && line.dataset.key === over) return;
    fold();
    over = line?.dataset.key ?? null;
    if (line) unfolding = setTimeout(unfold, REST, line);
  }

  function unfold(line) {
    const item = store.tree.items.get(line.dataset.key);
    if (!held?.active || !item || !line.isConnected) return;
    zones.show(line, item, relink.zonesAt(held.nodes, item));
    zones.point(document.elementFromPoint(held.x, held.y));
  }

  function fold() {
    clearTimeout(unfolding);
    over = null;
    zones.hide();
  }

  function scroll() {
    if (!held?.active) return;
    const { top, bottom } = port.getBoundingClientRect();
    const inside = held.y > top - EDGE && held.y < bottom + EDGE;
    const by = inside && held.y < top + EDGE ? -10 : inside && held.y > bottom - EDGE ? 10 : 0;
    if (by) {
      const before = port.scrollTop;
      port.scrollTop += by;
      if (port.scrollTop !== before) fold();
    }
    requestAnimationFrame(scroll);
  }

  function stop() {
    clearTimeout(held?.timer);
    if (held?.active) addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    held = null;
    ghost.hidden = true;
    fold();
    document.body.classList.remove("is-dragging");
  }

  document.addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { active, nodes, x, y } = held;
    const drop = active ? zones.at(document.elementFromPoint(x, y)) : null;
    const missed = active && !drop && over;
    stop();
    if (drop) relink.put(nodes, drop.item, drop.zone);
    else if (missed) voice.warn("Rest on a line until its places appear, then drop on one of them.");
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held?.active) return;
    event.stopPropagation();
    stop();
    voice.say("Nothing was moved.");
  }, true);
  root.addEventListener("touchmove", (event) => held?.active && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => {
    if (!held?.active) return;
    event.preventDefault(); // a long press drags; the menu is behind ⋯
    event.stopPropagation();
  }, true);
}

/** The click that ends a drag is no click. */
function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}
