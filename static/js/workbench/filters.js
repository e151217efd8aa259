/** The filter's panel: what the map can be filtered by, its own values with their counts; and what follows from a choice. */
import { FIELDS, offered, saidOf } from "../filter.js";
import { filterBy, filterByWords } from "../filtered.js";
import { made } from "../made.js";
import { createDrawer } from "./drawer.js";
import { createFilterBar } from "./filter_bar.js";

const MANY = 8; // values of one field; more are searched

/**
 * @param {HTMLElement} panel @param {HTMLElement} opener @param {HTMLElement} bar
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, voice: any, leave: () => void}} tools
 *   ``leave`` takes the focus back to what shows the argument
 */
export function createFilters(panel, opener, bar, { store, state, voice, leave }) {
  const form = panel.querySelector(".drawer-body");
  const put = (wishes) => filterBy(state, store, wishes);
  const clear = () => put([]);
  const drawer = createDrawer(panel, opener, { leave, opened: fill });
  let shown = ""; // the values that are offered

  const words = made("input", { type: "search", autocomplete: "off", spellcheck: false });
  words.addEventListener("input", () => filterByWords(state, store, words.value));
  const fields = made("div", { className: "filter-fields" });
  form.append(made("label", { className: "filter-words" }, "Words ", words), fields);

  /** Offers the values of the map as it is now; what has the focus keeps it. */
  function fill() {
    const values = offered(store);
    const says = JSON.stringify([...values].map(([field, own]) => [field, ...own]));
    if (says !== shown) {
      shown = says;
      renew([...values].filter(([, own]) => own.size).map(([field, own]) => groupOf(field, own)));
    }
    tick();
  }

  /** Puts these groups in the place of the old ones; what is typed to find a value stays. @param {HTMLElement[]} groups */
  function renew(groups) {
    const held = fields.contains(document.activeElement) ? document.activeElement : null;
    const typed = [...fields.querySelectorAll("[type=search]")].filter(({ value }) => value);
    fields.replaceChildren(...groups);
    const twinOf = ({ name, type, value }) => [...fields.querySelectorAll("input")].find((one) => one.name === name && (type === "search" || one.value === value));
    for (const old of typed) {
      const search = twinOf(old);
      if (search) search.value = old.value;
      search?.dispatchEvent(new Event("input"));
    }
    if (!held) return;
    const twin = twinOf(held);
    (twin ?? panel.querySelector("h2")).focus();
    if (twin?.type === "search") twin.setSelectionRange(held.selectionStart, held.selectionEnd);
  }

  /** @param {Map<string, number>} values with how many nodes have each */
  function groupOf(field, values) {
    const rows = [...values].map(([value, count]) => {
      const box = made("input", { type: "checkbox", name: field, value: `${field}:${value}` });
      return made("label", {}, box, made("span", { dir: "auto" }, saidOf(field, value)), made("span", { className: "count" }, count.toLocaleString("en")));
    });
    const list = made("div", { className: "filter-values" }, ...rows);
    const group = made("fieldset", {}, made("legend", {}, FIELDS[field].label));
    if (rows.length > MANY) group.append(searchOf(field, rows));
    group.append(list);
    return group;
  }

  function searchOf(field, rows) {
    const search = made("input", { type: "search", name: `find-${field}`, placeholder: `Find among ${rows.length}`, autocomplete: "off" });
    search.setAttribute("aria-label", `Find among ${rows.length} values of: ${FIELDS[field].label}`);
    search.addEventListener("input", () => {
      const typed = search.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(typed);
    });
    return search;
  }

  /** Ticks what is chosen. */
  function tick() {
    for (const box of fields.querySelectorAll("[type=checkbox]")) box.checked = state.filter.includes(box.value);
    if (document.activeElement !== words) words.value = state.filterWords;
  }

  /** The address leads a colleague to the same part of the map. */
  function address() {
    const url = new URL(location.href);
    url.searchParams.delete("filter");
    for (const wish of state.filter) url.searchParams.append("filter", wish);
    return url.href;
  }

  function copyAddress() {
    navigator.clipboard.writeText(address()).then(
      () => voice.say("The address of this part of the map is copied."),
      () => voice.warn("The browser did not allow copying."),
    );
  }

  fields.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    put(target.checked ? [...state.filter, target.value] : state.filter.filter((wish) => wish !== target.value));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  createFilterBar(bar, { store, state, voice, put, clear, leave });
  state.addEventListener("filter", () => {
    if (location.href !== address()) history.replaceState(history.state, "", address());
    opener.setAttribute("aria-pressed", String(state.filtered !== null));
    if (drawer.isOpen()) tick();
  });
  store.addEventListener("change", () => drawer.isOpen() && fill());
  if (state.filter.length) put(state.filter);
  return { toggle: drawer.toggle, clear, copyAddress };
}
