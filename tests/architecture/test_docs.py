import re

import pytest

from tests.paths import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def name_of(path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_that_exist(page):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_exist(page):
    named = set(re.findall(r"manage\.py ([a-z_]+)", page.read_text(encoding="utf-8")))
    own = {path.stem for path in (ROOT / "argmap" / "management" / "commands").glob("[a-z]*.py")}

    assert named - own <= {"migrate", "createsuperuser", "changepassword", "dumpdata", "shell"}


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_says_its_context_and_its_price(page):
    text = page.read_text(encoding="utf-8").lower()

    assert "context" in text
    assert "decision" in text
    assert "price" in text


def test_decisions_are_numbered_without_gaps():
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_no_page_names_a_path_of_somebodys_machine():
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|Users|work|tmp)/", page.read_text(encoding="utf-8")), name_of(page)
