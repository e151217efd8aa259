/** Which blocks of the texts are in sight or about to be: only they need ranges and a margin. */

/**
 * @typedef {import("./textview.js").Block} Block
 * @param {HTMLElement} pane what scrolls
 * @param {Iterable<import("./textview.js").TextView>} texts
 * @returns {{has: (block: Block) => boolean, watch: (seen: {near: (blocks: Block[]) => void, far: (blocks: Block[]) => void}) => void}}
 */
export function createNearby(pane, texts) {
  const blockOf = new Map([...texts].flatMap((text) => text.blocks.map((block) => [block.element, block])));
  /** @type {Set<Block>} */
  const near = new Set(inSight(pane, [...blockOf.values()]));
  const watchers = [];
  const observer = new IntersectionObserver(
    (entries) => {
      const [came, went] = [[], []];
      for (const { target, isIntersecting } of entries) {
        const block = blockOf.get(target);
        if (isIntersecting === near.has(block)) continue;
        if (isIntersecting) near.add(block);
        else near.delete(block);
        (isIntersecting ? came : went).push(block);
      }
      for (const seen of watchers) {
        if (went.length) seen.far(went);
        if (came.length) seen.near(came);
      }
    },
    { root: pane, rootMargin: "100% 0px" },
  );
  for (const element of blockOf.keys()) observer.observe(element);
  addEventListener("beforeprint", () => {
    const far = [...blockOf.values()].filter((block) => !near.has(block));
    far.forEach((block) => near.add(block));
    for (const seen of watchers) seen.near(far);
  });
  addEventListener("afterprint", () => {
    for (const element of blockOf.keys()) {
      observer.unobserve(element);
      observer.observe(element); // it tells anew which are far
    }
  });
  return {
    has: (block) => near.has(block),
    watch(seen) {
      watchers.push(seen);
      seen.near([...near]);
    },
  };
}

/** The blocks of the first frame: the observer tells only after it. */
function inSight(pane, blocks) {
  const frame = pane.getBoundingClientRect();
  const found = [];
  for (const block of blocks) {
    const box = block.element.getBoundingClientRect();
    if (box.top > frame.bottom) break;
    if (box.bottom >= frame.top) found.push(block);
  }
  return found;
}
