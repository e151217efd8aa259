from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.forms.links import IdsField
from argmap.forms.nodes import TagsField
from argmap.models.link import link_type_choices
from argmap.models.node import kind_choices
from argmap.services.selections import Place


class LinksField(IdsField):
    """Ids of links, “-” for a node that stands under none."""

    def to_python(self, value: Any) -> list[UUID | None]:  # type: ignore[override]  # a root has no link
        words = [word for text in value or () for word in str(text).split()]
        return [None if word == "-" else super(LinksField, self).to_python([word])[0] for word in words]


class SelectionForm(forms.Form):
    """Several nodes of one map."""

    nodes = IdsField()


class ShownForm(SelectionForm):
    """Several nodes with the links under which they are shown."""

    links = IdsField(required=False)


class DeleteForm(SelectionForm):
    """``whole``: with all that bears on them."""

    whole = forms.BooleanField(required=False)


class KindForm(SelectionForm):
    """The kind that all of them get."""

    kind = forms.ChoiceField(choices=kind_choices)

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"kind": NodeKind(self.cleaned_data["kind"])}


class TagForm(forms.Form):
    """Tags for several nodes, for the links under which they are shown, or for both; their ids are not shown."""

    nodes = IdsField(widget=forms.MultipleHiddenInput)
    links = IdsField(required=False, widget=forms.MultipleHiddenInput)
    add = TagsField(required=False, label="Tags to add", help_text="With commas between them.")
    remove = TagsField(required=False, label="Tags to take away", help_text="With commas between them.")

    on = forms.ChoiceField(
        required=False,
        label="They are of",
        choices=[("nodes", "the nodes"), ("links", "the links above them"), ("both", "both")],
        initial="nodes",
    )

    def __init__(self, data: Any = None, *, nodes: Sequence[UUID], links: Sequence[UUID]) -> None:
        super().__init__(data, initial={"nodes": nodes, "links": links})
        if not links:
            del self.fields["on"]

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        on = values.pop("on", "") or "nodes"
        return values | ({"links": []} if on == "nodes" else {"nodes": []} if on == "links" else {})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("add") and not values.get("remove"):
            raise forms.ValidationError("Write a tag to add or to take away.")
        return values


class TargetedForm(SelectionForm):
    """Several nodes and the node or link on which they shall bear."""

    target_node = forms.UUIDField(required=False)
    target_link = forms.UUIDField(required=False)
    type = forms.ChoiceField(required=False, choices=lambda: [("", ""), *link_type_choices()])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("target_node")) == bool(values.get("target_link")):
            raise forms.ValidationError("Choose one target: a node or a link.")
        return values

    def target(self) -> dict[str, Any]:
        values = self.cleaned_data
        type_ = LinkType(values["type"]) if values["type"] else None
        return {"target_node": values["target_node"], "target_link": values["target_link"], "type": type_}


class PlacesForm(SelectionForm):
    """The nodes with the links under which they are shown, in the same order."""

    links = LinksField(required=False)

    def clean_links(self) -> list[Any]:
        links = self.cleaned_data["links"]
        if links and len(links) != len(self.cleaned_data.get("nodes", ())):
            raise forms.ValidationError("Each node needs its place; reload the page.")
        return list(links)

    def places(self) -> list[Place]:
        nodes = self.cleaned_data["nodes"]
        links = self.cleaned_data["links"] or [None] * len(nodes)
        return [Place(node, link) for node, link in zip(nodes, links, strict=True)]


class MoveForm(PlacesForm, TargetedForm):
    """Where the nodes go; ``order`` names the links to the target, with “-” where they come."""

    order = LinksField(required=False)

    def values(self) -> dict[str, Any]:
        return self.target() | {"places": self.places(), "order": self.cleaned_data["order"]}


class JoinForm(PlacesForm):
    """The link of which the nodes become premises."""

    link = forms.UUIDField()


class WrapForm(TargetedForm):
    """The nodes that shall work only together."""

    link_id = forms.UUIDField(required=False)

    def values(self) -> dict[str, Any]:
        return self.target() | {
            "nodes": self.cleaned_data["nodes"],
            "link_id": self.cleaned_data["link_id"],
            "type": self.target()["type"] or LinkType.SUPPORT,
        }
