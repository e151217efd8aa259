/** Where one looks at the map: pan and zoom by mouse, touch and keys. The world is moved by one transform. */

const LEAST = 0.1; // by hand; a large map that is fitted in may stand smaller
const MOST = 2.5;
const STEP = 1.25;
const PACE = 80; // pixels that an arrow key moves
const GLIDE = 200; // milliseconds
const EDGE = 24; // pixels that stay free around what is shown
const BAR = 52; // that the bar of tools takes from the top
const PATH = 40; // and that of the way in focus
const SLACK = 4; // pixels of movement that are still a click

export class MapView extends EventTarget {
  /** @param {HTMLElement} port @param {HTMLElement} world */
  constructor(port, world) {
    super();
    Object.assign(this, { port, world, x: 0, y: 0, scale: 1, width: 0, height: 0, wasDragged: false, hand: false, gliding: 0, top: BAR });
    /** Whether a press is not meant for the view: it takes a box in hand. @type {(event: PointerEvent) => boolean} */
    this.leaves = () => false;
    /** @type {Map<number, {x: number, y: number}>} */
    this.pointers = new Map();
    port.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    port.addEventListener("pointerdown", (event) => this.down(event));
    port.addEventListener("pointermove", (event) => this.moved(event));
    for (const name of ["pointerup", "pointercancel"]) port.addEventListener(name, (event) => this.up(event));
    port.addEventListener("keydown", (event) => this.key(event));
  }

  /** Takes over how large the port is, before a frame writes anything. @returns {boolean} whether it is in sight */
  measure() {
    [this.width, this.height] = [this.port.clientWidth, this.port.clientHeight];
    return this.width > 0;
  }

  /** Leaves room for the bar that shows the way in focus, or no longer. */
  makeRoom(wanted) {
    this.top = wanted ? BAR + PATH : BAR;
  }

  extent({ width, height }) {
    Object.assign(this.world.style, { width: `${width}px`, height: `${height}px` });
    this.layout = { width, height };
  }

  /** @param {{x?: number, y?: number, scale?: number}} to */
  go({ x = this.x, y = this.y, scale = this.scale }) {
    cancelAnimationFrame(this.gliding);
    this.put(x, y, scale);
  }

  /** Moves there visibly, unless the reader wants no motion. */
  glide({ x = this.x, y = this.y, scale = this.scale }) {
    cancelAnimationFrame(this.gliding);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.put(x, y, scale);
    const from = { x: this.x, y: this.y, scale: this.scale };
    const begin = performance.now();
    const step = (now) => {
      const done = Math.min(1, Math.max(0, (now - begin) / GLIDE));
      const eased = 1 - (1 - done) ** 3;
      this.put(from.x + (x - from.x) * eased, from.y + (y - from.y) * eased, from.scale + (scale - from.scale) * eased);
      if (done < 1) this.gliding = requestAnimationFrame(step);
    };
    this.gliding = requestAnimationFrame(step);
  }

