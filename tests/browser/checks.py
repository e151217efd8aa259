"""What must hold of every page and state: nothing wider than the screen, nothing too small to touch."""

from __future__ import annotations

from playwright.sync_api import Page

_SMALL_TARGETS = """() => {
  const LEAST = 24, NEAR = LEAST / 2;
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=slider], [role=option]," +
    "[role=treeitem], [aria-expanded] > .node-card > .twisty, .hidden-count, [tabindex='0']";
  const root = document.querySelector("dialog[open]") ?? document;
  const inSight = ({ box }) => box.width && box.height && box.bottom > 0 && box.right > 0 && box.top < innerHeight &&
    box.left < innerWidth;
  // What the map draws shrinks with its zoom; the outline has the same in full size.
  const counts = (one) => !one.disabled && !one.closest(".skip, .map-plane") &&
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const targets = [...root.querySelectorAll(wanted)].filter(counts)
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(inSight);
  const isInText = ({ element }) => element.localName === "a" && getComputedStyle(element).display === "inline" &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isSmall = ({ box }) => Math.min(box.width, box.height) < LEAST - 0.1;
  const middle = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const isNear = (one, other) => {
    const [x, y] = middle(one);
    if (isSmall(other)) return Math.hypot(x - middle(other)[0], y - middle(other)[1]) < LEAST;
    const { left, right, top, bottom } = other.box;
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < NEAR;
  };
  const apart = ({ element: one }, { element: other }) => !one.contains(other) && !other.contains(one);
  const crowded = (one) => targets.some((other) => apart(one, other) && isNear(one, other));
  return targets.filter((one) => isSmall(one) && !isInText(one) && crowded(one)).map(({ element, box }) =>
    `${element.localName}.${element.className} “${element.textContent.trim()}” ${box.width} × ${box.height}`);
}"""

_CUT_OFF = """() => {
  const bars = ".bar, .text-bar, .side-bar, .find-bar, .pick-bar, .selection-bar, .mark-bar, .toast, .context-menu";
  const parts = [...document.querySelectorAll(`:is(${bars}, dialog[open]) *`)];
  const counts = (one) => one.checkVisibility({ visibilityProperty: true }) &&
    !one.closest(".vh, .skip, .palette ul, .pick-box ul");
  return parts.filter(counts).filter((one) => {
    const { left, right, width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && (left < -0.5 || right > innerWidth + 0.5);
  }).map((one) => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 30)}”`);
}"""


def assert_nothing_sticks_out(page: Page) -> None:
    """The page does not scroll sideways, and no bar, menu or dialog leaves the screen there."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"
    cut = page.evaluate(_CUT_OFF)
    assert not cut, f"beyond the edge: {cut}"


def assert_targets_are_large(page: Page) -> None:
    """Each target in sight is 24 px wide and high, or has as much room around it (WCAG 2.5.8)."""
    small = page.evaluate(_SMALL_TARGETS)
    assert not small, f"too small: {small}"
