/** The whole map in a corner, with a frame around what is in sight; a press or drag goes there. */
import { element } from "./frame_parts.js";

const [WIDTH, HEIGHT] = [176, 110];
const PAD = 8;
const MOST_STRETCH = 40; // how much more one side may be squeezed than the other

export class MiniMap {
  /** @param {HTMLElement} root @param {import("./view.js").MapView} view @param {import("./ink.js").Ink} ink */
  constructor(root, view, ink) {
    Object.assign(this, { view, ink, scene: null });
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", "map-mini", { "aria-hidden": "true" }));
    this.whole = document.createElement("canvas");
    this.density = devicePixelRatio || 1;
    for (const canvas of [this.canvas, this.whole]) Object.assign(canvas, { width: WIDTH * this.density, height: HEIGHT * this.density });
    root.append(this.canvas);
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      this.goTo(event);
    });
    this.canvas.addEventListener("pointermove", (event) => event.buttons && this.goTo(event));
  }

  /** Draws all boxes anew. @param {import("./scene.js").Scene} scene */
  draw(scene) {
    this.scene = scene;
    const { width, height } = scene.layout;
    const [wide, high] = [(WIDTH - 2 * PAD) / width, (HEIGHT - 2 * PAD) / height];
    const least = Math.min(wide, high);
    this.scale = [Math.min(wide, least * MOST_STRETCH), Math.min(high, least * MOST_STRETCH)];
    this.start = [(WIDTH - width * this.scale[0]) / 2, (HEIGHT - height * this.scale[1]) / 2];
    const context = this.whole.getContext("2d");
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = this.ink.colours.edge;
    for (const box of scene.boxes) {
      if (box.shape === "junction") continue;
      const [x, y] = this.placed(box.x, box.y);
      context.fillRect(x, y, Math.max(1, box.width * this.scale[0]), Math.max(0.7, box.height * this.scale[1]));
    }
  }

  /** Frames what is in sight. */
  frame() {
    const { left, top, right, bottom } = this.view.area();
    const { width, height } = this.scene.layout;
    this.canvas.hidden = left <= 0 && top <= 0 && right >= width && bottom >= height;
    if (this.canvas.hidden) return;
    const context = this.canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.whole, 0, 0);
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
    const [x, y] = this.placed(left, top).map((place) => Math.max(2, place));
    const [toX, toY] = this.placed(right, bottom);
    context.strokeStyle = this.ink.colours.accent;
    context.lineWidth = 2;
    context.strokeRect(x, y, Math.max(4, Math.min(toX, WIDTH - 2) - x), Math.max(4, Math.min(toY, HEIGHT - 2) - y));
  }

  placed(x, y) {
    return [this.start[0] + x * this.scale[0], this.start[1] + y * this.scale[1]];
  }

  goTo(event) {
    const { left, top } = this.canvas.getBoundingClientRect();
    const x = (event.clientX - left - this.start[0]) / this.scale[0];
    const y = (event.clientY - top - this.start[1]) / this.scale[1];
    this.view.centre(x, y);
  }
}
