/**
 * The drawn map: boxes over a canvas with lines, from store, tree and layout. A projection of the outline, which holds
 * the same argument for keyboards and screen readers; the keyboard focus stays there, the map shows the ring.
 * Only the boxes near what is looked at are elements; from afar the canvas shows all of them.
 */
import { layoutOf } from "../layout.js";
import { MapBoxes } from "./boxes.js";
import { Contents } from "./content.js";
import { dragInMap } from "./drag.js";
import { frameOf } from "./frame_parts.js";
import { bindHand } from "./hand.js";
import { bindKeys } from "./keys.js";
import { Ink } from "./ink.js";
import { MiniMap } from "./minimap.js";
import { Narrow } from "./narrow.js";
import { Painter } from "./paint.js";
import { buildPath } from "./path_bar.js";
import { Scene } from "./scene.js";
import { buildTools } from "./tools.js";
import { keysBelow } from "./visible.js";
import { MapView } from "./view.js";
import { commentedIn, markComments } from "../comment_sign.js";
import { markProblems } from "../problem_sign.js";

const ROOT_KEY = "argmap:map-root";
const COMPACT_KEY = "argmap:map-compact";
const AFAR = 0.3; // below this zoom the canvas shows the boxes
const MOST_BOXES = 160; // as elements
const NOTHING = {
  made: "Nothing to draw yet. Mark the main claim in the text: it becomes the first box.",
  found: "No node matches the filter.",
};
const AROUND = 240; // pixels of the screen in which boxes are ready before they come into sight

/**
 * @param {HTMLElement} root
 * @param {{store: any, state: any, pick?: (chosen: {node?: string, link?: string, wantsLink: boolean}) => boolean,
 *   menu?: (item: any, anchor: HTMLElement) => boolean, act?: (name: string, item: any) => boolean,
 *   toggle?: (node: string) => void}} parts  ``toggle``: selects a node beside others, or no longer
 */
