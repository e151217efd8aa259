"""The map as continuous English prose, to read aloud and to check whether it says what the author meant.

A paragraph for each root and for each node that has something below it, in the order of the tree and with its numbers:
the node's words, what they rest on (because …, since …), what speaks against them (however …), and what is said of
these steps (but that does not follow from 1.1, because …). The words of nodes stand as they are; only a first letter
changes its case where that is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.tree import Item, tree_of, walk
from argmap.domain.vocabulary import LinkType

# Words that are no names: their capital at the beginning of a sentence may go where the sentence is built in.
_SMALL_WORDS = """
a all an and any as at both but by each even every few for from he her his how if in it its many more most much my no
nobody none not on once one only other our she since so some such that the their there these they this those to two
under until we what when where whether which while who why with without you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_SEVERAL_SENTENCES = re.compile(r"[.?!…][”\"’')]*\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the prose; ``node`` is whose words they are, None for our own between them."""

    text: str
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on the node that the tree shows under ``number``."""

    number: str
    node: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def prose_of(graph: ArgumentGraph) -> list[Paragraph]:
    """The paragraphs of the map, linear in its size."""
    return [
        Paragraph(item.number, item.node.id, tuple(_paragraph(item, item.node)))
        for item in walk(tree_of(graph))
        if item.node is not None and (item.link is None or item.children)
    ]


def _paragraph(item: Item, node: Node) -> Iterator[Piece]:
    yield Piece(_begun(_said(node)), node.id)
    reasons = 0
    for below in item.children:
        supports = below.link is not None and below.link.type is LinkType.SUPPORT
        if not (supports and below is item.children[0]):
            yield Piece(". " if below is item.children[0] else " ")
        yield from _step(below, _opening(below, reasons, first=below is item.children[0]))
        reasons += supports
        yield from _on_steps(below)
    if not item.children:
        yield Piece(".")


def _opening(item: Item, reasons: int, *, first: bool) -> str:
    """The words before what the item says of the node above it."""
    match item.link.type if item.link else LinkType.SUPPORT:
        case LinkType.SUPPORT if first:
            return ", because "
        case LinkType.SUPPORT if reasons == 0:
            return "Yet it holds, because "
        case LinkType.SUPPORT:
            return ("It also holds, since ", "And it holds, because ")[reasons % 2 == 0]
        case LinkType.ATTACK:
            return "However, "
        case LinkType.REPHRASE:
            return "In other words, "


def _on_steps(item: Item) -> Iterator[Piece]:
    """Sentences on what hangs on the item's link, and on the links of that."""
    stack = [(below, item) for below in reversed(item.on_link)]
    while stack:
        below, above = stack.pop()
        yield Piece(" ")
        yield from _step(below, _on_step(below, above))
        stack += [(further, below) for further in reversed(below.on_link)]


def _on_step(item: Item, above: Item) -> str:
    """The words before an undercut or a warrant of the step that ``above`` takes."""
    number, denies = above.number, item.link is not None and item.link.type is LinkType.ATTACK
    match above.link.type if above.link else LinkType.SUPPORT:
        case LinkType.SUPPORT:
            return (
                f"But that does not follow from {number}, because " if denies else f"That follows from {number}, since "
            )
        case LinkType.ATTACK:
            what = "is no objection" if denies else "is an objection"
        case LinkType.REPHRASE:
            what = "does not say the same" if denies else "says the same"
    return f"But {number} {what}, because " if denies else f"And {number} {what}, since "


def _step(item: Item, opening: str) -> Iterator[Piece]:
    """The opening with the premises of the item's link, to the end of the sentence."""
    yield Piece(opening)
    for index, one in enumerate(item.members or (item,)):
        if one.node is not None:
            if index:
                yield Piece(" and, together with that, ")
            yield Piece(_said(one.node), one.node.id)
            yield Piece(f" ({_reference(one, one.node)})")
    yield Piece(".")


def _reference(item: Item, node: Node) -> str:
    number = f"see {item.reference}" if item.reference else item.number
    return f"{number}, left unsaid" if node.implicit else number


def _said(node: Node) -> str:
    """The node's words as a part of a sentence, with whoever asserts them."""
    words = " ".join(node.text.split())
    if _SEVERAL_SENTENCES.search(words) or words.endswith(("?", "!", "…", ":")):
        words = f"“{words}”"
    else:
        words = words.removesuffix(".")
        first = words.split(" ", 1)[0]
        if first.lower() in _SMALL and (len(first) == 1 or first[1:].islower()):
            words = first.lower() + words[len(first) :]
    return f"according to {' '.join(node.attribution.split())}, {words}" if node.attribution else words


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
