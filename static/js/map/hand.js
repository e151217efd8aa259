/** What pointers do on the map: they select, collapse, open menu and form; on elements and on the canvas alike. */

/**
 * @param {{port: HTMLElement, view: import("./view.js").MapView, boxes: import("./boxes.js").MapBoxes, state: any, narrow: any,
 *   pick: Function, menu: Function, act: Function, toggle: (node: string) => void, show: (key: string) => void, keyOf: (node: string) => string,
 *   scene: () => import("./scene.js").Scene|null, itemOf: (key: string) => any, hold: (key: string) => void,
 *   light: (key: string|null) => void}} tools
 */
export function bindHand({ port, view, boxes, state, narrow, pick, menu, act, toggle, show, keyOf, scene, itemOf, hold, light }) {
  const meant = (event) => itemUnder(event, { view, scene: scene(), itemOf });

  port.addEventListener("click", (event) => {
    if (view.wasDragged) return;
    const { item, onLink, onFold } = meant(event);
    if (!item) return;
    if (onLink) {
      if (pick({ node: item.node?.id, link: item.link.id, wantsLink: true })) return;
      if (item.node) state.select(item.node.id, { from: "map", key: item.key });
      return;
    }
    if (onFold || !item.node) {
      hold(item.key);
      return void narrow.toggle(item.key);
    }
    if (pick({ node: item.node.id, link: item.link?.id, wantsLink: false })) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) return void toggle(item.node.id);
    state.select(item.node.id, { from: "map", key: item.key });
    if (item.reference) show(keyOf(item.node.id));
  });
  port.addEventListener("dblclick", (event) => {
    const { item, onLink, onFold } = meant(event);
    if (item?.node && !onLink && !onFold) act("edit", item);
  });
  port.addEventListener("contextmenu", (event) => {
    const { item } = meant(event);
    if (item && menu(item, boxes.elements.get(item.key) ?? port)) event.preventDefault();
  });
  port.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const { item, onLink, relation } = meant(event);
    light(onLink ? item.key : null);
    port.classList.toggle("is-on", Boolean(item));
    port.title = onLink ? [relation, ...item.link.tags.map((tag) => `#${tag}`)].join(" ") : "";
  });
  port.addEventListener("pointerleave", () => light(null));
}

/**
 * What lies under the pointer.
 * @returns {{item?: any, onLink?: boolean, onFold?: boolean, relation?: string}}
 */
export function itemUnder(event, { view, scene, itemOf }) {
  const element = /** @type {HTMLElement} */ (event.target).closest("[data-key]");
  if (element) return { item: itemOf(element.dataset.key), onFold: Boolean(event.target.closest(".map-fold")) };
  if (!scene) return {};
  const [x, y] = view.pointAt(event);
  const slack = Math.max(4, 6 / view.scale);
  const line = view.scale < 0.2 ? null : scene.signAt(x, y, slack);
  if (line) return { item: itemOf(line.key), onLink: true, relation: line.relation };
  const box = scene.boxAt(x, y, Math.min(2, slack));
  return box ? { item: itemOf(box.key) } : {};
}
