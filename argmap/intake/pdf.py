"""PDF: pages to words, words to columns of lines, lines to paragraphs and headings.

The stages stand in ``pdf_source`` and ``pdf_glyphs`` (PDFium), ``pdf_rtl``, ``pdf_margins``, ``pdf_columns``,
``pdf_paragraphs`` and ``pdf_headings``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from argmap.domain.vocabulary import Direction
from argmap.exceptions import IntakeError
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock
from argmap.intake.language import direction_of
from argmap.intake.pdf_columns import Flow, read_columns
from argmap.intake.pdf_headings import classify
from argmap.intake.pdf_margins import without_running_heads
from argmap.intake.pdf_meta import created_metadata, information_metadata, page_metadata
from argmap.intake.pdf_paragraphs import Paragraphs
from argmap.intake.pdf_rtl import from_the_start
from argmap.intake.pdf_source import read_source
from argmap.intake.pdf_words import Page

_SCANNED = (
    "This PDF holds pictures of pages and no text, as scanners make them; "
    "let a text recognition (OCR) program add the text, or paste the article's words."
)


def read_pdf(data: bytes) -> tuple[list[RawBlock], Metadata]:
    """The blocks of a PDF and what it says about itself.

    Raises IntakeError where it is broken, protected by a password, without text, or too long.
    """
    source = read_source(data)
    flows = _flows(source.pages)
    if not any(character.isalnum() for flow in flows for line in flow for character in line.text):
        raise IntakeError(_SCANNED)
    blocks = classify(Paragraphs(flows))
    told = information_metadata(source.information)
    return blocks, told.or_else(page_metadata(blocks)).or_else(created_metadata(source.information))


def _flows(pages: Sequence[Page]) -> list[Flow]:
    turned = from_the_start(pages, rtl=_is_rtl(pages))
    return [flow for words in without_running_heads(turned) for flow in read_columns(words)]


def _is_rtl(pages: Sequence[Page]) -> bool:
    directions: Counter[Direction] = Counter()
    for page in pages[:5]:
        directions[direction_of(" ".join(word.text for word in page.words))] += len(page.words)
    return directions[Direction.RTL] > directions[Direction.LTR]
