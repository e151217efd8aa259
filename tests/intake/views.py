"""What tests look at in a draft."""

from __future__ import annotations

from argmap.domain.anchoring.normalise import normalise
from argmap.domain.structure import BlockType
from argmap.intake import ArticleDraft

_SIGNS = {BlockType.PARAGRAPH: "p", BlockType.HEADING: "h", BlockType.LIST_ITEM: "li", BlockType.QUOTATION: "q"}


def outline(draft: ArticleDraft) -> list[str]:
    """The blocks as "h2 Words", "p Words", "li1 Words" (bullet) or "li1# Words" (number)."""
    check_structure(draft)
    return [
        f"{_SIGNS[block.type]}{block.level or ''}{'#' if block.ordered else ''} {draft.text[block.start : block.end]}"
        for block in draft.structure.blocks
    ]


def links(draft: ArticleDraft) -> list[tuple[str, str]]:
    check_structure(draft)
    return [(draft.text[link.start : link.end], link.href) for link in draft.structure.hyperlinks]


def check_structure(draft: ArticleDraft) -> None:
    """The rules of ``argmap.domain.structure``: blocks cover the text, in order; links lie inside them."""
    assert draft.text == normalise(draft.text)
    position = 0
    for block in draft.structure.blocks:
        assert not draft.text[position : block.start].strip()
        assert block.start < block.end
        assert draft.text[block.start : block.end] == draft.text[block.start : block.end].strip()
        position = block.end
    assert position == len(draft.text)
    ends = [0]
    for link in draft.structure.hyperlinks:
        assert ends[-1] <= link.start < link.end <= len(draft.text)
        assert link.href.startswith(("http://", "https://", "mailto:"))
        assert any(block.start <= link.start and link.end <= block.end for block in draft.structure.blocks)
        ends.append(link.end)
