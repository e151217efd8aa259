"""Writes the catalogue of ``schemes.md`` from the domain: ``make docs``. A test holds it up to date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from argmap.domain.schemes.aif import aif_of  # noqa: E402  after the path is set
from argmap.domain.schemes.catalogue import CATALOGUE  # noqa: E402
from argmap.domain.schemes.model import Aim, Question, Scheme  # noqa: E402

PAGE = ROOT / "docs" / "schemes.md"
BEGIN, END = "<!-- schemes: made by “make docs” -->\n", "<!-- /schemes -->"
AIMS = {Aim.LINK: "undercuts the link", Aim.CONCLUSION: "attacks the conclusion"}


def catalogue() -> str:
    """All schemes with their premises, questions and examples."""
    return "\n".join(_section(scheme) for scheme in CATALOGUE.values())


def _section(scheme: Scheme) -> str:
    aif = aif_of(scheme.slug)
    lines = [f"### {scheme.name}", "", f"`{scheme.slug}` · AIF: {aif.name} ({aif.number})"]
    lines[-1] += "".join(f" · also `{slug}`" for slug in scheme.also)
    lines += ["", *(f"- {premise.text} (`{premise.role}`)" for premise in scheme.premises)]
    lines += [f"- **So:** {scheme.conclusion}", "", "| question | an objection |", "|---|---|"]
    lines += [f"| {question.text} | {_aim(question)} |" for question in scheme.questions]
    return "\n".join([*lines, "", f"> {' '.join(scheme.example[:-1])} *So:* {scheme.example[-1]}", ""])


def _aim(question: Question) -> str:
    conflict = f" (AIF: `{question.conflict}`)" if question.conflict else ""
    return (AIMS.get(question.aim) or f"attacks the premise `{question.role}`") + conflict


def renewed(page: str) -> str:
    """The page with the catalogue as the domain has it."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + catalogue() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
