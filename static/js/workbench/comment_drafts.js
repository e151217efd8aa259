/** Words of comments that are not sent yet, for this tab, each by the name of its form. */

/** @param {HTMLElement} body in which the forms stand @param {string} key under which they are kept */
export function createDrafts(body, key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const save = () => sessionStorage.setItem(key, JSON.stringify(kept));
  const forms = () => [...body.querySelectorAll(".comment-form")];

  function keep(name, text) {
    kept[name] = text;
    save();
  }

  /** Puts the words into their form. @param {HTMLFormElement} form @returns {boolean} whether it has any */
  function put({ dataset, elements: { text } }) {
    const words = kept[dataset.draft];
    if (words === undefined || words === text.defaultValue) return false;
    if (text.value !== words) text.value = words; // only then: it takes the field's own undo away
    return true;
  }

  return {
    keep,
    drop(name) {
      delete kept[name];
      save();
    },
    /** Which forms are open: the name of each, with whether it is. */
    open: () => new Map(forms().map((form) => [form.dataset.draft, form.closest("details").open])),
    /** Puts all words into their forms; each is open as it ``was``, a new one where it has words. */
    fill(was) {
      for (const form of forms()) {
        const details = form.closest("details");
        const hasWords = put(form);
        details.open = was.get(form.dataset.draft) ?? (details.open || hasWords);
      }
    },
    /** Puts words into the form of that name, unless others have taken their place. @returns {boolean} whether it did */
    putBack(name, text) {
      if (kept[name]) return false;
      keep(name, text);
      const form = forms().find(({ dataset }) => dataset.draft === name);
      if (form) form.closest("details").open = put(form);
      return true;
    },
  };
}
