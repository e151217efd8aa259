"""Whom a text mentions; ``tests/browser/test_mentions.py`` asks the field that completes names about the same texts."""

from __future__ import annotations

import pytest

from argmap.domain.mentions import Words, mentioned, words_of

NAMES = ["ben", "jose", "josé", "дарья", "नीति", "x_1"]
WRITTEN = {  # a text, and the name of ours that it mentions at its end
    "@ben": "ben",
    "Ask @ben": "ben",
    "(@Ben": "ben",
    "“@ben": "ben",
    "@josé": "josé",
    "@jose\u0301": "josé",  # the mark on a sign of its own
    "@Дарья": "дарья",
    "@नीति": "नीति",
    "@x_1": "x_1",
    "@\N{FULLWIDTH LATIN SMALL LETTER B}en": "ben",
    "me@ben": "",
    "é@ben": "",
    "e\u0301@ben": "",
    "я@ben": "",
    "²@ben": "",
    "a.@ben": "",
    "@@ben": "",
}


@pytest.mark.parametrize(("text", "name"), WRITTEN.items(), ids=ascii)
def test_a_mention_is_an_at_sign_that_begins_a_run_of_signs_of_a_name(text: str, name: str):
    assert mentioned(text, NAMES) == ({name} if name else set())


def test_a_text_is_cut_at_its_mentions_and_loses_nothing():
    text = "Ask @ben, @jose\u0301: (and @nobody.) @Ben."

    assert words_of(text, NAMES) == (
        Words("Ask "),
        Words("@ben", "ben"),
        Words(", "),
        Words("@jose\u0301", "josé"),
        Words(": (and @nobody.) "),
        Words("@Ben", "ben"),
        Words("."),
    )
    assert words_of("", NAMES) == ()
    assert words_of("@", NAMES) == (Words("@"),)


def test_a_long_run_of_dots_is_looked_through_once():
    [*before, last] = words_of("@é" + "." * 200_000 + " @ben", NAMES)

    assert (last, len(before)) == (Words("@ben", "ben"), 1)


def test_a_name_that_ends_with_dots_is_met_before_the_shorter_one():
    assert words_of("@ben..!", ["ben", "ben."]) == (Words("@ben.", "ben."), Words(".!"))
