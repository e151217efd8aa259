/** Where sentences, clauses and words begin and end in a paragraph. Offsets are UTF-16 units. */

const SENTENCE = /[^.!?…。！？؟۔]+(?:[.!?…。！？؟۔]+["'”’»)\]]*)?/g;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
/** What parts clauses: a sign and a blank, a dash between words, or a sign of scripts that write no blanks. */
const CLAUSE_END = /[,;:)\]،؛](?=\s)|\s(?=[–—(\[]\S?)|[–—](?=\S)|[，、；：]/gu;
/** Endings after which the sentence goes on, though a capital may follow. */
const GOES_ON = /(?:^|[\s(“"])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Col|Sen|Rep|Gov|vs|cf|e\.g|i\.e|U\.S|No|Fig|Art)\.\s*$/u;

/** @typedef {{start: number, end: number}} Stretch */

/** @param {string} text @param {string} language a BCP 47 tag, or "" @returns {Stretch[]} without the blanks around them */
export function sentencesOf(text, language) {
  const found = [];
  for (const { start, end } of segments(text, language, "sentence", SENTENCE)) {
    const last = found.at(-1);
    if (last && GOES_ON.test(text.slice(last.start, last.end))) last.end = end;
    else found.push({ start, end });
  }
  return found.map((one) => trimmed(text, one)).filter(({ start, end }) => start < end);
}

/** @param {string} text @param {Stretch} sentence @returns {Stretch[]} its parts between commas, dashes and the like */
export function clausesOf(text, { start, end }) {
  const cuts = [...text.slice(start, end).matchAll(CLAUSE_END)].map((cut) => start + cut.index + cut[0].length);
  const edges = [start, ...cuts.filter((cut) => cut < end), end];
  return edges
    .slice(1)
    .map((edge, index) => trimmed(text, { start: edges[index], end: edge }))
    .filter((clause) => clause.start < clause.end);
}

/** @param {string} text @param {string} language @returns {Stretch[]} */
export function wordsOf(text, language) {
  return segments(text, language, "word", WORD);
}

/** @returns {Stretch[]} by the browser's rules for the language, by a pattern where it has none */
function segments(text, language, granularity, pattern) {
  if (!window.Intl?.Segmenter) return [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
  return [...segmenter(language, granularity).segment(text)]
    .filter(({ isWordLike }) => granularity === "sentence" || isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

const made = new Map();

function segmenter(language, granularity) {
  const key = `${language} ${granularity}`;
  if (!made.has(key)) made.set(key, new Intl.Segmenter(supported(language), { granularity }));
  return made.get(key);
}

/** The tag, or undefined (the browser's own language) where it is none: articles name their language freely. */
function supported(language) {
  try {
    return Intl.Segmenter.supportedLocalesOf(language || [])[0];
  } catch {
    return undefined;
  }
}

function trimmed(text, { start, end }) {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}
