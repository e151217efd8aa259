from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import InputError
from argmap.forms.versioned import VersionedForm
from argmap.models import Node, new_id
from argmap.models.link import link_type_choices
from argmap.models.node import evidence_type_choices, kind_choices
from argmap.queries.tags import proposed_tags
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.tag_names import checked_name, distinct

_PART = re.compile(
    r"(?P<article>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})"
)


class LinesField(forms.CharField):
    """One value on each line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list, not one text
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class TagsField(forms.CharField):
    """Names with commas between them; a script makes more of it (``static/js/tags.js``).

    ``known`` are names and colours of the project's tags, the most used first.
    """

    known: Sequence[tuple[str, str]] = ()

    def propose(self, known: Sequence[tuple[str, str]], field_id: str) -> None:
        """These tags are proposed by a list that ``components/fields.html`` draws."""
        self.known = known
        self.widget.attrs |= {"data-module": "tags", "list": f"{field_id}_list", "autocomplete": "off"}

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list, not one text
        names = distinct((super().to_python(value) or "").split(","))
        try:
            return [checked_name(name) for name in names]
        except InputError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


def propose_tags(form: forms.BaseForm, project_id: UUID) -> None:
    """The form's fields for tags propose those of the project (one query; none where it has no such field)."""
    fields = {name: field for name, field in form.fields.items() if isinstance(field, TagsField)}
    known = proposed_tags(project_id) if fields else []
    for name, field in fields.items():
        field.propose(known, form[name].id_for_label)


class PartsField(forms.CharField):
    """More passages, "article:start-end" each, with blanks between them."""

    def to_python(self, value: Any) -> tuple[SpanDraft, ...]:  # type: ignore[override]  # drafts, not one text
        return tuple(self._part(words) for words in (super().to_python(value) or "").split())

    def _part(self, words: str) -> SpanDraft:
        found = _PART.fullmatch(words)
        if found is None:
            raise forms.ValidationError("A further passage is written as its article's id, a colon, start-end.")
        return SpanDraft(UUID(found["article"]), int(found["start"]), int(found["end"]))


class SpanForm(forms.Form):
    """One passage of an article, in code points."""

    article = forms.UUIDField()
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    parts = PartsField(required=False)

    def drafts(self) -> list[SpanDraft]:
        """The passage and those that came with it."""
        values = self.cleaned_data
        return [SpanDraft(values["article"], values["start"], values["end"]), *values["parts"]]


class MarkForm(forms.Form):
    """A new node, from a passage or in own words, linked to a target where one is given."""

    id = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=kind_choices)
    text = forms.CharField(required=False, strip=True)
    implicit = forms.BooleanField(required=False)
    main = forms.BooleanField(required=False)
    article = forms.UUIDField(required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=1)
    parts = PartsField(required=False)
    type = forms.ChoiceField(required=False, choices=lambda: [("", ""), *link_type_choices()])
    target_node = forms.UUIDField(required=False)
    target_link = forms.UUIDField(required=False)
    join_link = forms.UUIDField(required=False)
    link_id = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        passage = [values.get(name) is not None for name in ("article", "start", "end")]
        if any(passage) and not all(passage):
            raise forms.ValidationError("A passage needs its article, start and end.")
        if not all(passage) and not values.get("text"):
            raise forms.ValidationError("Select a passage or write what the node says.")
        return values

    def draft(self) -> NodeDraft:
        values = self.cleaned_data
        article: UUID | None = values["article"]
        return NodeDraft(
            id=values["id"] or new_id(),
            kind=NodeKind(values["kind"]),
            text=values["text"],
            implicit=values["implicit"],
            main=values["main"],
            spans=(SpanDraft(article, values["start"], values["end"]), *values["parts"]) if article else (),
        )

    def target(self) -> dict[str, Any]:
        """The ids of the target that was sent, as far as they are ids; the rest need not be valid."""
        values = self.cleaned_data if self.is_valid() else {}
        return {name: values.get(name) for name in ("target_node", "target_link")}

    def link(self) -> dict[str, Any]:
        """The keyword arguments of ``mark_passage`` that say to what the node is linked."""
        values = self.cleaned_data
        names = ("target_node", "target_link", "join_link", "link_id")
        return {"type": LinkType(values["type"]) if values["type"] else None} | {name: values[name] for name in names}


class SplitForm(forms.Form):
    """The words of both halves, the id of the second, and the version of the node that the reader saw."""

    first = forms.CharField(strip=True)
    second = forms.CharField(strip=True)
    id = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False)


class NodeForm(VersionedForm):
    """Every field of a node that a person edits."""

    kind = forms.ChoiceField(choices=kind_choices)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), strip=True)
    main = forms.BooleanField(required=False, label="Main claim of the map")
    implicit = forms.BooleanField(required=False, label="Implicit: the author leaves it unsaid")
    evidence_type = forms.ChoiceField(
        required=False, choices=lambda: [("", "not given"), *evidence_type_choices()], label="Type of evidence"
    )
    attribution = forms.CharField(
        required=False, max_length=500, label="Who asserts it", help_text="Where that is not the author."
    )
    sources = LinesField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Citations or addresses that back it, one a line.",
    )
    confidence = forms.FloatField(
        required=False,
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
        help_text="From 0 to 1: how sure you are that it is true.",
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Your note")
    tags = TagsField(required=False, help_text="With commas between them.")

    @classmethod
    def of(cls, node: Node) -> NodeForm:
        names = [name for name in cls.base_fields if name != "tags"]
        tags = list(node.node_tags.values_list("tag__name", flat=True))
        return cls(initial={name: getattr(node, name) for name in names} | {"tags": tags})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") != NodeKind.EVIDENCE:
            values["evidence_type"] = ""  # hidden by the page for other kinds
        return values
