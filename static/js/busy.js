/**
 * A form that may take long: after a moment it says what is going on, and cannot be sent twice.
 * The words stand in `data-busy`; the place for them is a hidden `.busy` in the form.
 */
const MOMENT = 400; // ms

/** @param {HTMLFormElement} form */
export function start(form) {
  const place = /** @type {HTMLElement | null} */ (form.querySelector(".busy"));
  const words = place?.querySelector("[data-busy-words]");
  let sent = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    timer = setTimeout(() => {
      if (!place || !words) return;
      place.hidden = false;
      words.textContent = form.dataset.busy ?? "";
      place.scrollIntoView({ block: "nearest" });
    }, MOMENT);
  });
  // Coming back by the browser's button finds the form as it was, ready to be sent again.
  addEventListener("pageshow", () => {
    clearTimeout(timer);
    sent = false;
    if (place) place.hidden = true;
  });
}
