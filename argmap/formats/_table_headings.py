"""Which column of a table is which: by our names, else by other names that people and programs give them.

Another name counts where our own is missing, and of words from a list (kinds, relations, yes or no) where each cell has
one; so a column ``type`` of another meaning is kept aside instead of refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._tables import column_key

YES = frozenset({"yes", "y", "true", "1", "x", "wahr", "vrai", "verdadero", "vero", "waar"})  # as Excel says it
NO = frozenset({"", "no", "n", "false", "0", "falsch", "faux", "falso", "onwaar"})
RELATIONS = {
    "supports": LinkType.SUPPORT,
    "warrant": LinkType.SUPPORT,
    "warrants": LinkType.SUPPORT,
    **dict.fromkeys(("pro", "for", "+"), LinkType.SUPPORT),
    "attacks": LinkType.ATTACK,
    "undercut": LinkType.ATTACK,
    "undercuts": LinkType.ATTACK,
    **dict.fromkeys(("con", "contra", "against", "_", "−"), LinkType.ATTACK),  # “-” is “_” among names
    "rephrases": LinkType.REPHRASE,
}
SHAPES = frozenset({"directed", "undirected", "mixed"})  # Gephi's types of edges, which say nothing of arguments
OTHER_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "nodes": {
        "id": ("node_id", "key"),
        "number": ("no", "nr"),
        "text": ("label", "statement", "claim", "proposition", "sentence", "content"),
        "kind": ("node_kind", "node_type", "type"),
        "main": ("main_claim", "is_main"),
        "implicit": ("is_implicit",),
        "attribution": ("said_by", "asserted_by", "speaker", "author"),
        "sources": ("source", "references", "citations"),
        "note": ("notes", "comment", "comments", "remark", "remarks"),
        "tags": ("tag", "keywords"),
    },
    "links": {
        "id": ("link_id", "edge_id", "key"),
        "premises": ("premise", "source", "from"),
        "target": ("to", "conclusion"),
        "relation": ("relation_type", "link_type", "edge_label", "label"),
        "note": ("notes", "comment", "comments", "remark", "remarks"),
        "tags": ("tag", "keywords"),
    },
}
_PREMISES = ("premises", "premise_numbers")
_TARGETS = ("target", "target_node", "target_link", "target_number")
_WORDS: Mapping[str, frozenset[str]] = {
    "kind": frozenset({"", *NodeKind}),
    "relation": frozenset({"", *LinkType, *RELATIONS}),
    "main": YES | NO,
    "implicit": YES | NO,
}


def table_kind(headings: Iterable[str], *, ours_alone: bool = False) -> str:
    """``nodes`` or ``links``, by the headings (``ours_alone``: by our names alone); empty where it is neither."""
    keys = {column_key(heading) for heading in headings}

    def has(kind: str, *columns: str) -> bool:
        names = {name for column in columns for name in OTHER_NAMES[kind].get(column, ())}
        return not keys.isdisjoint(columns if ours_alone else {*columns, *names})

    if has("links", *_PREMISES) and has("links", *_TARGETS):
        return "links"
    return "nodes" if has("nodes", "text") else ""


def other_columns(places: Mapping[str, int], kind: str, cells: Callable[[int], Iterable[str]]) -> dict[str, int]:
    """Our name → place of the columns that have another name; ``places`` are those of all headings, by their keys.

    ``cells`` gives the cells at a place.
    """
    found: dict[str, int] = {}
    for column, names in OTHER_NAMES.get(kind, {}).items():
        if column not in places and not (column == "target" and places.keys() & {*_TARGETS}):
            named = next((name for name in names if name in places and places[name] not in found.values()), None)
            if named is not None and _fits(column, cells(places[named])):
                found[column] = places[named]
    return found


def known_names() -> frozenset[str]:
    """Every name that a column may go by, ours apart."""
    return frozenset(name for columns in OTHER_NAMES.values() for names in columns.values() for name in names)


def _fits(column: str, cells: Iterable[str]) -> bool:
    words = _WORDS.get(column)
    return words is None or all(column_key(cell) in words for cell in cells)
