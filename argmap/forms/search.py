from __future__ import annotations

from typing import Any

from django import forms

from argmap.models.node import evidence_type_choices, kind_choices
from argmap.queries.search.filters import ARTICLE, COMMENT, Filters
from argmap.queries.search.find import Search
from argmap.queries.search.questions import QUESTIONS

WORDS = 500  # characters of what is looked for


def _kinds() -> list[tuple[str, str]]:
    nodes = [(kind, f"{label.capitalize()}s" if kind != "evidence" else "Evidence") for kind, label in kind_choices()]
    return [("", "Articles, nodes and comments"), (ARTICLE, "Articles"), *nodes, (COMMENT, "Comments")]


def _evidence_types() -> list[tuple[str, str]]:
    return [("", "Any"), *((value, label.capitalize()) for value, label in evidence_type_choices())]


def _questions() -> list[tuple[str, str]]:
    return [("", "No question, only words"), *((key, question.label) for key, question in QUESTIONS.items())]


class SearchForm(forms.Form):
    """What somebody looks for; every field may be left out."""

    q = forms.CharField(required=False, max_length=WORDS, label="Words")
    question = forms.ChoiceField(required=False, choices=_questions)
    kind = forms.ChoiceField(required=False, choices=_kinds)
    evidence_type = forms.ChoiceField(required=False, choices=_evidence_types, label="Type of evidence")
    attribution = forms.CharField(required=False, max_length=500, label="Said to be somebody’s")
    tag = forms.CharField(required=False, max_length=100)
    author = forms.CharField(required=False, max_length=200, label="Made or written by")
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}), label="From")
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}), label="To")

    def search(self) -> Search:
        """What the fields say; those with a fault say nothing."""
        self.is_valid()
        values: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        words, question = values.pop("q", ""), values.pop("question", "")
        return Search(words, Filters(**values), question)
