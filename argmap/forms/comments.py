from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from argmap.queries.discussion import ALL, EVERYBODY, MENTIONS, MINE, OPEN, RESOLVED
from argmap.services.comments import LENGTH
from argmap.services.drafts import SpanDraft


class PlaceForm(forms.Form):
    """A node, a link, or a passage in code points; the map itself where none is named."""

    node = forms.UUIDField(required=False)
    link = forms.UUIDField(required=False)
    article = forms.UUIDField(required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        passage = [values.get(name) for name in ("article", "start", "end")]
        if any(part is not None for part in passage) and None in passage:
            raise forms.ValidationError("A passage is an article with the offsets of its start and end.")
        return values

    def passage(self) -> SpanDraft | None:
        article: UUID | None = self.cleaned_data["article"]
        return SpanDraft(article, self.cleaned_data["start"], self.cleaned_data["end"]) if article else None


class ThreadsForm(PlaceForm):
    """Which threads are shown; ``writing`` is one in which somebody writes, shown in any case."""

    show = forms.ChoiceField(
        required=False, choices=[(OPEN, "Open"), (RESOLVED, "Resolved"), (ALL, "Open and resolved")], label="Show"
    )
    who = forms.ChoiceField(
        required=False,
        choices=[(EVERYBODY, "Everybody's"), (MINE, "With words of mine"), (MENTIONS, "That mention me")],
        label="Of whom",
    )
    here = forms.BooleanField(required=False)
    writing = forms.UUIDField(required=False)


class WordsForm(forms.Form):
    """What a comment says; ``id`` makes it harmless to send a new one twice."""

    id = forms.UUIDField(required=False)
    text = forms.CharField(max_length=LENGTH, error_messages={"required": "A comment needs words."})
    version = forms.IntegerField(required=False)


class CommentForm(PlaceForm, WordsForm):
    """A new comment."""
