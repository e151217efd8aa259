/**
 * Dragging nodes to other places, in the outline and in the map: with the mouse at once, with a finger after a long
 * press. Escape puts everything back; near an edge the view moves on. Every drop is also in the menu, for clicks and
 * keys (WCAG 2.5.7).
 */
const SLOP = 6; // pixels that a mouse moves before it drags
const PRESS = 450; // ms that a finger rests before it drags
const REST = 130; // ms over a node until its places unfold: on the way they would hide the nodes that follow
const EDGE = 44; // pixels from the edge where the view moves
const PACE = 10; // pixels that it moves in a frame

/**
 * @param {HTMLElement} root where nodes are taken
 * @param {{taken: (event: PointerEvent) => any, placeAt: (under: Element|null, x: number, y: number) => {item: any,
 *   area: DOMRect, zones?: string[]}|null, port: HTMLElement, scroll: (dx: number, dy: number) => boolean, begun?: () => void}} view
 *   the item that a press takes; what lies at a point of the window; how the view moves on, and whether it did
 * @param {{relink: ReturnType<import("./relink.js").createRelink>, zones: ReturnType<import("./drop_zones.js").createDropZones>,
 *   several: () => string[], voice: any}} tools
 */
export function dragNodes(root, { taken, placeAt, port, scroll: moveOn, begun }, { relink, zones, several, voice }) {
  const { ghost } = zones;
  let held = null; // {nodes, x, y, pointer, active, timer}

  root.addEventListener("pointerdown", (event) => {
    const item = event.button === 0 && event.isPrimary && !document.body.classList.contains("is-picking") && taken(event);
    if (!item?.node) return;
    const chosen = several();
    const nodes = chosen.includes(item.node.id) ? chosen : [item.node.id];
    held = { nodes, number: item.number, x: event.clientX, y: event.clientY, pointer: event.pointerId, touch: event.pointerType === "touch", active: false };
    if (held.touch) held.timer = setTimeout(begin, PRESS);
  });

  function begin() {
    held.active = true;
    begun?.();
    getSelection().removeAllRanges();
    document.body.classList.add("is-dragging");
    ghost.textContent = held.nodes.length > 1 ? `${held.nodes.length} nodes` : held.number;
    ghost.hidden = false;
    follow(held.x, held.y);
    voice.say("Dragging: rest on another node until its places appear, then drop. Escape cancels.");
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
    if (zones.has(under)) return zones.point(under);
    const place = placeAt(under, x, y);
    const key = place && `${place.item.key} ${place.zones ?? ""}`;
    if (key && key === held.over) return undefined;
    fold();
    held.over = key;
    if (place) held.unfolding = setTimeout(unfold, REST, place);
    return undefined;
  }

  function unfold({ area, item, zones: wanted }) {
    if (!held?.active) return;
    zones.show(area, item, relink.zonesAt(held.nodes, item).filter((zone) => wanted?.includes(zone) ?? true));
    zones.point(document.elementFromPoint(held.x, held.y));
  }

  function fold() {
    clearTimeout(held?.unfolding);
    if (held) held.over = null;
    zones.hide();
  }

  function scroll() {
    if (!held?.active) return;
    const { left, top, right, bottom } = port.getBoundingClientRect();
    const by = (at, start, end) => (at < start - EDGE || at > end + EDGE ? 0 : at < start + EDGE ? -PACE : at > end - EDGE ? PACE : 0);
    const [dx, dy] = [by(held.x, left, right), by(held.y, top, bottom)];
    if ((dx || dy) && moveOn(dx, dy)) fold();
    requestAnimationFrame(scroll);
  }

  function stop() {
    clearTimeout(held?.timer);
    fold();
    if (held?.active) addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    held = null;
    ghost.hidden = true;
    document.body.classList.remove("is-dragging");
  }

  document.addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { active, nodes, x, y } = held;
    const drop = active ? zones.at(document.elementFromPoint(x, y)) : null;
    const missed = active && !drop && held.over;
    stop();
    if (drop) relink.put(nodes, drop.item, drop.zone);
    else if (missed) voice.warn("Rest on a node until its places appear, then drop on one of them.");
    else if (active) voice.say("Nothing was moved: there is no node.");
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

/** @param {HTMLElement} root the ``ul role=tree``; its parent scrolls */
export function dragInOutline(root, { store, ...tools }) {
  const port = root.parentElement;
  const itemOf = (line) => line && store.tree.items.get(line.dataset.key);
  const view = {
    port,
    taken: ({ target }) => !target.closest("button, .twisty, a") && itemOf(target.closest("[role=treeitem]")),
    placeAt(under) {
      const line = under?.closest("#outline > [role=treeitem]");
      return itemOf(line) ? { item: itemOf(line), area: (line.querySelector(".node-card") ?? line).getBoundingClientRect() } : null;
    },
    scroll(_, dy) {
      const before = port.scrollTop;
      port.scrollTop += dy;
      return port.scrollTop !== before;
    },
  };
  dragNodes(root, view, tools);
}
