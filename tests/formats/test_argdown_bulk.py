"""What is done at once, to all texts or names of a map or to a whole line, comes to the same as step by step."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from argmap.exceptions import FormatError
from argmap.formats import _argdown_statements
from argmap.formats._argdown_inline import all_escaped, all_visible, escaped, visible
from argmap.formats._argdown_parse import parse
from argmap.formats._unused import Unused
from tests.graphs import hard_texts

texts = st.lists(st.just("") | hard_texts(), max_size=6)


@given(texts)
def test_all_texts_are_made_visible_as_each_is(given_texts: list[str]):
    assert all_visible(given_texts) == [visible(text) for text in given_texts]


@given(texts)
def test_all_texts_are_escaped_as_each_is(given_texts: list[str]):
    shown = [visible(text) for text in given_texts]

    assert all_escaped(shown) == [escaped(text) for text in shown]


@given(st.lists(st.sampled_from(["a", "b", "a'", "c"]), max_size=6), st.sets(st.sampled_from(["a", "b'"])))
def test_names_are_given_all_at_once_as_one_after_the_other(names: list[str], taken: set[str]):
    one_by_one = Unused(taken)

    assert list(Unused(taken).each(names)) == [one_by_one(name) for name in names]


WORDS = (
    "[a]: ¦[b]:¦[a b]: ¦<c>: ¦[a]¦words¦ ¦  ¦\t¦it's 3.5 (a)¦\\*not\\*¦*em*¦#tag¦@[a]¦[w](u)¦https://a.example¦:)¦.A."
)
DATA = '{kind: evidence}¦{x: 1, y: "}"}¦{¦}¦{no¦ // note¦/* note */'
LINES = "\n¦\n\n¦\n    + ¦\n  - ¦\n    <_ ¦\n        +> ¦\n(1) ¦\n----\n(2) ¦\n# Heading\n¦\n* "
PIECES = st.sampled_from([piece for pieces in (WORDS, DATA, LINES, LINES) for piece in pieces.split("¦")])


@given(st.lists(PIECES, max_size=14).map("".join))
@example("[a]: words {kind: evidence}\n    + [b]: more\n  and more #tag\n")
@example("[a]: words {kind: evidence}")
@example("[a]: words {x: 1} \n}\n")
@example("[a]: words {x: 1}\n,\n    + [b]: more {y: 2}\n")
@example("[a]:   \n  words")
@example("# Heading\n\n// note\n[a]: words\n[b]\n")
def test_a_usual_line_is_read_at_once_as_piece_by_piece(text: str):
    with patch.object(_argdown_statements, "_USUAL", re.compile("(?!)")):
        expected = read_or_refused(text)

    assert read_or_refused(text) == expected


def read_or_refused(text: str) -> object:
    try:
        return parse(text)
    except FormatError as error:
        return str(error)
