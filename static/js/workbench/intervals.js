/** Questions about the spans of one block: few at a time, so that each is answered by looking at all of them. */

/**
 * @template {{start: number, end: number}} Span
 * @param {Iterable<Span>} spans @param {number} offset code points
 * @returns {Span[]} the spans around it, the shortest first
 */
export function around(spans, offset) {
  return [...spans]
    .filter(({ start, end }) => start <= offset && offset < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** @param {Iterable<{start: number, end: number}>} spans @returns {[number, number][]} what two or more of them cover */
export function overlaps(spans) {
  const pieces = [];
  let covered = 0;
  for (const { start, end } of inOrder(spans)) {
    if (start < covered) add(pieces, start, Math.min(end, covered));
    covered = Math.max(covered, end);
  }
  return pieces;
}

/** @param {Iterable<{start: number, end: number}>} spans @returns {[number, number][]} what any of them covers, in order */
export function union(spans) {
  const pieces = [];
  for (const { start, end } of inOrder(spans)) add(pieces, start, end);
  return pieces;
}

/** @template {{start: number, end: number}} Span @param {Iterable<Span>} spans @returns {Span[]} by start, the longest first */
export function inOrder(spans) {
  return [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Adds a stretch that begins no earlier than those before it; what touches the last one makes it longer. */
function add(pieces, start, end) {
  const last = pieces.at(-1);
  if (last && start <= last[1]) last[1] = Math.max(last[1], end);
  else if (start < end) pieces.push([start, end]);
}
