/** What a node says of itself on a line of the outline: the twin of ``templates/nodes/card.html``. */

/**
 * @param {import("./store.js").Node} node @param {Object<string, string>} colors of tags by name
 * @param {HTMLElement[]} more what is said of its link @returns {HTMLElement[]}
 */
export function cardOf(node, colors, more = []) {
  const words = made("words", node.text);
  words.dir = "auto";
  const parts = [words];
  if (node.main) parts.push(made("chip chip-main", "main claim"));
  if (node.implicit) parts.push(made("chip chip-implicit", "implicit"));
  const details = [...more, ...detailsOf(node, colors)];
  if (details.length) {
    const meta = made("meta", "");
    meta.append(...details);
    parts.push(meta);
  }
  return parts;
}

/** @param {{scheme: string, open: string, role: string}} words @returns {HTMLElement[]} the scheme of a link, its open questions, a role in it */
export function linkDetails({ scheme, open, role }) {
  const parts = [scheme && made("scheme", scheme), open && asks(open), role && made("role", role)].filter(Boolean);
  for (const part of parts) part.dir = "auto";
  return parts;
}

function asks(words) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "asks", tabIndex: -1, title: "Critical questions (i)", textContent: words });
  button.append(Object.assign(document.createElement("span"), { className: "vh", textContent: ": critical questions" }));
  return button;
}

function detailsOf({ evidence_type: type, attribution, confidence, sources, note, tags }, colors) {
  return [
    type && made("evidence-type", type.replaceAll("_", " ")),
    attribution && made("", attribution),
    confidence !== null && confidence !== undefined && made("", `confidence ${confidence}`),
    sources && made("", `${sources.toLocaleString("en")} source${sources === 1 ? "" : "s"}`),
    note && made("", "note"),
    ...tags.map((tag) => tagOf(tag, colors[tag])),
  ].filter(Boolean);
}

function tagOf(name, color) {
  const chip = made("tag", `#${name}`);
  if (color) chip.dataset.color = color;
  return chip;
}

function made(className, text) {
  const span = document.createElement("span");
  if (className) span.className = className;
  span.textContent = text;
  return span;
}
