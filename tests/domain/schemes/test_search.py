import pytest

from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.search import schemes_with


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("expert", "expert-opinion"),
        ("Slippery", "causal-slippery-slope"),
        ("sunk costs", "waste"),
        ("hypocrisy", "inconsistent-commitment"),
        ("dilemma", "alternatives"),
        ("night porter", "position-to-know"),
        ("practical", "practical-reasoning"),
    ],
)
def test_a_scheme_is_found_by_name_by_other_names_and_by_what_it_says(words, first):
    assert schemes_with(words)[0].slug == first


def test_no_words_find_all_in_the_order_of_the_catalogue_and_strange_ones_none():
    assert schemes_with("  ") == list(CATALOGUE.values())
    assert schemes_with("expert zyx") == []
