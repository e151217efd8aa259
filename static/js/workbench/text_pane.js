/** The text pane: spans painted over the text, the margin beside it. */
import { drawGutter } from "./gutter.js";
import { paintSpans } from "./highlights.js";
import { createNearby } from "./nearby.js";
import { Spans } from "./spans.js";

/**
 * @param {HTMLElement} pane what scrolls
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, texts: Map<string,
 *   import("./textview.js").TextView>, menu: any}} tools
 */
export function createTextPane(pane, { store, state, texts, menu }) {
  const spans = new Spans(store, texts);
  const nearby = createNearby(pane, texts.values());
  paintSpans({ spans, state, texts, nearby });
  drawGutter({ store, state, spans, nearby, openList: menu.open });
  return { spans };
}
