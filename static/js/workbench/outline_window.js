/**
 * A long list of which only the lines near the viewport are in the page, with the line that has the focus: ten thousand
 * lines cost as much as fifty. What is left out is padding of the list; heights are measured once a line is shown.
 *
 * @typedef {{key: string}} Row
 */
const AROUND = 900; // pixels above and below the viewport where lines stand ready
const USUAL = 40; // pixels of a line before any is measured

export class LineWindow {
  /**
   * @param {HTMLElement} root the list; its parent scrolls and is positioned
   * @param {{make: () => HTMLElement, fill: (element: HTMLElement, row: any) => void}} parts
   */
  constructor(root, { make, fill }) {
    Object.assign(this, { root, make, fill, port: root.parentElement });
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Map<string, number>} key → its place among the rows */
    this.places = new Map();
    this.tops = [0];
    this.heights = new Map();
    this.usual = USUAL;
    this.pinned = null; // the key of the line that stays in the page wherever it is
    this.whole = false; // all lines, as for printing
    /** @type {Map<string, HTMLElement>} */
    this.elements = new Map([...root.children].map((line) => [line.dataset.key, line]));
    this.range = [0, this.elements.size];
    this.width = this.port.clientWidth;
    this.port.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this._resize()).observe(this.port);
  }

  /** Takes other rows over; the pinned line, or the first in sight, stays where it is. @param {Row[]} rows */
  show(rows) {
    const hold = this._hold(true);
    this.rows = rows;
    this.places = new Map(rows.map((row, place) => [row.key, place]));
    this._stack();
    this.draw(hold);
  }

  /** Keeps this line in the page from now on. @param {string|null} key @returns {HTMLElement|null} */
  pin(key) {
    this.pinned = key;
    if (!this.elements.has(key)) this.draw();
    return this.elements.get(key) ?? null;
  }

  /** Scrolls as little as shows the line. @param {string} key */
  reveal(key) {
    for (let round = 0; round < 4; round += 1) {
      const place = this.places.get(key);
      if (place === undefined || !this.port.clientHeight) return;
      const { scrollTop, clientHeight } = this.port;
      const top = this.tops[place] + this.root.offsetTop;
      const bottom = this.tops[place + 1] + this.root.offsetTop;
      if (top - this.edge < scrollTop) this.port.scrollTop = top - this.edge;
      else if (bottom + this.edge > scrollTop + clientHeight) this.port.scrollTop = bottom + this.edge - clientHeight;
      this.draw();
      if (this.port.scrollTop === scrollTop) return;
    }
  }

  /** The room between a revealed line and the edge of the viewport. */
  get edge() {
    return Math.min(48, this.port.clientHeight / 4);
  }

  /** Brings the page up to date with scroll position, size and rows. */
  draw(hold = this._hold(false)) {
    for (let round = 0; round < 4; round += 1) {
      const [from, to] = this._range();
      this._put(from, to);
      const moved = this._measure(from, to);
      this._keep(hold);
      if (!moved) return;
    }
  }

  _range() {
    if (this.whole) return [0, this.rows.length];
    const top = this.port.scrollTop - this.root.offsetTop;
    // Out of sight, as behind the map, the list has no size: it keeps the lines that it showed last.
    if (this.port.clientHeight) this.range = [this._at(top - AROUND), this._at(top + this.port.clientHeight + AROUND) + 1];
    return this.range.map((place) => Math.min(place, this.rows.length));
  }

  /** The place of the row at this height. */
  _at(height) {
    let low = 0;
    let high = Math.max(0, this.rows.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  _put(from, to) {
    const rows = this.rows.slice(from, to);
    const pinned = this.places.get(this.pinned);
    if (pinned < from) rows.unshift(this.rows[pinned]);
    if (pinned >= to) rows.push(this.rows[pinned]);
    const wanted = new Set(rows.map((row) => row.key));
    for (const [key, element] of this.elements) {
      if (wanted.has(key)) continue;
      element.remove();
      this.elements.delete(key);
    }
    let cursor = this.root.firstElementChild;
    for (const row of rows) {
      const element = this.elements.get(row.key) ?? this.make();
      this.elements.set(row.key, element);
      this.fill(element, row);
      const place = this.places.get(row.key);
      const far = place < from || place >= to;
      element.classList.toggle("is-far", far);
      element.style.top = far ? `${this.tops[place]}px` : "";
      if (element === cursor) cursor = cursor.nextElementSibling;
      else this.root.insertBefore(element, cursor);
    }
    this._pad(from, to);
  }

  _pad(from, to) {
    this.root.style.paddingBlock = `${this.tops[from]}px ${this.tops.at(-1) - this.tops[to]}px`;
  }

  /** Reads how high the lines in the page are. @returns {boolean} whether any is not as high as was thought */
  _measure(from, to) {
    let moved = false;
    for (const { key } of this.rows.slice(from, to)) {
      const height = this.elements.get(key).getBoundingClientRect().height;
      if (!height || Math.abs(height - (this.heights.get(key) ?? -1)) < 0.5) continue;
      this.heights.set(key, height);
      moved = true;
    }
    if (!moved) return false;
    if (this.usual === USUAL) this.usual = [...this.heights.values()].reduce((sum, one) => sum + one, 0) / this.heights.size;
    this._stack();
    this._pad(from, to);
    return true;
  }

  _stack() {
    const tops = [0];
    let top = 0;
    for (const { key } of this.rows) tops.push((top += this.heights.get(key) ?? this.usual));
    this.tops = tops;
  }

  /** A line in sight and how far it is from the viewport's edge. */
  _hold(preferPinned) {
    const { scrollTop, clientHeight } = this.port;
    if (!scrollTop || !this.rows.length) return null;
    const top = scrollTop - this.root.offsetTop;
    const pinned = preferPinned ? this.places.get(this.pinned) : undefined;
    const inSight = pinned !== undefined && this.tops[pinned] >= top && this.tops[pinned] < top + clientHeight;
    const place = inSight ? pinned : this._at(top);
    return { key: this.rows[place].key, distance: this.tops[place] - top };
  }

  _keep(hold) {
    const place = hold ? this.places.get(hold.key) : undefined;
    if (place === undefined) return;
    const scrollTop = this.tops[place] - hold.distance + this.root.offsetTop;
    if (Math.abs(this.port.scrollTop - scrollTop) >= 1) this.port.scrollTop = scrollTop;
  }

  _resize() {
    if (!this.port.clientWidth) return;
    if (this.width !== this.port.clientWidth) this.heights.clear();
    this.width = this.port.clientWidth;
    this.draw();
  }
}
