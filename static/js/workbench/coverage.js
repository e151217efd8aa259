/** The coverage bar beside the text: what is marked, a lane for each kind; a click or a key leads there. */
import { onceAFrame } from "./gutter.js";
import { KINDS } from "./highlights.js";
import { union } from "./intervals.js";

const STEPS = { ArrowDown: 2, ArrowUp: -2, PageDown: 10, PageUp: -10, Home: -100, End: 100 }; // percent

/**
 * @param {{bar: HTMLElement, says: HTMLElement, pane: HTMLElement}} parts ``bar`` (role=slider) holds a canvas and the frame
 *   of what is in sight
 * @param {{texts: Map<string, import("./textview.js").TextView>, spans: import("./spans.js").Spans,
 *   state: import("./state.js").State, scrollTo: (range: Range) => void}} tools
 */
export function createCoverage({ bar, says, pane }, { texts, spans, state, scrollTo }) {
  const canvas = bar.querySelector("canvas");
  const frame = bar.querySelector("i");
  const blocks = [...texts.values()].flatMap((view) => view.blocks);
  const before = new Map(); // block → how much text stands above it
  const length = blocks.reduce((sum, block) => (before.set(block, sum), sum + block.end - block.start), 0);
  const covered = new Map(); // block → {claim: [start, end][], …, all: number}
  const sums = Object.fromEntries(["all", ...KINDS].map((name) => [name, 0]));

  function count(block) {
    const marks = [...spans.in(block)].map(({ kind, start, end }) => ({ kind, start: Math.max(start, block.start), end: Math.min(end, block.end) }));
    const own = Object.fromEntries(KINDS.map((kind) => [kind, union(marks.filter((mark) => mark.kind === kind))]));
    own.all = union(marks);
    for (const name of Object.keys(sums)) sums[name] += sizeOf(own[name]) - sizeOf(covered.get(block)?.[name] ?? []);
    covered.set(block, own);
  }

  function tell() {
    const through = state.filtered ? " by what the filter shows" : "";
    says.textContent = `${percent(sums.all / length)} marked${state.filtered ? " (filtered)" : ""}`;
    says.title = `${percent(sums.all / length)} of the text is marked${through}: ${KINDS.map((kind) => `${kind} ${percent(sums[kind] / length)}`).join(", ")}`;
  }

  function draw() {
    const { width, height } = bar.getBoundingClientRect();
    const scale = devicePixelRatio || 1;
    Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    const pen = canvas.getContext("2d");
    const lane = canvas.width / KINDS.length;
    KINDS.forEach((kind, place) => {
      pen.fillStyle = colourOf(bar, kind);
      for (const [block, own] of covered) {
        for (const [start, end] of own[kind]) {
          const top = ((before.get(block) + start - block.start) / length) * canvas.height;
          pen.fillRect(place * lane, top, lane - 1, Math.max(1.5, ((end - start) / length) * canvas.height));
        }
      }
    });
  }

  /** The share of the text that stands above the first and below the last block in sight. */
  function showPlace() {
    const view = pane.getBoundingClientRect();
    const place = (y) => {
      let [low, high] = [0, blocks.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (blocks[middle].element.getBoundingClientRect().top <= y) low = middle;
        else high = middle - 1;
      }
      const box = blocks[low].element.getBoundingClientRect();
      const inside = Math.min(1, Math.max(0, (y - box.top) / (box.height || 1)));
      return (before.get(blocks[low]) + inside * (blocks[low].end - blocks[low].start)) / length;
    };
    const [top, bottom] = [place(view.top), place(view.bottom)];
    Object.assign(frame.style, { top: `${100 * top}%`, height: `${100 * Math.max(0.004, bottom - top)}%` });
    bar.setAttribute("aria-valuenow", String(Math.round(100 * top)));
    bar.setAttribute("aria-valuetext", `${percent(top)} of the text is above; ${says.title}`);
  }

  /** @param {number} share of the text, 0 to 1 */
  function jump(share) {
    const wanted = Math.min(Math.max(share, 0), 0.9999) * length;
    const block = blocks.findLast((one) => before.get(one) <= wanted);
    const offset = block.start + Math.min(Math.floor(wanted - before.get(block)), block.end - block.start - 1);
    scrollTo(block.view.rangeOf(offset, offset + 1));
  }

  const later = whenIdle(() => {
    tell();
    draw();
    showPlace();
  });
  spans.addEventListener("change", ({ detail }) => {
    detail.blocks.forEach(count);
    later();
  });
  state.addEventListener("filter", later);
  pane.addEventListener("scroll", onceAFrame(showPlace), { passive: true });
  const shareAt = (event) => (event.clientY - bar.getBoundingClientRect().top) / bar.clientHeight;
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    jump(shareAt(event));
  });
  bar.addEventListener("pointermove", (event) => bar.hasPointerCapture(event.pointerId) && jump(shareAt(event)));
  bar.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    jump((Number(bar.getAttribute("aria-valuenow")) + STEPS[event.key]) / 100);
  });
  new ResizeObserver(later).observe(bar);
  new MutationObserver(later).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  blocks.forEach(count);
  tell();
}

function sizeOf(stretches) {
  return stretches.reduce((sum, [start, end]) => sum + end - start, 0);
}

function percent(share) {
  return share > 0 && share < 0.005 ? "less than 1 %" : `${Math.round(100 * share)} %`;
}

/** A canvas knows no light-dark(): the lane's element says what its colour is now. */
function colourOf(bar, kind) {
  return getComputedStyle(bar.querySelector(`[data-lane="${kind}"]`)).color;
}

/** @param {() => void} run @returns {() => void} what runs it once the page has nothing else to do */
function whenIdle(run) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const act = () => {
      asked = false;
      run();
    };
    if (window.requestIdleCallback) requestIdleCallback(act, { timeout: 1000 }); // at the latest, however busy the page
    else setTimeout(act);
  };
}
