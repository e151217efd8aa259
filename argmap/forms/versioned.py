"""Forms that know which version of a row their reader saw, so that nothing is overwritten silently."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict


class VersionedForm(forms.Form):
    """Edits a row whose ``version`` was read with it.

    ``theirs`` are the fields that say something else in the row by now, each with what stands there.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    theirs: tuple[tuple[str, str], ...] = ()

    def version_read(self) -> int | None:
        """The version that the reader saw, taken out of the values."""
        version: int | None = self.cleaned_data.pop("version", None)
        return version

    def lay_beside(self, stored: forms.Form) -> None:
        """Show what ``stored`` says where it differs; the form may then be sent again, over it."""
        self.theirs = tuple(
            (str(stored[name].label), said(stored[name]))
            for name in stored.fields
            if name in self.cleaned_data and self.cleaned_data[name] != as_value(stored[name])
        )
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(stored.initial["version"])
        self.data = data


def as_value(field: forms.BoundField) -> Any:
    """What the field would give if its form were sent as it is."""
    shown = field.field.prepare_value(field.initial)
    return field.field.clean("" if shown is None else shown)


def said(field: forms.BoundField) -> str:
    """What the field says, in words."""
    value = field.field.prepare_value(field.initial)
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field.field, forms.ChoiceField):
        return str(dict(field.field.choices).get(value, value))  # type: ignore[arg-type]  # no groups here
    return "nothing" if value in (None, "") else str(value)
