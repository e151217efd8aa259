/** Forms of the server in a dialog: loaded and sent by htmx; a JSON answer is an edit that was done. */
import { closeBeside } from "../guard.js";

const KEPT = "What you wrote stays here, through a reload too: press the button again a little later.";
const UNSENT = `The server does not answer, so nothing was saved yet. ${KEPT}`;

/**
 * @param {HTMLDialogElement} dialog
 * @param {(answer: any) => void} take what is done with the answer to an edit
 * @param {(body: HTMLElement) => {fill: () => void, drop: () => void, offer: () => void}} keep keeps what is typed in it
 * @param {() => void} leave gives the focus to the argument
 */
export function createDialog(dialog, take, keep, leave) {
  const body = dialog.querySelector("#dialog-body");
  const drafts = keep(body);
  let opener = null;

  body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (!xhr.getResponseHeader("Content-Type")?.startsWith("application/json")) return;
    event.detail.shouldSwap = false;
    const answer = JSON.parse(xhr.responseText);
    if (xhr.status >= 400) return void (dialog.open && showError(answer.error, event));
    drafts.drop();
    close();
    take(answer);
  });
  body.addEventListener("htmx:sendError", (event) => dialog.open && showError(UNSENT, event));
  body.addEventListener("htmx:responseError", (event) => dialog.open && showError(`The server could not do this (${event.detail.xhr.status}). ${KEPT}`, event));
  body.addEventListener("htmx:afterSwap", () => {
    if (!dialog.open) dialog.showModal();
    window.htmx.process(body); // at once: a form that is sent before htmx knows it would leave the page
    drafts.fill();
    showWhatFits();
    (body.querySelector("[autofocus], [aria-invalid=true]") ?? body.querySelector("textarea, input:not([type=hidden]), button"))?.focus();
  });
  body.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) close();
  });
  dialog.addEventListener("close", () => {
    body.replaceChildren();
    if (opener?.isConnected) opener.focus();
    if (document.activeElement === document.body) leave(); // what opened it went with the edit
    drafts.offer();
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.target.closest("form")?.requestSubmit();
  });
  closeBeside(dialog, () => close());

  /** Only evidence has a type of evidence. */
  function showWhatFits() {
    const field = body.querySelector("[name=evidence_type]")?.closest(".field");
    if (field) field.hidden = body.querySelector("[name=kind]").value !== "evidence";
  }
  body.addEventListener("change", showWhatFits);

  /** The sentence stands in the form; where no form is open yet, requests.js shows it. */
  function showError(text, event) {
    event.stopPropagation();
    const place = body.querySelector(".form-error") ?? body.appendChild(document.createElement("p"));
    place.className = "form-error";
    place.setAttribute("role", "alert");
    place.textContent = text;
  }

  /** @param {HTMLElement|null} [next] what gets the focus in place of what had it before */
  function close(next = opener) {
    opener = next;
    dialog.close();
  }

  /** @param {string} url of a form */
  function open(url) {
    opener = document.activeElement;
    // A form that does not come rejects the promise, too: requests.js has told of it by then.
    window.htmx.ajax("GET", url, { target: body, swap: "innerHTML", source: body }).catch(() => {});
  }

  /** @param {HTMLElement[]} content */
  function show(...content) {
    opener = document.activeElement;
    body.replaceChildren(...content);
    dialog.showModal();
    drafts.fill();
  }
  return { open, show, close, offerDraft: drafts.offer };
}
