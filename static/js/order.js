/** The order of siblings: the twin of ``argmap/domain/order.py``. A place is [article's index, code point]. */

/** @param {any} store @returns {Map<string, [number, number]>} for each node with a span its first place in the texts */
export function placesOf(store) {
  const index = new Map([...store.articles.keys()].map((id, number) => [id, number]));
  const places = new Map();
  for (const { id, spans } of store.nodes.values()) {
    let first = null;
    for (const span of spans) {
      const place = [index.get(span.article) ?? index.size, span.start];
      if (first === null || before(place, first)) first = place;
    }
    if (first) places.set(id, first);
  }
  return places;
}

/**
 * Those with a position stand by position; each other one before the first that comes later in the text; those without
 * a place last, in the order given.
 * @template T
 * @param {T[]} siblings
 * @param {(sibling: T) => [number, number]|undefined} placeOf asked once for each
 * @returns {T[]}
 */
export function inOrder(siblings, placeOf) {
  if (siblings.length < 2) return siblings;
  const [fixed, free, homeless] = [[], [], []];
  for (const one of siblings) {
    const place = placeOf(one);
    if (one.position !== null) fixed.push({ one, place });
    else if (place) free.push({ one, place });
    else homeless.push(one);
  }
  fixed.sort((a, b) => a.one.position - b.one.position);
  free.sort((a, b) => compare(a.place, b.place));
  const merged = [];
  let inserted = 0;
  for (const { one, place } of fixed) {
    while (place && inserted < free.length && before(free[inserted].place, place)) merged.push(free[inserted++].one);
    merged.push(one);
  }
  for (; inserted < free.length; inserted += 1) merged.push(free[inserted].one);
  return merged.concat(homeless);
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1];
}

function before(a, b) {
  return compare(a, b) < 0;
}
