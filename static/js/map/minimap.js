/** The whole map in a corner, with a frame around what is in sight; a press or drag goes there. */
import { element } from "./frame_parts.js";

const [WIDTH, HEIGHT] = [176, 110];
const PAD = 8;
const MOST_STRETCH = 40; // how much more one side may be squeezed than the other
const LATEST = 300; // ms until it is drawn anew, busy or not

export class MiniMap {
  /** @param {HTMLElement} root @param {import("./view.js").MapView} view @param {import("./ink.js").Ink} ink */
  constructor(root, view, ink) {
    Object.assign(this, { view, ink, layout: null, drawn: null, waiting: false });
    this.element = element("div", "map-mini", { "aria-hidden": "true" });
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", ""));
    this.sight = element("i", "");
    this.density = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: WIDTH * this.density, height: HEIGHT * this.density });
    this.element.append(this.canvas, this.sight);
    root.append(this.element);
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      this.goTo(event);
    });
    this.element.addEventListener("pointermove", (event) => event.buttons && this.goTo(event));
  }

  /** Takes another layout over; its picture follows when the browser has time. @param {import("../laid_out.js").Layout} layout */
  show(layout) {
    const [wide, high] = [(WIDTH - 2 * PAD) / layout.width, (HEIGHT - 2 * PAD) / layout.height];
    const least = Math.min(wide, high);
    this.scale = [Math.min(wide, least * MOST_STRETCH), Math.min(high, least * MOST_STRETCH)];
    this.start = [(WIDTH - layout.width * this.scale[0]) / 2, (HEIGHT - layout.height * this.scale[1]) / 2];
    this.layout = layout;
  }

  /** Frames what is in sight. */
  frame() {
    const { left, top, right, bottom } = this.view.area();
    const { width, height } = this.layout;
    const whole = left <= 0 && top <= 0 && right >= width && bottom >= height;
    if (this.element.hidden !== whole) this.element.hidden = whole;
    if (whole) return;
    if (this.drawn !== this.layout) this.drawLater();
    const [x, y] = this.placed(left, top).map((place) => Math.max(1, place));
    const [toX, toY] = this.placed(right, bottom);
    const size = [Math.max(4, Math.min(toX, WIDTH - 1) - x), Math.max(4, Math.min(toY, HEIGHT - 1) - y)];
    Object.assign(this.sight.style, { translate: `${x}px ${y}px`, width: `${size[0]}px`, height: `${size[1]}px` });
  }

  drawLater() {
    if (this.waiting) return;
    this.waiting = true;
    const draw = () => {
      this.waiting = false;
      this.draw();
    };
    if (window.requestIdleCallback) requestIdleCallback(draw, { timeout: LATEST });
    else setTimeout(draw);
  }

  /** Draws all boxes, point by point: each makes the points it covers darker. */
  draw() {
    const { layout, density, canvas } = this;
    this.drawn = layout;
    const context = canvas.getContext("2d");
    const picture = context.createImageData(canvas.width, canvas.height);
    const points = picture.data;
    const [left, top, across, down] = [...this.start, ...this.scale].map((one) => one * density);
    const { xs, ys, widths, heights, rows, count } = layout;
    for (let row = 1; row <= count; row += 1) {
      if (rows.pills[row]) continue;
      const high = heights[row] * down;
      const strength = Math.min(255, 255 * high); // a box that is thinner than a point makes it only a little darker
      const width = Math.ceil(widths[row] * across) * 4;
      const first = (Math.floor(top + ys[row] * down) * canvas.width + Math.floor(left + xs[row] * across)) * 4 + 3;
      for (let line = 0; line < high; line += 1) {
        const start = first + line * canvas.width * 4;
        for (let at = start; at < start + width; at += 4) points[at] += strength;
      }
    }
    context.putImageData(picture, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = this.ink.colours.edge;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalCompositeOperation = "source-over";
  }

  /** Forgets the picture, as when the colours are others. */
  forget() {
    this.drawn = null;
  }

  placed(x, y) {
    return [this.start[0] + x * this.scale[0], this.start[1] + y * this.scale[1]];
  }

  goTo(event) {
    const { left, top } = this.element.getBoundingClientRect();
    const x = (event.clientX - left - this.start[0]) / this.scale[0];
    const y = (event.clientY - top - this.start[1]) / this.scale[1];
    this.view.centre(x, y);
  }
}
