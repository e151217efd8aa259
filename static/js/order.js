/** The order of siblings: the twin of ``argmap/domain/order.py``. A place is [article's index, code point]. */

/** @param {any} store @returns {Map<string, [number, number]>} for each node with a span its first place in the texts */
export function placesOf(store) {
  const index = new Map([...store.articles.keys()].map((id, number) => [id, number]));
  const places = new Map();
  for (const node of store.nodes.values()) {
    for (const span of node.spans) {
      const place = [index.get(span.article) ?? index.size, span.start];
      if (!places.has(node.id) || before(place, places.get(node.id))) places.set(node.id, place);
    }
  }
  return places;
}

/**
 * Those with a position stand by position; each other one before the first that comes later in the text; those without
 * a place last, in the order given.
 * @template T
 * @param {T[]} siblings
 * @param {(sibling: T) => [number, number]|undefined} placeOf
 * @returns {T[]}
 */
export function inOrder(siblings, placeOf) {
  if (siblings.length < 2) return siblings;
  const fixed = siblings.filter((one) => one.position !== null).sort((a, b) => a.position - b.position);
  const loose = siblings.filter((one) => one.position === null);
  const homeless = loose.filter((one) => !placeOf(one));
  const free = loose.filter((one) => placeOf(one)).sort((a, b) => compare(placeOf(a), placeOf(b)));
  const merged = [];
  let inserted = 0;
  for (const one of fixed) {
    const there = placeOf(one);
    while (there && inserted < free.length && before(placeOf(free[inserted]), there)) merged.push(free[inserted++]);
    merged.push(one);
  }
  return [...merged, ...free.slice(inserted), ...homeless];
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1];
}

function before(a, b) {
  return compare(a, b) < 0;
}
