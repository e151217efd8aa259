"""Argumentation schemes by our slug, as AIF names and numbers them.

Our key is the slug of the name. The number is of AIFdb and differs elsewhere, so that it is written but never read.
The names are those of the AIF corpora, https://corpora.aifdb.org.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, slots=True)
class AifScheme:
    """A scheme of AIF: the type of its nodes (RA inferences, CA conflicts), its name and AIFdb's number."""

    type: str
    name: str
    number: int


@cache
def aif_schemes() -> dict[str, AifScheme]:
    """All schemes of AIF by our slug."""
    found: dict[str, AifScheme] = {}
    for aif_type, listing in (("RA", _INFERENCES), ("CA", _CONFLICTS)):
        for entry in listing.replace("\n", " ").split(","):
            name, _, number = entry.strip().rpartition(" ")
            slug = name.lower().replace(" ", "-")
            found[_SHORT_SLUGS.get(slug, slug)] = AifScheme(aif_type, name, int(number))
    return found


def aif_of(scheme: str) -> AifScheme:
    """How AIF names an inference of this scheme: its default inference where AIF has no scheme of this slug."""
    return aif_schemes().get(scheme, AifScheme("RA", DEFAULT_NAMES["RA"], DEFAULT_IDS["RA"]))
