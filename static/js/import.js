/**
 * The form for importing maps: what is in the files is shown as soon as they are chosen, and only the options of the
 * chosen format. While files are on their way and at work, the bar says what is going on and how far it is.
 */
const EVERY = 500; // ms between two questions to the server

/** @param {HTMLFormElement} form */
export function start(form) {
  const format = /** @type {HTMLSelectElement} */ (form.elements.namedItem("format_name"));
  const look = /** @type {HTMLButtonElement} */ (form.querySelector("[data-look]"));
  const groups = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-options-of]"));
  const bar = barOf(form);
  look.hidden = true;

  const show = () => {
    for (const group of groups) group.hidden = group.dataset.optionsOf !== format.value;
  };
  format.addEventListener("change", show);
  show();

  look.addEventListener("htmx:beforeRequest", (event) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
    if (!input.files?.length) event.preventDefault();
    else bar.begin();
  });
  look.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = /** @type {CustomEvent} */ (event).detail;
    if (lengthComputable && loaded < total) bar.say(form.dataset.busy ?? "", loaded, total);
  });
  look.addEventListener("htmx:afterRequest", bar.end);
  form.addEventListener("submit", bar.begin);
  addEventListener("pageshow", bar.end);
}

/**
 * The bar of the form: between `begin` and `end` it asks the server how far the work is.
 *
 * @param {HTMLFormElement} form
 */
function barOf(form) {
  const place = /** @type {HTMLElement} */ (form.querySelector(".busy"));
  const progress = /** @type {HTMLProgressElement} */ (place.querySelector("progress"));
  const words = /** @type {HTMLElement} */ (place.querySelector("[data-busy-words]"));
  const share = /** @type {HTMLElement} */ (place.querySelector("[data-busy-share]"));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  /** @param {string} what @param {number} done @param {number} total 0 where nobody knows */
  const say = (what, done, total) => {
    if (words.textContent !== what) words.textContent = what; // a screen reader says it once
    if (total) progress.value = done / total;
    else progress.removeAttribute("value");
    share.textContent = total ? `${Math.floor((100 * done) / total)} %` : "";
  };
  const ask = async () => {
    const answer = await fetch(form.dataset.progress ?? "").catch(() => null);
    const found = answer?.ok ? await answer.json() : {};
    if (found.words && timer) say(found.words, found.done, found.total);
  };
  const end = () => {
    clearInterval(timer);
    timer = undefined;
    place.hidden = true;
  };
  const begin = () => {
    clearInterval(timer);
    timer = setInterval(ask, EVERY);
    place.hidden = false;
    say(form.dataset.busy ?? "", 0, 0);
  };
  return { begin, say, end };
}
