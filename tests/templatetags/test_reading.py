from __future__ import annotations

import gc
from html.parser import HTMLParser
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.structure import Block, BlockType, Hyperlink, Structure
from argmap.templatetags.reading import ReadingBlock, Segment, reading_blocks

P, H, L, Q = (
    BlockType.PARAGRAPH,
    BlockType.HEADING,
    BlockType.LIST_ITEM,
    BlockType.QUOTATION,
)


def shape(blocks: list[ReadingBlock], text: str) -> str:
    """The elements around the blocks with the words in them, without the block's own tag."""
    return "".join(f"{block.opens}{text[block.start : block.end]}{block.closes}" for block in blocks)


def words_of(*drafts: tuple[str, BlockType, int, bool]) -> tuple[str, Structure]:
    """A text of one line a block, and its structure."""
    place, blocks = 0, []
    for words, type_, level, ordered in drafts:
        blocks.append(Block(type_, place, place + len(words), level, ordered))
        place += len(words) + 1
    return "\n".join(draft[0] for draft in drafts), Structure(tuple(blocks))


def test_items_of_one_list_stand_in_one_list():
    text, structure = words_of(("a", L, 1, False), ("b", L, 1, False), ("c", P, 0, False))

    assert shape(reading_blocks(text, structure), text) == "<ul><li>a</li><li>b</li></ul>c"


def test_a_deeper_item_stands_inside_the_item_before_it():
    text, structure = words_of(("a", L, 1, False), ("b", L, 2, True), ("c", L, 2, True), ("d", L, 1, False))

    assert shape(reading_blocks(text, structure), text) == (
        "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
    )


def test_a_list_that_starts_deep_is_still_well_formed():
    text, structure = words_of(("a", L, 3, False), ("b", L, 1, False))

    assert shape(reading_blocks(text, structure), text) == (
        "<ul><li><ul><li><ul><li>a</li></ul></li></ul></li><li>b</li></ul>"
    )


def test_a_numbered_list_after_a_plain_one_is_another_list():
    text, structure = words_of(("a", L, 1, False), ("b", L, 1, True))

    assert shape(reading_blocks(text, structure), text) == "<ul><li>a</li></ul><ol><li>b</li></ol>"


def test_quotations_nest_and_paragraphs_of_one_stand_together():
    text, structure = words_of(("a", Q, 1, False), ("b", Q, 1, False), ("c", Q, 2, False), ("d", P, 0, False))

    assert shape(reading_blocks(text, structure), text) == ("<blockquote>ab<blockquote>c</blockquote></blockquote>d")


def test_headings_are_h2_to_h4_below_the_title_of_the_page():
    text, structure = words_of(*((str(level), H, level, False) for level in (1, 2, 3, 6)))

    assert [block.tag for block in reading_blocks(text, structure)] == [
        "h2",
        "h3",
        "h4",
        "h4",
    ]


def test_a_link_is_a_segment_of_its_own():
    structure = Structure((Block(P, 0, 11),), (Hyperlink(4, 7, "https://example.org/"),))

    [block] = reading_blocks("see the end", structure)

    assert block.segments == (
        Segment("see "),
        Segment("the", "https://example.org/"),
        Segment(" end"),
    )


def test_a_link_over_two_blocks_is_in_both():
    structure = Structure((Block(P, 0, 3), Block(P, 4, 7)), (Hyperlink(1, 6, "https://example.org/"),))

    first, second = reading_blocks("abc def", structure)

    assert first.segments == (Segment("a"), Segment("bc", "https://example.org/"))
    assert second.segments == (Segment("de", "https://example.org/"), Segment("f"))


def test_a_link_that_would_run_a_script_is_only_words():
    structure = Structure((Block(P, 0, 3),), (Hyperlink(0, 3, "javascript:alert(1)"),))

    assert reading_blocks("abc", structure)[0].segments == (Segment("abc"),)


def test_a_text_without_structure_has_a_paragraph_between_empty_lines():
    blocks = reading_blocks("  one\nstill one\n \n\ntwo \n", Structure())

    assert [(b.tag, b.segments) for b in blocks] == [
        ("p", (Segment("one\nstill one"),)),
        ("p", (Segment("two"),)),
    ]


def test_words_that_the_structure_leaves_out_are_shown():
    blocks = reading_blocks("lost\n\nkept\n\nlost too", Structure((Block(H, 6, 10, 1),)))

    assert [(b.tag, b.segments[0].text) for b in blocks] == [
        ("p", "lost"),
        ("h2", "kept"),
        ("p", "lost too"),
    ]


texts = st.text(st.sampled_from("ab \n<&🙂é\u05d0"), max_size=40)
places = st.integers(0, 45)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """Any structure, broken ones too: files of others bring them."""
    blocks = draw(
        st.lists(
            st.builds(
                Block,
                st.sampled_from(BlockType),
                places,
                places,
                st.integers(0, 4),
                st.booleans(),
            )
        )
    )
    links = draw(st.lists(st.builds(Hyperlink, places, places, st.just("https://example.org/"))))
    return Structure(
        tuple(sorted(blocks, key=lambda b: b.start)),
        tuple(sorted(links, key=lambda link: link.start)),
    )


@given(texts, structures())
def test_every_block_holds_exactly_its_range_and_no_word_is_lost(text, structure):
    blocks = reading_blocks(text, structure)

    assert all("".join(s.text for s in b.segments) == text[b.start : b.end] for b in blocks)
    assert [b.start for b in blocks] == sorted(b.start for b in blocks)
    shown = "".join(text[b.start : b.end] for b in blocks)
    assert "".join(shown.split()) == "".join(text.split())


class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else ""
        assert (tag == "li") == (parent in ("ul", "ol")), f"<{tag}> in <{parent}>"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(texts, structures())
def test_lists_and_quotations_are_always_well_formed(text, structure):
    parser = Nesting()

    parser.feed("".join(f"{b.opens}<{b.tag}></{b.tag}>{b.closes}" for b in reading_blocks(text, structure)))

    assert parser.open == []


def seconds_for(paragraphs: int) -> float:
    """Processor time for so many paragraphs, each with a link."""
    line = "seven words make one line of text\n\n"
    starts = range(0, len(line) * paragraphs, len(line))
    blocks = tuple(Block(P, start, start + len(line) - 2) for start in starts)
    links = tuple(Hyperlink(start, start + 5, "https://example.org/") for start in starts)
    gc.disable()  # what earlier tests left behind would be counted
    try:
        began = process_time()
        assert len(reading_blocks(line * paragraphs, Structure(blocks, links))) == paragraphs
        return process_time() - began
    finally:
        gc.enable()


def test_a_text_four_times_as_long_takes_about_four_times_as_long():
    few = min(seconds_for(4_000) for _ in range(3))
    many = min(seconds_for(16_000) for _ in range(3))

    assert many < 9 * few  # 16 times would be quadratic
