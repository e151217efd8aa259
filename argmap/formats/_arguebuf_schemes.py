"""The schemes of arguebuf by our slugs: the enums of ``arg_services.graph.v1``.

https://github.com/recap-utr/arg-services: 65 kinds of support after Walton, one each of attack, rephrase, preference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.formats._schemes import scheme_of_name

KINDS = {"support": "RA", "attack": "CA", "rephrase": "MA", "preference": "PA"}  # fields of a scheme → AIF's types

_LISTING = """
DEFAULT POSITION_TO_KNOW EXPERT_OPINION WITNESS_TESTIMONY POPULAR_OPINION POPULAR_PRACTICE EXAMPLE ANALOGY
PRACTICAL_REASONING_FROM_ANALOGY COMPOSITION DIVISION OPPOSITIONS RHETORICAL_OPPOSITIONS ALTERNATIVES
VERBAL_CLASSIFICATION VERBAL_CLASSIFICATION_DEFINITION VERBAL_CLASSIFICATION_VAGUENESS
VERBAL_CLASSIFICATION_ARBITRARINESS INTERACTION_OF_ACT_AND_PERSON VALUES POSITIVE_VALUES NEGATIVE_VALUES SACRIFICE
THE_GROUP_AND_ITS_MEMBERS PRACTICAL_REASONING TWO_PERSON_PRACTICAL_REASONING WASTE SUNK_COSTS IGNORANCE
EPISTEMIC_IGNORANCE CAUSE_TO_EFFECT CORRELATION_TO_CAUSE SIGN ABDUCTIVE EVIDENCE_TO_HYPOTHESIS CONSEQUENCES
POSITIVE_CONSEQUENCES NEGATIVE_CONSEQUENCES PRAGMATIC_ALTERNATIVES THREAT FEAR_APPEAL DANGER_APPEAL NEED_FOR_HELP
DISTRESS COMMITMENT ETHOTIC GENERIC_AD_HOMINEM PRAGMATIC_INCONSISTENCY INCONSISTENT_COMMITMENT
CIRCUMSTANTIAL_AD_HOMINEM BIAS BIAS_AD_HOMINEM GRADUALISM SLIPPERY_SLOPE PRECEDENT_SLIPPERY_SLOPE
SORITES_SLIPPERY_SLOPE VERBAL_SLIPPERY_SLOPE FULL_SLIPPERY_SLOPE CONSTITUTIVE_RULE_CLAIMS RULES EXCEPTIONAL_CASE
PRECEDENT PLEA_FOR_EXCUSE PERCEPTION MEMORY
"""
_OTHER_SLUGS = {
    "DEFAULT": "",
    "VERBAL_CLASSIFICATION_DEFINITION": "definition-to-verbal-classification",
    "VERBAL_CLASSIFICATION_VAGUENESS": "vagueness-of-verbal-classification",
    "VERBAL_CLASSIFICATION_ARBITRARINESS": "arbitrary-verbal-classification",
    "PRAGMATIC_ALTERNATIVES": "pragmatic-argument-from-alternatives",
    "SLIPPERY_SLOPE": "causal-slippery-slope",
}
_NEAREST = {  # what arguebuf takes these for; our own scheme stands beside it
    "direct-ad-hominem": "GENERIC_AD_HOMINEM",
    "vague-verbal-classification": "VERBAL_CLASSIFICATION_VAGUENESS",
    "value-based-practical-reasoning": "PRACTICAL_REASONING",
}
_SUPPORTS = _LISTING.split()
SUPPORTS = {name: _OTHER_SLUGS.get(name, name.lower().replace("_", "-")) for name in _SUPPORTS}  # enum → slug
# These came later, and have the last numbers.
_LATER = ["POSITIVE_VALUES", "NEGATIVE_VALUES", "POSITIVE_CONSEQUENCES", "NEGATIVE_CONSEQUENCES"]
NUMBERED = [*(name for name in _SUPPORTS if name not in _LATER), *_LATER]
_EARLY_KINDS = ("", "support", "attack", "rephrase", "transition", "preference", "assertion")  # by their numbers
_BY_SLUG = {slug: name for name, slug in SUPPORTS.items()} | _NEAREST


def slug_of(kind: str, value: object) -> str:
    """Our scheme for an enum's value: its name, or its number, which protobuf allows; unknown names stay."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = NUMBERED[value] if kind == "support" and 0 <= value < len(NUMBERED) else ""
    name = str(value or "").removeprefix(f"{kind.upper()}_")
    if name == "DEFAULT":
        return ""
    return SUPPORTS.get(name, name) if kind == "support" else name


def enum_of(kind: str, scheme: str) -> str:
    """The enum's value that says our scheme best: the default where there is none."""
    name = _BY_SLUG.get(scheme, "DEFAULT") if kind == "support" else "DEFAULT"
    return f"{kind.upper()}_{name}"


def early_kind(scheme: Mapping[str, Any]) -> str:
    """The kind of a scheme in arguebuf's first files (until 2022), as its ``type`` says it; empty where it has none."""
    value = scheme.get("type")
    if isinstance(value, int) and not isinstance(value, bool):
        return _EARLY_KINDS[value] if 0 <= value < len(_EARLY_KINDS) else ""
    name = value.removeprefix("SCHEME_TYPE_").lower() if isinstance(value, str) else ""
    return name if name in _EARLY_KINDS else ""


def early_slug(value: object, aif_type: str) -> str:
    """Our scheme for the ``argumentationScheme`` of the first files: the name of an enum, later left to the analyst."""
    name = value.removeprefix("SCHEME_") if isinstance(value, str) else ""
    return "" if name == "UNSPECIFIED" else scheme_of_name(name, aif_type)
