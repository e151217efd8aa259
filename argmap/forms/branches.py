from __future__ import annotations

from typing import Any

from django import forms

from argmap.domain.vocabulary import LinkType
from argmap.services.branches import Top


class DuplicateForm(forms.Form):
    """Where the node is shown, and whether all that bears on it is copied too."""

    id = forms.UUIDField(required=False)
    link = forms.UUIDField(required=False)
    whole = forms.BooleanField(required=False)


class PasteForm(forms.Form):
    """An Argmap file, how its top nodes bear on the target, and the target (none: they are roots)."""

    content = forms.FileField()
    tops = forms.JSONField(required=False)
    target_node = forms.UUIDField(required=False)
    target_link = forms.UUIDField(required=False)
    id = forms.UUIDField(required=False)

    def clean_tops(self) -> list[Top]:
        try:
            return [
                Top(LinkType(top["type"]), tuple(str(node) for node in top["nodes"]))
                for top in self.cleaned_data["tops"] or ()
                if top["nodes"]
            ]
        except (TypeError, KeyError, ValueError) as error:
            raise forms.ValidationError(
                "What you paste does not say how its nodes bear on the target; copy them again."
            ) from error

    def values(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "content": values["content"].read(),
            "tops": values["tops"],
            "target_node": values["target_node"],
            "target_link": values["target_link"],
            "first_id": values["id"],
        }
