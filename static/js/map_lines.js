/** The layer of lines under the boxes: one SVG. */
import { crossLine, lineOf } from "./geometry.js";
import { DISC, DOT, STROKES } from "./signs.js";

const SPACE = "http://www.w3.org/2000/svg";

/** @param {SVGElement} layer */
export function drawLines(layer, layout) {
  layer.setAttribute("width", layout.width);
  layer.setAttribute("height", layout.height);
  const lines = [...layout.boxes.values()].map((box) => lineOf(box, layout)).filter(Boolean);
  layer.replaceChildren(...lines.map(lineElement), ...lines.map(signElement));
}

/** Draws the further parents of the selected node, and those whose child by reference it is. */
export function drawCrossLines(layer, layout, selected) {
  for (const old of layer.querySelectorAll(".map-cross")) old.remove();
  for (const cross of layout.crossLinks) {
    const chip = layout.boxes.get(cross.chip);
    if (!selected || (chip.item.node.id !== selected && chip.home?.item.node?.id !== selected)) continue;
    layer.append(make("path", { class: "map-cross", d: crossLine(cross, layout) }));
  }
}

function lineElement(line) {
  const group = make("g", { class: line.relation });
  group.append(make("path", { class: "map-line", d: line.data }));
  if (line.dot) group.append(make("circle", { class: "map-dot", cx: line.dot[0], cy: line.dot[1], r: DOT }));
  return group;
}

function signElement(line) {
  const [x, y] = line.sign;
  const group = make("g", { class: `map-sign ${line.relation}`, transform: `translate(${x} ${y})` });
  group.dataset.key = line.key;
  const title = make("title", {});
  title.textContent = line.relation;
  group.append(title, make("circle", { class: "map-reach", r: 13 }), make("circle", { class: "map-disc", r: DISC }), make("path", { class: "map-stroke", d: STROKES[line.relation] }));
  return group;
}

function make(name, attributes) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
