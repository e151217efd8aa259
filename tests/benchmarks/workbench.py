"""What a person waits for at the open workbench: a key until its mark is confirmed, the map until its next frame.

The key is pressed with the list of problems closed and open, which follows each edit.

Everything is done in the page itself, without the detour of a driver, and timed there. A frame is over when the first
task after its animation callbacks runs.
"""

from __future__ import annotations

import itertools

from playwright.sync_api import Page

Figures = dict[str, list[float]]

TIMES = 3  # that each thing is done in one page
PAINTED, CONFIRMED = "key to painted, ms", "key to confirmed, ms"
LISTED = "problems open: key to confirmed, ms"
FIRST, ELEMENTS = "map: to first frame, ms", "map: most elements"
PAN, ZOOM = "map: pan, 95 % of frames within, ms", "map: zoom, 95 % of frames within, ms"
STEPS = {
    "map: collapse to next frame, ms": ["fold"],
    "map: expand to next frame, ms": ["fold"],
    "map: focus to next frame, ms": ["focus"],
    "map: whole map again to next frame, ms": ["focus"],
    "map: filter to next frame, ms": ["filter", "bus"],
    "map: no filter to next frame, ms": ["filter", ""],
}
TWO_FRAMES = 33.4  # of a screen with 60 a second
GOALS: dict[str, float] = {
    PAINTED: TWO_FRAMES,
    CONFIRMED: 150,
    LISTED: 150,
    FIRST: 300,
    ELEMENTS: 1_500,
    PAN: TWO_FRAMES,
    ZOOM: TWO_FRAMES,
}
GOALS |= dict.fromkeys(STEPS, 50)

_places = itertools.count(10, 3)  # no passage is marked twice

_WATCH_KEY = """(start) => {
  const state = document.getElementById("save-state");
  window.bench = {};
  addEventListener("keydown", () => {
    const begin = performance.now();
    requestAnimationFrame(() => setTimeout(() => (window.bench.painted = performance.now() - begin)));
    new MutationObserver((_, watch) => {
      if (state.dataset.state !== "saved") return;
      window.bench.confirmed = performance.now() - begin;
      watch.disconnect();
    }).observe(state, { attributes: true });
  }, { capture: true, once: true });
  const block = document.querySelectorAll(".text-pane .block")[1];
  const words = [...block.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.length > 200);
  document.getElementById("text-pane").focus();
  getSelection().setBaseAndExtent(words, start, words, start + 60);
}"""

_HANDS = """() => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
  const port = document.querySelector(".map-port");
  const tools = document.querySelector(".map-tools");
  const field = tools.querySelector("input");
  const hands = {
    fold: () => document.querySelector(".map-box.is-selected .map-fold").click(),
    focus: () => [...tools.querySelectorAll("button")].find((one) => one.textContent === "Focus").click(),
    filter(words) {
      field.value = words;
      field.dispatchEvent(new Event("input"));
    },
    most: 0,
    async step(name, value) {
      for (let tries = 0; tries < 20; tries += 1) { // until what follows the step before is done
        await new Promise((done) => setTimeout(done, 400));
        if (name === "filter" || document.querySelector(".map-box.is-selected .map-fold")) break;
      }
      const begin = performance.now();
      hands[name](value);
      const took = (await frame()) - begin;
      hands.most = Math.max(hands.most, document.querySelectorAll("#map-view *").length);
      return took;
    },
    async frames(wheel) {
      const { left, top, width, height } = port.getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
      const took = [];
      let last = await new Promise(requestAnimationFrame);
      for (let index = 0; index < 90; index += 1) {
        port.dispatchEvent(new WheelEvent("wheel", { ...at, ...wheel(index) }));
        const now = await new Promise(requestAnimationFrame);
        took.push(now - last);
        last = now;
        hands.most = Math.max(hands.most, document.querySelectorAll("#map-view *").length);
      }
      return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)];
    },
  };
  window.hands = hands;
}"""
_PAN = "() => hands.frames(() => ({ deltaX: 12, deltaY: 30 }))"
_ZOOM = (
    "() => hands.frames((index) => ({ ctrlKey: true, deltaY: index < 45 ? 28 : -28 }))"  # out to a twentieth, and in
)


def _once(condition: str) -> str:
    """A script that ends once the condition holds; the pages' security policy forbids Playwright's own way."""
    return f"async () => {{ while (!({condition})) await new Promise((done) => setTimeout(done, 20)); }}"


def marked(page: Page, figures: Figures) -> None:
    """Passages are marked by a key, then more of them while the list of problems is open."""
    for _ in range(TIMES):
        took = _mark(page)
        figures[PAINTED].append(took["painted"])
        figures[CONFIRMED].append(took["confirmed"])
    page.locator("#show-problems").click()
    page.locator("#problems .problem-list > *").first.wait_for()
    for _ in range(TIMES):
        figures[LISTED].append(_mark(page)["confirmed"])
    page.locator("#problems [value=close]").click()


def _mark(page: Page) -> dict[str, float]:
    """What one mark took, in milliseconds."""
    page.evaluate(_WATCH_KEY, next(_places))
    page.keyboard.press("s")
    page.evaluate(_once("window.bench.confirmed && window.bench.painted"))
    page.wait_for_timeout(500)
    took: dict[str, float] = page.evaluate("window.bench")
    return took


def drawn(page: Page, figures: Figures) -> None:
    """The map is drawn around the first branch, which is folded and put in focus; it is filtered, panned, zoomed."""
    page.evaluate("document.getElementById('outline').parentElement.scrollTop = 0")
    page.locator("#outline .line[aria-level='2'][aria-expanded=true]:not(.group, .is-far) .words").first.click()
    page.wait_for_timeout(1000)
    begin = page.evaluate("(document.querySelector('[data-view=map]').click(), performance.now())")
    page.locator(".map-box.is-selected").wait_for()
    page.evaluate(_once("performance.getEntriesByName('argmap:map').length"))
    figures[FIRST].append(max(page.evaluate("performance.getEntriesByName('argmap:map')[0].startTime") - begin, 0))
    page.evaluate(_HANDS)
    for _ in range(TIMES):
        for name, step in STEPS.items():
            figures[name].append(page.evaluate("(step) => hands.step(...step)", step))
    figures[PAN].append(page.evaluate(_PAN))
    figures[ZOOM].append(page.evaluate(_ZOOM))
    figures[ELEMENTS].append(page.evaluate("hands.most"))
