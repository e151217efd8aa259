"""The names that annotation projects give to kinds of nodes and links, and what they mean here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from argmap.domain.graph import Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError

MAIN, IGNORE, PART = "main", "ignore", "part"
GENERIC, AAEC, ABSTRCT = PRESETS = ("generic", "aaec", "abstrct")
_NODES = {
    MAIN: "MajorClaim MainClaim CentralClaim Thesis",
    "claim": "Claim Conclusion OwnClaim BackgroundClaim Policy Value Statement Proposition Position",
    "evidence": "Premise Evidence Data Datum Ground Grounds Fact Testimony Reference Statistics Anecdote Study",
    "counterclaim": "Counterclaim Counterargument Rebuttal Objection",
}
_LINKS = {
    "support": "supports support for pro reason backs justifies proves warrants",
    "attack": "attacks attack partialattack against con contradicts rebuts refutes undermines undercuts undercut",
    "rephrase": "rephrases rephrase restates paraphrases paraphrase semanticallysame same equivalent",
}
_PARTS = "partsofsame partofsame samecomponent"  # relations that join the parts of one annotation
_WRITTEN = {
    GENERIC: {MAIN: "MajorClaim", "claim": "Claim", "evidence": "Premise", "counterclaim": "Counterclaim",
              "support": "supports", "attack": "attacks", "undercut": "undercuts", "rephrase": "rephrases"},
    AAEC: {MAIN: "MajorClaim", "claim": "Claim", "evidence": "Premise", "counterclaim": "Claim",
           "support": "supports", "attack": "attacks", "undercut": "undercuts", "rephrase": "rephrases"},
    ABSTRCT: {MAIN: "MajorClaim", "claim": "Claim", "evidence": "Premise", "counterclaim": "Claim",
              "support": "Support", "attack": "Attack", "undercut": "Attack", "rephrase": "Rephrase"},
}  # fmt: skip
_MEANINGS = frozenset({*_NODES, *_LINKS, "undercut", IGNORE, PART})
_PAIR = re.compile(r"\s*([^\s=,;]+)\s*=\s*([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Types:
    """What the names of types mean: ``meanings`` by the name without case, hyphens and underscores."""

    preset: str
    given: str
    meanings: Mapping[str, str]
    names: Mapping[str, str]

    def node(self, name: str) -> tuple[NodeKind, bool] | None:
        """Kind and main-claim mark of a type; None where it is not known or to be ignored."""
        meaning = self.meanings.get(_key(name), "")
        if meaning not in _NODES:
            return None
        return (NodeKind.CLAIM, True) if meaning == MAIN else (NodeKind(meaning), False)

    def link(self, name: str) -> LinkType | None:
        """The type of link that a relation of this type is; None where it is not known or to be ignored."""
        meaning = self.meanings.get(_key(name), "")
        return LinkType.ATTACK if meaning == "undercut" else LinkType(meaning) if meaning in _LINKS else None

    def is_ignored(self, name: str) -> bool:
        return self.meanings.get(_key(name)) == IGNORE

    def is_part(self, name: str) -> bool:
        """Whether a relation of this type joins the parts of what is one node."""
        return self.meanings.get(_key(name)) == PART

    def name_of_node(self, node: Node) -> str:
        return self.names[MAIN if node.main and node.kind is NodeKind.CLAIM else node.kind.value]

    def name_of_link(self, link: Link) -> str:
        return self.names["undercut" if link.is_undercut else link.type.value]


def types_of(preset: str = "", given: str = "") -> Types:
    """The types of a preset, changed by pairs ``Name=meaning`` that are parted by commas. Raises FormatError."""
    preset = preset or GENERIC
    meanings = {_key(name): meaning for table in (_NODES, _LINKS, {PART: _PARTS}) for meaning, names in table.items()
                for name in names.split()}  # fmt: skip
    names = dict(_WRITTEN[preset])
    for entry in filter(str.strip, re.split("[,;\n]", given)):
        match = _PAIR.fullmatch(entry)
        if not match or match[2].lower() not in _MEANINGS:
            raise FormatError(
                f"“{entry.strip()}” names no type; write pairs as in “Premise=evidence, backs=support”, "
                f"with one of {', '.join(sorted(_MEANINGS))}."
            )
        meanings[_key(match[1])] = match[2].lower()
        names[match[2].lower()] = match[1]
    return Types(preset, given, meanings, names)


def _key(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name.lower())
