/**
 * The form for importing maps: what is in the files is shown as soon as they are chosen, and only the options of the
 * chosen format. While files are on their way, the bar says how far they are.
 *
 * @param {HTMLFormElement} form
 */
export function start(form) {
  const format = /** @type {HTMLSelectElement} */ (form.elements.namedItem("format_name"));
  const look = /** @type {HTMLButtonElement} */ (form.querySelector("[data-look]"));
  const busy = /** @type {HTMLElement} */ (form.querySelector(".busy"));
  const bar = /** @type {HTMLProgressElement} */ (busy.querySelector("progress"));
  const words = /** @type {HTMLElement} */ (busy.querySelector("[data-busy-words]"));
  const groups = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-options-of]"));
  look.hidden = true;

  const show = () => {
    for (const group of groups) group.hidden = group.dataset.optionsOf !== format.value;
  };
  format.addEventListener("change", show);
  show();

  look.addEventListener("htmx:beforeRequest", (event) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
    if (!input.files?.length) event.preventDefault();
    else busy.hidden = false;
  });
  look.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = /** @type {CustomEvent} */ (event).detail;
    const sending = lengthComputable && loaded < total;
    if (sending) bar.value = loaded / total;
    else bar.removeAttribute("value");
    words.textContent = sending ? `Sending the files: ${Math.round((100 * loaded) / total)} %` : (form.dataset.busy ?? "");
  });
  look.addEventListener("htmx:afterRequest", () => {
    busy.hidden = true;
  });
}
