/** The boxes near what is looked at, as elements: taken from a stock as they come into sight, given back as they leave. */
import { sidesOf } from "./sides.js";

export class MapBoxes {
  /** @param {HTMLElement} plane @param {Object<string, string>} tagColors by name */
  constructor(plane, tagColors) {
    this.plane = plane;
    this.tagColors = tagColors;
    /** @type {Map<string, HTMLElement>} key → the element that shows it now */
    this.elements = new Map();
    /** @type {HTMLElement[]} */
    this.stock = [];
  }

  /**
   * Shows these boxes and no others.
   * @param {import("../laid_out.js").Box[]} boxes @param {(box: any) => import("./content.js").Content} contentOf
   * @param {(element: HTMLElement) => void} mark says whether a new one is selected, the target and so on
   */
  show(boxes, contentOf, mark) {
    const wanted = new Map(boxes.map((box) => [box.key, box]));
    for (const [key, element] of this.elements) {
      if (wanted.has(key)) continue;
      this.elements.delete(key);
      this.stock.push(element);
      element.hidden = true;
    }
    for (const [key, box] of wanted) {
      const shown = this.elements.get(key);
      if (shown?.box === box) continue; // the same layout: nothing has changed
      const element = shown ?? this.stock.pop() ?? this.make();
      this.elements.set(key, element);
      fill(element, box, contentOf(box), this.tagColors);
      mark(element);
    }
  }

  make() {
    const element = document.createElement("div");
    this.plane.append(element);
    return element;
  }

  /** @param {(element: HTMLElement) => void} mark */
  mark(mark) {
    for (const element of this.elements.values()) mark(element);
  }

  /** Which side the root is at: where the buttons hang that fold. */
  turn(frame) {
    this.plane.dataset.side = frame.left ? (frame.mirrored ? "right" : "left") : "top";
    this.plane.classList.toggle("mirrored", frame.mirrored);
  }
}

function fill(element, box, content, tagColors) {
  const { item } = box;
  const folded = box.shape === "folded" || box.hidden !== null;
  const { hasBelow } = box;
  const said = [item.key, item.number, item.node?.kind, box.hidden?.count, box.hidden?.inFavour, hasBelow, box.shape, item.node?.tags, tagsAbove(item)];
  const signature = said.join("|");
  element.box = box;
  element.hidden = false;
  Object.assign(element.style, { left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` });
  if (element.signature === signature && element.content === content) return;
  Object.assign(element, { signature, content });
  Object.assign(element.dataset, { key: item.key, node: item.node?.id ?? "" });
  element.className = classesOf(box, content);
  element.title = titleOf(box);
  element.replaceChildren(...partsOf(box, content, tagColors), ...(hasBelow && box.shape !== "junction" ? [foldButton(folded, box.hidden)] : []));
}

/**
 * What is said when the pointer rests: of a node its kind, which else only the colour of its edge tells, and its tags;
 * and those of its link, which the junction says for its co-premises.
 */
function titleOf({ shape, item }) {
  const onLink = tagsAbove(item).map((tag) => `link #${tag}`).join(" ");
  if (shape === "junction") return `${item.number}: these work only together. ${onLink && `${onLink}. `}Click to collapse.`;
  if (shape === "folded") return ["Linked premises: show them", onLink].filter(Boolean).join(". ");
  return [item.node.kind[0].toUpperCase() + item.node.kind.slice(1), ...item.node.tags.map((tag) => `#${tag}`), onLink].filter(Boolean).join(" ");
}

/** @returns {string[]} of the link whose line ends at the item's box */
function tagsAbove({ node, link }) {
  return link && !(node && link.premises.length > 1) ? link.tags : [];
}

function classesOf({ shape, item }, content) {
  const { node, link } = item;
  if (shape === "folded") return "map-chip folded";
  if (shape === "reference") return "map-chip reference";
  if (shape === "junction") return `map-junction ${link.target_link && link.type === "attack" ? "undercut" : link.type}`;
  return ["map-box", node.kind, node.main && "main", node.implicit && "implicit", content.stacked && "stacked"].filter(Boolean).join(" ");
}

function partsOf(box, content, tagColors) {
  if (box.shape === "junction") return [];
  const words = span("words", content.lines.join("\n"));
  if (box.shape !== "node") return [words];
  words.dir = "auto";
  return [span("number", content.number), words, ...(content.small.length ? [span("details", content.small.join("\n"))] : []), ...dotsOf(box.item.node.tags, tagColors)];
}

/** A dot for each tag that has a colour, at the box's upper edge; its title names them. */
function dotsOf(tags, tagColors) {
  const colored = tags.filter((tag) => tagColors[tag]);
  if (!colored.length) return [];
  const dots = span("tag-dots", "");
  dots.append(...colored.map((tag) => Object.assign(document.createElement("i"), { title: `#${tag}` })));
  colored.forEach((tag, index) => (dots.children[index].dataset.color = tagColors[tag]));
  return [dots];
}

function span(className, text) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {boolean} folded @param {{count: number, inFavour: number, against: number}|null} hidden */
function foldButton(folded, hidden) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = folded ? "map-fold closed" : "map-fold";
  button.tabIndex = -1; // the outline's line collapses by keyboard
  button.textContent = hidden ? `+${hidden.count}` : "−";
  button.title = folded ? "Expand" : "Collapse";
  if (hidden) button.append(span("sides", `: ${sidesOf(hidden)}`));
  return button;
}
