/**
 * Closing a dialog by a click beside it: only where the press began there too (marking words may end outside), and not
 * where a form in it has changed, so that no slip of the mouse throws away what was written.
 *
 * @param {HTMLDialogElement} dialog
 * @param {() => void} close
 */
export function closeBeside(dialog, close) {
  let beganBeside = false;
  dialog.addEventListener("pointerdown", (event) => {
    beganBeside = event.target === dialog;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && beganBeside && !hasChanges(dialog)) close();
  });
}

/** @param {HTMLElement} root */
function hasChanges(root) {
  return [...root.querySelectorAll("input, textarea, select")].some((field) => {
    if (field instanceof HTMLSelectElement) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
    return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  });
}
