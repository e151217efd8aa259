import time

import pytest

from argmap.exceptions import IntakeError
from argmap.intake import read_article

N = 20_000
WORST = {
    "blanks.txt": " " * 1_000_000 + "x",
    "short-blocks.txt": "Ab cd\n\n" * N,
    "items.txt": "- a\n" * N,
    "comments.html": "<!---->" * N,
    "comments-like.txt": "<!---->" * 1_000 + "x",
    "scripts.html": "<p>" + "x<script></script>" * N,
    "cells.html": "<table><tr>" + "<td>a b" * N,
    "marks.html": "<p>a" + "<b>\u0301</b>" * N,
    "attributes.html": "<p " + "a='>' " * N * 5 + ">x",
    "tags.html": "<html>" + "<a" * N * 5,
    "quotes.html": "<html>" + "<a b='" * N + '<a b="' * N,
    "angles.md": "<div>" + "<" * N,
    "images.md": "![" * 2_000,
    "stars.md": "*a " * N,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_pages_take_no_more_than_linear_time(name):
    start = time.perf_counter()
    try:
        read_article(WORST[name].encode(), name=name)
    except IntakeError as error:
        assert str(error).endswith(".")  # noqa: PT017 (a sentence is as right as a draft)
    assert time.perf_counter() - start < 15
