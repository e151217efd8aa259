/**
 * A form with a box for files: they can be dropped anywhere on the form, and the box says which were chosen.
 *
 * @param {HTMLFormElement} form
 */
export function start(form) {
  const box = /** @type {HTMLElement} */ (form.querySelector("[data-drop]"));
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input[type="file"]'));
  const name = /** @type {HTMLElement} */ (box.querySelector("[data-file-name]"));
  const invitation = name.textContent;
  box.classList.add("ready");

  const show = () => {
    const names = [...(input.files ?? [])].map((file) => file.name);
    box.classList.toggle("chosen", names.length > 0);
    name.textContent = names.length > 3 ? `${names.length} files` : names.join(", ") || invitation;
  };
  input.addEventListener("change", show);
  show();

  /** @param {DragEvent} event */
  const brings = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  form.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    box.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) box.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    if (!brings(event) || !event.dataTransfer) return;
    event.preventDefault();
    box.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
