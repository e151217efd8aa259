/** The canvas under the boxes: lines with their signs, and the boxes themselves where there are too many for elements. */
import { crossLine } from "../geometry.js";
import { DISC, DOT, STROKES } from "../signs.js";
import { drawBoxes } from "./paint_boxes.js";
import { stroke } from "./strokes.js";

const DASHES = { support: [], warrant: [], rephrase: [], attack: [7, 4], undercut: [2, 3] };
const PLAIN = 0.2; // below this zoom lines are neither curved nor dashed and have no signs
const THINNEST = 0.8; // pixels of the screen
const MOST_TAGS = 4; // that stand by a sign; more would reach under the box
const TAG = { width: 7, height: 6, gap: 2 };
const SIGN_PATHS = Object.fromEntries(Object.entries(STROKES).map(([relation, data]) => [relation, new Path2D(data)]));

export class Painter {
  /** @param {HTMLCanvasElement} canvas @param {import("./ink.js").Ink} ink @param {Object<string, string>} tagColors by name */
  constructor(canvas, ink, tagColors) {
    Object.assign(this, { canvas, ink, tagColors, context: canvas.getContext("2d") });
  }

  /** Makes the canvas as sharp as the screen. */
  resize(width, height) {
    const density = devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * density), Math.round(height * density)];
    if (this.canvas.width === wide && this.canvas.height === high) return;
    Object.assign(this.canvas, { width: wide, height: high });
    this.density = density;
  }

  /** @param {import("./scene.js").Sight} sight @param {{x: number, y: number, scale: number}} view */
  draw(sight, { x, y, scale }) {
    const { context, canvas, density } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(density * scale, 0, 0, density * scale, density * Math.round(x), density * Math.round(y));
    const lines = scale < PLAIN ? null : sight.scene.linesIn(sight.area);
    if (lines) this.drawLines(lines, sight);
    else this.sketchLines(sight, scale);
    if (sight.drawsBoxes) drawBoxes(context, sight, this.ink, scale);
    for (const line of lines ?? []) {
      this.drawSign(line, sight);
      this.drawTags(line, sight.scene.layout.frame);
    }
    this.drawCross(sight, scale);
  }

  sketchLines({ scene, area }, scale) {
    const { context, ink } = this;
    context.lineWidth = Math.max(2, THINNEST / scale);
    for (const relation of Object.keys(DASHES)) {
      context.strokeStyle = ink.colours[relation];
      context.beginPath();
      scene.sketch(area, relation, (x, y, toX, toY) => {
        context.moveTo(x, y);
        context.lineTo(toX, toY);
      });
      context.stroke();
    }
  }

  drawLines(lines, { area, lit }) {
    const { context, ink } = this;
    for (const relation of Object.keys(DASHES)) {
      const own = lines.filter((line) => line.relation === relation);
      context.strokeStyle = ink.colours[relation];
      context.setLineDash(DASHES[relation]);
      for (const [width, some] of [[2, own.filter(({ key }) => key !== lit)], [3.5, own.filter(({ key }) => key === lit)]]) {
        context.lineWidth = width;
        stroke(context, some.flatMap(({ paths }) => paths), area);
      }
      for (const { dot } of own) if (dot) this.disc(dot, DOT, ink.colours[relation]);
    }
    context.setLineDash([]);
  }

  drawSign({ sign, relation, key }, { lit }) {
    const { context, ink } = this;
    this.disc(sign, key === lit ? DISC + 2 : DISC, ink.colours.desk);
    context.strokeStyle = ink.colours[relation];
    context.lineWidth = 1.5;
    context.stroke();
    context.save();
    context.translate(...sign);
    context.lineWidth = 1.8;
    context.lineCap = "round";
    context.stroke(SIGN_PATHS[relation]);
    context.restore();
  }

  /** A dot for each tag of the link that has a colour, beside its sign where the line does not run. */
  drawTags({ sign: [x, y], tags }, { left }) {
    const colours = tags.map((tag) => this.tagColors[tag]).filter(Boolean).slice(0, MOST_TAGS);
    const step = TAG.width + TAG.gap;
    const first = left ? x - (colours.length * step - TAG.gap) / 2 : x + DISC + 3;
    const top = left ? y - DISC - TAG.height - 2 : y - TAG.height / 2;
    for (const [index, colour] of colours.entries()) {
      this.context.fillStyle = this.ink.tags[colour];
      this.context.fillRect(first + index * step, top, TAG.width, TAG.height);
    }
  }

  /** The further parents of the selected node, and those whose child by reference it is. */
  drawCross({ scene, selected, area }, scale) {
    if (!selected) return;
    const { context, ink } = this;
    for (const cross of scene.layout.crossLinks) {
      const chip = scene.layout.boxes.get(cross.chip);
      if (chip.item.node.id !== selected && chip.home?.item.node?.id !== selected) continue;
      context.strokeStyle = ink.colours.focus;
      context.lineWidth = Math.max(1.5, 1.2 / scale);
      context.setLineDash([1, 5]);
      context.lineCap = "round";
      stroke(context, [crossLine(cross, scene.layout)], area);
      context.setLineDash([]);
      context.lineCap = "butt";
    }
  }

  disc([x, y], radius, colour) {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
}
