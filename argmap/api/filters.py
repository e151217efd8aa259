"""The filters of the API's lists."""

from __future__ import annotations

from typing import Any

import django_filters.rest_framework as filters
from django import forms
from django.db.models import Q, QuerySet

from argmap.api.access import project_lookup
from argmap.models import ArgumentMap, Article, Comment, Highlight, Link, Node, Project
from argmap.models.link import link_type_choices
from argmap.models.node import evidence_type_choices, kind_choices


class YesNoField(forms.Field):
    widget = forms.TextInput

    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        words = {"true": True, "1": True, "false": False, "0": False}
        if str(value).lower() not in words:
            raise forms.ValidationError("Say true or false.")
        return words[str(value).lower()]


class YesNoFilter(filters.BooleanFilter):  # type: ignore[misc]
    """True or false; unlike its parent it refuses anything else, instead of giving everything."""

    field_class = YesNoField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.TextInput, **kwargs)


class OfProject(filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    project = filters.CharFilter(method="of_project", max_length=80, help_text="The id or slug of a project.")

    def of_project(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(**{f"project__{key}": found for key, found in project_lookup(value).items()})


class ProjectFilter(filters.FilterSet):  # type: ignore[misc]
    slug = filters.CharFilter(max_length=80)

    class Meta:
        model = Project
        fields = ()


class ArticleFilter(OfProject):
    map = filters.UUIDFilter("map_articles__map", help_text="Articles on which this map draws.")
    language = filters.CharFilter(max_length=35)
    url = filters.CharFilter(max_length=2000)

    class Meta:
        model = Article
        fields = ()


class MapFilter(OfProject):
    article = filters.UUIDFilter("map_articles__article", help_text="Maps that draw on this article.")

    class Meta:
        model = ArgumentMap
        fields = ()


class NodeFilter(filters.FilterSet):  # type: ignore[misc]
    map = filters.UUIDFilter("map")
    kind = filters.ChoiceFilter(choices=kind_choices)
    evidence_type = filters.ChoiceFilter(choices=evidence_type_choices)
    main = YesNoFilter()
    implicit = YesNoFilter()
    attribution = filters.CharFilter(max_length=500)
    tag = filters.CharFilter("node_tags__tag__name", max_length=100)
    article = filters.UUIDFilter("spans__revision__article", distinct=True, help_text="Nodes with a span in it.")

    class Meta:
        model = Node
        fields = ()


class LinkFilter(filters.FilterSet):  # type: ignore[misc]
    map = filters.UUIDFilter("map")
    type = filters.ChoiceFilter(choices=link_type_choices)
    target_node = filters.UUIDFilter("target_node")
    target_link = filters.UUIDFilter("target_link")
    premise = filters.UUIDFilter("premises__node", help_text="Links of which this node is a premise.")
    scheme = filters.CharFilter(max_length=200)
    tag = filters.CharFilter("link_tags__tag__name", max_length=100)

    class Meta:
        model = Link
        fields = ()


class HighlightFilter(filters.FilterSet):  # type: ignore[misc]
    map = filters.UUIDFilter("map")
    article = filters.UUIDFilter("revision__article")

    class Meta:
        model = Highlight
        fields = ()


class CommentFilter(filters.FilterSet):  # type: ignore[misc]
    map = filters.UUIDFilter("map")
    node = filters.UUIDFilter(method="on_it", help_text="Comments on this node, replies included.")
    link = filters.UUIDFilter(method="on_it", help_text="Comments on this link, replies included.")
    parent = filters.UUIDFilter(method="in_thread", help_text="Replies of this thread.")
    state = filters.ChoiceFilter(
        choices=[("open", "open"), ("resolved", "resolved")], method="in_state", help_text="That of the thread."
    )
    author = filters.CharFilter("author__username", max_length=150)
    mentions = filters.CharFilter(
        method="that_mention", max_length=150, help_text="Comments that mention this username; `me`: yours."
    )

    class Meta:
        model = Comment
        fields = ()

    def on_it(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset.filter(Q(**{name: value}) | Q(**{f"parent__{name}": value}))

    def in_thread(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset.filter(parent=value)  # “parent__exact” would ask for the column of that name

    def in_state(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        found: QuerySet[Any] = queryset.open() if value == "open" else queryset.resolved()
        return found

    def that_mention(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        username = self.request.user.get_username() if value == "me" else value
        return queryset.filter(mentions__user__username=username)
