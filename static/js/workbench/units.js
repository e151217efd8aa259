/** The sentences, clauses and words of the texts as passages in code points; found block by block when asked for. */
import { toCodePoints } from "./offsets.js";
import { clausesOf, sentencesOf, wordsOf } from "./sentences.js";

/**
 * @typedef {import("./textview.js").Block} Block
 * @typedef {{view: import("./textview.js").TextView, start: number, end: number}} Place  code points
 */
export class Units {
  /** @param {import("./textview.js").TextView[]} views in the order of the page */
  constructor(views) {
    this._blocks = views.flatMap((view) => view.blocks);
    this._place = new Map(this._blocks.map((block, index) => [block, index]));
    this._known = new Map();
  }

  /** @param {Block} block @param {"sentence"|"clause"|"word"} grain @returns {Place[]} in order */
  in(block, grain) {
    const key = `${this._place.get(block)} ${grain}`;
    if (!this._known.has(key)) this._known.set(key, placesOf(block, grain));
    return this._known.get(key);
  }

  /** @param {Place} place @param {"sentence"|"clause"|"word"} grain @returns {Place|null} the unit around its start, or the next one */
  around({ view, start }, grain) {
    const block = view.blockAt(start);
    return this.in(block, grain).find(({ end }) => end > start) ?? this.next({ view, start, end: start }, grain);
  }

  /** The next unit; of a smaller grain, the first one inside. @returns {Place|null} */
  next(from, grain, wanted = () => true) {
    const isNext = ({ view, start, end }) => view !== from.view || start > from.start || (start === from.start && end < from.end);
    for (let index = this._indexOf(from); index < this._blocks.length; index += 1) {
      const found = this.in(this._blocks[index], grain).find((unit) => isNext(unit) && wanted(unit));
      if (found) return found;
    }
    return null;
  }

  /** @returns {Place|null} the last unit that begins before */
  previous(from, grain, wanted = () => true) {
    for (let index = this._indexOf(from); index >= 0; index -= 1) {
      const found = this.in(this._blocks[index], grain).findLast((unit) => (unit.view !== from.view || unit.start < from.start) && wanted(unit));
      if (found) return found;
    }
    return null;
  }

  /** @param {"start"|"end"} side @returns {number|null} the nearest edge of such a unit behind (1) or before (-1) the offset */
  edge(view, offset, grain, side, step) {
    for (let { index } = view.blockAt(offset); index >= 0 && index < view.blocks.length; index += step) {
      const edges = this._edges(view.blocks[index], grain, side);
      const found = step > 0 ? edges.find((edge) => edge > offset) : edges.findLast((edge) => edge < offset);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Words end before the full stop, sentences behind it: both are edges by words. */
  _edges(block, grain, side) {
    const units = grain === "sentence" ? this.in(block, grain) : [...this.in(block, grain), ...this.in(block, "sentence")];
    return [...new Set(units.map((unit) => unit[side]))].sort((a, b) => a - b);
  }

  _indexOf({ view, start }) {
    return this._place.get(view.blockAt(start)) ?? 0;
  }
}

/** @returns {Place[]} */
function placesOf(block, grain) {
  const text = block.view.textIn(block);
  const language = block.view.root.lang;
  const found = grain === "word" ? wordsOf(text, language) : sentencesOf(text, language);
  const units = grain === "clause" ? found.flatMap((sentence) => clausesOf(text, sentence)) : found;
  let [at, points] = [0, 0];
  const pointsAt = (place) => {
    if (place < at) [at, points] = [0, 0];
    points += toCodePoints(text.slice(at, place), place - at);
    at = place;
    return block.start + points;
  };
  return units.map(({ start, end }) => ({ view: block.view, start: pointsAt(start), end: pointsAt(end) }));
}
