/**
 * New content around a form in which somebody writes: a form that leaves the page, if only for a moment, loses the caret,
 * the word that an input method is composing, and its own undo.
 */

/**
 * Puts what ``fresh`` holds in the place of what ``own`` holds. The form stays where it is if ``fresh`` has one of the same draft.
 * @param {Element} own in the page @param {Element|DocumentFragment} fresh @param {HTMLElement|null} [form] within ``own``
 * @returns {boolean} whether the form has stayed
 */
export function fillAround(own, fresh, form) {
  const twin = form && [...fresh.querySelectorAll("[data-draft]")].find(({ dataset }) => dataset.draft === form.dataset.draft);
  if (twin) fillBeside(own, fresh, form, twin);
  else own.replaceChildren(...fresh.childNodes);
  return Boolean(twin);
}

/** On the way down to the form each element keeps itself, takes its twin's attributes, and gets new neighbours. */
function fillBeside(own, fresh, form, twin) {
  const stays = [...own.children].find((child) => child.contains(form));
  const next = [...fresh.children].find((child) => child.contains(twin));
  const added = [...fresh.childNodes];
  const place = added.indexOf(next);
  for (const child of [...own.childNodes]) if (child !== stays) child.remove();
  stays.before(...added.slice(0, place));
  stays.after(...added.slice(place + 1));
  if (stays === form) return;
  for (const { name, value } of next.attributes) if (name !== "open") stays.setAttribute(name, value);
  fillBeside(stays, next, form, twin);
}
