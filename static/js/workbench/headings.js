/** The headings of the texts as a list that leads to them. */

/**
 * @param {HTMLButtonElement} button
 * @param {{pane: HTMLElement, texts: Map<string, import("./textview.js").TextView>, menu: any, cursor: any,
 *   scrollTo: (range: Range) => void}} tools
 */
export function listHeadings(button, { pane, texts, menu, cursor, scrollTo }) {
  const headings = [...texts.values()].flatMap((view) => view.blocks.filter(({ element }) => /^H[1-6]$/.test(element.tagName)));
  button.hidden = headings.length < 2; // the title alone leads nowhere
  const entryOf = (block) => ({
    label: `${"  ".repeat(Number(block.element.tagName[1]) - 2)}${block.view.textIn(block).trim()}`,
    run() {
      pane.focus({ preventScroll: true });
      cursor.startAt(block.view, block.start);
      scrollTo(block.view.rangeOf(block.start, block.end));
    },
  });
  button.addEventListener("click", () => menu.open(headings.map(entryOf), button));
}
