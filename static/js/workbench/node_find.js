/** Find a node by its words, tags (those of its link, too) or number: the browser's own search cannot, for most lines are not in the page. */
import { isIn, typedWords, wordsOf } from "../node_words.js";

/**
 * @param {HTMLFormElement} bar with a field, a count and buttons
 * @param {HTMLElement} opener
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, leave: () => void}} tools ``leave`` takes
 *   the focus back to what shows the argument
 */
export function createNodeFind(bar, opener, { store, state, leave }) {
  const field = bar.querySelector("input");
  const count = bar.querySelector("output");
  let found = [];
  let now = -1;

  /** Nodes with all the words, in the order of the outline; the one with that number alone, where it is a number. */
  function matching(words) {
    const items = [...store.tree.items.values()].filter((item) => item.node && !item.reference);
    const numbered = items.find((item) => item.number === words.join(" "));
    if (numbered) return [numbered];
    return items.filter(({ node, link }) => words.every((word) => wordsOf(node).includes(word) || isIn(link?.tags ?? [], word)));
  }

  function search() {
    const words = typedWords(field.value);
    found = words.length ? matching(words) : [];
    now = -1;
    if (found.length) go(0);
    else count.textContent = words.length ? "not found" : "";
  }

  function go(index) {
    if (!found.length) return;
    now = (index + found.length) % found.length;
    count.textContent = `${now + 1} of ${found.length}`;
    state.select(found[now].node.id, { from: "find" });
  }

  function open() {
    bar.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    field.focus();
    field.select();
  }

  function close() {
    bar.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    leave();
  }

  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") close();
    else if (event.key in steps) go(now + steps[event.key]);
    else if (event.key === "Enter") go(now + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    go(now + (event.submitter?.value === "previous" ? -1 : 1));
  });
  bar.querySelector('[value="close"]').addEventListener("click", close);
  return { open, toggle: () => (bar.hidden ? open() : close()) };
}
