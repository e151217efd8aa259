/** Boxes on the canvas, for a sight from afar: with their words as far as these can be read, else as plain shapes. */
import { EDGE, LINE, PAD, PAD_TOP, SMALL_LINE, STRIPE } from "./content.js";
import { tintOf } from "./tints.js";

const READABLE = 0.35; // zoom
const LINED = 0.12; // below this zoom a box is one plain shape
const PALE = 0.4; // what a filter shows only for the place of others
const BAR = 5; // thickness of what stands for a line of words

/** @param {CanvasRenderingContext2D} context @param {import("./scene.js").Sight} sight @param {import("./ink.js").Ink} ink */
export function drawBoxes(context, sight, ink, scale) {
  const { layout } = sight.scene;
  if (scale < LINED) drawShapes(context, sight, ink.colours, scale);
  else for (const row of sight.rows) drawBox(context, layout.boxAt(row), sight, ink, scale);
  for (const id of [sight.target, ...sight.chosen]) {
    const box = layout.boxes.get(layout.tree.itemOfNode.get(id)?.key);
    if (!box) continue;
    if (id === sight.target) ring(context, box, ink.colours.accent, 5, 0.4);
    if (sight.chosen.has(id)) ring(context, box, ink.colours.focus, Math.max(2, 1.5 / scale), 1);
  }
}

/** All boxes as plain shapes, colour by colour, without an object for any: there may be ten thousand. */
function drawShapes(context, { scene, rows, filtered }, colours, scale) {
  const { xs, ys, widths, heights } = scene.layout;
  const least = 1 / scale; // a pixel of the screen
  context.globalAlpha = 0.55;
  for (const [tint, has] of Object.entries(scene.tints)) {
    context.fillStyle = colours[tint];
    for (const row of rows) {
      if (!has[row]) continue;
      if (filtered) context.globalAlpha = filtered.isContext(scene.layout.itemAt(row)) ? 0.55 * PALE : 0.55;
      context.fillRect(xs[row], ys[row], widths[row], Math.max(heights[row], least));
    }
  }
  context.globalAlpha = 1;
}

function drawBox(context, box, { scene, problems, filtered }, { colours, family }, scale) {
  const { x, y, width, height, shape } = box;
  const colour = colours[tintOf(box.item)];
  context.globalAlpha = filtered?.isContext(box.item) ? PALE : 1;
  context.fillStyle = shape === "junction" ? colours.desk : colours.card;
  context.strokeStyle = shape === "junction" ? colour : colours.edge;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x, y, width, height, shape === "node" ? 8 : 14);
  context.fill();
  context.stroke();
  if (shape === "node") drawInside(context, box, scene.contentOf(box), { colour, colours, family, scale, mirrored: scene.layout.frame.mirrored });
  context.globalAlpha = 1;
  if (shape === "node" && problems.has(box.item.node.id)) ring(context, box, colours.warn, 3 / scale, 1);
  else if (shape !== "junction" && shape !== "node" && scale >= READABLE) drawChip(context, box, scene.contentOf(box), colours, family);
}

function drawInside(context, { x, y, width, height }, content, { colour, colours, family, scale, mirrored }) {
  context.fillStyle = colour;
  context.fillRect(mirrored ? x + width - STRIPE : x, y + 3, STRIPE, height - 6);
  const start = x + (mirrored ? EDGE : STRIPE) + PAD + (mirrored ? 0 : content.indent);
  let top = y + EDGE + PAD_TOP + (content.stacked ? SMALL_LINE : 0);
  if (scale < READABLE) {
    context.fillStyle = colours.edge;
    for (const line of content.lines) {
      context.fillRect(start, top + (LINE - BAR) / 2, Math.min(width - 2 * PAD - content.indent, line.length * 6.6), BAR);
      top += LINE;
    }
    return;
  }
  context.textBaseline = "middle";
  write(context, [content.number], { at: x + STRIPE + PAD, top: y + EDGE + PAD_TOP, line: content.stacked ? SMALL_LINE : LINE, colour: colours.faint, font: `12px ${family}` });
  write(context, content.lines, { at: start, top, line: LINE, colour: colours.ink, font: `${content.style} ${family}` });
  write(context, content.small, { at: start, top: top + content.lines.length * LINE, line: SMALL_LINE, colour: colours.faint, font: `12px ${family}` });
}

function drawChip(context, { x, y, height }, content, colours, family) {
  context.textBaseline = "middle";
  write(context, content.lines, { at: x + 13, top: y, line: height, colour: colours.soft, font: `12px ${family}` });
}

function write(context, lines, { at, top, line, colour, font }) {
  context.font = font;
  context.fillStyle = colour;
  lines.forEach((words, index) => context.fillText(words, at, top + (index + 0.5) * line));
}

function ring(context, { x, y, width, height }, colour, thick, alpha) {
  context.strokeStyle = colour;
  context.lineWidth = thick;
  context.globalAlpha = alpha;
  context.strokeRect(x - thick / 2, y - thick / 2, width + thick, height + thick);
  context.globalAlpha = 1;
}
