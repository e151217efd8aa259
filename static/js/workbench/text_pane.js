/** The text pane: spans painted over the text, the margin beside it, the sentence cursor in it. */
import { createCursor } from "./cursor.js";
import { drawGutter } from "./gutter.js";
import { paintSpans } from "./highlights.js";
import { createNearby } from "./nearby.js";
import { Spans } from "./spans.js";
import { Units } from "./units.js";

/**
 * @param {HTMLElement} pane what scrolls
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, texts: Map<string,
 *   import("./textview.js").TextView>, menu: any, voice: any, scrollTo: (range: Range) => void}} tools
 */
export function createTextPane(pane, { store, state, texts, menu, voice, scrollTo }) {
  const spans = new Spans(store, texts);
  const nearby = createNearby(pane, texts.values());
  paintSpans({ spans, state, texts, nearby });
  drawGutter({ store, state, spans, nearby, openList: menu.open });
  const units = new Units([...texts.values()]);
  const cursor = createCursor(pane, { texts, units, spans, store, state, voice, scrollTo });
  return { spans, cursor };
}
