from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.anchoring.resolve import MAX_PLACES, QuoteFinder
from tests.graphs import hard_texts

TEXT = (
    "The city council’s plan is “bold”, but it ignores the night buses. Every evening, hundreds of nurses — most of "
    "them women — wait for a bus that never comes.\n\nThe council says the money is gone. It isn’t: the reserve grew "
    "by 12 %."
)


def words_at(text, places):
    return [text[place.start : place.end] for place in places]


def test_exact_words_are_found_where_they_stand():
    assert words_at(TEXT, QuoteFinder(TEXT).places("the reserve grew by 12 %")) == ["the reserve grew by 12 %"]


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ('the city council\'s plan is "bold"', "The city council’s plan is “bold”"),
        ("nurses - most of them women - wait", "nurses — most of them women — wait"),
        ("NEVER COMES. THE COUNCIL SAYS", "never comes.\n\nThe council says"),
        ("grew by 12\u00a0%", "grew by 12 %"),
    ],
)
def test_case_quotation_marks_dashes_and_white_space_do_not_matter(quote, there):
    assert words_at(TEXT, QuoteFinder(TEXT).places(quote)) == [there]


def test_words_that_are_much_alike_are_found_with_their_score():
    [place] = QuoteFinder(TEXT).places(
        "Every evening hundreds of nurses, most of them women, wait for a bus that never came"
    )

    assert TEXT[place.start : place.end].startswith("Every evening, hundreds of nurses")
    assert TEXT[place.start : place.end].endswith("never comes")
    assert 0.8 <= place.score < 1


def test_words_that_are_not_there_are_not_found():
    assert QuoteFinder(TEXT).places("Trains are cheaper than planes in the long run") == ()
    assert QuoteFinder(TEXT).places("…") == ()
    assert QuoteFinder(TEXT).places("") == ()
    assert QuoteFinder("").places("words") == ()


def test_words_at_several_places_are_a_question():
    assert len(QuoteFinder("We must act. They say: we wait. We must act.").places("We must act.")) == 2
    assert len(QuoteFinder("no " * 100).places("no")) == MAX_PLACES


def test_two_places_that_are_alike_to_nearly_the_same_degree_are_a_question():
    text = "The tax on sugary drinks should be raised now. Later: The tax on sugary drinks should be raised soon."

    assert len(QuoteFinder(text).places("The tax on sugary drink should be raised, now")) == 2


def test_part_of_a_word_is_not_its_place():
    assert QuoteFinder("Nobody likes cartoons.").places("car") == ()


def test_scripts_without_blanks_are_found_inside_a_sentence():
    assert words_at("我们需要更多的公共汽车。", QuoteFinder("我们需要更多的公共汽车。").places("更多的公共汽车")) == [
        "更多的公共汽车"
    ]


@given(st.lists(hard_texts(), min_size=1, max_size=4), st.data())
def test_every_place_lies_inside_the_text_and_exact_words_are_always_found(parts, data):
    text = " | ".join(parts)
    quote = data.draw(st.sampled_from(parts))

    places = QuoteFinder(text).places(quote)

    assert all(0 <= place.start < place.end <= len(text) for place in places)
    if any(character.isalnum() for character in quote):
        assert places
        assert all(place.score == 1 for place in places)