  put(x, y, scale) {
    Object.assign(this, { x, y, scale });
    this.world.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) scale(${scale})`;
    this.dispatchEvent(new Event("move"));
  }

  /** The part of the map in sight, with so many pixels of the screen around it. */
  area(around = 0) {
    const { x, y, scale, port } = this;
    return {
      left: (-x - around) / scale,
      top: (-y - around) / scale,
      right: (this.width - x + around) / scale,
      bottom: (this.height - y + around) / scale,
    };
  }

  /** Where a pointer is on the map. */
  pointAt(event) {
    const { x, y } = this.within(event);
    return [(x - this.x) / this.scale, (y - this.y) / this.scale];
  }

  /** Zooms by a factor around a point of the port, the middle if none is given. */
  zoom(factor, at = { x: this.width / 2, y: this.height / 2 }) {
    const scale = Math.min(MOST, Math.max(Math.min(LEAST, this.scale), this.scale * factor));
    const grown = scale / this.scale;
    this.go({ x: at.x - (at.x - this.x) * grown, y: at.y - (at.y - this.y) * grown, scale });
  }

  closer() {
    this.zoom(STEP);
  }

  further() {
    this.zoom(1 / STEP);
  }

  full() {
    this.zoom(1 / this.scale);
  }

  /** A point of the map in the middle of the port. */
  centre(x, y) {
    this.go({ x: this.width / 2 - x * this.scale, y: this.height / 2 - y * this.scale });
  }

  /** An area of the map in sight, at most in full size. @param {import("./scene.js").Area} area */
  fitArea({ left, top, right, bottom }) {
    const scale = Math.min(1, (this.width - 2 * EDGE) / (right - left), (this.height - this.top - EDGE) / (bottom - top));
    this.glide({ x: (this.width - (left + right) * scale) / 2, y: (this.height + this.top - EDGE - (top + bottom) * scale) / 2, scale });
  }

  /** The whole in sight, with ``over`` pixels around it for what hangs out of the boxes. */
  fit({ width, height }, over = 0) {
    const { port, top } = this;
    const [wide, high] = [this.width, this.height - top];
    const scale = Math.min(1, wide / (width + 2 * over), high / (height + 2 * over));
    this.go({ x: (wide - width * scale) / 2, y: top + (high - height * scale) / 2, scale });
  }

  /** The first sight: the whole if it stays readable, else the part around the given box or the first root. */
  start(layout, key, over = 0) {
    const scale = Math.min(1, this.width / layout.width, this.height / layout.height);
    const box = layout.boxes.get(key) ?? layout.boxAt(1);
    if (scale >= 0.7 || !box) return this.fit(layout, over);
    const near = 0.85;
    const top = layout.frame.left ? this.height / 2 - (box.y + box.height / 2) * near : this.top - box.y * near;
    const centre = this.width / 2 - (box.x + box.width / 2) * near;
    const side = layout.frame.mirrored ? this.width - EDGE - (box.x + box.width) * near : EDGE - box.x * near;
    this.go({ x: layout.frame.left && !box.home ? side : centre, y: top, scale: near }); // with what is above it in sight
  }

  /** A box by which the view can be kept, and where it is: the selected one, else the one nearest to the middle. */
  anchor(layout, key) {
    const chosen = layout.boxes.get(key);
    if (chosen && this.sees(chosen)) return { key, x: chosen.x, y: chosen.y, home: chosen.home };
    const near = layout.nearest((this.width / 2 - this.x) / this.scale, (this.height / 2 - this.y) / this.scale);
    return near && { key: near.key, x: near.x, y: near.y, home: near.home };
  }

  /** Moves the view so that the anchor's box, or the nearest one above it that is left, stays where it was. */
  keep(anchor, layout) {
    let [now, before] = [layout.boxes.get(anchor.key), anchor];
    for (let home = anchor.home; !now && home; home = home.home) [now, before] = [layout.boxes.get(home.key), home];
    if (!now) return;
    this.go({ x: this.x + (before.x - now.x) * this.scale, y: this.y + (before.y - now.y) * this.scale });
    if (now.key !== anchor.key) this.reveal(now);
  }

  sees(box) {
    const left = box.x * this.scale + this.x;
    const top = box.y * this.scale + this.y;
    return left >= 0 && top >= this.top && left + box.width * this.scale <= this.width && top + box.height * this.scale <= this.height;
  }

  /** Brings a box into sight by the shortest way. */
  reveal(box) {
    if (this.sees(box)) return;
    const along = (start, size, now, room, least) => {
      const at = start * this.scale + now;
      const over = at + size * this.scale - (room - EDGE);
      if (at < least || over > at - least) return now + least - at;
      return over > 0 ? now - over : now;
    };
    this.glide({ x: along(box.x, box.width, this.x, this.width, EDGE), y: along(box.y, box.height, this.y, this.height, this.top) });
  }

  wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? this.height : 1;
    if (event.ctrlKey || event.metaKey) return this.zoom(Math.exp(-event.deltaY * unit * 0.0025), this.within(event));
    const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this.go({ x: this.x - dx * unit, y: this.y - dy * unit });
  }

  within(event) {
    const { left, top } = this.port.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** Another takes over what the pointers do. */
  letGo() {
    this.pointers.clear();
    this.port.classList.remove("is-dragging");
  }

  down(event) {
    if (event.button > 1) return;
    if (!this.pointers.size) this.wasDragged = false;
    if (!this.hand && this.leaves(event)) return;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.origin = { x: event.clientX, y: event.clientY };
  }

  moved(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const far = Math.hypot(event.clientX - this.origin.x, event.clientY - this.origin.y) > SLACK;
    if (!this.wasDragged && !far) return;
    if (!this.wasDragged) this.port.setPointerCapture(event.pointerId);
    this.wasDragged = true;
    this.port.classList.add("is-dragging");
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const now = { x: event.clientX, y: event.clientY };
    this.pointers.set(event.pointerId, now);
    if (others.length) this.pinch(before, now, others[0]);
    else this.go({ x: this.x + now.x - before.x, y: this.y + now.y - before.y });
  }

  pinch(before, now, other) {
    const distance = (point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = this.within({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
    this.zoom(distance(now) / distance(before), middle);
    this.go({ x: this.x + (now.x - before.x) / 2, y: this.y + (now.y - before.y) / 2 });
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size) return;
    this.port.classList.remove("is-dragging");
    setTimeout(() => (this.wasDragged = false)); // after the click that ends a drag
  }

  key(event) {
    if (event.target !== this.port || event.altKey || event.ctrlKey || event.metaKey) return;
    const keys = {
      ArrowLeft: () => this.go({ x: this.x + PACE }),
      ArrowRight: () => this.go({ x: this.x - PACE }),
      ArrowUp: () => this.go({ y: this.y + PACE }),
      ArrowDown: () => this.go({ y: this.y - PACE }),
      "+": () => this.closer(),
      "=": () => this.closer(),
      "-": () => this.further(),
      0: () => this.full(),
      Home: () => this.layout && this.fit(this.layout),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }
}
