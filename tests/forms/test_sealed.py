from __future__ import annotations

from datetime import date

import pytest

from argmap.domain.structure import Block, BlockType, Hyperlink, Structure
from argmap.domain.vocabulary import Direction
from argmap.exceptions import IntakeError
from argmap.forms.sealed import seal, unseal
from argmap.intake.base import ArticleDraft

DRAFT = ArticleDraft(
    text="כותרת 🚌\n\nשלום",
    structure=Structure(
        (Block(BlockType.HEADING, 0, 7, 1), Block(BlockType.LIST_ITEM, 9, 13, 2, True)),
        (Hyperlink(9, 11, "https://example.org/?a=1&b=2"),),
    ),
    title="כותרת",
    published=date(2026, 3, 14),
    language="he",
    direction=Direction.RTL,
    url="https://example.org/",
)


def test_a_draft_comes_back_as_it_was():
    assert unseal(seal(DRAFT)) == DRAFT


@pytest.mark.parametrize("sealed", ["", "x", seal(DRAFT)[:-1], seal(DRAFT).replace(":", ":a", 1)])
def test_a_changed_draft_is_refused(sealed):
    with pytest.raises(IntakeError, match="did not come back whole"):
        unseal(sealed)


def test_a_text_of_200_000_words_travels_in_less_than_a_megabyte():
    words = " ".join(f"word{n % 9973}" for n in range(160_000))

    assert len(seal(ArticleDraft(text=words, structure=Structure()))) < 1_000_000
