/**
 * The lines of a layout: the twin of ``argmap/domain/layout/lines.py`` and ``geometry.py``. A path is a list of steps:
 * one point moves there first and draws a straight line later; three are a curve with two handles.
 */
import { PILL_GAP } from "./layout.js";

const CORNER = 12; // radius of the corner of a line that bears on another
const SIGN = 18; // from the middle of a sign to the box or junction where its line ends

/** @param {{type: string, target_link: string|null}} link @returns {string} its name, as the field calls it */
export function relationOf(link) {
  return (link.target_link && { support: "warrant", attack: "undercut" }[link.type]) || link.type;
}

/**
 * The line that ends at this box; null for a root, and for a member, which hangs on its junction's line.
 * @param {import("./laid_out.js").Box} box
 * @param {{frame: import("./frame.js").Frame, boxes: {get: (key: string) => import("./laid_out.js").Box|undefined}}} layout
 */
export function lineOf(box, { frame, boxes }) {
  const { link } = box.item;
  if (!link || !box.home || box.home.shape === "junction") return null;
  const end = [frame.near(box), frame.middle(box)];
  const dot = box.bearsOn && [box.dot, frame.middle(box.bearsOn)];
  const path = dot ? elbow(dot, end) : spread([frame.far(box.home), frame.middle(box.home)], box.home.fan, end);
  const paths = [path, ...branches(box, frame, boxes)];
  return {
    link: link.id,
    key: box.key,
    relation: relationOf(link),
    paths: paths.map((one) => placed(one, frame)),
    sign: frame.point([end[0] - SIGN, end[1]]),
    dot: dot && frame.point(dot),
  };
}

/** @param {{chip: string, box: string}} cross @returns the path from the chip to the box where its node stands */
export function crossLine(cross, { frame, boxes }) {
  const [chip, box] = [boxes.get(cross.chip), boxes.get(cross.box)];
  const [start, end] = [chip, box].map((one) => [frame.far(one), frame.middle(one)]);
  const reach = Math.max(start[0], end[0]) + 72;
  return placed([[start], [[reach, start[1]], [reach, end[1]], end]], frame);
}

function branches(box, frame, boxes) {
  if (box.shape !== "junction") return [];
  const start = [frame.far(box), frame.middle(box)];
  return box.item.members.map(({ key }) => boxes.get(key)).filter(Boolean).map((member) =>
    spread(start, start[0] + PILL_GAP, [frame.near(member), frame.middle(member)]),
  );
}

/** From start in a curve to the breadth of end, reached at depth turn, then straight. */
function spread(start, turn, end) {
  if (start[1] === end[1]) return [[start], [end]];
  const half = (start[0] + turn) / 2;
  const curve = [[half, start[1]], [half, end[1]], [turn, end[1]]];
  return turn === end[0] ? [[start], curve] : [[start], curve, [end]];
}

/** From a dot on a line across to the breadth of end, round the corner, then straight. */
function elbow(dot, end) {
  const [depth, breadth] = dot;
  const [last, level] = end;
  const radius = Math.min(CORNER, Math.abs(level - breadth), Math.abs(last - depth));
  const before = level > breadth ? level - radius : level + radius;
  const curve = [[depth, (before + level) / 2], [(depth + depth + radius) / 2, level], [depth + radius, level]];
  return [[dot], [[depth, before]], curve, [end]];
}

/** The path in x and y. */
function placed(path, frame) {
  return path.map((step) => step.map((point) => frame.point(point)));
}
