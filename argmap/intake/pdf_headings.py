"""Which paragraphs of a PDF are headings, list items and quotations, by size, weight and sign."""

from __future__ import annotations

from argmap.domain.structure import BlockType
from argmap.intake.blocks import RawBlock, Run
from argmap.intake.pdf_paragraphs import BULLET, Paragraph, Paragraphs

_LARGER = 1.12  # times the size of the running text
_LONGEST_HEADING = 200  # code points
_LONGEST_BOLD_HEADING = 120
_LOWEST_LEVEL = 6
_NO_HEADING_END = (".", ",", ";", ":", "…")


def classify(paragraphs: Paragraphs) -> list[RawBlock]:
    """The paragraphs as blocks; the levels of headings follow their sizes, the largest first."""
    found = paragraphs.found
    headings = [_is_heading(each, index, paragraphs) for index, each in enumerate(found)]
    styles = sorted(
        {_style(each) for each, is_heading in zip(found, headings, strict=True) if is_heading}, reverse=True
    )
    top = 1 if headings and any(headings[:4]) else 2
    blocks: list[RawBlock] = []
    for index, (each, is_heading) in enumerate(zip(found, headings, strict=True)):
        runs = paragraphs.runs(each)
        if is_heading:
            level = min(styles.index(_style(each)) + top, _LOWEST_LEVEL)
            blocks.append(RawBlock(BlockType.HEADING, runs, level=level))
        elif _is_item(found, index):
            blocks.append(_item(each, runs))
        elif _is_quotation(each):
            blocks.append(RawBlock(BlockType.QUOTATION, runs, level=1))
        else:
            blocks.append(RawBlock(BlockType.PARAGRAPH, runs))
    return blocks


def _style(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size * 2) / 2, paragraph.bold


def _is_heading(paragraph: Paragraph, index: int, paragraphs: Paragraphs) -> bool:
    text = paragraph.text
    if not any(map(str.isalpha, text)) or len(paragraph.lines) > 4:
        return False
    if paragraph.size >= _LARGER * paragraphs.body_size:
        return len(text) <= _LONGEST_HEADING and _has_smaller_text(paragraph, index, paragraphs)
    return (
        paragraph.bold
        and paragraph.size >= 0.95 * paragraphs.body_size
        and len(text) <= _LONGEST_BOLD_HEADING
        and len(paragraph.lines) <= 2
        and not text.endswith(_NO_HEADING_END)
        and any(not each.bold for each in paragraphs.found[index + 1 : index + 3])
    )


def _has_smaller_text(paragraph: Paragraph, index: int, paragraphs: Paragraphs) -> bool:
    """Whether something of a smaller size follows: a large last line is a closing word, no heading."""
    return any(each.size < paragraph.size for each in paragraphs.found[index + 1 :])


def _is_item(found: list[Paragraph], index: int) -> bool:
    """Whether it begins with a sign of lists; dashes and numbers count only beside a second one."""
    sign = BULLET.match(found[index].text)
    if sign is None:
        return False
    if sign[1] in "•‣▪◦●○■":
        return True
    neighbours = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
    return any((other := BULLET.match(each.text)) and _sort(other[1]) == _sort(sign[1]) for each in neighbours)


def _sort(sign: str) -> str:
    return "1" if any(map(str.isdigit, sign)) else "a" if any(map(str.isalpha, sign)) else sign


def _is_quotation(paragraph: Paragraph) -> bool:
    """Whether its lines, several and flush, are indented on both sides."""
    step = 1.2 * paragraph.size
    lefts = [line.left for line in paragraph.lines[1:]]
    return (
        len(paragraph.lines) > 2
        and max(lefts) - min(lefts) < 0.3 * paragraph.size
        and min(line.left for line in paragraph.lines) >= paragraph.left + step
        and max(line.right for line in paragraph.lines) <= paragraph.right - step
    )


def _item(paragraph: Paragraph, runs: tuple[Run, ...]) -> RawBlock:
    """The item without its sign; a letter or number in brackets is part of the words."""
    sign = BULLET.match(runs[0].text)
    ordered = sign is not None and _sort(sign[1]) != sign[1]
    if sign is not None and not (ordered and _sort(sign[1]) == "a"):
        runs = (Run(runs[0].text[sign.end() :], runs[0].href), *runs[1:])
    return RawBlock(BlockType.LIST_ITEM, runs, level=1, ordered=ordered)
