/**
 * Tidy trees of boxes with different sizes in linear time: the twin of ``argmap/domain/layout/tidy.py``, where the
 * algorithm is explained (A. van der Ploeg 2014, https://doi.org/10.1002/spe.2213). Sums run in the same order, so that
 * both give the same numbers. All lists are typed arrays: nothing is made for a single box.
 *
 * @typedef {{parents: Int32Array, breadths: Float64Array, depths: Float64Array, gaps: Uint8Array, attached: Int32Array,
 *   families: number}} Boxes  parents before their children; box 0 is the root; ``attached``: not 0 for boxes that do not
 *   count where their parent is centred
 */

/** @param {Boxes} boxes @returns {{breadths: Float64Array, depths: Float64Array}} where each box starts */
export function tidy(boxes) {
  const { parents, depths } = boxes;
  const starts = new Float64Array(parents.length);
  const ends = new Float64Array(parents.length);
  ends[0] = depths[0];
  for (let box = 1; box < parents.length; box += 1) {
    starts[box] = ends[parents[box]];
    ends[box] = starts[box] + depths[box];
  }
  const { prelim, mod } = upward(boxes, childrenOf(parents), ends);
  const breadths = prelim;
  breadths[0] += mod[0];
  for (let box = 1; box < parents.length; box += 1) {
    mod[box] += mod[parents[box]];
    breadths[box] += mod[box];
  }
  return { breadths, depths: starts };
}

/** The children of each box in one list: those of a box stand from ``from[box]`` up to ``from[box + 1]``. */
function childrenOf(parents) {
  const from = new Int32Array(parents.length + 1);
  for (let box = 1; box < parents.length; box += 1) from[parents[box] + 1] += 1;
  for (let box = 0; box < parents.length; box += 1) from[box + 1] += from[box];
  const list = new Int32Array(parents.length);
  const next = from.slice();
  for (let box = 1; box < parents.length; box += 1) list[next[parents[box]]++] = box;
  return { from, list };
}

function upward({ parents, breadths, gaps, families, attached }, { from, list }, ends) {
  const count = parents.length;
  const zeros = () => new Float64Array(count);
  const own = () => new Int32Array(count).map((_, box) => box);
  const none = () => new Int32Array(count).fill(-1);
  const [prelim, mod, firstSum, lastSum] = [zeros(), zeros(), zeros(), zeros()];
  const [first, last, nextFirst, nextLast] = [own(), own(), none(), none()];
  const [lows, owners, spread] = [[], [], []]; // of the siblings so far, from far to near: the lowest end, and whose it is

  for (let box = count - 1; box >= 0; box -= 1) {
    if (from[box] === from[box + 1]) continue;
    const siblings = list.subarray(from[box], from[box + 1]);
    const eldest = siblings[0];
    const inner = gaps[box];
    lows.length = owners.length = spread.length = 0;
    lows.push(ends[first[eldest]]);
    owners.push(0);
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
      while (lows.length && low >= lows[lows.length - 1]) {
        lows.pop();
        owners.pop();
      }
      lows.push(low);
      owners.push(index);
    }
    if (spread.length) share(siblings, spread, mod);
    const youngest = siblings[siblings.length - 1];
    first[box] = first[eldest];
    firstSum[box] = firstSum[eldest];
    last[box] = last[youngest];
    lastSum[box] = lastSum[youngest];
    nextFirst[box] = eldest;
    nextLast[box] = youngest;
    let end = siblings.length - 1;
    while (end && attached[siblings[end]]) end -= 1;
    const low = siblings[end];
    const top = prelim[eldest] + mod[eldest] + breadths[eldest] / 2;
    const bottom = prelim[low] + mod[low] + breadths[low] / 2;
    prelim[box] = (top + bottom) / 2 - breadths[box] / 2;
  }
  return { prelim, mod };
}

/** Lets the siblings between two that were pushed apart share the new room evenly. */
function share(siblings, spread, mod) {
  const shift = new Float64Array(siblings.length);
  const change = new Float64Array(siblings.length);
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
