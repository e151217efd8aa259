/** What a node says of itself on a line of the outline: the twin of ``templates/nodes/card.html``. */

/**
 * @param {import("./store.js").Node} node @param {Object<string, string>} colors of tags by name
 * @param {HTMLElement[]} more what is said of its link @returns {HTMLElement[]}
 */
export function cardOf(node, colors, more = []) {
  const words = span("words", node.text);
  words.dir = "auto";
  const parts = [words];
  if (node.main) parts.push(span("chip chip-main", "main claim"));
  if (node.implicit) parts.push(span("chip chip-implicit", "implicit"));
  const details = [...more, ...detailsOf(node, colors)];
  if (details.length) {
    const meta = span("meta", "");
    meta.append(...details);
    parts.push(meta);
  }
  return parts;
}

/**
 * @param {{scheme: string, open: string, role: string, tags: string[]}} words @param {Object<string, string>} colors of tags by name
 * @returns {HTMLElement[]} the scheme of a link, its open questions, a role in it, its tags
 */
export function linkDetails({ scheme, open, role, tags }, colors) {
  const parts = [scheme && span("scheme", scheme), open && asks(open), role && span("role", role)].filter(Boolean);
  for (const part of parts) part.dir = "auto";
  return [...parts, ...tags.map((tag) => linkTagOf(tag, colors[tag]))];
}

/** One that says of what it is a tag: a node's may stand beside it. */
function linkTagOf(name, color) {
  const chip = tagOf(name, color);
  chip.classList.add("of-link");
  chip.firstChild.data = ` ${chip.firstChild.data}`;
  chip.prepend(span("on", "link"));
  return chip;
}

function asks(words) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "asks", tabIndex: -1, title: "Critical questions (i)", textContent: words });
  button.append(Object.assign(document.createElement("span"), { className: "vh", textContent: ": critical questions" }));
  return button;
}

function detailsOf({ evidence_type: type, attribution, confidence, sources, note, tags }, colors) {
  return [
    type && span("evidence-type", type.replaceAll("_", " ")),
    attribution && span("", attribution),
    confidence !== null && confidence !== undefined && span("", `confidence ${confidence}`),
    sources && span("", `${sources.toLocaleString("en")} source${sources === 1 ? "" : "s"}`),
    note && span("", "note"),
    ...tags.map((tag) => tagOf(tag, colors[tag])),
  ].filter(Boolean);
}

function tagOf(name, color) {
  const chip = span("tag", `#${name}`);
  if (color) chip.dataset.color = color;
  return chip;
}

function span(className, text) {
  const element = document.createElement("span");
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
