/** Edits that were not sent yet, kept for this tab: they survive a reload, and go when they are sent. */

/** @param {string} mapId */
export function createOutbox(mapId) {
  const key = `argmap:outbox:${mapId}`;

  return {
    /** @param {{url: string, values: any, expected?: any}[]} edits in their order */
    keep(edits) {
      try {
        if (edits.length) sessionStorage.setItem(key, JSON.stringify(edits));
        else sessionStorage.removeItem(key);
      } catch {
        sessionStorage.removeItem(key); // larger than the browser keeps: this page still sends them
      }
    },
    /** @returns {{url: string, values: any, expected?: any}[]} */
    kept: () => JSON.parse(sessionStorage.getItem(key) ?? "[]"),
  };
}
