/** What a panel shows of the server: read when it asks, and once more after each row of edits while it is open. */

const REST = 200; // milliseconds after an edit, so that a row of edits asks once

/**
 * @param {{events: EventTarget}} server
 * @param {{isOpen: () => boolean, address: () => string, headers: Object<string, string>,
 *   take: (response: Response) => Promise<() => void>, failed: (error: Error & {status?: number}) => void}} panel
 *   ``take`` gives what shows the answer, which is called only while the panel is open
 * @returns {() => Promise<void>} what reads now, in the place of a reading that is under way
 */
export function createReread(server, { isOpen, address, headers, take, failed }) {
  let asked = null;
  let timer = 0;

  async function read() {
    asked?.abort();
    asked = new AbortController();
    let show;
    try {
      const response = await fetch(address(), { headers, signal: asked.signal });
      if (!response.ok || response.redirected) throw Object.assign(new Error(`Not read: ${response.status}`), { status: response.status });
      show = await take(response);
    } catch (error) {
      if (error.name !== "AbortError") failed(error);
      return;
    }
    if (isOpen()) show();
  }

  server.events.addEventListener("answer", () => {
    if (!isOpen()) return;
    clearTimeout(timer);
    timer = setTimeout(read, REST);
  });
  return read;
}
