from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from argmap.domain.structure import Block, BlockType, Hyperlink, Structure
from argmap.intake.base import ArticleDraft
from argmap.models import ArgumentMap
from argmap.templatetags.argmap import ago, counted, initials, language_name, sources_of, starts_with_title, tally
from argmap.templatetags.argmap import structure_summary as summary
from argmap.templatetags.icons import PATHS, icon_svg


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1, seconds=5), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(hours=30), "yesterday"),
        (timedelta(days=6, hours=2), "6 days ago"),
    ],
)
def test_how_long_ago_is_said_in_words(passed, words):
    assert ago(timezone.now() - passed) == words


def test_after_a_week_the_date_is_said():
    assert ago(datetime(2020, 3, 14, 12, tzinfo=timezone.get_current_timezone())) == "14 March 2020"


def test_numbers_come_with_their_noun():
    shown = [counted(number, "word,words") for number in (None, 0, 1, 1032)]

    assert shown == ["no words", "no words", "1 word", "1,032 words"]


def test_sorts_are_counted_together_and_one_by_one():
    assert tally({"claim": 1199, "evidence": 2, "counterclaim": 1}) == "1,202: 1,199 claims, 2 evidence, 1 counterclaim"
    assert tally({}) == "none"


def test_initials_are_one_or_two_letters():
    assert [initials(name) for name in ("analyst", "Jana Feld", "j.m.feld", "")] == ["A", "JF", "JF", "?"]


def test_a_language_is_named_and_an_unknown_one_keeps_its_code():
    assert [language_name(code) for code in ("en", "pt-BR", "tlh")] == ["English", "Portuguese", "tlh"]


def test_the_structure_is_summed_up_by_what_it_has():
    blocks = (Block(BlockType.HEADING, 0, 1, 1), Block(BlockType.PARAGRAPH, 2, 3), Block(BlockType.PARAGRAPH, 4, 5))

    assert summary(Structure(blocks, (Hyperlink(0, 1, "https://e.org"),))) == "2 paragraphs, 1 heading, 1 link"


def test_a_title_that_the_text_begins_with_is_recognised():
    draft = ArticleDraft(text="Buses\n\nWe need more.", structure=Structure())

    assert [starts_with_title(draft, title) for title in ("Buses", "Bus", "More", "")] == [True, False, False, False]


@pytest.mark.django_db
def test_a_map_says_from_which_texts_it_is_made(map_, article):
    by_title = sources_of(map_)
    article.author = article.title = "Jana Feld"
    article.save()
    ArgumentMap.objects.update(title="jana feld")

    assert by_title == "Buses"
    assert sources_of(ArgumentMap.objects.get()) == "Jana Feld"


def test_every_picture_is_drawn_without_colours_or_styles_of_its_own():
    for name in [*PATHS, "mark"]:
        assert not {"style=", "#", "fill="} & set(icon_svg(name).split('"'))
        assert 'aria-hidden="true"' in icon_svg(name)
