/** The text pane: spans painted over the text, the margin and the coverage bar beside it, its tools above it. */
import { createCursor } from "./cursor.js";
import { createFirstPaint } from "./first_paint.js";
import { drawGutter } from "./gutter.js";
import { listHeadings } from "./headings.js";
import { paintSpans } from "./highlights.js";
import { createMarks } from "./marks.js";
import { createNearby } from "./nearby.js";
import { indexNotes, paintNotes } from "./notes.js";
import { createParts } from "./parts.js";
import { Spans } from "./spans.js";
import { Units } from "./units.js";

const byId = (id) => document.getElementById(id);

/**
 * @param {HTMLElement} pane what scrolls
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, texts: Map<string,
 *   import("./textview.js").TextView>, menu: any, voice: any, scrollTo: (range: Range) => void,
 *   post: Function, later: (make: () => Promise<any>) => any, openComments: (place: object) => void,
 *   openNote: (id: string) => void}} tools  ``openNote`` shows a highlight in its list
 */
export function createTextPane(pane, { store, state, texts, menu, voice, scrollTo, post, later, openComments, openNote }) {
  const spans = new Spans(store, texts, state);
  const notes = indexNotes({ store, texts });
  createMarks(byId("write-marks"), { spans, notes, texts }); // before what paints: it makes the text nodes
  const nearby = createNearby(pane, texts.values());
  paintSpans({ spans, state, texts, nearby });
  paintNotes({ notes, nearby });
  drawGutter({ store, state, spans, notes, nearby, openList: menu.open, openComments, openNote });
  const units = new Units([...texts.values()]);
  const cursor = createCursor(pane, { texts, units, spans, store, state, voice, scrollTo });
  const [bar, says] = [byId("coverage"), byId("coverage-text")];
  bar.hidden = says.hidden = ![...texts.values()].some(({ blocks }) => blocks.length);
  if (!bar.hidden) later(async () => (await import("./coverage.js")).createCoverage({ bar, says, pane }, { texts, spans, state, scrollTo }));
  const find = later(async () => (await import("./find.js")).createFind(byId("find-bar"), { pane, texts, nearby, scrollTo }));
  listHeadings(byId("show-headings"), { pane, texts, menu, cursor, scrollTo });
  byId("open-find").addEventListener("click", () => find.open());
  byId("next-bare").addEventListener("click", () => {
    pane.focus({ preventScroll: true });
    cursor.nextBare(1);
  });
  later(async () => (await import("./linked.js")).linkPassages(pane, { texts, spans }));
  const underline = later(async () => (await import("./comment_passages.js")).underlineComments({ store, texts }), { idle: false });
  const withThreads = () => store.threads.size && underline.there();
  store.addEventListener("change", withThreads);
  withThreads();
  const ends = store.map.editable && later(async () => (await import("./span_ends.js")).createSpanEnds(pane, { texts, spans, units, store, state, voice, post, scrollTo }));
  return { spans, notes, cursor, find, ends, parts: createParts({ texts, voice }), paintFirst: createFirstPaint(texts) };
}
