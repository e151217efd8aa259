import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.search.words import MOST_TERMS, Term, terms_of
from argmap.exceptions import InputError


def test_words_phrases_beginnings_and_what_to_leave_out():
    terms = terms_of('night "last bus" argu* -tram -"early bird"')

    assert terms == (
        Term("night"),
        Term("last bus"),
        Term("argu", prefix=True),
        Term("tram", excluded=True),
        Term("early bird", excluded=True),
    )


def test_typographic_quotation_marks_are_quotation_marks():
    assert terms_of("“last bus” «gare du nord» „bis dann“") == (
        Term("last bus"),
        Term("gare du nord"),
        Term("bis dann"),
    )


def test_a_quotation_mark_that_nobody_closes_holds_to_the_end():
    assert terms_of('night "last bus') == (Term("night"), Term("last bus"))


def test_operators_of_databases_are_words_or_nothing():
    assert terms_of("bus AND tram OR NOT near ( ) & | ! : ^ <-> *") == tuple(
        map(Term, ("bus", "AND", "tram", "OR", "NOT", "near"))
    )


def test_an_empty_text_asks_for_nothing():
    assert terms_of("  ") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("?! …", "There is no word in “?! …” to look for; use letters or digits."),
        ("-tram", "These are only words to leave out; add one to look for."),
        ("a " * (MOST_TERMS + 1), "These are more than 50 words; look for fewer, or put a phrase in quotes."),
    ],
)
def test_what_leaves_nothing_to_look_for_is_told_in_one_sentence(text, sentence):
    with pytest.raises(InputError) as caught:
        terms_of(text)

    assert (caught.value.message, caught.value.field) == (sentence, "q")


@pytest.mark.parametrize("word", ["巴士", "バス", "버스", "รถเมล์"])
def test_words_of_scripts_without_spaces_are_looked_for_inside_texts(word):
    [term] = terms_of(word)

    assert term.is_inside


@pytest.mark.parametrize("word", ["bus", "حافلة", "אוטובוס", "बस", "автобус"])
def test_words_of_other_scripts_are_words(word):
    [term] = terms_of(word)

    assert not term.is_inside


@given(st.text())
def test_every_text_is_read_or_refused_in_a_sentence(text):
    terms, refusal = (), "."

    try:
        terms = terms_of(text)
    except InputError as error:
        refusal = error.message

    assert refusal.endswith(".")
    assert all(any(map(str.isalnum, term.text)) for term in terms)
