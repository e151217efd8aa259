/** The text pane: spans painted over the text, the margin and the coverage bar beside it, its tools above it. */
import { createCoverage } from "./coverage.js";
import { createCursor } from "./cursor.js";
import { createFind } from "./find.js";
import { createFirstPaint } from "./first_paint.js";
import { drawGutter } from "./gutter.js";
import { listHeadings } from "./headings.js";
import { paintSpans } from "./highlights.js";
import { linkPassages } from "./linked.js";
import { createMarks } from "./marks.js";
import { createNearby } from "./nearby.js";
import { createParts } from "./parts.js";
import { createSpanEnds } from "./span_ends.js";
import { Spans } from "./spans.js";
import { Units } from "./units.js";

const byId = (id) => document.getElementById(id);

/**
 * @param {HTMLElement} pane what scrolls
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, texts: Map<string,
 *   import("./textview.js").TextView>, menu: any, voice: any, scrollTo: (range: Range) => void,
 *   post: Function}} tools
 */
export function createTextPane(pane, { store, state, texts, menu, voice, scrollTo, post }) {
  const spans = new Spans(store, texts);
  createMarks(byId("write-marks"), { spans, texts }); // before what paints: it makes the text nodes
  const nearby = createNearby(pane, texts.values());
  paintSpans({ spans, state, texts, nearby });
  drawGutter({ store, state, spans, nearby, openList: menu.open });
  const units = new Units([...texts.values()]);
  const cursor = createCursor(pane, { texts, units, spans, store, state, voice, scrollTo });
  createCoverage({ bar: byId("coverage"), says: byId("coverage-text"), pane }, { texts, spans, scrollTo });
  const find = createFind(byId("find-bar"), { pane, texts, nearby, scrollTo });
  listHeadings(byId("show-headings"), { pane, texts, menu, cursor, scrollTo });
  byId("open-find").addEventListener("click", find.open);
  byId("next-bare").addEventListener("click", () => {
    pane.focus({ preventScroll: true });
    cursor.nextBare(1);
  });
  linkPassages(pane, { texts, spans });
  const ends = store.map.editable ? createSpanEnds(pane, { texts, spans, units, store, state, voice, post, scrollTo }) : null;
  return { spans, cursor, find, ends, parts: createParts({ texts, voice }), paintFirst: createFirstPaint(texts) };
}
