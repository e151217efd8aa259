from __future__ import annotations

from django import forms

from argmap.domain.problems.rules import RULES
from argmap.forms.links import IdsField


class RulesForm(forms.Form):
    """By which rules a project's maps are looked through."""

    rules = forms.MultipleChoiceField(
        required=False,
        label="Problems to look for",
        choices=[(name, rule.label) for name, rule in RULES.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def off(self) -> list[str]:
        """The rules without a tick."""
        return [name for name in RULES if name not in self.cleaned_data["rules"]]


class RepairForm(forms.Form):
    """Which problem shall be repaired: its rule and its place, as the list of problems gives them."""

    rule = forms.ChoiceField(choices=[(name, rule.label) for name, rule in RULES.items()])
    nodes = IdsField(required=False)  # none where the map as a whole breaks the rule
    links = IdsField(required=False)
    message = forms.CharField(required=False)
