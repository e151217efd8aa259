import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.anchoring.normalise import normalise

_ODD = (
    "\r\n\t \xa0\xad\u200b\u200c\u200d\u200e\u2028\u2029\u2060\ufeff\ufffc\x07\x85"
    "e\u0301\u0323Åﬁกא\u05b0あ\u0958\U0001f469"
)


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("a\u2029b", "a\n\nb"),
        ("\ufeffWords", "Words"),
        ("so\ufeff\xadft", "soft"),
        ("cafe\u0301 \u212b", "café Å"),
        ("bell\x07 and\x1b escape", "bell and escape"),
        ("a\tb", "a b"),
        ("blanks  \nat ends\xa0\n", "blanks\nat ends"),
        ("a\n \n\t\n\n\nb", "a\n\nb"),
        ("\n\n  indented\n", "  indented"),
        ("two  blanks", "two  blanks"),
        ("zero\u200bwidth", "zerowidth"),
        ("pic\ufffcture", "picture"),
    ],
)
def test_each_character_and_line_end_has_one_form(given_text, stored):
    assert normalise(given_text) == stored


@pytest.mark.parametrize(
    "text",
    [
        "10\xa0km, 5\u202f%",
        "“curly” ‘quotes’ – dashes — … and well\u2011known",
        "👩\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e0062\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "שָׁלוֹם \u200fABC\u200e \u2067x\u2069",
        "مُحَمَّد",
        "ภาษา\u200bไทย",
        "\ufb01ne ½ x²",
        "  a poem\n    indented",
    ],
)
def test_what_the_author_set_with_care_stays(text):
    assert normalise(text) == unicodedata.normalize("NFC", text)


@given(st.text(alphabet=st.sampled_from(_ODD) | st.characters(exclude_categories=["Cs"]), max_size=200))
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.sampled_from("e\u0301\u0323\u0958\ufb1d‘"), min_size=55, max_size=90))
def test_long_runs_of_marks_are_normalised_once_too(text):
    once = normalise(text)
    assert normalise(once) == once


def test_the_time_is_linear_even_for_runs_of_marks():
    start = time.perf_counter()
    normalise("a" + "\u0301\u0316" * 500_000)
    normalise(" \n" * 500_000)
    normalise((" " * 50 + "x") * 20_000)
    assert time.perf_counter() - start < 5
