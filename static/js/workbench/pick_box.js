/** Finding a node or link by its number or words. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import { relationOf } from "./outline_lines.js";

const MOST = 30; // options shown at once
const LEAST = 96; // pixels of the list, however little room is left below the field

/**
 * @param {{store: import("./store.js").Store, accept: "node"|"both", sources: string[], choose: (chosen: any) => void,
 *   cancel: () => void}} tools ``sources``: nodes that cannot be chosen
 * @returns {{element: HTMLElement, focus: () => void}}
 */
export function createPickBox({ store, accept, sources, choose, cancel }) {
  const element = Object.assign(document.createElement("span"), { className: "pick-box" });
  element.innerHTML = `<input type="text" role="combobox" aria-labelledby="pick-prompt" aria-controls="pick-list" aria-expanded="false"
    aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="number or words"><ul id="pick-list" role="listbox" aria-labelledby="pick-prompt" hidden></ul>`;
  const [input, list] = element.children;
  let found = [];
  let at = 0;

  /** Numbers that begin with what was typed come first, then words. */
  function search() {
    const typed = input.value.trim().toLowerCase();
    const all = [...store.tree.items.values()].filter((item) => item.node && item.reference === null && !sources.includes(item.node.id));
    const numbered = typed ? all.filter((item) => item.number.startsWith(typed)) : all;
    const words = typed.split(/\s+/).filter(Boolean);
    const worded = typed ? all.filter((item) => !numbered.includes(item) && words.every((word) => item.node.text.toLowerCase().includes(word))) : [];
    found = [...numbered, ...worded].slice(0, MOST).flatMap(choices);
  }

  function choices(item) {
    const node = { label: `${item.number} ${item.node.text}`, chosen: { node: item.node.id, link: item.link?.id, wantsLink: false } };
    if (accept !== "both" || !item.link) return [node];
    const link = { label: `the link of ${item.number} (${relationOf(item.link)})`, chosen: { node: item.node.id, link: item.link.id, wantsLink: true }, small: true };
    return [node, link];
  }

  function show() {
    search();
    list.replaceChildren(...found.map(({ label, small }, index) => {
      const option = Object.assign(document.createElement("li"), { id: `pick-${index}`, textContent: label, className: small ? "small" : "", dir: "auto" });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
      option.addEventListener("click", () => choose(found[index].chosen));
      return option;
    }));
    list.hidden = !found.length;
    list.style.maxHeight = `min(18rem, ${Math.max(LEAST, innerHeight - input.getBoundingClientRect().bottom - 8)}px)`;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(0);
  }

  function point(index) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = Math.max(0, Math.min(index, found.length - 1));
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && list.hidden) show();
    else if (event.key === "ArrowDown") point(at + 1);
    else if (event.key === "ArrowUp") point(at - 1);
    else if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && !list.hidden && found[at]) choose({ ...found[at].chosen, wantsLink: found[at].chosen.wantsLink || event.shiftKey });
    else return;
    event.preventDefault();
  });
  return { element, focus: () => input.focus() };
}
