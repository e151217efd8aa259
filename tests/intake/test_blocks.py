import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.structure import Block, BlockType, Hyperlink
from argmap.exceptions import IntakeError
from argmap.intake.base import ArticleDraft
from argmap.intake.blocks import RawBlock, Run, compose, heading, paragraph
from tests.intake.views import check_structure

ITEM = BlockType.LIST_ITEM
_PIECES = st.text(
    st.sampled_from("ab \n\t\xa0\u200b\xadé\u0301\u0323\u0958\u1161가ก-.\r\u2028")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)


def test_blocks_are_parted_by_an_empty_line_and_items_by_a_line_end():
    text, structure = compose(
        [heading("T", 1), paragraph("a"), *[RawBlock(ITEM, (Run(x),), 1) for x in "bc"], paragraph("d")]
    )
    assert text == "T\n\na\n\nb\nc\n\nd"
    assert structure.blocks[2:4] == (Block(ITEM, 6, 7, 1), Block(ITEM, 8, 9, 1))


def test_a_list_of_another_kind_is_another_list():
    text, _ = compose([RawBlock(ITEM, (Run("a"),), 1), RawBlock(ITEM, (Run("b"),), 1, ordered=True)])
    assert text == "a\n\nb"


def test_a_link_has_no_blanks_around_its_words():
    block = RawBlock(
        BlockType.PARAGRAPH, (Run("See"), Run(" the ", "https://x.org"), Run("study ", "https://x.org"), Run("now"))
    )
    text, structure = compose([block])
    assert text == "See the study now"
    assert structure.hyperlinks == (Hyperlink(4, 13, "https://x.org"),)


def test_two_links_beside_each_other_stay_two():
    block = RawBlock(BlockType.PARAGRAPH, (Run("a", "https://x.org"), Run("b", "https://y.org")))
    assert [link.href for link in compose([block])[1].hyperlinks] == ["https://x.org", "https://y.org"]


def test_a_mark_at_the_start_of_a_link_goes_to_the_letter_before():
    block = RawBlock(BlockType.PARAGRAPH, (Run("cafe"), Run("\u0301 bar", "https://x.org")))
    text, structure = compose([block])
    assert text == "café bar"
    assert structure.hyperlinks == (Hyperlink(5, 8, "https://x.org"),)


def test_empty_blocks_vanish():
    assert compose([paragraph(" \xa0\u200b"), paragraph("a"), paragraph("\n")])[0] == "a"


def test_nothing_is_refused():
    with pytest.raises(IntakeError, match="no text"):
        compose([paragraph(" ")])


@given(
    st.lists(
        st.builds(
            RawBlock,
            st.sampled_from(BlockType),
            st.lists(
                st.builds(Run, _PIECES, st.sampled_from(["", "", "https://x.org", "https://y.org"])), max_size=5
            ).map(tuple),
            st.integers(1, 3),
        ),
        max_size=6,
    )
)
def test_the_structure_covers_the_normalised_text_whatever_the_blocks_are(raw_blocks):
    try:
        text, structure = compose(raw_blocks)
    except IntakeError as error:
        assert "no text" in str(error) or "NUL" in str(error)  # noqa: PT017 (either is right)
        return
    check_structure(ArticleDraft(text, structure))
