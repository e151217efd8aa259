/** The button of the edit form that splits a node where the cursor stands in its words. */

/** @param {HTMLElement} body of the dialog @param {{split: Function, voice: any, close: () => void}} tools */
export function splitAtCursor(body, { split, voice, close }) {
  function run(form) {
    const field = form.elements.text;
    const [first, second] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionStart)];
    if (!first.trim() || !second.trim()) {
      field.focus();
      return voice.warn("Put the cursor between two words of the text, then split.");
    }
    close();
    return split(form.dataset.node, { first, second, version: form.elements.version?.value });
  }

  body.addEventListener("click", (event) => {
    if (event.target.closest("[data-split]")) run(event.target.closest("form"));
  });
  body.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[data-node]");
    if (!form || event.target.name !== "text" || event.key !== "Enter" || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    run(form);
  }, true);
}
