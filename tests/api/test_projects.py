from argmap.models import Project
from tests.api.conftest import assert_problem


def test_whoever_creates_a_project_owns_it(stranger):
    response = stranger.post("projects/", {"name": "Città", "guidelines": "Mark claims.\n"})

    assert response.status_code == 201
    project = response.json()
    assert {key: project[key] for key in ("name", "slug", "guidelines", "role", "article_count", "map_count")} == {
        "name": "Città",
        "slug": "città",
        "guidelines": "Mark claims.\n",
        "role": "owner",
        "article_count": 0,
        "map_count": 0,
    }


def test_projects_are_listed_by_name_and_found_by_slug(owner, project, map_):
    owner.post("projects/", {"name": "Another"})

    assert [row["name"] for row in owner.get("projects/").json()["results"]] == ["Another", "Transport"]
    [found] = owner.get("projects/?slug=transport").json()["results"]
    assert (found["article_count"], found["map_count"]) == (1, 1)
    assert owner.get("projects/?slug=elsewhere").json()["results"] == []


def test_a_taken_slug_is_a_conflict(owner, stranger):
    assert_problem(owner.post("projects/", {"name": "Mine", "slug": "elsewhere"}), 409)
    assert not Project.objects.filter(name="Mine").exists()


def test_a_slug_has_letters_of_any_script_and_no_blanks(owner):
    assert owner.post("projects/", {"name": "P", "slug": "наш-проект_2"}).json()["slug"] == "наш-проект_2"
    assert_problem(owner.post("projects/", {"name": "P", "slug": "our project"}), 422)


def test_a_project_is_renamed_and_keeps_its_slug(owner, project):
    address = f"projects/{project.pk}/"

    assert owner.patch(address, {"name": "Traffic"}).json()["name"] == "Traffic"
    replaced = owner.put(address, {"name": "Roads", "slug": "transport"}).json()
    assert (replaced["name"], replaced["slug"]) == ("Roads", "transport")
    assert_problem(owner.patch(address, {"slug": "roads"}), 422)
    assert_problem(owner.patch(address, {"name": " "}), 422)


def test_a_project_is_deleted_with_all_that_it_holds(owner, project, map_):
    assert owner.delete(f"projects/{project.pk}/").status_code == 204
    assert owner.get(f"maps/{map_.pk}/").status_code == 404
