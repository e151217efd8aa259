import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.layout.text import broken, is_rtl, width_of
from tests.graphs import hard_texts


@given(hard_texts(), st.integers(60, 400))
def test_every_line_fits(text: str, width: int):
    for line in broken(text, width, 14):
        assert width_of(line, 14) <= width + 0.01


@given(hard_texts(), st.integers(20, 400))
def test_breaking_loses_nothing_but_blanks(text: str, width: int):
    assert "".join("".join(broken(text, width, 14)).split()) == "".join(text.split())


def test_lines_break_at_blanks():
    assert broken("the night train from the coast", 100, 14) == ["the night", "train from", "the coast"]


def test_line_breaks_in_the_text_are_blanks():
    assert broken("one\n\ntwo", 200, 14) == ["one two"]


def test_no_break_space_does_not_break():
    assert broken("aaa bbb\u00a0ccc", 70, 14) == ["aaa", "bbb\u00a0ccc"]


def test_a_word_too_long_for_a_line_is_broken_inside():
    lines = broken("x" * 50, 100, 14)

    assert len(lines) > 3
    assert "".join(lines) == "x" * 50


def test_ideographs_break_anywhere_but_before_closing_marks():
    assert broken("夜行列車は、廃止", 60, 14) == ["夜行列車", "は、廃止"]
    assert broken("夜行列車、廃止", 56, 14) == ["夜行列", "車、廃止"]


def test_joined_emoji_stay_together():
    family = "👩\u200d👩\u200d👧"

    assert all(line == family or line == family * 2 for line in broken(family * 5, 130, 14))


def test_marks_have_no_width():
    assert width_of("e\u0301", 14) == width_of("e", 14) == width_of("é", 14)


def test_empty_text_is_one_empty_line():
    assert broken("", 100, 14) == [""]


@pytest.mark.parametrize(
    ("text", "rtl"), [("هذا نص", True), ("שלום", True), ("1. שלום", True), ("a שלום", False), ("", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, rtl: bool):
    assert is_rtl(text) is rtl
