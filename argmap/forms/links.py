from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from argmap.domain.vocabulary import LinkType
from argmap.forms.nodes import TagsField
from argmap.forms.schemes import SchemeForm
from argmap.models import Link, new_id
from argmap.models.link import link_type_choices
from argmap.services.drafts import LinkDraft, PremiseDraft


class IdsField(forms.Field):
    """Several ids under one name, as values of their own or with spaces between them."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(one) for text in value or () for one in str(text).split()]
        except ValueError as error:
            raise forms.ValidationError("These are not ids; reload the page.") from error


class NewLinkForm(forms.Form):
    """A link between what is there already."""

    id = forms.UUIDField(required=False)
    type = forms.ChoiceField(choices=link_type_choices)
    premises = IdsField()
    target_node = forms.UUIDField(required=False)
    target_link = forms.UUIDField(required=False)

    def draft(self) -> LinkDraft:
        values = self.cleaned_data
        return LinkDraft(
            id=values["id"] or new_id(),
            type=LinkType(values["type"]),
            premises=tuple(PremiseDraft(node) for node in values["premises"]),
            target_node=values["target_node"],
            target_link=values["target_link"],
        )


class TargetForm(forms.Form):
    """Where a node goes: the link under which it is shown (none for a root) and the new target."""

    link = forms.UUIDField(required=False)
    target_node = forms.UUIDField(required=False)
    target_link = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("target_node")) == bool(values.get("target_link")):
            raise forms.ValidationError("Choose one target: a node or a link.")
        return values


class OrderForm(forms.Form):
    """The new order of siblings: links to one target, roots, or premises of one ``link``."""

    links = IdsField(required=False)
    nodes = IdsField(required=False)
    link = forms.UUIDField(required=False)


class OtherForm(forms.Form):
    """The other one, with which a node or link is merged or joined."""

    node = forms.UUIDField(required=False)
    link = forms.UUIDField(required=False)


class LinkForm(SchemeForm):
    """Every field of a link that a person edits."""

    field_order = ("type", "scheme")
    type = forms.ChoiceField(choices=link_type_choices)
    strength = forms.FloatField(
        required=False,
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
        help_text="From 0 to 1: how much the step carries.",
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Your note")
    tags = TagsField(required=False, help_text="With commas between them.")

    def __init__(self, data: Any = None, *, link: Link) -> None:
        tags = list(link.link_tags.values_list("tag__name", flat=True))
        super().__init__(
            data,
            link=link,
            initial={name: getattr(link, name) for name in ("type", "strength", "note")} | {"tags": tags},
        )
