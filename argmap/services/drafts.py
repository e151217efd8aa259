"""What a caller wants to make, before it is checked: the input of the services for nodes and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import RuleError
from argmap.models import new_id


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """A passage of an article's pinned revision: code points ``start`` to ``end`` (excluded).

    ``revision`` is the one whose text the caller counted in, where they say it.
    """

    article: UUID
    start: int
    end: int
    revision: UUID | None = None


@dataclass(frozen=True, slots=True)
class NodeDraft:
    """A node to be made; an empty ``text`` becomes the quotes of its spans."""

    kind: NodeKind
    text: str = ""
    spans: tuple[SpanDraft, ...] = ()
    main: bool = False
    implicit: bool = False
    evidence_type: EvidenceType | None = None
    attribution: str = ""
    sources: tuple[str, ...] = ()
    confidence: float | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    position: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class PremiseDraft:
    node: UUID
    role: str = ""


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link to be made: exactly one of ``target_node`` and ``target_link`` is set."""

    type: LinkType
    premises: tuple[PremiseDraft, ...]
    target_node: UUID | None = None
    target_link: UUID | None = None
    scheme: str = ""
    strength: float | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    position: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=new_id)


@contextmanager
def place_of(index: int, count: int) -> Iterator[None]:
    """A broken rule inside says which of ``count`` drafts breaks it (``index`` from 0), where there are several."""
    try:
        yield
    except RuleError as error:
        if count == 1:
            raise
        field_ = f"{index}.{error.field}" if error.field else str(index)
        raise RuleError(f"Item {index} (from 0): {error}", rule=error.rule, field=field_) from error
