/**
 * Tidy trees of boxes with different sizes in linear time: the twin of ``argmap/domain/layout/tidy.py``, where the
 * algorithm is explained (A. van der Ploeg 2014, https://doi.org/10.1002/spe.2213). Sums run in the same order, so that
 * both give the same numbers.
 *
 * @typedef {{parents: number[], breadths: number[], depths: number[], gaps: number[], attached: Map<number, number>,
 *   families: number}} Boxes  parents before their children; box 0 is the root
 */

/** @param {Boxes} boxes @returns {{breadths: number[], depths: number[]}} where each box starts */
export function tidy(boxes) {
  const { parents, depths } = boxes;
  const children = parents.map(() => null);
  const starts = [0];
  const ends = [depths[0]];
  for (let box = 1; box < parents.length; box += 1) {
    const parent = parents[box];
    (children[parent] ??= []).push(box);
    starts.push(ends[parent]);
    ends.push(ends[parent] + depths[box]);
  }
  const { prelim, mod } = upward(boxes, children, ends);
  for (let box = 1; box < parents.length; box += 1) mod[box] += mod[parents[box]];
  return { breadths: prelim.map((place, box) => place + mod[box]), depths: starts };
}

function upward({ parents, breadths, gaps, families, attached }, children, ends) {
  const zeros = () => parents.map(() => 0);
  const own = () => parents.map((_, box) => box);
  const none = () => parents.map(() => -1);
  const [prelim, mod, firstSum, lastSum] = [zeros(), zeros(), zeros(), zeros()];
  const [first, last, nextFirst, nextLast] = [own(), own(), none(), none()];

  for (let box = parents.length - 1; box >= 0; box -= 1) {
    const siblings = children[box];
    if (!siblings) continue;
    const eldest = siblings[0];
    const inner = gaps[box];
    const lows = [ends[first[eldest]]];
    const owners = [0];
    const spread = [];
    for (let index = 1; index < siblings.length; index += 1) {
      const child = siblings[index];
      const low = ends[last[child]];
      let [above, below] = [siblings[index - 1], child];
      let [aboveSum, belowSum, moved, at, gap] = [mod[above], 0, 0, lows.length - 1, inner];
      while (above >= 0 && below >= 0) {
        const [aboveEnd, belowEnd] = [ends[above], ends[below]];
        while (aboveEnd > lows[at]) at -= 1;
        const overlap = aboveSum + prelim[above] + breadths[above] + gap - belowSum - prelim[below];
        if (overlap > 0) {
          belowSum += overlap;
          moved += overlap;
          if (owners[at] !== index - 1) spread.push([owners[at], index, overlap]);
        }
        if (aboveEnd <= belowEnd) {
          above = nextLast[above];
          if (above >= 0) aboveSum += mod[above];
        }
        if (aboveEnd >= belowEnd) {
          below = nextFirst[below];
          if (below >= 0) belowSum += mod[below];
        }
        gap = below === child && parents[above] === box ? inner : families;
      }
      mod[child] += moved;
      firstSum[child] += moved;
      lastSum[child] += moved;
      if (below >= 0) {
        const end = first[eldest];
        nextFirst[end] = below;
        const slack = belowSum - mod[below] - firstSum[eldest];
        mod[end] += slack;
        prelim[end] -= slack;
        first[eldest] = first[child];
        firstSum[eldest] = firstSum[child];
      } else if (above >= 0) {
        const end = last[child];
        nextLast[end] = above;
        const slack = aboveSum - mod[above] - lastSum[child];
        mod[end] += slack;
        prelim[end] -= slack;
        last[child] = last[siblings[index - 1]];
        lastSum[child] = lastSum[siblings[index - 1]];
      }
      while (lows.length && low >= lows.at(-1)) {
        lows.pop();
        owners.pop();
      }
      lows.push(low);
      owners.push(index);
    }
    if (spread.length) share(siblings, spread, mod);
    const youngest = siblings.at(-1);
    first[box] = first[eldest];
    firstSum[box] = firstSum[eldest];
    last[box] = last[youngest];
    lastSum[box] = lastSum[youngest];
    nextFirst[box] = eldest;
    nextLast[box] = youngest;
    let end = siblings.length - 1;
    while (end && attached.has(siblings[end])) end -= 1;
    const low = siblings[end];
    const top = prelim[eldest] + mod[eldest] + breadths[eldest] / 2;
    const bottom = prelim[low] + mod[low] + breadths[low] / 2;
    prelim[box] = (top + bottom) / 2 - breadths[box] / 2;
  }
  return { prelim, mod };
}

/** Lets the siblings between two that were pushed apart share the new room evenly. */
function share(siblings, spread, mod) {
  const shift = siblings.map(() => 0);
  const change = siblings.map(() => 0);
  for (const [before, index, room] of spread) {
    const part = room / (index - before);
    shift[before + 1] += part;
    shift[index] -= part;
    change[index] -= room - part;
  }
  let [pace, moved] = [0, 0];
  siblings.forEach((child, index) => {
    pace += shift[index];
    moved += pace + change[index];
    mod[child] += moved;
  });
}
