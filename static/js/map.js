/**
 * The drawn map: boxes over one layer of lines, from store, tree and layout. A projection of the outline, which holds
 * the same argument for keyboards and screen readers; the keyboard focus stays there, the map shows the ring.
 */
import { layoutOf } from "./layout.js";
import { MapBoxes } from "./map_boxes.js";
import { drawCrossLines, drawLines } from "./map_lines.js";
import { buildTools } from "./map_tools.js";
import { MapView } from "./map_view.js";

const ROOT_KEY = "argmap:map-root";

/**
 * @param {HTMLElement} root
 * @param {{store: any, state: any, pick?: (chosen: {node?: string, link?: string, wantsLink: boolean}) => boolean,
 *   menu?: (item: any, anchor: HTMLElement) => boolean, act?: (name: string, item: any) => boolean}} parts
 */
export function createMap(root, { store, state, pick = () => false, menu = () => false, act = () => false }) {
  const { port, world, layer, plane, empty } = frameOf(root);
  const view = new MapView(port, world);
  const boxes = new MapBoxes(plane);
  let side = localStorage.getItem(ROOT_KEY) === "top" ? "top" : "left";
  let layout = null;
  let stale = true;
  let held = null; // the key of the box that the reader has in hand
  const tools = buildTools(root, { view, fit, turn, side: () => side });

  /** Draws everything anew; what the reader looks at stays where it is on the screen. */
  function draw() {
    if (!port.clientWidth) {
      stale = true;
      return;
    }
    stale = false;
    const anchor = layout && view.anchor(layout, held ?? keyOf(state.selected));
    held = null;
    const sizes = boxes.measure(visibleItems(store.tree, state.collapsed), state.collapsed);
    const first = !layout;
    layout = layoutOf(store.tree, sizes, { root: side, mirrored: isMirrored(store), collapsed: state.collapsed });
    boxes.place(layout, side);
    drawLines(layer, layout);
    view.extent(layout);
    empty.hidden = layout.boxes.size > 0;
    mark();
    if (first) view.start(layout, keyOf(state.selected) ?? keyOf(state.target), boxes.overhang());
    else if (anchor) view.keep(anchor, layout);
  }

  function mark() {
    if (!layout) return;
    boxes.mark(state.selected, state.target);
    drawCrossLines(layer, layout, state.selected);
  }

  function keyOf(nodeId) {
    return store.tree.itemOfNode.get(nodeId)?.key;
  }

  function fit() {
    if (layout) view.fit(layout, boxes.overhang());
  }

  function turn() {
    side = side === "left" ? "top" : "left";
    localStorage.setItem(ROOT_KEY, side);
    layout = null;
    draw();
    tools.refresh();
  }

  function show(key) {
    const box = layout?.boxes.get(key);
    if (box) view.reveal(box);
  }

  plane.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const item = store.tree.items.get(target.closest("[data-key]")?.dataset.key);
    if (!item || view.wasDragged) return;
    if (target.closest(".map-fold") || !item.node) {
      held = item.key;
      return void state.toggle(item.key);
    }
    if (pick({ node: item.node.id, link: item.link?.id, wantsLink: false })) return;
    state.select(item.node.id, { from: "map", key: item.key });
    if (item.reference) show(keyOf(item.node.id));
  });
  plane.addEventListener("dblclick", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const item = store.tree.items.get(target.closest("[data-key]")?.dataset.key);
    if (item?.node && !target.closest(".map-fold")) act("edit", item);
  });
  plane.addEventListener("contextmenu", (event) => {
    const element = /** @type {HTMLElement} */ (event.target).closest("[data-key]");
    if (element && menu(store.tree.items.get(element.dataset.key), element)) event.preventDefault();
  });
  layer.addEventListener("click", (event) => {
    const sign = /** @type {Element} */ (event.target).closest("[data-key]");
    const item = sign && store.tree.items.get(sign.dataset.key);
    if (!item || view.wasDragged) return;
    if (pick({ node: item.node?.id, link: item.link.id, wantsLink: true })) return;
    if (item.node) state.select(item.node.id, { from: "map", key: item.key });
  });

  store.addEventListener("change", draw);
  state.addEventListener("collapse", draw);
  state.addEventListener("target", mark);
  state.addEventListener("select", (event) => {
    mark();
    if (event.detail?.from !== "map") show(keyOf(state.selected));
  });
  new ResizeObserver(() => {
    if (!stale) return;
    draw();
    show(keyOf(state.selected));
  }).observe(port);
  document.fonts?.ready.then(() => {
    boxes.forget();
    if (layout) draw();
  });
  draw();
  return { fit, draw, boxOf: (key) => boxes.elements.get(key) };
}

/** The items that no collapsed one hides, in display order. */
export function visibleItems(tree, collapsed) {
  const hidden = new Set();
  const visible = [];
  for (const item of tree.items.values()) {
    const gone = hidden.has(item.key);
    if (!gone) visible.push(item);
    if (!gone && !collapsed.has(item.key)) continue;
    for (const below of [...item.members, ...item.onLink, ...item.children]) hidden.add(below.key);
  }
  return visible;
}

function isMirrored(store) {
  const articles = [...store.articles.values()];
  return articles.length > 0 && articles.every((article) => article.direction === "rtl");
}

/** The parts of the map's frame, made once. */
function frameOf(root) {
  const port = element("div", "map-port", { tabindex: "0", role: "group", "aria-label": "Argument, drawn", "aria-describedby": "map-help" });
  const help = element("p", "vh", { id: "map-help" });
  help.textContent = "The outline holds the same argument for keyboard and screen reader. Here arrow keys move the map, plus and minus zoom, 0 shows it in full size, Home fits it in.";
  const world = element("div", "map-world", { "aria-hidden": "true" });
  const layer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  layer.classList.add("map-lines");
  const plane = element("div", "map-plane", {});
  const empty = element("p", "map-empty", {});
  empty.textContent = "Nothing to draw yet. Mark the main claim in the text: it becomes the first box.";
  empty.hidden = true;
  world.append(layer, plane);
  port.append(world);
  root.append(port, empty, help);
  return { port, world, layer, plane, empty };
}

function element(name, className, attributes) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
