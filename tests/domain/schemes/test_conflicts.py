from __future__ import annotations

from argmap.domain.schemes.aif import aif_schemes
from argmap.domain.schemes.conflicts import conflicts


def test_aifs_names_for_attacks_are_all_there_and_those_of_critical_questions_first():
    found = conflicts()

    assert set(found) == {slug for slug, aif in aif_schemes().items() if aif.type == "CA"}
    assert [bool(one.objections) for one in found.values()] == sorted(
        (bool(one.objections) for one in found.values()), reverse=True
    )


def test_what_two_questions_say_alike_is_said_once():
    assert conflicts()["alternative-means"].objections == ("There is a better way to reach the goal.",)
