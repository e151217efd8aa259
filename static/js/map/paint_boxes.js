/** Boxes on the canvas, for a sight from afar: with their words as far as these can be read, else as plain shapes. */
import { EDGE, LINE, PAD, PAD_TOP, SMALL_LINE, STRIPE } from "./content.js";

const READABLE = 0.35; // zoom
const LINED = 0.12; // below this zoom a box is one plain shape
const BAR = 5; // thickness of what stands for a line of words

/** @param {CanvasRenderingContext2D} context @param {import("./scene.js").Sight} sight */
export function drawBox(context, box, { scene, selected, target }, { colours, family }, scale) {
  const { node, link } = box.item;
  const { x, y, width, height } = box;
  const colour = box.shape === "junction" ? colours[link.target_link && link.type === "attack" ? "undercut" : link.type] : colours[node?.implicit ? "implicit" : (node?.kind ?? "edge")];
  if (scale < LINED && box.shape !== "junction") {
    const thick = Math.max(height, 1 / scale);
    context.fillStyle = node ? colour : colours.edge;
    context.globalAlpha = 0.55;
    context.fillRect(x, y, width, thick);
    context.globalAlpha = 1;
  } else {
    context.fillStyle = box.shape === "junction" ? colours.desk : colours.card;
    context.strokeStyle = box.shape === "junction" ? colour : colours.edge;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(x, y, width, height, box.shape === "node" ? 8 : 14);
    context.fill();
    context.stroke();
    if (box.shape === "node") drawInside(context, box, scene.contents.get(box.key), { colour, colours, family, scale, mirrored: scene.layout.frame.mirrored });
    else if (box.shape !== "junction" && scale >= READABLE) drawChip(context, box, scene.contents.get(box.key), colours, family);
  }
  if (node && node.id === target) ring(context, box, colours.accent, 5, 0.4);
  if (node && node.id === selected) ring(context, box, colours.focus, Math.max(2, 1.5 / scale), 1);
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
