"""Topics: the words of formats that know nothing but nested lines, outlines and mind maps.

A topic is a node with the link by which it bears on the topic above. What bears on a link stands below the topic of its
premise; linked premises stand below a topic of their own. A node stands in one place with all that bears on it; where
it bears on something else too, there stands a topic that refers to it (``ref``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import Link, Node
from argmap.domain.vocabulary import LinkType
from argmap.formats._extra import as_dict
from argmap.formats._unused import Unused
from argmap.formats._xml import Tag

LINK = "link_"  # begins the names of fields that say something of the link
LINKED = "only together"
PREMISE = "premise"
TYPES = {
    **dict.fromkeys(("support", "supports", "+", "pro", "warrant", "warrants"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "-", "con", "undercut", "undercuts"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "restates"), LinkType.REPHRASE),
}
ON_LINK = frozenset({"undercut", "undercuts", "warrant", "warrants"})
OWN_FIELDS = frozenset(
    {
        *("kind", "evidence_type", "main", "implicit", "attribution", "sources", "confidence", "note", "tags"),
        *("position", "role", "linked", "relation", "ref"),
        *(f"{LINK}{name}" for name in ("scheme", "strength", "note", "tags", "position")),
    }
)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
NO_SUCH_TOPIC = (
    "1 reference is to a topic that the file does not hold; it is read as a topic.",
    "{} references are to topics that the file does not hold; they are read as topics.",
)


@dataclass(slots=True)
class Topic:
    """A topic to read or write: ``fields`` by our names as texts; ``bag`` is what is kept of it for its format.

    ``relation`` is how it bears on the topic above, empty where the file does not say. In writing ``arrows`` are the
    links of its node that are drawn beside the hierarchy, ``link`` that by which it stands here.
    """

    id: str = ""
    text: str = ""
    relation: str = ""
    ref: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    bag: dict[str, Any] = field(default_factory=dict)
    tag: Tag = field(default_factory=lambda: Tag("", {}))
    arrows: list[Link] = field(default_factory=list)
    link: Link | None = None
    node: Node | None = None


def take_address(topic: Topic, attributes: dict[str, str], *names: str) -> None:
    """The first of these attributes that is an address is the topic's source, where it has no other."""
    found = next((name for name in names if ADDRESS.fullmatch(attributes.get(name, ""))), None)
    if found and "sources" not in topic.fields:
        topic.fields["sources"] = attributes[found]
        topic.bag["address"] = found


def without_address(topic: Topic) -> tuple[dict[str, str], dict[str, Any]]:
    """The fields and kept attributes to write, the address of :func:`take_address` in one of them alone."""
    fields, attributes = dict(topic.fields), dict(as_dict(topic.bag.get("attributes")))
    name = topic.bag.get("address")
    if isinstance(name, str) and name in attributes:
        if fields.get("sources") == attributes[name]:
            del fields["sources"]
        else:
            del attributes[name]
    return fields, attributes


def names_of(topics: list[Topic]) -> dict[str, str]:
    """The id in the file of each node that has a topic: that of the source file where it is free, else its own."""
    names: dict[str, str] = {}
    unused = Unused()
    for topic in topics:
        if topic.id:
            given = topic.bag.get("id")
            names[topic.id] = unused(given if isinstance(given, str) and given and given not in unused else topic.id)
    return names
