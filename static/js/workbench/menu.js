/** One menu for nodes and links: every action with its key. https://www.w3.org/WAI/ARIA/apg/patterns/menubar/ */

/** @param {HTMLElement} menu ``role=menu popover=manual`` */
export function createMenu(menu) {
  let opener = null;

  /**
   * @param {{label: string, key?: string, run: () => void}[]} entries a null entry draws a line
   * @param {HTMLElement} anchor below which it opens; gets the focus back
   */
  function open(entries, anchor) {
    opener = anchor;
    menu.replaceChildren(...entries.map(entryOf));
    menu.showPopover();
    const box = (anchor.querySelector(".more") ?? anchor).getBoundingClientRect();
    const own = menu.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.right - own.width, innerWidth - own.width - 8));
    const top = box.bottom + own.height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, Math.min(box.top - own.height - 4, innerHeight - own.height - 8));
    Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
    point(menu.querySelector("[role=menuitem]"));
  }

  /** The entry that has the focus is the one to which Tab leads. */
  function point(entry) {
    if (!entry) return;
    for (const one of menu.querySelectorAll("[role=menuitem]")) one.tabIndex = one === entry ? 0 : -1;
    entry.focus();
  }

  function close(refocus = true) {
    if (!menu.matches(":popover-open")) return;
    menu.hidePopover();
    if (refocus && opener?.isConnected) (opener.closest("[tabindex]") ?? opener).focus({ preventScroll: true });
  }

  function entryOf(entry) {
    if (!entry) {
      const line = document.createElement("hr");
      line.setAttribute("role", "separator");
      return line;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("role", "menuitem");
    button.append(entry.label);
    if (entry.key) {
      const key = document.createElement("kbd");
      key.textContent = entry.key;
      button.append(key);
    }
    button.addEventListener("click", () => {
      close();
      entry.run();
    });
    return button;
  }

  menu.addEventListener("keydown", (event) => {
    const entries = [...menu.querySelectorAll("[role=menuitem]")];
    const index = entries.indexOf(document.activeElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) point(entries[next % entries.length]);
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1 && /\S/.test(event.key)) {
      point([...entries.slice(index + 1), ...entries].find((one) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase())));
    } else return;
    event.stopPropagation();
    if (event.key !== "Enter") event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) close(false);
  });
  return { open, close };
}
