"""OPML 2.0 outlines: a node is an ``outline`` below what it bears on; names of our own attributes begin with ``_``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.formats._extra import as_dict, as_list, extra_of, own_extra
from argmap.formats._html_text import addresses_in, escaped, has_markup, plain_line
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file, reading_of
from argmap.formats._topics import OWN_FIELDS, Topic, names_of, take_address, without_address
from argmap.formats._topics_read import Planter
from argmap.formats._topics_write import Gardener
from argmap.formats._xml import REPLACED, Tag, attribute, kept, parsed, text, unholdable, xml_of
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "opml"
_DESCRIPTION = "{urn:argmap}description"


def read(files: Files) -> Reading:
    """The outline as a graph. Raises FormatError with line and column."""
    _, content = only_file(files, what="An OPML outline")
    root = parsed(content, root="opml", what="an OPML outline")
    planter = Planter(NAME)
    counts = planter.counts
    outlines = [tag for part in root.children if part.local == "body" for tag in part.children]
    ids = {id_ for tag in root.below("outline") if (id_ := tag.attributes.get("_id"))}
    stack = [(tag, planter.root()) for tag in reversed(outlines) if tag.local == "outline"]
    while stack:
        tag, above = stack.pop()
        place = planter.add(_topic(tag, ids, counts), above)
        stack += ((child, place) for child in reversed([*tag.children]) if child.local == "outline")
    head, fields = _head(root)
    graph = planter.graph(extra=extra_of(NAME, head), **fields)
    return reading_of(graph, [*planter.notes(), *_notes(counts)])


def _head(root: Tag) -> tuple[dict[str, Any], dict[str, str]]:
    """What is kept of the file beside its outlines, and the map's title and description."""
    heads = [part for tag in root.children if tag.local == "head" for part in tag.children]
    texts = {part.name: part.text for part in heads}
    others = [kept(part) for part in heads if part.local != "title" and part.name != _DESCRIPTION]
    bag = {"attributes": root.attributes, "head": others}
    title = texts.get("title", "")
    if title != title.strip():
        bag["title"] = title
    return bag, {"title": title.strip(), "description": texts.get(_DESCRIPTION, "")}


def _topic(tag: Tag, ids: set[str], counts: Counter[str]) -> Topic:
    typed = tag.attributes.get("text", tag.attributes.get("title", "")) or tag.text.strip()
    topic = Topic(text=plain_line(typed) if has_markup(typed) else typed, tag=tag)
    others = {}
    for name, value in tag.attributes.items():
        own = name[1:] if name[:1] == "_" else ""
        if own == "id":
            topic.id = value
        elif own == "relation":
            topic.relation = value.strip().lower()
        elif own == "ref" and value in ids:
            topic.ref = value
        elif own in OWN_FIELDS and own != "ref":
            topic.fields[own] = value
        elif name != "text":
            counts["ref"] += own == "ref"
            others[name] = value
    counts["attributes"] += len(others)
    elements = [kept(child) for child in tag.children if child.local != "outline"]
    topic.bag = {key: value for key, value in (("attributes", others), ("elements", elements)) if value}
    if "text" not in tag.attributes:
        topic.bag["silent"] = True
    if topic.text != typed:
        topic.bag |= {"typed": typed, "rich": topic.text}
        addresses = "\n".join(addresses_in(typed))
        if addresses and "sources" not in topic.fields:
            topic.fields["sources"] = topic.bag["addresses"] = addresses
    take_address(topic, others, "url", "htmlUrl", "xmlUrl")
    counts["feeds"] += others.get("type", "").lower() == "rss"
    return topic


def _notes(counts: Counter[str]) -> Iterator[Note]:
    yield from said(
        counts["feeds"],
        "1 outline is a feed to which somebody subscribes; it is read as a node.",
        "{} outlines are feeds to which somebody subscribes; they are read as nodes.",
    )
    yield from said(
        counts["attributes"],
        "1 attribute is kept aside and written back.",
        "{} attributes are kept aside and written back.",
    )


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One outline."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n".join(_lines(graph)) + "\n").encode()}


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    bag = own_extra(graph.extra, NAME)
    title = bag["title"] if str(bag.get("title", "")).strip() == graph.title and "title" in bag else graph.title
    attributes = {"version": "2.0", **as_dict(bag.get("attributes"))}
    head = [xml_of(part, {"": ""}) for part in as_list(bag.get("head"))]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<opml{''.join(attribute(key, value) for key, value in attributes.items() if '{' not in key)}>"
    yield " <head>"
    yield f"  <title>{text(title)}</title>"
    if graph.description:
        yield f'  <a:description xmlns:a="urn:argmap">{text(graph.description)}</a:description>'
    yield from (f"  {part}" for part in head if part)
    yield " </head>"
    yield " <body>"
    yield from _outlines(graph)
    yield " </body>"
    yield "</opml>"


def _outlines(graph: ArgumentGraph) -> Iterator[str]:
    topics = list(Gardener(graph, NAME, arrows=False).topics())
    referred = {topic.ref for _, topic in topics}
    ids = names_of([topic for _, topic in topics])
    depths = [depth for depth, _ in topics]
    open_: list[int] = []
    for (depth, topic), following in zip(topics, [*depths, -1][1:], strict=True):
        elements = "".join(xml_of(part, {"": ""}) for part in as_list(topic.bag.get("elements")))
        indent = "  " + " " * min(depth, 40)
        ends = following <= depth and not elements
        yield f"{indent}<outline{''.join(_attributes(topic, ids, referred))}{'/>' if ends else '>'}{elements}"
        if not ends:
            open_.append(depth)
        while open_ and open_[-1] >= following:
            yield "  " + " " * min(open_.pop(), 40) + "</outline>"


def _attributes(topic: Topic, ids: dict[str, str], referred: set[str]) -> Iterator[str]:
    if topic.text or not topic.bag.get("silent"):
        typed = topic.bag.get("typed") if topic.bag.get("rich") == topic.text else None
        yield attribute("text", typed if isinstance(typed, str) else escaped(topic.text))
    if topic.id and (topic.bag.get("id", topic.id) or topic.id in referred):
        yield attribute("_id", ids[topic.id])
    if topic.ref:
        yield attribute("_ref", ids[topic.ref])
    if topic.relation:
        yield attribute("_relation", topic.relation)
    fields, others = without_address(topic)
    if topic.bag.get("rich") == topic.text and "sources" in fields and fields["sources"] == topic.bag.get("addresses"):
        del fields["sources"]  # which stand in the text as it was typed
    yield from (attribute(f"_{name}", value) for name, value in fields.items())
    yield from (attribute(name, value) for name, value in others.items() if "{" not in name)


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What an outline cannot hold of this graph."""
    return [
        *lost(graph, "articles", "spans"),
        *lost_foreign_data(graph, lambda bag, value: bag == NAME),
        *said(unholdable(graph), *REPLACED),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is XML that begins with ``opml``."""
    return sample.text is not None and "<opml" in sample.text[:2000]


FORMAT = Format(
    name=NAME,
    label="OPML",
    suffixes=(".opml",),
    content_type="text/x-opml",
    description="OPML 2.0 outlines, of outliners and mind-map programs.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="http://opml.org/spec2.opml",
)
