from __future__ import annotations

from typing import Any

from django import forms

from argmap.formats import FORMATS
from argmap.formats.base import Option
from argmap.models import ArgumentMap, Project


def readable_choices() -> list[tuple[str, str]]:
    return [("", "Find out by itself"), *((f.name, f.label) for f in FORMATS.values() if f.read)]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = data if isinstance(data, list) else [data] if data else []
        return [super(FilesField, self).clean(upload, initial) for upload in uploads or [None]]


def option_field(option: Option) -> forms.Field:
    """A form field for a format's option."""
    if option.values:
        choices = [(value, value or "as the file says") for value in option.values]
        return forms.ChoiceField(
            required=False, label=option.label, choices=choices, initial=option.default, help_text=option.help
        )
    return forms.CharField(required=False, label=option.label, help_text=option.help, max_length=2000)


class ImportForm(forms.Form):
    """Maps in files of other programs, for one project."""

    file = FilesField(allow_empty_file=True, label="Files")
    format_name = forms.ChoiceField(required=False, choices=readable_choices, label="Format")
    into = forms.ModelChoiceField(
        ArgumentMap.objects.none(),
        required=False,
        label="Where to",
        empty_label="A new map for each",
        help_text="Into an existing map, nodes and links are added as one step that can be undone.",
    )
    title = forms.CharField(
        required=False,
        max_length=500,
        help_text="Of one new map. Left empty, it has the title that the file gives it, else the name of the file.",
    )

    work = forms.UUIDField(required=False, widget=forms.HiddenInput)  # by which the page asks how far it is

    def __init__(self, *arguments: Any, project: Project, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["into"].queryset = project.maps.order_by("title")  # type: ignore[attr-defined]  # a ModelChoiceField
        for format_ in FORMATS.values():
            for option in format_.read_options if format_.read else ():
                self.fields[_key(format_.name, option)] = option_field(option)

    def option_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For each format that has options its name and their fields."""
        formats = [format_ for format_ in FORMATS.values() if format_.read and format_.read_options]
        return [(f.name, [self[_key(f.name, option)] for option in f.read_options]) for f in formats]

    def options(self) -> dict[str, str]:
        """The options of the chosen format; none where none is chosen."""
        name = self.cleaned_data["format_name"]
        options = FORMATS[name].read_options if name else ()
        return {option.name: self.cleaned_data[_key(name, option)] for option in options}


def _key(format_name: str, option: Option) -> str:
    return f"{format_name}.{option.name}"
