/** Sends edits, one after the other, and takes the answers over. What cannot be sent yet waits, through a reload too. */
import { createOutbox } from "./outbox.js";

const RETRIES = [1, 2, 4, 8, 15]; // seconds until the next attempt; the last one again and again

/**
 * @param {import("./store.js").Store} store
 * @param {{say: (text: string) => void, warn: (text: string) => void, offer: Function}} voice
 * @param {{undo: string|null, redo: string|null}} steps what can be undone and redone at first
 */
export function createServer(store, voice, steps) {
  const events = new EventTarget();
  const outbox = createOutbox(store.map.id);
  /** @type {{url: string, values: any, inverse: any, once: boolean, quiet: boolean, done: (answer: any) => void}[]} */
  const waiting = [];
  let sending = false;
  let failures = 0;
  let wake = null;

  const tell = () => {
    const state = failures ? "offline" : waiting.length ? "saving" : "saved";
    events.dispatchEvent(new CustomEvent("state", { detail: { state, waiting: waiting.length } }));
  };

  /**
   * Posts an edit after those before it. Without a connection it waits and is sent again.
   * @param {string} url
   * @param {Object<string, any>} values arrays repeat their name; null and undefined are left out; ``{file: text}`` is a file
   * @param {import("./store.js").Delta} [expected] what the store shows until the answer comes
   * @param {{once?: boolean, quiet?: boolean}} [how] ``once``: sending it twice would do it twice, so it is never sent
   *   again; ``quiet``: who sends it tells what happened
   * @returns {Promise<any|null>} the answer, or null where it was refused (then the store is as before)
   */
  function post(url, values, expected, { once = false, quiet = false } = {}) {
    return new Promise((done) => {
      const edit = { url, values, expected, inverse: null, once, quiet, done };
      waiting.push(edit);
      next();
      if (expected) edit.inverse = store.apply(expected); // while it is on its way: all views follow
      keep();
    });
  }

  const keep = () => outbox.keep(waiting.filter(({ once }) => !once).map(({ url, values, expected }) => ({ url, values, expected })));

  async function next() {
    tell();
    if (sending || !waiting.length) return;
    sending = true;
    const [edit] = waiting;
    try {
      const answer = await send(edit.url, edit.values);
      failures = 0;
      leave(edit, answer);
    } catch (error) {
      if (error.offline && !edit.once) await pause(error);
      else refuse(edit, error);
    }
    sending = false;
    next();
  }

  function leave(edit, answer) {
    waiting.shift();
    keep();
    if (answer) take(edit.quiet ? { ...answer, message: "" } : answer);
    edit.done(answer);
  }

  /** Waits for the next attempt: some seconds, or until the browser is online again. */
  function pause(error) {
    if (!failures) voice.warn(`${error.message} Go on: your changes wait here and are sent as soon as it works again.`);
    const seconds = RETRIES[Math.min(failures, RETRIES.length - 1)];
    failures += 1;
    tell();
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  function refuse(edit, error) {
    if (edit.inverse) store.apply(edit.inverse);
    leave(edit, null);
    const typed = [edit.values.text, edit.values.first, edit.values.second].filter(Boolean).join("\n");
    if (!typed) return void voice.warn(error.message);
    voice.offer(`${error.message} What you wrote: “${typed}”`, "Copy it", () => navigator.clipboard?.writeText(typed));
  }

  /** Takes an edit's answer over: also for forms that htmx has sent. */
  function take(answer) {
    const missed = answer.version > store.map.version + 1;
    for (const name of ["undo", "redo"]) if (answer[name] !== undefined) steps[name] = answer[name];
    store.apply(answer);
    events.dispatchEvent(new CustomEvent("answer", { detail: answer }));
    if (answer.message) voice.say(`Done: ${answer.message}`);
    if (missed) voice.offer("This map was changed in another place, too.", "Show all of it", () => location.reload());
  }

  /** Sends what a reload has interrupted; called once everything shows the store. */
  function resume() {
    const kept = outbox.kept();
    for (const { url, values, expected } of kept) post(url, values, expected);
    if (kept.length) voice.say("Changes that were not sent before are sent now.");
  }

  window.addEventListener("online", () => wake?.());
  return { post, take, resume, events, can: (verb) => waiting.length > 0 || Boolean(steps[verb]) };
}

/** Sends an edit of any map at once. @throws an Error with a sentence; ``offline`` where the same may be sent again */
export async function send(url, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) body.append(name, one.file === undefined ? one : new Blob([one.file], { type: "application/json" }));
    }
  }
  let response;
  try {
    response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } });
  } catch {
    throw Object.assign(new Error("The server does not answer."), { offline: true });
  }
  const answer = response.redirected ? null : await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  if (response.redirected || (response.status === 403 && !answer)) {
    throw Object.assign(new Error("You are signed out: sign in again in another tab, then reload this page."), { offline: true });
  }
  const away = [502, 503, 504].includes(response.status); // a proxy whose server is away, or a database that is busy
  throw Object.assign(new Error(answer?.error ?? `The server could not do this (${response.status}).`), { offline: away });
}

function csrfToken() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["x-csrftoken"] ?? "";
}
