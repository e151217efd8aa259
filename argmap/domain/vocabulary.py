"""The field's words, spelled once.

A new member here needs one colour token in ``static/css/tokens.css``; the tests over
vocabulary, formats and tokens name what is missing.
"""

from __future__ import annotations

from enum import StrEnum


class NodeKind(StrEnum):
    """What a node says in the argument."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    COUNTERCLAIM = "counterclaim"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """The key that makes such a node, and its mark in narrow places."""
        return {"claim": "c", "evidence": "e", "counterclaim": "x"}[self.value]


class LinkType(StrEnum):
    """How premises bear on their target."""

    SUPPORT = "support"  # AIF: RA; Argdown: +   (on a link: a warrant)
    ATTACK = "attack"  # AIF: CA; Argdown: -   (on a link: an undercut)
    REPHRASE = "rephrase"  # AIF: MA; shown as ≈

    @property
    def label(self) -> str:
        return {"support": "Supports", "attack": "Attacks", "rephrase": "Rephrases"}[self.value]


class EvidenceType(StrEnum):
    """What sort of evidence a node of kind ``evidence`` gives."""

    STATISTIC = "statistic"
    TESTIMONY = "testimony"
    EXPERT = "expert"
    EXAMPLE = "example"
    ANECDOTE = "anecdote"
    STUDY = "study"
    DOCUMENT = "document"
    FACT = "fact"
    COMMON_GROUND = "common_ground"
    OTHER = "other"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class TagColor(StrEnum):
    """What a tag's chip may look like; without one it is neutral. The name of the tag always stands on it."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PINK = "pink"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Direction(StrEnum):
    """Writing direction of an article."""

    LTR = "ltr"
    RTL = "rtl"


def relation_sign(link_type: LinkType, *, on_link: bool) -> str:
    """The sign shown before an item: ``+``, ``−``, ``×`` (an undercut) or ``≈``."""
    match link_type:
        case LinkType.SUPPORT:
            return "+"
        case LinkType.ATTACK:
            return "×" if on_link else "−"
        case LinkType.REPHRASE:
            return "≈"


def relation_name(link_type: LinkType, *, on_link: bool) -> str:
    """The relation in the field's words: ``support``, ``attack``, ``undercut``, ``warrant``, ``rephrase``."""
    match link_type:
        case LinkType.SUPPORT:
            return "warrant" if on_link else "support"
        case LinkType.ATTACK:
            return "undercut" if on_link else "attack"
        case LinkType.REPHRASE:
            return "rephrase"
