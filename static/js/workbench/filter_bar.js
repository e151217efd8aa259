/** The line above the argument that says what it is filtered by and how much of it is shown; each wish can be taken back. */
import { FIELDS, parsed, saidOf } from "../filter.js";
import { made } from "../made.js";

const REST = 400; // milliseconds after typing until the count is said

/**
 * @param {HTMLElement} bar
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, voice: any, put: (wishes: string[]) => void,
 *   clear: () => void, leave: () => void}} tools
 */
export function createFilterBar(bar, { store, state, voice, put, clear, leave }) {
  const count = bar.querySelector("b");
  const chips = bar.querySelector("ul");
  const none = document.getElementById("outline-none");
  let timer = 0;
  let wishes = ""; // of which the chips are

  function countOf({ matches, beside }) {
    const { size } = store.nodes;
    const more = beside ? ` and ${beside} more that you chose or made` : "";
    return `${matches.size.toLocaleString("en")} of ${size.toLocaleString("en")} node${size === 1 ? "" : "s"}${more}`;
  }

  function show() {
    const { filtered } = state;
    bar.hidden = !filtered;
    none.hidden = !filtered || filtered.matches.size + filtered.beside > 0;
    if (filtered) count.textContent = countOf(filtered);
  }

  function chipOf(wish) {
    const { field, value } = parsed(wish);
    const said = `${FIELDS[field].label}: ${saidOf(field, value)}`;
    const chip = made("button", { type: "button", className: "filter-chip", title: "Take it back" }, made("span", { dir: "auto" }, said), made("span", { ariaHidden: "true" }, "✕"));
    chip.setAttribute("aria-label", `Take back ${said}`);
    chip.addEventListener("click", () => {
      const place = state.filter.indexOf(wish);
      put(state.filter.filter((one) => one !== wish));
      const next = chips.querySelectorAll("button")[Math.min(place, state.filter.length - 1)];
      if (next) next.focus();
      else leave();
    });
    return made("li", {}, chip);
  }

  function tell() {
    clearTimeout(timer);
    timer = setTimeout(() => voice.say(state.filtered ? `${countOf(state.filtered)} match the filter.` : "All nodes are shown."), REST);
  }

  bar.querySelector("[value=clear]").addEventListener("click", () => {
    clear();
    leave();
  });
  state.addEventListener("filter", () => {
    show();
    if (wishes === String(state.filter)) return; // only one more node is in view
    wishes = String(state.filter);
    chips.replaceChildren(...state.filter.map(chipOf));
    tell();
  });
  store.addEventListener("change", show);
}
