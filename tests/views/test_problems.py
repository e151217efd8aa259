from __future__ import annotations

import pytest

from argmap.domain.problems.rules import RULES
from argmap.models import Node
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def bench(user, map_):
    bench = Bench(user, map_)
    bench.node("The bus is loved.")
    return bench


def listed(client, bench):
    found = client.get(f"/maps/{bench.map.pk}/problems/", headers=JSON).json()["problems"]
    return {problem["rule"]: problem for problem in found}


def test_the_list_has_each_problem_with_its_place_and_repair(signed_in, bench):
    found = listed(signed_in, bench)

    key = str(Node.objects.get().pk)
    assert found["claim_without_support"]["nodes"] == [key]
    assert found["claim_without_support"]["repair"] is None
    assert found["no_main_claim"]["message"] == "No claim is marked as the main claim."


def test_a_repair_is_one_edit_that_can_be_undone(signed_in, bench):
    Node.objects.create(map=bench.map, kind="claim", text="The bus is loved.")
    problem = listed(signed_in, bench)["equal_texts"]
    answer = signed_in.post(
        f"/maps/{bench.map.pk}/problems/repair/", {"rule": problem["rule"], "nodes": problem["nodes"]}, headers=JSON
    ).json()

    assert list(answer["nodes"].values()).count(None) == 1
    assert answer["undo"]
    assert "equal_texts" not in listed(signed_in, bench)


def test_a_problem_that_is_gone_is_refused_in_a_sentence(signed_in, bench):
    answer = signed_in.post(f"/maps/{bench.map.pk}/problems/repair/", {"rule": "equal_texts"}, headers=JSON)

    assert answer.status_code == 422
    assert answer.json()["error"] == "This problem is no longer there; read the list again."


def test_strangers_find_no_list(client, django_user_model, bench):
    client.force_login(django_user_model.objects.create_user("eve"))

    assert client.get(f"/maps/{bench.map.pk}/problems/").status_code == 404


def test_a_project_switches_rules_off_by_taking_their_ticks_away(signed_in, bench):
    address = f"/projects/{bench.map.project.slug}/rules/"
    page = signed_in.get(address).content.decode()

    signed_in.post(address, {"rules": [name for name in RULES if name != "claim_without_support"]})

    assert page.count("checked") == len(RULES)
    assert "claim_without_support" not in listed(signed_in, bench)
    assert signed_in.get(address).content.decode().count("checked") == len(RULES) - 1
