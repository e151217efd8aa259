from __future__ import annotations

from typing import Any

from django import forms

from argmap.domain.vocabulary import NodeKind
from argmap.forms.nodes import SpanForm
from argmap.forms.versioned import VersionedForm
from argmap.models import Highlight
from argmap.models.node import kind_choices


class HighlightForm(SpanForm):
    """The passages to highlight, with the note that they get and the id of the first."""

    id = forms.UUIDField(required=False)
    note = forms.CharField(required=False)

    def values(self) -> dict[str, Any]:
        """The keyword arguments of ``add_highlights``."""
        return {"passages": self.drafts(), "note": self.cleaned_data["note"], "id": self.cleaned_data["id"]}


class HighlightNoteForm(VersionedForm):
    """The note on a highlight; without one it is plain."""

    note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        label="Your note",
        help_text="Without words it is a plain highlight.",
    )

    @classmethod
    def of(cls, highlight: Highlight) -> HighlightNoteForm:
        return cls(initial={"note": highlight.note, "version": highlight.version})


class TurnForm(forms.Form):
    """What a highlight becomes, and the id of the new node."""

    kind = forms.ChoiceField(choices=kind_choices)
    id = forms.UUIDField(required=False)

    def values(self) -> dict[str, Any]:
        return {"kind": NodeKind(self.cleaned_data["kind"]), "node_id": self.cleaned_data["id"]}
