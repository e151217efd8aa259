import re
from datetime import date

import pytest

from argmap.domain.anchoring.words import word_count
from argmap.domain.vocabulary import Direction
from argmap.exceptions import IntakeError
from argmap.intake import read_article, read_pasted
from tests.intake.views import links, outline
from tests.paths import SHARED

ARTICLE = SHARED / "articles" / "warming-israel-azerbaijan-ties.txt"
ESSAYS = SHARED / "corpora" / "long-essays"
LONG = "The bus comes late every day, and the people who wait for it in the rain know that it will be full."


def headings(draft):
    return [line for line in outline(draft) if line.startswith("h")]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the shared articles are not here")
def test_the_opinion_piece_tells_its_title_author_date_and_headings():
    draft = read_pasted(ARTICLE.read_text(encoding="utf-8"))
    assert draft.title == "Warming Israel-Azerbaijan ties and the Iranian ire they stoke"
    assert draft.subtitle.startswith("This secular Muslim country is")
    assert draft.subtitle.endswith("Islamist terrorism")
    assert (draft.author, draft.published) == ("Ahmad Hashemi", date(2023, 2, 6))
    assert (draft.language, draft.direction) == ("en", Direction.LTR)
    assert headings(draft) == [
        "h1 Warming Israel-Azerbaijan ties and the Iranian ire they stoke",
        "h2 Iran’s violent reaction",
        "h2 Israel-Azerbaijan: Win-win",
        "h2 A regional realignment",
    ]
    assert "\xa0appointed\xa0" in draft.text
    assert word_count(draft.text) == 1032


@pytest.mark.skipif(not ESSAYS.exists(), reason="the shared corpora are not here")
@pytest.mark.parametrize("name", ["no-10.txt", "no-51.txt", "no-70.txt", "common-sense.txt"])
def test_hard_wrapped_essays_become_paragraphs_and_lose_no_word(name):
    source = (ESSAYS / name).read_text(encoding="utf-8")
    draft = read_article(source.encode(), name=name)
    outline(draft)
    assert draft.text.split() == re.sub(r"(?<=[a-z])-\n", "-", source).split()
    wrapped = sum(1 for block in draft.structure.blocks if "\n" in draft.text[block.start : block.end])
    assert wrapped <= 8  # the lines of a title page


def test_pasted_words_all_stay_in_the_text():
    pasted = f"More buses\n\nWhy the city should pay for them\n\nBy Ann Lee\n\nMay 6, 2024\n\n{LONG}\n\n{LONG}"
    draft = read_pasted(pasted)
    assert draft.text == pasted
    assert (draft.title, draft.subtitle) == ("More buses", "Why the city should pay for them")
    assert (draft.author, draft.published) == ("Ann Lee", date(2024, 5, 6))
    assert headings(draft) == ["h1 More buses"]


def test_a_text_without_a_head_proposes_nothing():
    draft = read_pasted(f"{LONG}\n\n{LONG}")
    assert (draft.title, draft.subtitle, draft.author, draft.published) == ("", "", "", None)


def test_a_single_line_is_a_paragraph():
    assert outline(read_pasted("More buses")) == ["p More buses"]


def test_a_closing_byline_names_the_author():
    draft = read_pasted(f"More buses\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\nAnn Lee is a driver at the city’s bus company.")
    assert draft.author == "Ann Lee"


@pytest.mark.parametrize("start", ["By contrast, nobody", "By now it is late"])
def test_a_sentence_that_begins_with_by_is_no_byline(start):
    assert read_pasted(f"{start} {LONG}\n\n{LONG}").author == ""


def test_verse_keeps_its_lines():
    verse = "The bus is late,\nthe bus is full,\n  the rain is wet\nand wet my wool."
    assert outline(read_pasted(f"{LONG}\n\n{verse}")) == [f"p {LONG}", f"p {verse}"]


def test_lines_longer_than_anybody_wraps_are_paragraphs():
    assert outline(read_pasted(f"{LONG} {LONG}\n{LONG} {LONG}")) == [f"p {LONG} {LONG}"] * 2


def test_mail_like_wrapping_is_joined_and_a_broken_compound_stays_whole():
    pasted = (
        "The bus comes late every day, and the people who wait for it in the\n"
        "rain know that it will be full, because the city has cut the well-\n"
        "known line in two, and has told nobody about it until the last week\n"
        "of the month of May."
    )
    (line,) = outline(read_pasted(pasted))
    assert "in the rain" in line
    assert "the well-known line" in line
    assert "\n" not in line


def test_lists_become_items_and_their_marks_structure():
    pasted = f"{LONG}\n\n- cold\n- wet\n  and windy\n  - late\n\n1. first\n2. second"
    assert outline(read_pasted(pasted))[1:] == [
        "li1 cold",
        "li1 wet and windy",
        "li2 late",
        "li1# first",
        "li1# second",
    ]


def test_a_year_or_a_dash_at_the_start_of_a_line_is_no_list():
    assert outline(read_pasted(f"{LONG}\n\n1914. It was late.\n\n- No, he said.")) == [
        f"p {LONG}",
        "p 1914. It was late.",
        "p - No, he said.",
    ]


def test_quoted_lines_of_mails_become_quotations():
    assert outline(read_pasted(f"{LONG}\n\n> It never comes.\n>\n> Never.\n\n>> Really?"))[1:] == [
        "q1 It never comes.",
        "q1 Never.",
        "q2 Really?",
    ]


def test_underlined_lines_are_headings():
    assert outline(read_pasted(f"The queue\n=========\n\n{LONG}"))[0] == "h1 The queue"


def test_web_addresses_in_the_text_become_links():
    draft = read_pasted(f"{LONG} See https://example.org/a_(b), and (http://example.org/c?d=e).")
    assert [address for _, address in links(draft)] == ["https://example.org/a_(b)", "http://example.org/c?d=e"]


def test_right_to_left_text_is_recognised():
    draft = read_pasted("השלום\n\n" + "האוטובוס מאחר בכל יום והאנשים מחכים לו בגשם. " * 5)
    assert (draft.language, draft.direction) == ("he", Direction.RTL)


@pytest.mark.parametrize(
    ("pasted", "match"),
    [
        ("", "no text"),
        (" \n\t\ufeff", "no text"),
        ("a\0b", "Character 2 is a NUL"),
        ("ab\ud800", "Character 3 is half of a surrogate pair"),
        ("a" * 1_500_001, "more than 1,500,000 characters"),
        ("\u200b\xad", "no text"),
    ],
)
def test_what_cannot_be_stored_gets_a_sentence(pasted, match):
    with pytest.raises(IntakeError, match=match):
        read_pasted(pasted)
