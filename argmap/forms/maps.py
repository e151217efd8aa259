from __future__ import annotations

from typing import Any

from django import forms

from argmap.models import ArgumentMap, Article, Project


class MapForm(forms.Form):
    title = forms.CharField(max_length=500, widget=forms.TextInput(attrs={"autofocus": True, "dir": "auto"}))
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    articles = forms.ModelMultipleChoiceField(
        queryset=Article.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The texts that stand beside the argument.",
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["articles"]
        field.queryset = project.articles.order_by("title", "pk")


def initial_of_map(map_: ArgumentMap) -> dict[str, Any]:
    """The values of a map's form as they stand."""
    articles = map_.map_articles.values_list("article_id", flat=True)
    return {"title": map_.title, "description": map_.description, "articles": list(articles)}
