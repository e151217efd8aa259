/** A mark is painted in the frame after its key; what else follows from it (outline, map, request) comes after that frame. */
import { layer } from "./highlights.js";

/** @param {Map<string, import("./textview.js").TextView>} texts by revision */
export function createFirstPaint(texts) {
  let waiting = null;

  /** Whatever the reader does next finds the mark made. */
  function flush() {
    const run = waiting;
    waiting = null;
    run?.();
  }
  for (const name of ["keydown", "pointerdown", "beforeunload"]) addEventListener(name, flush, { capture: true });

  /**
   * @param {string} kind the layer
   * @param {{revision: string, start: number, end: number}[]} passages
   * @param {() => void} run
   */
  return function paint(kind, passages, run) {
    const own = layer(kind);
    const ranges = passages.flatMap(({ revision, start, end }) => texts.get(revision).fixedRangesOf(start, end));
    ranges.forEach((range) => own.add(range));
    waiting = () => {
      ranges.forEach((range) => own.delete(range));
      run();
    };
    requestAnimationFrame(() => setTimeout(flush));
  };
}
