/** The rule of ``argmap/domain/mentions.py``: what signs a name consists of, and how names are compared. */
const BEGUN = /(?<![\p{L}\p{M}\p{N}_.@+-])@([\p{L}\p{M}\p{N}_.@+-]*)$/u;

/** @param {string} text up to the cursor @returns {string|undefined} the name that is being typed at its end, without the @ */
export function begunName(text) {
  return text.match(BEGUN)?.[1];
}

/** @param {string} name @returns {string} the same for all spellings of a name */
export function keyOf(name) {
  return name.normalize("NFKC").toLowerCase();
}
