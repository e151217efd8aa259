from __future__ import annotations

from django import forms

from argmap.formats import FORMATS


def readable_choices() -> list[tuple[str, str]]:
    return [("", "Find out by itself"), *((f.name, f.label) for f in FORMATS.values() if f.read)]


class ImportForm(forms.Form):
    """A map in a file of another program."""

    file = forms.FileField(allow_empty_file=True, label="File")
    format_name = forms.ChoiceField(required=False, choices=readable_choices, label="Format")
    title = forms.CharField(
        required=False, max_length=500, help_text="Left empty, the map keeps the title that the file gives it."
    )
