"""Argumentation schemes by our slug, as AIF names and numbers them.

Our key is the slug of the name. The number is of AIFdb and differs elsewhere, so that it is written but never read.
The names are those of the AIF corpora, https://corpora.aifdb.org.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

DEFAULT_NAMES = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}
DEFAULT_IDS = {"RA": 72, "CA": 71, "MA": 144}

_INFERENCES = """
Analogy 1, Bias 2, Causal Slippery Slope 3, Cause To Effect 4, Circumstantial Ad Hominem 5, Commitment 6,
Correlation To Cause 7, Dilemma 9, Direct Ad Hominem 10, Ethotic 12, Evidence To Hypothesis 13, Example 14,
Expert Opinion 15, Falsification Of Hypothesis 16, Fear Appeal 17, Full Slippery Slope 18, Ignorance 19,
Inconsistent Commitment 20, Negative Consequences 22, Popular Opinion 24, Popular Practice 25, Position To Know 26,
Positive Consequences 27, Practical Reasoning 28, Precedent Slippery Slope 29, Sign 30, Verbal Classification 31,
Verbal Slippery Slope 32, Waste 33, Modus Ponens 35, Arbitrary Verbal Classification 59,
Vague Verbal Classification 60, Established Rule 61, Exceptional Case 62, Gradualism 63,
Value Based Practical Reasoning 81, Argument From Authority 160, Informant Report 170, Moral Virtue 182,
Practical Wisdom 183, Goodwill 184, Alternatives 235, Composition 236, Consequences 237, Danger Appeal 238,
Definition To Verbal Classification 239, Division 240, Need For Help 242, Oppositions 243, Perception 244, Rules 245,
Vagueness Of Verbal Classification 246, Values 247, Witness Testimony 248, Interaction Of Act And Person 249,
Generic Ad Hominem 250, Practical Reasoning From Analogy 251, Pragmatic Argument From Alternatives 252,
Pragmatic Inconsistency 253, Two Person Practical Reasoning 254
"""
_CONFLICTS = """
Alternative Means 34, Logical 36, Biased Classification 37, Commitment Exception 38, Conflicting Goals 39,
Differences Undermine Similarity 40, Exception Similarity Case 41, Expertise Inconsistency 42,
General Acceptance Doubt 43, Irrational Fear Appeal 44, Lack Of Complete Knowledge 45, Lack Of Expert Reliability 46,
Opposed Commitment 48, Other Causal Factors Involved 52, Property Not Existant 54, Required Steps 55,
Resolving Inconsistency 56, Sign From Other Events 57, Weakest Link 58, Calling Out 146, Vested Interest 171,
Ad Hominem 172
"""
_SHORT_SLUGS = {"falsification-of-hypothesis": "falsification", "argument-from-authority": "authority"}


def scheme_name(scheme: str) -> str:
    """The AIF name of one of our schemes; free text stands for itself."""
    return _by_slug().get(scheme, ("", scheme, 0))[1]


def scheme_number(scheme: str, aif_type: str) -> int | None:
    """AIFdb's number of the scheme, if it has one for nodes of this type (RA, CA, MA)."""
    if not scheme:
        return DEFAULT_IDS.get(aif_type)
    type_, _, number = _by_slug().get(scheme, ("", "", 0))
    return number if type_ == aif_type else None


@lru_cache(maxsize=1000)  # a file has few names, each many times
def scheme_of_name(name: str, aif_type: str) -> str:
    """Our slug for an AIF scheme name, empty for the default of that type; an unknown name stays as it is."""
    key = _key(name)
    if key in ("", _key(aif_type), _key(DEFAULT_NAMES.get(aif_type, ""))):
        return ""
    return _by_key().get(key, name)


def aif_type_of_name(name: str) -> str:
    """The type (RA, CA, MA) of scheme nodes that have this AIF name; empty where it is unknown."""
    key = _key(name)
    for aif_type, default in DEFAULT_NAMES.items():
        if key in (_key(aif_type), _key(default)):
            return aif_type
    slug = _by_key().get(key)
    return _by_slug()[slug][0] if slug else ""


@cache
def _by_slug() -> dict[str, tuple[str, str, int]]:
    """Slug → AIF type, name and number."""
    found: dict[str, tuple[str, str, int]] = {}
    for aif_type, listing in (("RA", _INFERENCES), ("CA", _CONFLICTS)):
        for entry in listing.replace("\n", " ").split(","):
            name, _, number = entry.strip().rpartition(" ")
            slug = name.lower().replace(" ", "-")
            found[_SHORT_SLUGS.get(slug, slug)] = (aif_type, name, int(number))
    return found


@cache
def _by_key() -> dict[str, str]:
    keys = {_key(name): slug for slug, (_, name, _) in _by_slug().items()}
    return keys | {_key(slug): slug for slug in _by_slug()}


def _key(name: str) -> str:
    """The name without case, blanks, hyphens and underscores, and without a leading “argument from”."""
    return re.sub(r"[\s_\-]+", "", name.lower()).removeprefix("argumentfrom")
