/**
 * The boxes of the map. An element is made once for an item and changed only where its words do; the browser measures
 * the words, all new ones in one pass, and remembers how high they stand.
 */

const EVIDENCE = { common_ground: "common ground" };

export class MapBoxes {
  /** @param {HTMLElement} plane */
  constructor(plane) {
    this.plane = plane;
    /** @type {Map<string, HTMLElement>} */
    this.elements = new Map();
    /** @type {Map<string, [number, number]>} what a box says → its size */
    this.measured = new Map();
  }

  /** Forgets all sizes, as when a font has come. */
  forget() {
    this.measured.clear();
  }

  /**
   * Makes or updates the elements of these items and removes all others.
   * @returns {Map<string, [number, number]>} key → width and height
   */
  measure(items, collapsed) {
    const shown = new Set(items.map((item) => item.key));
    for (const [key, element] of this.elements) {
      if (shown.has(key)) continue;
      element.remove();
      this.elements.delete(key);
    }
    const signatures = items.map((item) => this.update(item, collapsed.has(item.key)));
    const sizes = new Map();
    items.forEach((item, index) => {
      const words = signatures[index];
      const element = this.elements.get(item.key);
      if (!this.measured.has(words)) this.measured.set(words, [element.offsetWidth, element.offsetHeight]);
      sizes.set(item.key, this.measured.get(words));
    });
    return sizes;
  }

  /** Brings an item's element up to date. @returns {string} what decides about its size */
  update(item, folded) {
    let element = this.elements.get(item.key);
    if (!element) {
      element = document.createElement("div");
      element.dataset.key = item.key;
      this.elements.set(item.key, element);
      this.plane.append(element);
    }
    const { node } = item;
    const below = item.members.length + item.onLink.length + item.children.length > 0;
    const details = node && !item.reference ? detailsOf(node) : "";
    const words = JSON.stringify([item.number, item.reference, node?.text, details, node?.main, node?.implicit, !node && folded && item.members.length]);
    const signature = words + [node?.kind, node?.id, below, folded];
    if (!this.measured.has(words)) element.style.height = "";
    if (element.dataset.signature === signature) return words;
    element.dataset.signature = signature;
    element.dataset.node = node?.id ?? "";
    element.className = classesOf(item, folded);
    element.replaceChildren(...partsOf(item, folded, details), ...(below && (node || folded) ? [foldButton(folded)] : []));
    if (!node) element.title = folded ? "Linked premises: show them" : `${item.number}: these work only together. Click to collapse.`;
    return words;
  }

  /** Puts the boxes where the layout has them. */
  place(layout, side) {
    this.plane.dataset.side = layout.frame.mirrored && side === "left" ? "right" : side;
    this.plane.classList.toggle("mirrored", layout.frame.mirrored);
    for (const box of layout.boxes.values()) {
      const element = this.elements.get(box.key);
      Object.assign(element.style, { left: `${box.x}px`, top: `${box.y}px`, height: `${box.height}px` });
      if (box.shape === "junction") element.style.width = `${box.width}px`;
      else element.style.width = "";
      const fold = element.querySelector(".map-fold");
      if (fold) fillFold(fold, box.hidden);
    }
  }

  /** How far the counts of collapsed boxes reach out of them, in pixels of the world. */
  overhang() {
    const counts = [...this.plane.querySelectorAll(".map-fold.closed")];
    return Math.max(0, ...counts.map((count) => count.offsetWidth));
  }

  /** Shows which boxes stand for the selected node and for the target. */
  mark(selected, target) {
    for (const element of this.elements.values()) {
      const { node } = element.dataset;
      element.classList.toggle("is-selected", Boolean(node) && node === selected);
      element.classList.toggle("is-target", Boolean(node) && node === target);
    }
  }
}

/** What is said of a node in small type. */
function detailsOf(node) {
  const evidence = node.evidence_type && (EVIDENCE[node.evidence_type] ?? node.evidence_type);
  return [node.main && "main claim", node.implicit && "implicit", evidence, node.attribution].filter(Boolean).join(" · ");
}

function classesOf(item, folded) {
  const { node, link } = item;
  if (!node) return folded ? "map-chip folded" : `map-junction ${link.target_link && link.type === "attack" ? "undercut" : link.type}`;
  if (item.reference) return "map-chip reference";
  return ["map-box", node.kind, node.main && "main", node.implicit && "implicit", item.number.length > 11 && "stacked"].filter(Boolean).join(" ");
}

function partsOf(item, folded, details) {
  const { node } = item;
  if (!node) return folded ? [span("words", `${item.number} · ${item.members.length} premises together`)] : [];
  if (item.reference) return [span("words", `see ${item.reference}`)];
  const words = span("words", node.text);
  words.dir = "auto";
  return [span("number", item.number), words, ...(details ? [span("details", details)] : [])];
}

function span(className, text) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

function foldButton(folded) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-fold";
  button.tabIndex = -1; // the outline's line collapses by keyboard
  button.classList.toggle("closed", folded);
  return button;
}

/** @param {{count: number, inFavour: number, against: number}|null} hidden */
function fillFold(button, hidden) {
  button.textContent = hidden ? `+${hidden.count}` : "−";
  button.title = hidden ? "Expand" : "Collapse";
  if (!hidden) return;
  const sides = [hidden.inFavour && `${hidden.inFavour} for`, hidden.against && `${hidden.against} against`];
  button.append(span("sides", `: ${sides.filter(Boolean).join(", ")}`));
}

