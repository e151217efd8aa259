"""The guide's pictures come from one script, are all used, and stay small."""

import re

import pytest
from PIL import Image

from docs.screenshots import FOLDER, LARGEST, PICTURES
from tests.paths import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]


def test_the_pictures_are_those_that_the_script_makes():
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)


def test_every_picture_is_shown_somewhere_in_the_guide():
    shown = {name for page in PAGES for name in re.findall(r"images/([\w-]+)\.png\)", page.read_text(encoding="utf-8"))}

    assert shown == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_of_the_size_that_the_script_says(name):
    path = FOLDER / f"{name}.png"

    with Image.open(path) as image:
        assert image.mode == "P"
        assert image.width <= PICTURES[name].size["width"]
        assert image.height <= PICTURES[name].size["height"]
    assert path.stat().st_size <= LARGEST


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_says_in_words_what_it_shows(page):
    words = re.findall(r"!\[([^\]]*)\]\(", page.read_text(encoding="utf-8"))

    assert [text for text in words if len(text.split()) < 5] == []


def test_every_page_of_the_guide_is_linked_from_its_first():
    first = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
    others = {page.name for page in (ROOT / "docs" / "guide").glob("*.md")} - {"README.md"}

    assert {name for name in others if f"]({name})" not in first} == set()
    assert "](docs/guide/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
