/** Spans of one article, sorted, so that those around an offset are found without looking at all. */
export class Intervals {
  /** @param {{start: number, end: number, node: string, id: string}[]} spans */
  constructor(spans) {
    this.spans = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
    let furthest = 0;
    this.furthest = this.spans.map((span) => (furthest = Math.max(furthest, span.end)));
  }

  /** @param {number} offset code points @returns the spans around it, the shortest first */
  at(offset) {
    const found = [];
    for (let index = this._lastFrom(offset); index >= 0 && this.furthest[index] > offset; index -= 1) {
      if (this.spans[index].end > offset) found.push(this.spans[index]);
    }
    return found.sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  /** The pieces of text that two or more spans cover: [start, end][]. */
  overlaps() {
    const pieces = [];
    let covered = 0;
    for (const { start, end } of this.spans) {
      if (start < covered) pieces.push([start, Math.min(end, covered)]);
      covered = Math.max(covered, end);
    }
    return pieces;
  }

  _lastFrom(offset) {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
