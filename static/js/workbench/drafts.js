/**
 * Words that are being typed in a form of the dialog, kept for this tab until they are saved or given up: a reload, a
 * lost connection or a slip of the hand costs nothing.
 */

/**
 * @param {HTMLElement} body of the dialog
 * @param {{mapId: string, voice: any, reopen: (url: string|null) => void}} tools ``reopen`` opens the form of that
 *   address, or the one for own words (null)
 */
export function keepDrafts(body, { mapId, voice, reopen }) {
  const key = `argmap:draft:${mapId}`;
  const kept = () => JSON.parse(sessionStorage.getItem(key) ?? "null");
  const drop = () => sessionStorage.removeItem(key);
  const addressOf = (form) => form.getAttribute("hx-post");
  let filling = false;

  body.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (!form) return;
    const values = [...form.elements].filter((field) => (field.name || field.id) && field.type !== "hidden" && field.type !== "submit")
      .map((field) => [field.name || field.id, field.type === "checkbox" ? field.checked : field.value]);
    sessionStorage.setItem(key, JSON.stringify({ url: addressOf(form), values }));
  });
  body.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) drop(); // given up on purpose
  });
  body.addEventListener("submit", (event) => {
    if (!addressOf(event.target)) drop(); // own words go through the queue of edits
  });

  /** Puts the kept words into the form that was opened for them. */
  function fill() {
    const draft = kept();
    const form = body.querySelector("form");
    if (!filling || !draft || !form || addressOf(form) !== draft.url) return;
    filling = false;
    for (const [name, value] of draft.values) {
      const field = form.elements[name];
      if (!field?.dispatchEvent) continue; // gone, or several of one name
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function offer() {
    const draft = kept();
    if (!draft) return;
    voice.offer("What you were writing is kept.", "Go on writing", () => {
      filling = true;
      reopen(draft.url);
    });
  }
  return { fill, drop, offer };
}
