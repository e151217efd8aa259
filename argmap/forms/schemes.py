from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms

from argmap.domain.schemes.catalogue import CATALOGUE, scheme_named
from argmap.domain.schemes.conflicts import Conflict, conflicts
from argmap.domain.schemes.model import Scheme
from argmap.domain.vocabulary import LinkType
from argmap.forms.versioned import VersionedForm
from argmap.models import Link
from argmap.queries.schemes import schemes_in_use
from argmap.services.history import clip
from argmap.services.nodes import TEXT_LENGTH

NAMES, ROLES = "scheme-names", "scheme-roles"  # the lists of suggestions for browsers without script


class SchemeForm(VersionedForm):
    """By which scheme a link infers; the roles of its premises are fields ``role-<node>``.

    ``used`` are the schemes of the project's links of this type, most used first.
    """

    scheme = forms.CharField(
        required=False,
        max_length=200,
        label="Argumentation scheme",
        widget=forms.TextInput(attrs={"list": NAMES, "autocomplete": "off"}),
        help_text="One of the catalogue, or a name of your own.",
    )

    def __init__(self, data: Any = None, *, link: Link, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"scheme": link.scheme, "version": link.version} | (initial or {}))
        self.link = link
        self.used = schemes_in_use(link.map.project_id, link.type)
        self.roles: dict[str, UUID] = {}
        for premise in link.premises.select_related("node"):
            name = f"role-{premise.node_id}"
            self.roles[name] = premise.node_id
            self.fields[name] = forms.CharField(
                required=False,
                max_length=200,
                initial=premise.role,
                label=f"Role of {clip(premise.node.text)}",
                widget=forms.TextInput(attrs={"list": ROLES, "autocomplete": "off", "data-role": ""}),
            )

    def values(self) -> tuple[dict[str, Any], dict[UUID, str]]:
        """The link's fields, and the roles by node."""
        fields = {name: value for name, value in self.cleaned_data.items() if name not in self.roles}
        return fields, {node: self.cleaned_data[name] for name, node in self.roles.items()}

    def role_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.roles]

    def other_fields(self) -> list[forms.BoundField]:
        """Those that a person sees beside scheme and roles."""
        return [field for field in self.visible_fields() if field.name not in {"scheme", *self.roles}]

    def used_names(self) -> str:
        return json.dumps(self.used)

    def suggested_schemes(self) -> list[tuple[str, str]]:
        """Slugs with their names: what the project uses, for an attack AIF's names, then the catalogue."""
        known: dict[str, Scheme | Conflict] = dict(conflicts()) if self.link.type == LinkType.ATTACK else {}
        known |= CATALOGUE if self.link.type != LinkType.REPHRASE else {}
        names = {slug: scheme.name if (scheme := scheme_named(slug)) else slug for slug in self.used}
        return list((names | {slug: one.name for slug, one in known.items()}).items())

    def suggested_roles(self) -> tuple[str, ...]:
        scheme = scheme_named(self.link.scheme)
        return scheme.roles if scheme else ()


class FollowForm(SchemeForm):
    """The scheme with those of its missing premises that shall be added as implicit nodes."""

    def __init__(self, data: Any = None, *, link: Link) -> None:
        super().__init__(data, link=link)
        self.add = list(data.getlist("add")) if data is not None else []


class AddPremiseForm(forms.Form):
    role = forms.CharField(max_length=200)
    text = forms.CharField(required=False, max_length=TEXT_LENGTH)


class QuestionForm(forms.Form):
    """A critical question by its name, such as ``expert-opinion/independence``."""

    question = forms.CharField(max_length=200)


class RaiseForm(QuestionForm):
    text = forms.CharField(required=False, max_length=TEXT_LENGTH)


class AnswerForm(RaiseForm):
    node = forms.UUIDField(required=False)
