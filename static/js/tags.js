/**
 * The field for tags: what is chosen stands as chips, the project's tags are proposed while one types, new ones are made
 * by Enter or a comma. A hidden field is sent in its place: all tags with commas, as one writes them without script.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import { made } from "./made.js";

const SHOWN = 8; // proposals at a time

/** @param {HTMLInputElement} input the text field; its ``list`` holds the project's tags, the most used first */
export function start(input) {
  const known = [...(input.list?.options ?? [])].map(({ value, dataset }) => ({ name: value, color: dataset.color ?? "" }));
  const colors = new Map(known.map(({ name, color }) => [name, color]));
  const written = input.value;
  const goesOn = written.startsWith(input.defaultValue); // somebody types already
  const chosen = partsOf(goesOn ? input.defaultValue : written);
  const { box, sent, chips, list, status } = parts(input);
  let shown = [];
  let at = -1;

  function take(name) {
    const clean = name.trim();
    if (clean && !chosen.includes(clean)) {
      chosen.push(clean);
      status.textContent = `${clean} is chosen`;
    }
    input.value = "";
    draw();
  }

  function drop(index) {
    const [name] = chosen.splice(index, 1);
    status.textContent = `${name} is taken away`;
    draw();
    input.focus();
  }

  /** What is sent: the chips, and what is typed and not a chip yet; told only where it is something else now. */
  function keep() {
    const value = [...chosen, ...partsOf(input.value)].join(", ");
    if (value === sent.value) return;
    sent.value = value;
    sent.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function draw() {
    chips.replaceChildren(...chosen.map((name, index) => chipOf(name, colors.get(name), () => drop(index))));
    close();
    keep();
  }

  function propose() {
    const typed = input.value.trim().toLowerCase();
    const open = document.activeElement === input;
    shown = open ? known.filter(({ name }) => !chosen.includes(name) && name.toLowerCase().includes(typed)).slice(0, SHOWN) : [];
    list.replaceChildren(...shown.map(({ name, color }, index) => optionOf(`${list.id}-${index}`, name, color)));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    point(-1);
  }

  function point(index) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = index;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    point(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  input.addEventListener("input", (event) => {
    event.stopPropagation(); // the field that is sent tells of it
    const [last, ...whole] = input.value.split(",").reverse();
    for (const name of whole.reverse()) take(name);
    if (whole.length) input.value = last.trimStart();
    propose();
    keep();
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!open) propose();
      if (shown.length) point((at + (key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + shown.length) % shown.length);
    } else if (key === "Enter" && (at >= 0 || input.value.trim())) take(at >= 0 ? shown[at].name : input.value);
    else if (key === "Escape" && open) close();
    else if (key === "Backspace" && !input.value && chosen.length) drop(chosen.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("click", propose);
  input.addEventListener("blur", () => {
    // What is being pressed stays where it is until it is let go: a closing list would move it away from the pointer.
    if (document.querySelector(":active")) addEventListener("pointerup", () => setTimeout(close), { once: true });
    else close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (index >= 0) take(shown[index].name);
  });
  box.addEventListener("click", (event) => event.target === box && input.focus());
  sent.addEventListener("change", () => { // words that were kept come back
    chosen.splice(0, Infinity, ...partsOf(sent.value));
    draw();
  });

  input.value = goesOn ? written.slice(input.defaultValue.length).replace(/^[\s,]+/, "") : "";
  input.defaultValue = "";
  draw();
}

function partsOf(text) {
  return [...new Set(text.split(",").map((part) => part.trim()).filter(Boolean))];
}

/** The elements around the field; it keeps its label and the focus. */
function parts(input) {
  const hasFocus = document.activeElement === input;
  const box = made("div", { className: "tags-box" });
  const chips = made("ul", {});
  const sent = made("input", { type: "text", name: input.name, hidden: true, defaultValue: input.defaultValue });
  const list = made("ul", { className: "tags-known", id: `${input.id}-known`, hidden: true });
  const status = made("span", { className: "vh" });
  status.setAttribute("role", "status");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Tags of the project");
  const roles = { role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false", dir: "auto" };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  for (const name of ["list", "name"]) input.removeAttribute(name);
  input.before(sent, box, list, status);
  box.append(chips, input);
  if (hasFocus) input.focus();
  return { box, sent, chips, list, status };
}

function chipOf(name, color, drop) {
  const chip = made("li", { className: "tag" });
  const button = made("button", { type: "button", textContent: "✕" });
  button.setAttribute("aria-label", `Take away ${name}`);
  button.addEventListener("click", drop);
  chip.append(made("span", { textContent: `#${name}`, dir: "auto" }), button);
  if (color) chip.dataset.color = color;
  return chip;
}

function optionOf(id, name, color) {
  const option = made("li", { id });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const chip = made("span", { className: "tag", textContent: `#${name}`, dir: "auto" });
  if (color) chip.dataset.color = color;
  option.append(chip);
  return option;
}
