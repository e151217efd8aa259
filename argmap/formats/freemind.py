"""FreeMind maps (.mm), as FreeMind, Freeplane and most mind-map programs read them.

A node is a ``node`` below what it bears on; further fields stand in its attribute table, a note in ``richcontent``, a
second parent is an arrow. All else (colours, fonts, icons, times, hooks) is kept and written back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.formats._extra import extra_of, own_extra
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._mind_maps import OWN_FIELDS, Gardener, Planter, Topic, as_dict, as_list, names_of
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file, reading_of
from argmap.formats._text import one_line
from argmap.formats._xml import REPLACED, Kept, Tag, attribute, kept, parsed, text, unholdable, xml_of
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "freemind"
MAP = "map"  # the attribute of a root that only holds the roots of the map
_TITLE, _DESCRIPTION = "map_title", "map_description"
_ICONS = {"button_ok": "supports", "button_cancel": "attacks"}
_COLOURS = {"supports": "#0072b2", "attacks": "#c45100", "rephrases": "#5d584f"}
_BLOCKS = frozenset({"p", "br", "li", "div", "h1", "h2", "h3", "h4", "tr", "pre"})
_ID = re.compile(r"[A-Za-z_][\w.\-]{0,99}", re.ASCII)
_SAME_RELATION = {"support": "supports", "attack": "attacks", "rephrase": "rephrases"}


def read(files: Files) -> Reading:
    """The mind map as a graph. Raises FormatError with line and column."""
    _, content = only_file(files, what="A FreeMind map")
    root = parsed(content, root="map", what="a FreeMind map")
    planter, counts = Planter(NAME), Counter[str]()
    ids = {id_ for tag in root.below("node") if (id_ := tag.attributes.get("ID"))}
    arrows: list[tuple[str, Tag]] = []
    bag, fields = _kept_map(root), {"title": "", "description": ""}
    stack = [(tag, planter.root()) for tag in reversed([*root.children]) if tag.local == "node"]
    while stack:
        tag, above = stack.pop()
        topic, marks = _topic(tag, ids, counts)
        fields["title"] = marks.get(_TITLE, fields["title"])
        fields["description"] = marks.get(_DESCRIPTION, fields["description"])
        place = above
        if marks.get(MAP):
            bag["root"] = {**topic.bag, "id": topic.id, "text": topic.text}
        else:
            place = planter.add(topic, above)
            arrows += ((place.node, arrow) for arrow in _arrows(tag, ids) if not topic.ref)
        stack += ((child, place) for child in reversed([*tag.children]) if child.local == "node")
    _add_arrows(planter, arrows)
    graph = planter.graph(extra=extra_of(NAME, bag), **fields)
    return reading_of(graph, [*planter.notes(), *_notes(counts)])


def _kept_map(root: Tag) -> dict[str, Any]:
    elements = [kept(child) for child in root.children if child.local != "node"]
    return {key: value for key, value in (("attributes", root.attributes), ("elements", elements)) if value}


def _topic(tag: Tag, ids: set[str], counts: Counter[str]) -> tuple[Topic, dict[str, str]]:
    """The topic of a node, and what the attributes of the root say of the map."""
    attributes = {name: value for name, value in tag.attributes.items() if name not in ("ID", "TEXT")}
    topic = Topic(tag.attributes.get("ID", ""), tag.attributes.get("TEXT", ""), tag=tag)
    elements: list[Kept] = []
    marks: dict[str, str] = {}
    bag: dict[str, Any] = {}
    for child in tag.children:
        name, value = child.attributes.get("NAME", ""), child.attributes.get("VALUE", "")
        if child.local == "node" or (child.local == "arrowlink" and child.attributes.get("DESTINATION") in ids):
            continue
        if child.local == "attribute" and name in (MAP, _TITLE, _DESCRIPTION):
            marks[name] = value
        elif child.local == "attribute" and _take(topic, name, value, ids, counts):
            continue
        else:
            elements.append(kept(child))
            _look_at(child, topic, bag, counts)
    if one_line(topic.fields.get("note", "")) != one_line(bag.get("note", "")):  # else it says the same more exactly
        topic.fields["note"] = bag.get("note", topic.fields.get("note", ""))
    if attributes:
        bag["attributes"] = attributes
    if elements:
        bag["elements"] = elements
    counts["kept"] += len(elements) + len(attributes)
    topic.bag = bag
    return topic, marks


def _take(topic: Topic, name: str, value: str, ids: set[str], counts: Counter[str]) -> bool:
    """Whether an attribute is one of ours and goes into the topic."""
    if name == "ref":
        counts["ref"] += value not in ids
        topic.ref = value if value in ids else ""
        return value in ids
    if name == "relation":
        topic.relation = value.strip().lower()
    elif name in OWN_FIELDS:
        topic.fields[name] = value
    return name in OWN_FIELDS


def _look_at(child: Tag, topic: Topic, bag: dict[str, Any], counts: Counter[str]) -> None:
    """Take text, note and relation from an element that is kept as it is."""
    kind = child.attributes.get("TYPE", "").upper()
    if child.local == "richcontent" and kind == "NODE":
        topic.text = bag["rich"] = html_text(child)
    elif (child.local == "richcontent" and kind == "NOTE") or child.attributes.get("NAME", "").endswith(
        "NodeNote.properties"
    ):
        bag["note"] = html_text(child)
    elif child.local == "icon" and child.attributes.get("BUILTIN") in _ICONS and not topic.relation:
        bag["icon"] = True
        topic.relation = _ICONS[child.attributes["BUILTIN"]]
    elif child.local == "arrowlink":
        counts["arrow"] += 1


def _arrows(tag: Tag, ids: set[str]) -> Iterator[Tag]:
    return (
        child for child in tag.children if child.local == "arrowlink" and child.attributes.get("DESTINATION") in ids
    )


def _add_arrows(planter: Planter, arrows: list[tuple[str, Tag]]) -> None:
    by_id = {node.extra.get(NAME, {}).get("id", ""): node.id for node in planter.nodes.values()}
    for source, arrow in arrows:
        label = arrow.attributes.get("MIDDLE_LABEL", "").strip().lower()
        topic = Topic(relation=label, bag={"arrow": kept(arrow)}, tag=arrow)
        target = by_id.get(arrow.attributes["DESTINATION"], "")
        if source:
            planter.arrow(source, target, topic)


def html_text(tag: Tag) -> str:
    """The text of an HTML fragment: blocks on lines of their own, white space as in a browser."""
    parts: list[str] = []
    end = Tag("", {})
    stack: list[Tag | str] = [*reversed(tag.content)]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(re.sub(r"[ \t\r\n]+", " ", part))
            continue
        if part.local in ("head", "style", "script"):
            continue
        if part is end or part.local in _BLOCKS:
            parts.append("\n")
        if part.local in _BLOCKS:
            stack.append(end)
        stack += reversed(part.content)
    lines = [line.strip(" ") for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _notes(counts: Counter[str]) -> Iterator[Note]:
    yield from said(
        counts["ref"],
        "1 reference is to a topic that the file does not hold; it is read as a topic.",
        "{} references are to topics that the file does not hold; they are read as topics.",
    )
    yield from said(
        counts["arrow"],
        "1 arrow leads to a topic that the file does not hold; it is kept aside and written back.",
        "{} arrows lead to topics that the file does not hold; they are kept aside and written back.",
    )
    yield from said(
        counts["kept"],
        "1 detail of how topics look (colour, font, icon, time) is kept aside and written back.",
        "{} details of how topics look (colours, fonts, icons, times) are kept aside and written back.",
    )


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One mind map; a map with several roots gets a root that holds them."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n".join(_Writer(graph).lines()) + "\n").encode()}


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
        for name, value in ((_TITLE, self.graph.title), (_DESCRIPTION, self.graph.description)):
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
        words = "" if topic.bag.get("rich") == topic.text else attribute("TEXT", topic.text)
        return identity + words + self._kept_attributes(topic.bag)

    @staticmethod
    def _kept_attributes(bag: dict[str, Any]) -> str:
        return "".join(
            attribute(name, value) for name, value in as_dict(bag.get("attributes")).items() if "{" not in name
        )

    def _inside(self, topic: Topic) -> Iterator[str]:
        fields, note = dict(topic.fields), topic.fields.get("note", "")
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
        shown = _ICONS.get(str(as_dict(as_dict(element).get("attributes")).get("BUILTIN")))
        return shown is not None and bool(topic.bag.get("icon")) and shown != topic.relation

    @staticmethod
    def _new_icon(topic: Topic) -> Iterator[str]:
        icon = next((icon for icon, relation in _ICONS.items() if relation == topic.relation), None)
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
    return [_ICONS[str(found.get("BUILTIN"))] for found in elements if str(found.get("BUILTIN")) in _ICONS]


def _rich_note(note: str) -> str:
    paragraphs = "".join(f"<p>{text(line)}</p>" for line in note.splitlines() or [""])
    return f'<richcontent TYPE="NOTE"><html><head/><body>{paragraphs}</body></html></richcontent>'


def _attribute(name: str, value: str) -> str:
    return f"<attribute{attribute('NAME', name)}{attribute('VALUE', value)}/>"


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a mind map cannot hold of this graph."""
    return [
        *lost(graph, "articles", "spans"),
        *lost_foreign_data(graph, lambda bag, value: bag == NAME),
        *said(unholdable(graph), *REPLACED),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is XML that begins with ``map`` and has nodes with a text."""
    start = (sample.text or "")[:4000].lstrip()
    return re.match(r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<map[\s>]", start, re.DOTALL) is not None and "<node" in start


FORMAT = Format(
    name=NAME,
    label="FreeMind",
    suffixes=(".mm",),
    content_type="application/x-freemind",
    description="Mind maps of FreeMind, Freeplane and the programs that read theirs.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://freemind.sourceforge.io/wiki/index.php/File_format",
)
