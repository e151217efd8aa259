import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.management.calling import refusal


@pytest.fixture
def map_(graph_in_db):
    return graph_in_db("main:yes a", "kind:counterclaim x", "x -x a", "kind:evidence b", "b -> a")


def checked(*arguments) -> tuple[int, str]:
    """The status of the command and what it prints."""
    output = StringIO()
    try:
        call_command("check_map", *map(str, arguments), stdout=output)
    except SystemExit as end:
        return int(end.code), output.getvalue()
    return 0, output.getvalue()


def test_each_problem_is_a_line_with_its_place(map_):
    assert checked(map_.pk) == (1, "Counterclaim without an answer  Nothing answers this counterclaim.  “x”\n")


def test_programs_get_json(map_):
    status, text = checked(map_.pk, "--json")

    [problem] = json.loads(text)
    assert (status, problem["rule"]) == (1, "unanswered_counterclaim")
    assert problem["nodes"] == [str(map_.nodes.get(text="x").pk)]


def test_rules_that_the_project_has_off_are_asked_only_on_demand(map_, project):
    project.rules_off = ["unanswered_counterclaim"]
    project.save()

    assert checked(map_.pk) == (0, "No rule finds a problem in this map.\n")
    assert checked(map_.pk, "--all-rules")[0] == 1


def test_a_map_that_there_is_not_is_refused(db):
    assert refusal("check_map", "nothing").startswith("There is no map “nothing”")
