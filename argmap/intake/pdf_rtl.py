"""PDFs in Hebrew, Arabic, Persian and other scripts from right to left: from glyphs where they stand to words as read.

A PDF draws glyphs; which one is read first it does not say, and what PDFium guesses is often turned round inside a
word. So on pages with such letters the place of each glyph decides, by the bidirectional algorithm backwards
(https://www.unicode.org/reports/tr9/): words run from the right, numbers and Latin words inside them from the left.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from argmap.intake.pdf_words import Glyph, Page, Word, oriented

RTL_LETTER = re.compile(
    r"[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u085f\u08a0-\u08c9\ufb1d-\ufdff\ufe70-\ufefc]"
)
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u058f]")
_SHAPED = re.compile(r"[\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")  # letters as they are drawn at their place in a word
_LTR_RUN = re.compile(r"[^\W_]+(?:[^\w\s]+[^\W_]+)*")  # of a word: letters and digits, and the signs between them
_SAME_BASELINE = 0.3  # of a glyph's height
_WORD_GAP = 0.2  # of the row's height; the gaps between letters that do not join are narrower
_LEAST_BLANK = 0.05  # of the row's height; PDFium puts narrower ones where none is drawn


def rows_of(glyphs: Sequence[Glyph], baselines: Sequence[float]) -> list[list[Glyph]]:
    """The glyphs by baseline, in each row as they stand in the file; the rows from the top."""
    places = sorted(range(len(glyphs)), key=lambda place: -baselines[place])
    rows: list[list[int]] = []
    for place in places:
        if rows and baselines[rows[-1][0]] - baselines[place] <= _SAME_BASELINE * glyphs[place].height:
            rows[-1].append(place)
        else:
            rows.append([place])
    return [[glyphs[place] for place in sorted(row)] for row in rows]


def words_of_row(row: Sequence[Glyph], *, rtl: bool) -> list[list[Glyph]]:
    """The words of a row, the letters of each as they are read on a page from right to left (``rtl``) or not."""
    return [_read(word, rtl=rtl) for word in _drawn_words(row)]


def reads_from_the_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters belong to such a script."""
    return sum(map(is_rtl, glyphs)) * 2 > sum(glyph.text.isalpha() for glyph in glyphs)


def is_rtl(glyph: Glyph) -> bool:
    return RTL_LETTER.match(glyph.text) is not None


def spelled(text: str) -> str:
    """A word's letters as they are typed, not as they are drawn, and its brackets as they open and close it."""
    if not RTL_LETTER.search(text):
        return text
    text = _SHAPED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return oriented(text)


def from_the_start(pages: Sequence[Page], *, rtl: bool) -> list[Page]:
    """The pages as if they were written from left to right, so that one set of rules reads both: those of a document
    from right to left mirrored, and the words that run against the document's direction marked."""
    return [replace(page, words=tuple(_from_the_start(word, rtl=rtl) for word in page.words)) for page in pages]


def _from_the_start(word: Word, *, rtl: bool) -> Word:
    is_rtl_word = RTL_LETTER.search(word.text) is not None
    if not rtl:
        return replace(word, foreign=True) if is_rtl_word else word
    foreign = not is_rtl_word and _LATIN_LETTER.search(word.text) is not None
    text = word.text if is_rtl_word or foreign else oriented(word.text)
    return replace(word, text=text, left=-word.right, right=-word.left, foreign=foreign)


def _drawn_words(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The words of a row, and the letters in each, from left to right as they are drawn; marks follow their letter."""
    letters = sorted((each for each in row if not _is_mark(each)), key=lambda each: each.left + each.right)
    height = max((each.height for each in letters), default=1.0)
    words: list[list[Glyph]] = []
    edge = float("-inf")  # of the last letter; none after a blank
    for glyph in letters:
        if glyph.text == " ":
            edge = edge if glyph.right - glyph.left < _LEAST_BLANK * height else float("-inf")
        elif glyph.left - edge > _WORD_GAP * height:
            words.append([glyph])
            edge = glyph.right
        else:
            words[-1].append(glyph)
            edge = max(edge, glyph.right)
    return _with_marks(words, [each for each in row if _is_mark(each)])


def _with_marks(words: list[list[Glyph]], marks: Sequence[Glyph]) -> list[list[Glyph]]:
    """The words; each mark in one piece with the letter that it stands over or under."""
    places = [(each.left + each.right, word, place) for word in words for place, each in enumerate(word)]
    centres = [centre for centre, _, _ in places]
    for mark in marks:
        centre = mark.left + mark.right
        after = bisect_left(centres, centre)
        near = min(places[max(after - 1, 0) : after + 1], key=lambda each: abs(each[0] - centre), default=None)
        if near is not None:
            _, word, place = near
            word[place] = word[place]._replace(text=word[place].text + mark.text)
    return words


def _read(word: Sequence[Glyph], *, rtl: bool) -> list[Glyph]:
    """The letters of a drawn word in the order in which they are read on a page from right to left, or else not."""
    if rtl:
        return _from_the_right(word)
    inner = [place for place, glyph in enumerate(word) if glyph.text[:1].isalnum()]
    if not any(map(is_rtl, word)) or not inner:
        return list(word)
    start, end = inner[0], inner[-1] + 1
    return [*word[:start], *_from_the_right(word[start:end]), *word[end:]]


def _from_the_right(word: Sequence[Glyph]) -> list[Glyph]:
    """The letters from the right, numbers and Latin letters among them from the left."""
    turned = list(reversed(word))
    # One sign for each glyph: its own where it runs from the left, else a blank.
    signs = "".join(" " if is_rtl(glyph) or len(glyph.text) != 1 else glyph.text for glyph in turned)
    for match in _LTR_RUN.finditer(signs):
        turned[match.start() : match.end()] = reversed(turned[match.start() : match.end()])
    return turned


def _is_mark(glyph: Glyph) -> bool:
    return unicodedata.category(glyph.text[0]) == "Mn"
