/**
 * How wide words are and where they break: the map sets its own lines, so that a box's height is known before it is in
 * the page, and boxes and canvas show the same lines. Breaks as ``argmap/domain/layout/text.py`` does, with the widths
 * of the reader's own font.
 */

const SIMPLE = 0x2031; // codes below, but for marks and joined scripts, have a width of their own wherever they stand
const BLANK = 0x20;
const BLANKS = /[^\S\u00a0\u2007\u202f]+/;
const PARTS = /[-–—/\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\uffef\ud840-\ud8ff]/;
const IDEOGRAPH = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const WITHOUT_BLANKS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/; // Thai, Lao, Burmese, Khmer: a dictionary tells the words
const NOT_FIRST = new Set("、。，．・：；？！）］｝」』】〉》〕〗…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ");
const NOT_LAST = new Set("（［｛「『【〈《〔〖");
const MOST_WORDS = 20000; // that a ruler remembers

/** Measures in one font. */
export class Ruler {
  /** @param {string} font as CSS writes it */
  constructor(font) {
    this.context = document.createElement("canvas").getContext("2d");
    this.context.font = font;
    this.letters = new Float64Array(SIMPLE).fill(NaN);
    for (let code = 0x20; code < 0x7f; code += 1) this.letterWidth(code);
    /** @type {Map<string, number>} */
    this.words = new Map();
  }

  /** @param {string} text @returns {number} pixels; kerning, which draws letters together, is left out */
  widthOf(text) {
    let width = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isJoined(code)) return this.wordWidth(text);
      width += this.letterWidth(code);
    }
    return width;
  }

  letterWidth(code) {
    const known = this.letters[code];
    if (known === known) return known; // not NaN
    return (this.letters[code] = this.context.measureText(String.fromCharCode(code)).width);
  }

  wordWidth(word) {
    if (this.words.size > MOST_WORDS) this.words.clear();
    if (!this.words.has(word)) this.words.set(word, this.context.measureText(word).width);
    return this.words.get(word);
  }
}

function isJoined(code) {
  return code >= SIMPLE || (code >= 0x300 && code < 0x2010);
}

/**
 * @param {string} text @param {number} room pixels @param {Ruler} ruler
 * @returns {string[]} the text in lines that fit; one empty line for an empty text
 */
export function broken(text, room, ruler) {
  return brokenPlain(text, room, ruler) ?? brokenPieces(text, room, ruler);
}

/** In one pass over plain letters and single blanks, as most texts are; null for any other text. */
function brokenPlain(text, room, ruler) {
  const lines = [];
  let [start, end, used, word] = [0, -1, 0, 0]; // of the line: its first letter, its last place to break, its width there
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : BLANK;
    if (code !== BLANK) {
      if (code < BLANK || isJoined(code)) return null;
      word += ruler.letterWidth(code);
      if (code !== 0x2d && code !== 0x2f && code !== 0x2013 && code !== 0x2014) continue;
      if (!/[\p{L}\p{N}]/u.test(text[at + 1] ?? "")) continue;
    }
    const dash = code !== BLANK;
    const stop = dash ? at + 1 : at; // where the line would end
    if (word > room || (at < text.length && !dash && (stop === start || text.charCodeAt(at - 1) === BLANK))) return null;
    if (used + word > room && end >= start) {
      lines.push(text.slice(start, end));
      start = text.charCodeAt(end) === BLANK ? end + 1 : end;
      used = 0;
    }
    used += word + (dash ? 0 : ruler.letterWidth(BLANK));
    [end, word] = [stop, 0];
  }
  lines.push(text.slice(start));
  return lines;
}

function brokenPieces(text, room, ruler) {
  const blank = ruler.widthOf(" ");
  const lines = [];
  let [line, used] = ["", 0];
  for (const word of text.split(BLANKS)) {
    let gap = line ? blank : 0;
    for (const [piece, width] of piecesOf(word, room, ruler)) {
      if (line && used + gap + width > room) {
        lines.push(line);
        [line, used, gap] = ["", 0, 0];
      }
      line += (gap ? " " : "") + piece;
      used += gap + width;
      gap = 0;
    }
  }
  return [...lines, line];
}

/** What never breaks, with its width. */
function piecesOf(word, room, ruler) {
  if (!word) return [];
  const pieces = [];
  for (const part of PARTS.test(word) ? partsOf(word) : [word]) {
    const width = ruler.widthOf(part);
    if (width <= room) pieces.push([part, width]);
    else pieces.push(...cut(part, room, ruler));
  }
  return pieces;
}

function partsOf(word) {
  if (WITHOUT_BLANKS.test(word)) return segments(word, "word");
  const parts = [];
  let part = "";
  for (const letter of word) {
    if (part && mayBreak(last(part), letter)) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return part ? [...parts, part] : parts;
}

function last(part) {
  const code = part.codePointAt(part.length - 2);
  return code > 0xffff ? String.fromCodePoint(code) : part.at(-1);
}

function mayBreak(before, after) {
  if (NOT_FIRST.has(after) || NOT_LAST.has(before) || /\p{M}/u.test(after)) return false;
  if (IDEOGRAPH.test(before) || IDEOGRAPH.test(after)) return true;
  return /[-–—/]/.test(before) && /[\p{L}\p{N}]/u.test(after);
}

/** A piece that is wider than a line, in parts that fit; what is one letter to the reader stays whole. */
function cut(piece, room, ruler) {
  const cuts = [];
  let [part, used] = ["", 0];
  for (const letter of segments(piece, "grapheme")) {
    const width = ruler.widthOf(letter);
    if (part && used + width > room) {
      cuts.push([part, used]);
      [part, used] = ["", 0];
    }
    part += letter;
    used += width;
  }
  return [...cuts, [part, used]];
}

function segments(text, granularity) {
  return Array.from(new Intl.Segmenter(undefined, { granularity }).segment(text), ({ segment }) => segment);
}
