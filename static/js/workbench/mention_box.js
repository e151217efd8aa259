/**
 * Completes @names while one types: a list of the project's members below the field. A field of several lines may not be
 * a combobox by name (HTML's ARIA); it tells of the list as one does: controls, and the option that Enter takes.
 */
import { made } from "../made.js";
import { begunName, keyOf } from "../mentions.js";

const MOST = 6;

/** @param {HTMLElement} body in which the fields stand, with the members in ``[data-people]`` */
export function completeMentions(body) {
  const list = made("ul", { id: "mention-list", className: "mention-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Members of the project");
  /** @type {HTMLTextAreaElement|null} */
  let field = null;
  let at = 0; // the option that Enter takes

  const typed = () => begunName(field.value.slice(0, field.selectionStart));
  const options = () => [...list.children];

  function open() {
    const part = typed();
    const found = part === undefined ? [] : peopleLike(keyOf(part));
    if (!found.length || (found.length === 1 && found[0].username === part)) return close();
    list.replaceChildren(...found.map(optionOf));
    field.after(list);
    list.hidden = false;
    point(0);
  }

  function peopleLike(part) {
    const people = [...body.querySelectorAll("[data-people] > li")].map((row) => ({ username: row.dataset.username, name: row.textContent }));
    return people.filter(({ username, name }) => keyOf(`${username} ${name}`).split(/\s+/).some((word) => word.startsWith(part))).slice(0, MOST);
  }

  function optionOf({ username, name }, index) {
    const words = name === username ? [] : [` ${name}`];
    const option = made("li", { id: `mention-${index}` }, made("b", {}, `@${username}`), ...words);
    option.setAttribute("role", "option");
    option.dataset.username = username;
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    option.addEventListener("click", () => take(option));
    return option;
  }

  function point(index) {
    at = (index + options().length) % options().length;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    const start = field.selectionStart - typed().length;
    field.setRangeText(`${option.dataset.username} `, start, field.selectionStart, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function close() {
    list.hidden = true;
    field?.removeAttribute("aria-activedescendant");
  }

  function attach(target) {
    if (field === target) return;
    if (field) close();
    field = target;
    for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id })) {
      field.setAttribute(name, value);
    }
    field.after(list); // so that what it controls is there
  }

  body.addEventListener("focusin", ({ target }) => target.matches("textarea") && attach(target));
  body.addEventListener("focusout", ({ target }) => target === field && close());
  body.addEventListener("input", ({ target }) => target === field && open());
  body.addEventListener("keydown", (event) => {
    if (event.target !== field || list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const act = { ArrowDown: () => point(at + 1), ArrowUp: () => point(at - 1), Enter: () => take(options()[at]), Tab: () => take(options()[at]), Escape: close }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true });
}
