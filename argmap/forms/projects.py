from __future__ import annotations

from django import forms

SORTS = (("changed", "Last change"), ("title", "Title"), ("size", "Size"))


class ProjectForm(forms.Form):
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autofocus": True, "dir": "auto"}))


class ListForm(forms.Form):
    """What the lists of a project show; a value that makes no sense is the default."""

    q = forms.CharField(required=False, max_length=200)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def values(self) -> tuple[str, str]:
        """The words to look for, and the order."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("sort") or "changed"
