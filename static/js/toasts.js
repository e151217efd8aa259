/**
 * Messages in the corner. Successes leave by themselves, faults stay until they are closed.
 *
 * From anywhere: `toast("Saved.")`, or the event `argmap:toast` with `detail: {text, kind}`.
 *
 * @typedef {"success" | "info" | "warning" | "error"} Kind
 */
const STAYS = 7000; // ms

/**
 * @param {string} text
 * @param {Kind} kind
 */
export function toast(text, kind = "info") {
  const region = document.getElementById("toasts");
  if (!region) return;
  const box = document.createElement("div");
  box.className = `toast ${kind}`;
  box.setAttribute("role", kind === "error" ? "alert" : "status");
  const sentence = document.createElement("p");
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "icon-button", textContent: "×", ariaLabel: "Close this message" });
  close.dataset.close = "";
  box.append(sentence, close);
  region.append(box);
  sentence.textContent = text; // after it is in the page, so that it is read out
  leaveLater(box);
}

/** @param {HTMLElement} box */
function leaveLater(box) {
  if (box.matches(".error, .warning")) return;
  let timer = setTimeout(() => box.remove(), STAYS);
  const stay = () => clearTimeout(timer);
  const leave = () => {
    timer = setTimeout(() => box.remove(), STAYS);
  };
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stay);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, leave);
}

/** @param {HTMLElement} region */
export function start(region) {
  for (const box of region.querySelectorAll(".toast")) leaveLater(/** @type {HTMLElement} */ (box));
  region.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-close]")) target.closest(".toast")?.remove();
  });
  document.addEventListener("argmap:toast", (event) => {
    const { text, kind } = /** @type {CustomEvent} */ (event).detail;
    toast(text, kind);
  });
}
