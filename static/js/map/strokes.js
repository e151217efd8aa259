/** Draws paths of points on a canvas; of those that are very long only the part in sight, or dashes would take long. */

const LONG = 3000; // pixels
const PARTS = 32; // pieces of the part in sight

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number][][][]} paths
 * @param {import("./scene.js").Area} area in sight
 */
export function stroke(context, paths, area) {
  context.beginPath();
  for (const path of paths) trace(context, path, area);
  context.stroke();
}

function trace(context, path, area) {
  let from = path[0][0];
  context.moveTo(...from);
  for (const step of path.slice(1)) {
    const to = step.at(-1);
    if (Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]) > LONG) long(context, from, step, area);
    else if (step.length === 3) context.bezierCurveTo(...step.flat());
    else context.lineTo(...to);
    from = to;
  }
}

/** Draws the part in sight; its dashes begin as far from the start as they would in the whole. */
function long(context, from, step, area) {
  const to = step.at(-1);
  const axis = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]) ? 0 : 1;
  const [low, high] = axis ? [area.top, area.bottom] : [area.left, area.right];
  const at = (t) => (step.length === 3 ? onCurve(from, step, t) : [0, 1].map((one) => from[one] + (to[one] - from[one]) * t));
  const [begin, end] = [low, high].map((value) => reached((t) => at(t)[axis], value)).sort((a, b) => a - b);
  const first = at(begin);
  context.stroke();
  context.beginPath();
  context.lineDashOffset = Math.abs(first[axis] - from[axis]);
  context.moveTo(...first);
  for (let part = 1; part <= PARTS; part += 1) context.lineTo(...at(begin + ((end - begin) * part) / PARTS));
  context.stroke();
  context.beginPath();
  context.lineDashOffset = 0;
  context.moveTo(...to);
}

function onCurve(from, [first, second, to], t) {
  const rest = 1 - t;
  return [0, 1].map((one) => rest ** 3 * from[one] + 3 * rest ** 2 * t * first[one] + 3 * rest * t ** 2 * second[one] + t ** 3 * to[one]);
}

/** The t from 0 to 1 at which a function that only grows, or only falls, comes to a value. */
function reached(of, value) {
  const grows = of(1) > of(0);
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < value === grows) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
