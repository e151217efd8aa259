"""From a graph to the lines of a FreeMind map; what a file said beyond our model is put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.formats._extra import as_dict, as_list, own_extra
from argmap.formats._freemind_words import DESCRIPTION, ICONS, MAP, NAME, TITLE
from argmap.formats._text import one_line
from argmap.formats._topics import Topic, names_of, without_address
from argmap.formats._topics_write import Gardener
from argmap.formats._xml import attribute, text, xml_of

_COLOURS = {"supports": "#0072b2", "attacks": "#c45100", "rephrases": "#5d584f"}
_ID = re.compile(r"[A-Za-z_][\w.\-]{0,99}", re.ASCII)


def lines_of(graph: ArgumentGraph) -> Iterator[str]:
    """The lines of the file."""
    return _Writer(graph).lines()


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.bag = own_extra(graph.extra, NAME)
        self.gardener = Gardener(graph, NAME, arrows=True)
        self.topics = list(self.gardener.topics())
        self.names = self._names()
        targets = {link.target for _, topic in self.topics for link in topic.arrows}
        self.referred = targets | {topic.ref for _, topic in self.topics}

    def lines(self) -> Iterator[str]:
        attributes = {"version": "1.0.1", **as_dict(self.bag.get("attributes"))}
        yield f"<map{''.join(attribute(key, value) for key, value in attributes.items() if '{' not in key)}>"
        yield from (xml_of(part, {"": ""}) for part in as_list(self.bag.get("elements")))
        single = sum(depth == 0 for depth, _ in self.topics) == 1 and "root" not in self.bag
        if not single:
            root = as_dict(self.bag.get("root"))
            shown = root["text"] if isinstance(root.get("text"), str) else self.graph.title or "Map"
            identity = attribute("ID", root["id"]) if root.get("id") else ""
            yield f"<node{identity}{attribute('TEXT', shown)}{self._kept_attributes(root)}>"
            yield _attribute(MAP, "roots")
            yield from self._of_map()
            yield from (xml_of(part, {"": ""}) for part in as_list(root.get("elements")))
        yield from self._nodes(0 if single else 1)
        if not single:
            yield "</node>"
        yield "</map>"

    def _of_map(self) -> Iterator[str]:
        for name, value in ((TITLE, self.graph.title), (DESCRIPTION, self.graph.description)):
            if value:
                yield _attribute(name, value)

    def _names(self) -> dict[str, str]:
        names = names_of([topic for _, topic in self.topics])
        kept_ids = {str(topic.bag.get("id")) for _, topic in self.topics}
        fresh = (name for name in map("ID_{}".format, range(1, 2 * len(names) + 2)) if name not in names.values())
        return {id_: name if name in kept_ids or _ID.fullmatch(name) else next(fresh) for id_, name in names.items()}

    def _nodes(self, base: int) -> Iterator[str]:
        depths = [depth for depth, _ in self.topics]
        for index, (depth, topic) in enumerate(self.topics):
            following = depths[index + 1] if index + 1 < len(depths) else -1
            yield f"<node{self._head(topic)}>"
            if depth == 0 and base == 0:
                yield from self._of_map()
            yield from self._inside(topic)
            if following <= depth:
                yield "</node>" * (depth - max(following, 0) + 1 if following >= 0 else depth + 1)

    def _head(self, topic: Topic) -> str:
        identity = ""
        if topic.id and (topic.bag.get("id", topic.id) or topic.id in self.referred):
            identity = attribute("ID", self.names[topic.id])
        _, attributes = without_address(topic)
        return identity + self._words(topic) + self._kept_attributes({"attributes": attributes})

    @staticmethod
    def _words(topic: Topic) -> str:
        """The text, but where it stands below the node or in that of which this is a clone."""
        if topic.bag.get("rich") != topic.text:
            return attribute("TEXT", topic.text)
        typed = topic.bag.get("typed")
        return attribute("TEXT", typed) if isinstance(typed, str) else ""

    @staticmethod
    def _kept_attributes(bag: dict[str, Any]) -> str:
        return "".join(
            attribute(name, value) for name, value in as_dict(bag.get("attributes")).items() if "{" not in name
        )

    def _inside(self, topic: Topic) -> Iterator[str]:
        fields, _ = without_address(topic)
        note = fields.get("note", "")
        same_note = topic.bag.get("note") == note
        for element in as_list(topic.bag.get("elements")):
            kind = str(as_dict(as_dict(element).get("attributes")).get("TYPE", "")).upper()
            rewritten = (kind == "NODE" and topic.bag.get("rich") != topic.text) or (kind == "NOTE" and not same_note)
            if not rewritten and not self._is_old_icon(element, topic):
                yield xml_of(element, {"": ""})
        if note and not same_note:
            yield _rich_note(note)
        if same_note or one_line(note) == note:
            fields.pop("note", None)
        if topic.relation and not self._icon_says(topic):
            yield _attribute("relation", topic.relation)
            yield from self._new_icon(topic)
        if topic.ref:
            yield _attribute("ref", self.names[topic.ref])
            yield f"<arrowlink{attribute('DESTINATION', self.names[topic.ref])}/>"
        yield from (_attribute(name, value) for name, value in fields.items())
        yield from map(self._arrow, topic.arrows)

    @staticmethod
    def _icon_says(topic: Topic) -> bool:
        """Whether the relation is as the icons of the source file had it."""
        return bool(topic.bag.get("icon")) and topic.relation in _icons_in(topic)[:1]

    @staticmethod
    def _is_old_icon(element: Any, topic: Topic) -> bool:
        """Whether a kept icon says another relation than the topic now has."""
        shown = ICONS.get(str(as_dict(as_dict(element).get("attributes")).get("BUILTIN")))
        return shown is not None and bool(topic.bag.get("icon")) and shown != topic.relation

    @staticmethod
    def _new_icon(topic: Topic) -> Iterator[str]:
        icon = next((icon for icon, relation in ICONS.items() if relation == topic.relation), None)
        if icon and "elements" not in topic.bag and "id" not in topic.bag and not topic.ref:
            yield f"<icon{attribute('BUILTIN', icon)}/>"

    def _arrow(self, link: Link) -> str:
        relation, element = self.gardener.arrow_of(link)
        target = self.names[link.target]
        if isinstance(element, dict):
            known = {**as_dict(element.get("attributes")), "DESTINATION": target}
            if known.get("MIDDLE_LABEL", "").strip().lower() != relation:
                known["MIDDLE_LABEL"] = relation
            return xml_of({**element, "attributes": known}, {"": ""})
        colour = _COLOURS.get(relation, "#5d584f")
        return (
            f"<arrowlink{attribute('DESTINATION', target)}{attribute('COLOR', colour)}"
            f'{attribute("MIDDLE_LABEL", relation)} ENDARROW="Default"/>'
        )


def _icons_in(topic: Topic) -> list[str]:
    elements = [as_dict(as_dict(element).get("attributes")) for element in as_list(topic.bag.get("elements"))]
    return [ICONS[str(found.get("BUILTIN"))] for found in elements if str(found.get("BUILTIN")) in ICONS]


def _rich_note(note: str) -> str:
    paragraphs = "".join(f"<p>{text(line)}</p>" for line in note.splitlines() or [""])
    return f'<richcontent TYPE="NOTE"><html><head/><body>{paragraphs}</body></html></richcontent>'


def _attribute(name: str, value: str) -> str:
    return f"<attribute{attribute('NAME', name)}{attribute('VALUE', value)}/>"
