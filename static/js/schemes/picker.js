/**
 * The field for a link's scheme as a combobox with a search, over the plain field that stands there without script.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import { made } from "../made.js";
import { attacks, catalogue, schemeNamed } from "./catalogue.js";
import { previewOf, previewOfOwn } from "./preview.js";
import { createRoles } from "./roles.js";
import { choicesFor } from "./search.js";

const OFFERED = { support: catalogue, attack: attacks };

/** Called by main.js for ``data-module="scheme"``. @param {HTMLElement} fieldset */
export async function start(fieldset) {
  let entered = false;
  const wait = (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.name !== "scheme") return;
    event.preventDefault(); // it chooses what will be found, rather than sends the form
    entered = true;
  };
  fieldset.addEventListener("keydown", wait);
  const offered = OFFERED[fieldset.dataset.type];
  const schemes = offered ? await offered().catch(() => null) : [];
  fieldset.removeEventListener("keydown", wait);
  if (schemes && fieldset.isConnected) createPicker(fieldset, schemes, entered);
}

/** @param {HTMLElement} fieldset @param {import("./catalogue.js").Scheme[]} schemes @param {boolean} entered */
function createPicker(fieldset, schemes, entered) {
  const used = JSON.parse(fieldset.dataset.used);
  const input = fieldset.querySelector("[name=scheme]");
  const preview = fieldset.querySelector(".scheme-preview");
  const said = fieldset.querySelector(".scheme-said");
  const roles = createRoles(fieldset);
  const value = made("input", { type: "hidden", name: "scheme", value: input.defaultValue });
  const list = made("ul", { id: "scheme-list", className: "scheme-list", hidden: true });
  const clear = made("button", { type: "button", className: "quiet", title: "No scheme" }, "✕");
  let shown = [];
  let at = -1;

  function dress() {
    input.removeAttribute("list");
    input.removeAttribute("name");
    input.placeholder = "Search by name or words";
    const of = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, spellcheck: "false" };
    for (const [name, words] of Object.entries(of)) input.setAttribute(name, words);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Schemes");
    clear.setAttribute("aria-label", "No scheme");
    const focused = document.activeElement === input;
    const box = made("div", { className: "scheme-box" });
    input.replaceWith(box);
    box.append(input, clear, value);
    box.after(list);
    if (focused) input.focus();
  }

  const nameOf = (name) => choicesFor(schemes, name ? [name] : [], "").find((choice) => choice.value === name)?.name ?? name;

  function open(typed = "") {
    shown = choicesFor(schemes, used, typed);
    const own = typed.trim();
    if (own && !shown.some(({ name, value: slug }) => [name.toLowerCase(), slug].includes(own.toLowerCase()))) {
      shown.push({ value: own, name: own, scheme: null, used: false, own: true });
    }
    list.replaceChildren(...shown.map(optionOf));
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = typed ? `${shown.length} to choose from` : "";
    point(typed ? 0 : shown.findIndex((choice) => choice.value === value.value));
  }

  function optionOf({ name, scheme, used: isUsed, own }, index) {
    const option = made("li", { id: `scheme-${index}`, dir: "auto" }, made("span", {}, own ? `Use “${name}” as a scheme of your own` : name));
    if (isUsed) option.append(made("span", { className: "group-name" }, "in use here"));
    else if (scheme) option.append(made("span", { className: "group-name" }, scheme.conclusion));
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    option.addEventListener("click", () => choose(shown[index].value));
    return option;
  }

  function point(index) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = Math.min(index, shown.length - 1);
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    if (option && !list.hidden) {
      input.setAttribute("aria-activedescendant", option.id);
      list.scrollTop = Math.min(Math.max(list.scrollTop, option.offsetTop + option.offsetHeight - list.clientHeight), option.offsetTop);
    } else input.removeAttribute("aria-activedescendant");
    showPreview(option ? shown[at].value : value.value);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(name, fresh = true) {
    close();
    value.value = name;
    input.value = nameOf(name);
    clear.hidden = !name;
    said.textContent = roles.follow(schemeNamed(schemes, name) ?? null, fresh);
    showPreview(name);
  }

  function showPreview(name) {
    const scheme = schemeNamed(schemes, name);
    preview.hidden = !name;
    preview.replaceChildren(...(scheme ? previewOf(scheme) : previewOfOwn(name)));
  }

  /** What was typed and not chosen from the list: the scheme of that name, else a name of one's own. */
  function takeTyped() {
    const typed = input.value.trim();
    if (typed === nameOf(value.value)) return close();
    const same = choicesFor(schemes, used, "").find(({ name, value: slug }) => [name.toLowerCase(), slug].includes(typed.toLowerCase()));
    choose(same?.value ?? typed);
  }

  const early = input.value; // what was typed, or put back from a draft, before this was here
  dress();
  choose(value.value, false);
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("change", takeTyped);
  input.addEventListener("blur", takeTyped);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) list.hidden ? open() : point(Math.max(0, at + steps[event.key]));
    else if (event.key === "Enter" && !list.hidden && at >= 0) choose(shown[at].value);
    else if (event.key === "Escape" && !list.hidden) choose(value.value, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  clear.addEventListener("click", () => {
    choose("");
    input.focus();
  });
  if (early === value.value) return;
  input.value = early;
  if (entered) choose(choicesFor(schemes, used, early)[0]?.value ?? early.trim());
  else if (document.activeElement === input) open(early);
  else takeTyped();
}
