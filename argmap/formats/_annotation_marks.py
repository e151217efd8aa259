"""What one annotation says in our words: its kind, its relation, its remarks, its ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.domain.graph import NO_EXTRA, Extra
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._annotation_shapes import Body, Mark
from argmap.formats._annotation_write import VOCABULARY
from argmap.formats._extra import without_unstorable
from argmap.formats._fields import Fields
from argmap.formats._text import is_storable, one_line, shortened

_RELATIONS = {
    **dict.fromkeys(("support", "supports", "supporting", "warrant", "pro", "agree", "agrees"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "attacking", "undercut", "undercuts", "con", "rebut"), LinkType.ATTACK),
    **dict.fromkeys(("contradicts", "rebuts", "disagree", "disagrees"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "rephrasing", "restates"), LinkType.REPHRASE),
}
_KINDS = {kind.value: kind for kind in NodeKind}


def bodies_of(mark: Mark, *purposes: str) -> list[Body]:
    """The bodies with words for these purposes; without one the annotation's motivation counts."""
    default = next((m for m in ("describing", "tagging") if m in mark.motivations and len(mark.motivations) == 1), "")
    return [body for body in mark.bodies if body.value and (body.purpose or default) in purposes]


def kind_of(mark: Mark, tags: Sequence[str]) -> NodeKind | None:
    """The kind that its classification or one of ``tags`` names."""
    classes = [body.source or body.value for body in mark.bodies if body.purpose == "classifying"]
    words = [one_line(word).lower().removeprefix(VOCABULARY) for word in (*classes, *tags)]
    tails = (word.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] for word in words)
    return next((_KINDS[tail] for tail in tails if tail in _KINDS), None)


def relation_of(mark: Mark) -> LinkType | None:
    """What the link says, by our own term, its classification, tags or words."""
    term = mark.original.get("argumentRelation")
    words = [term if isinstance(term, str) else "", *mark.motivations]
    words += [word for body in mark.bodies for word in (body.value, body.source)]
    tails = (word.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2].strip().lower() for word in words)
    return next((_RELATIONS[tail] for tail in tails if tail in _RELATIONS), None)


_OF_HIGHLIGHTS = frozenset({"@context", "id", "type", "motivation", "body", "target", "key"})


def is_highlight(mark: Mark) -> bool:
    """Whether it marks one passage beside the argument, with words on it or none, and says nothing more."""
    purposes = {body.purpose or "commenting" for body in mark.bodies if body.value}
    return (
        mark.motivations == {"highlighting"}
        and mark.original.keys() <= _OF_HIGHLIGHTS
        and len(mark.passages) == 1
        and all(body.value for body in mark.bodies)
        and purposes <= {"commenting", "describing"}
    )


def fields_of(mark: Mark) -> Fields:
    """The fields of the annotation, with its name for messages."""
    return Fields(mark.original, f"Annotation “{shortened(mark.id)}”")


def is_ours(mark: Mark) -> bool:
    """Whether our writer made it."""
    return any(body.source.startswith(VOCABULARY) for body in mark.bodies)


def own_id(value: Mapping[str, Any], iri: str) -> str:
    """Our own id of the object, else what its IRI tells."""
    key = value.get("key")
    return key if isinstance(key, str) and key else iri.removeprefix("urn:uuid:")


def extra_in(fields: Fields) -> Extra:
    """The data of other programs that our writer put there."""
    return without_unstorable(fields.mapping("extra")) or NO_EXTRA if "extra" in fields.value else NO_EXTRA


def label_of(value: Any) -> str:
    """The words of a label, which may stand in several languages; the first counts."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = value.get("@value") or next(iter(value.values()), "")
    return value if isinstance(value, str) and is_storable(value) else ""
