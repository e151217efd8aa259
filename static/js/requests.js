/** What htmx meets on the way: a refusal becomes a message, an ended session leads to the sign-in page. */
import { toast } from "./toasts.js";

/**
 * The sentence in an answer of our error handler, or "".
 *
 * @param {XMLHttpRequest} xhr
 * @returns {string}
 */
function sentenceOf(xhr) {
  if (!xhr.getResponseHeader("Content-Type")?.includes("json")) return "";
  try {
    return JSON.parse(xhr.responseText).error ?? "";
  } catch {
    return "";
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const signIn = "/sign-in/";
  if (new URL(detail.xhr.responseURL, location.href).pathname === signIn && location.pathname !== signIn) {
    detail.shouldSwap = false;
    location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  const sentence = sentenceOf(detail.xhr);
  if (!sentence) return;
  detail.shouldSwap = false;
  toast(sentence, "error");
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = /** @type {CustomEvent} */ (event).detail;
  if (!sentenceOf(xhr)) toast(`The server could not do that (${xhr.status}). Reload the page and try again.`, "error");
});

document.addEventListener("htmx:sendError", () => {
  toast("The server does not answer. Check that it runs, then try again.", "error");
});