export function createMap(root, { store, state, pick = () => false, menu = () => false, act = () => false, toggle = () => {}, openComments = () => {} }) {
  const { port, canvas, world, plane, empty } = frameOf(root);
  const ink = new Ink(port);
  const view = new MapView(port, world);
  const boxes = new MapBoxes(plane, store.tagColors);
  const contents = new Contents(ink.family, store.schemes);
  const painter = new Painter(canvas, ink, store.tagColors);
  const narrow = new Narrow(store, state);
  const mini = new MiniMap(root, view, ink);
  contents.compact = localStorage.getItem(COMPACT_KEY) === "yes";
  let side = localStorage.getItem(ROOT_KEY) === "top" ? "top" : "left";
  /** @type {Scene|null} */
  let scene = null;
  let held = null; // the key of the box that the reader has in hand
  let lit = null; // the key of the line under the pointer
  let stale = true; // the layout is not that of the store
  let begun = false; // the reader has seen the map
  let waiting = 0;
  let [inFocus, filtered] = [narrow.focus, state.filtered];
  let whole = null; // where the reader looked before anything was left out
  let anew = false; // other things are shown: the view begins anew
  const tools = buildTools(root, {
    view, narrow, fit, fitSelected, turn, shorten, focus,
    side: () => side,
    compact: () => contents.compact,
    collapseTo: (depth) => state.collapseTo(keysBelow(store.tree, depth)),
  });
  buildPath(root, narrow);

  /** Lays out anew in the next frame; what the reader looks at stays where it is on the screen. */
  function draw() {
    stale = true;
    paint();
  }

  function paint() {
    waiting ||= requestAnimationFrame(frame);
  }

  function frame() {
    cancelAnimationFrame(waiting);
    waiting = -1; // what moves the view meanwhile needs no further frame
    try {
      if (view.measure()) see();
    } finally {
      waiting = 0;
    }
  }

  function see() {
    if (stale) arrange();
    if (!begun) begin();
    else if (anew) lookAnew();
    anew = false;
    const area = view.area(AROUND);
    const rows = scene.rowsIn(area);
    const drawsBoxes = view.scale < AFAR || rows.length > MOST_BOXES;
    boxes.show(drawsBoxes ? [] : rows.map((row) => scene.layout.boxAt(row)), (box) => scene.contentOf(box), markBox);
    painter.resize(view.width, view.height);
    const { selected, chosen, target, problems, filtered: under } = state;
    painter.draw({ scene, area, rows, drawsBoxes, selected, chosen, target, problems, lit, filtered: under }, view);
    mini.frame();
  }

  function arrange() {
    const anchor = scene && view.anchor(scene.layout, held ?? keyOf(state.selected));
    held = null;
    stale = false;
    const { tree, collapsed, keep } = narrow.shown;
    const layout = layoutOf(tree, contents.sizesOf(tree), { root: side, mirrored: isMirrored(store), collapsed, keep });
    scene = new Scene(layout, contents);
    mini.show(layout);
    boxes.turn(layout.frame);
    view.extent(layout);
    empty.hidden = layout.count > 0;
    empty.textContent = state.filtered ? NOTHING.found : NOTHING.made;
    if (begun && anchor) view.keep(anchor, layout);
  }

  function begin() {
    begun = true;
    view.start(scene.layout, keyOf(state.selected) ?? keyOf(state.target), overhang());
    requestAnimationFrame(() => performance.mark("argmap:map")); // then the frame before is on the screen
  }

  /** What is in focus or found as at the first sight; the whole map again as it was, with what is selected in sight. */
  function lookAnew() {
    if (narrow.isOn) return view.start(scene.layout, keyOf(inFocus), overhang());
    if (whole) view.go(whole);
    else view.start(scene.layout, keyOf(state.selected), overhang());
    whole = null;
    const box = scene.layout.boxes.get(keyOf(state.selected));
    return box && view.reveal(box);
  }

  function markBox(element) {
    const { node } = element.dataset;
    element.classList.toggle("is-selected", state.chosen.has(node));
    element.classList.toggle("is-target", Boolean(node) && node === state.target);
    element.classList.toggle("is-context", state.filtered?.isContext(element.box.item) ?? false);
    markProblems(element, element.box.shape === "node" ? state.problems.get(node) : undefined);
    markComments(element, commentedIn(element.box.item), openComments);
  }

  function mark() {
    boxes.mark(markBox);
    paint();
  }

  function keyOf(nodeId) {
    return store.tree.itemOfNode.get(nodeId)?.key;
  }

  /** How far the counts of collapsed boxes reach out of them, in pixels of the map. */
  function overhang() {
    return scene.layout.folded.reduce((most, { hidden }) => Math.max(most, contents.countWidth(hidden)), 0);
  }

  function fit() {
    if (scene) view.fit(scene.layout, overhang());
  }

  function fitSelected() {
    const area = scene?.branch(keyOf(state.selected));
    if (area) view.fitArea(area);
  }

  /** The selected node in focus; if it is already, the whole map again. */
  function focus() {
    narrow.focusOn(narrow.focus === state.selected ? null : state.selected);
  }

  function shorten() {
    contents.compact = !contents.compact;
    localStorage.setItem(COMPACT_KEY, contents.compact ? "yes" : "no");
    draw();
    tools.refresh();
  }

  function turn() {
    side = side === "left" ? "top" : "left";
    localStorage.setItem(ROOT_KEY, side);
    begun = false;
    whole = null;
    draw();
    tools.refresh();
  }

  function show(key) {
    if (key && !narrow.shows(key)) narrow.focusOn(null); // it lies elsewhere
    if (stale && port.clientWidth) frame();
    const box = scene?.layout.boxes.get(key);
    if (box) view.reveal(box);
  }

  bindKeys(root, { narrow, view, focus });
  const map = { port, view, scene: () => scene, itemOf: (key) => store.tree.items.get(key) };
  bindHand({ ...map, boxes, state, narrow, pick, menu, act, toggle, show, keyOf,
    hold: (key) => (held = key), light: (key) => key === lit || ((lit = key), paint()) });

  view.addEventListener("move", paint);
  narrow.addEventListener("change", () => {
    view.makeRoom(narrow.focus !== null || narrow.way.length > 1);
    draw();
    anew ||= narrow.focus !== inFocus || state.filtered !== filtered;
    [inFocus, filtered] = [narrow.focus, state.filtered];
    if (narrow.isOn) whole ??= { x: view.x, y: view.y, scale: view.scale };
  });
  ink.addEventListener("change", () => {
    mini.forget();
    draw();
  });
  store.addEventListener("change", () => store.tree !== scene?.layout.tree && draw());
  state.addEventListener("collapse", draw);
  state.addEventListener("target", mark);
  state.addEventListener("problems", mark);
  state.addEventListener("select", (event) => {
    mark();
    if (event.detail?.from !== "map") show(keyOf(state.selected));
  });
  new ResizeObserver(() => {
    if (!port.clientWidth) return;
    const first = !begun || stale;
    frame(); // in this very frame: the canvas has lost what it showed
    if (first) show(keyOf(state.selected));
  }).observe(port);
  document.fonts?.ready.then(() => {
    contents.forget();
    draw();
  });
  (window.requestIdleCallback ?? setTimeout)(() => stale && arrange()); // ready before it is asked for
  return { fit, draw, boxOf: (key) => boxes.elements.get(key), drag: (parts) => dragInMap(map, parts) };
}

function isMirrored(store) {
  const articles = [...store.articles.values()];
  return articles.length > 0 && articles.every((article) => article.direction === "rtl");
}
