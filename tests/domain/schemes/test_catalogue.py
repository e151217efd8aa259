import re
from collections import Counter

import pytest

from argmap.domain.schemes.aif import aif_of, aif_schemes
from argmap.domain.schemes.catalogue import CATALOGUE, scheme_named
from argmap.domain.schemes.model import Aim
from argmap.domain.schemes.words import WORDS

SCHEMES = list(CATALOGUE.values())
EVERY = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.slug)
OWN = {"statistic"}  # not a scheme of AIF


def is_sentence(text: str, end: str = ".") -> bool:
    return text[0].isupper() and text.endswith(end) and len(text.split()) > 2 and "  " not in text


def test_there_are_thirty_schemes_and_no_name_stands_twice():
    names = Counter(scheme.name for scheme in SCHEMES)
    slugs = Counter(slug for scheme in SCHEMES for slug in (scheme.slug, *scheme.also))

    assert len(SCHEMES) == 30
    assert set(names.values()) == set(slugs.values()) == {1}


def test_those_that_opinion_pieces_use_most_stand_first():
    assert list(CATALOGUE)[:4] == [
        "practical-reasoning",
        "positive-consequences",
        "negative-consequences",
        "popular-opinion",
    ]


@EVERY
def test_each_scheme_and_variant_is_one_of_aif_or_our_own(scheme):
    assert {scheme.slug, *scheme.also} - aif_schemes().keys() <= OWN | {"precedent"}
    assert aif_of(scheme.slug).type == "RA"


@EVERY
def test_premises_conclusion_and_example_are_sentences(scheme):
    texts = [premise.text for premise in scheme.premises]

    assert all(is_sentence(text) for text in [*texts, scheme.conclusion, *scheme.example])
    assert len(scheme.example) == len(scheme.premises) + 1
    assert len(set(scheme.roles)) == len(scheme.roles) > 0


@EVERY
def test_each_question_is_one_and_its_objection_is_a_sentence(scheme):
    assert len(scheme.questions) > 1
    for question in scheme.questions:
        assert is_sentence(question.text, "?")
        assert is_sentence(question.objection)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.slug)
    assert len({question.slug for question in scheme.questions}) == len(scheme.questions)


@EVERY
def test_a_question_that_doubts_a_premise_names_it_and_others_name_none(scheme):
    for question in scheme.questions:
        named = question.role in scheme.roles if question.aim is Aim.PREMISE else question.role == ""
        assert named, question.slug


@EVERY
def test_conflicts_are_those_of_aif_and_each_tells_one_question_of_a_scheme(scheme):
    conflicts = [question.conflict for question in scheme.questions if question.conflict]

    assert all(aif_schemes()[conflict].type == "CA" for conflict in conflicts)
    assert len(set(conflicts)) == len(conflicts)


def test_a_variant_is_read_as_its_scheme_and_an_own_name_as_none():
    assert scheme_named("dilemma") is CATALOGUE["alternatives"]
    assert scheme_named("a scheme of our own") is None


def test_what_aif_does_not_name_is_its_default_inference():
    assert (aif_of("statistic").name, aif_of("statistic").number) == ("Default Inference", 72)
    assert (aif_of("expert-opinion").name, aif_of("expert-opinion").number) == ("Expert Opinion", 15)


def test_words_to_look_for_are_those_of_schemes_of_the_catalogue():
    assert WORDS.keys() == CATALOGUE.keys()
