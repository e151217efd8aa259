/** From depth and breadth to x and y: root at the left or on top, mirrored or not. Twin of ``layout/frame.py``. */
export class Frame {
  /** @param {{root: string, mirrored: boolean, width: number}} axes ``width`` of the whole, for a mirrored one */
  constructor({ root, mirrored, width }) {
    this.left = root === "left";
    this.mirrored = mirrored;
    this.width = width;
  }

  /** The upper left corner of a box that begins at depth ``near`` and breadth ``start``. */
  corner(near, start, width, height) {
    const [x, y] = this.left ? [near, start] : [start, near];
    return [this.mirrored ? this.width - x - width : x, y, width, height];
  }

  point([depth, breadth]) {
    return this.corner(depth, breadth, 0, 0).slice(0, 2);
  }

  /** The depth at which a box begins: its side towards the root. */
  near(box) {
    return this.left ? this.start(box) : box.y;
  }

  far(box) {
    return this.near(box) + (this.left ? box.width : box.height);
  }

  /** The breadth of a box's centre. */
  middle(box) {
    return this.left ? box.y + box.height / 2 : this.start(box) + box.width / 2;
  }

  start(box) {
    return this.mirrored ? this.width - box.x - box.width : box.x;
  }
}
