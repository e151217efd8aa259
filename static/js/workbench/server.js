/** Sends edits, one after the other, and takes the answers over. */

/**
 * @param {import("./store.js").Store} store
 * @param {{say: (text: string) => void, warn: (text: string) => void}} voice
 */
export function createServer(store, voice) {
  const events = new EventTarget();
  let queue = Promise.resolve();
  let waiting = 0;

  const tell = (state) => events.dispatchEvent(new CustomEvent("state", { detail: state }));

  /**
   * Posts an edit after those before it.
   * @param {string} url
   * @param {Object<string, any>} values arrays repeat their name; null and undefined are left out
   * @param {import("./store.js").Delta} [expected] what the store shows until the answer comes
   * @returns {Promise<any|null>} the answer, or null where it was refused (then the store is as before)
   */
  function post(url, values, expected) {
    const inverse = expected && store.apply(expected);
    waiting += 1;
    tell("saving");
    const sent = queue.then(() => send(url, values));
    queue = sent.catch(() => undefined);
    return sent.then(
      (answer) => done(answer, false),
      (error) => {
        if (inverse) store.apply(inverse);
        done(null, error.offline);
        voice.warn(error.message);
        return null;
      },
    );
  }

  function done(answer, offline) {
    waiting -= 1;
    if (answer) take(answer);
    tell(offline ? "offline" : waiting ? "saving" : "saved");
    return answer;
  }

  /** Takes an edit's answer over: also for forms that htmx has sent. */
  function take(answer) {
    const missed = answer.version > store.map.version + 1;
    store.apply(answer);
    events.dispatchEvent(new CustomEvent("answer", { detail: answer }));
    if (answer.message) voice.say(answer.message);
    if (missed) voice.offer("This map was changed in another place, too.", "Show all of it", () => location.reload());
  }

  return { post, take, events };
}

async function send(url, values) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined) body.append(name, one);
  }
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    });
  } catch {
    throw Object.assign(new Error("The server does not answer: this change was not saved. Try again in a moment."), {
      offline: true,
    });
  }
  if (response.redirected) throw new Error("You are signed out: sign in again in another tab, then repeat this.");
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) throw new Error(answer?.error ?? `The server could not do this (${response.status}).`);
  return answer;
}

function csrfToken() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["x-csrftoken"] ?? "";
}
