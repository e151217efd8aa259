"""What a caller wants to make, before it is checked: the input of the services for nodes and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.models import new_id


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """A passage of an article's pinned revision: code points ``start`` to ``end`` (excluded)."""

    article: UUID
    start: int
    end: int


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
    extra: Mapping[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=new_id)
