from __future__ import annotations

from typing import Any

from django import forms

from argmap.models import Tag
from argmap.models.tag import tag_color_choices


class TagEditForm(forms.Form):
    """A tag's name and colour; ``was`` is the name that the reader saw."""

    name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
    color = forms.ChoiceField(
        required=False, choices=lambda: [("", "None"), *tag_color_choices()], widget=forms.RadioSelect, label="Colour"
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, tag: Tag, data: Any = None) -> TagEditForm:
        initial = {"name": tag.name, "color": tag.color, "was": tag.name}
        return cls(data, initial=initial, auto_id=f"id_%s_{tag.pk}")


class TagsChosenForm(forms.Form):
    """Tags of the project that were chosen to be merged."""

    tags: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Tag.objects.none(), error_messages={"required": "Choose at least two tags to merge."}
    )

    def __init__(self, data: Any, *, project: Any) -> None:
        super().__init__(data)
        self.fields["tags"].queryset = project.tags.all()  # type: ignore[attr-defined]  # it is one of models

    def clean_tags(self) -> list[Tag]:
        tags = list(self.cleaned_data["tags"])
        if len(tags) < 2:
            raise forms.ValidationError("Choose at least two tags to merge.")
        return tags


class MergeTagsForm(TagsChosenForm):
    """The tag that stands for all of them."""

    into = forms.UUIDField(error_messages={"required": "Choose the tag that stays."})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if {"into", "tags"} <= values.keys() and values["into"] not in {tag.pk for tag in values["tags"]}:
            raise forms.ValidationError("The tag that stays is not one of those that you chose; choose again.")
        return values
