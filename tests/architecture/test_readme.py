from __future__ import annotations

import re

import pytest

from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def table_under(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_make_target_of_the_readme_exists():
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert named
    assert named <= targets


def test_every_command_of_the_readme_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    own = {path.stem for path in (ROOT / "argmap/management/commands").glob("[a-z]*.py")}
    assert named
    assert named <= own


def test_the_settings_table_names_just_what_the_settings_read():
    source = (ROOT / "argmap/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""(?:environ\.get|_flag|environ\[)\(?["']([A-Z_]+)["']""", source))
    assert {row[0].strip("`") for row in table_under("Settings")} == read


@pytest.mark.parametrize("row", table_under("Where do I add…?"), ids=lambda row: row[0])
def test_the_places_of_where_do_i_add_exist(row):
    paths = [name for cell in row[1:] for name in re.findall(r"`([\w./]+[./][\w./]*)`", cell)]
    assert paths
    for path in paths:
        found = (ROOT / path).exists() or (ROOT / "static/js/workbench" / path).exists()
        assert found, path


def test_links_of_the_readme_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_ci_calls_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
