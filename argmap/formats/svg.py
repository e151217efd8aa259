"""The drawn map as one SVG picture that needs nothing else: no script, no font, no other file.

https://www.w3.org/TR/SVG2/. Boxes and lines come from :mod:`argmap.domain.layout`; each box has a title with its
whole text and all that is said of it, each sign one with the scheme of its link, so that screen readers and pointers
find them. Written only: a picture is not read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.layout import Box, Layout, Line, Options, Shape, layout_of, lines_of, path_data
from argmap.domain.layout.content import (
    FONT,
    LINE,
    META_LINE,
    PAD,
    PAD_TOP,
    SMALL,
    STRIPE,
    Content,
    contents_of,
    details_of,
    sizes_of,
)
from argmap.domain.layout.geometry import short
from argmap.domain.layout.signs import DISC, DOT, SIGNS
from argmap.domain.layout.text import is_rtl
from argmap.domain.tree import Item, tree_of
from argmap.domain.vocabulary import Direction, relation_name
from argmap.formats._details import further_details, link_details, lost_texts
from argmap.formats._losses import lost, lost_foreign_data
from argmap.formats._names import file_stem
from argmap.formats._svg_style import style
from argmap.formats.base import Format, Note

_NOT_SHOWN = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # not in XML, or controls
RADIUS = 8.0


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: the map, root at the left, or at the right where all articles run from right to left."""
    return {f"{file_stem(graph.title)}.svg": drawn(graph).encode()}


def drawn(graph: ArgumentGraph, *, root: str = "left") -> str:
    """The map as SVG text; ``root`` is ``left`` or ``top``."""
    tree = tree_of(graph)
    contents = contents_of(tree)
    layout = layout_of(tree, sizes=sizes_of(contents), options=Options(root=root, mirrored=_runs_leftwards(graph)))
    return "\n".join(_picture(graph, layout, contents)) + "\n"


def _runs_leftwards(graph: ArgumentGraph) -> bool:
    articles = graph.articles.values()
    return bool(articles) and all(article.direction is Direction.RTL for article in articles)


def _picture(graph: ArgumentGraph, layout: Layout, contents: Mapping[str, Content]) -> Iterator[str]:
    width, height = short(layout.width), short(layout.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="map-title">'
    yield f'<title id="map-title">{_text(graph.title or "Argument map")}</title>'
    if graph.description:
        yield f"<desc>{_text(graph.description)}</desc>"
    yield f"<style>{style()}</style>"
    yield '<rect class="desk" width="100%" height="100%"/>'
    lines = [*lines_of(layout)]
    yield from map(_line, lines)
    yield from (_pill(box) for box in layout.boxes.values() if box.shape is Shape.JUNCTION)
    yield from (_sign(line, graph.links[line.link]) for line in lines)
    yield from (
        _box(box, contents[box.key], layout) for box in layout.boxes.values() if box.shape is not Shape.JUNCTION
    )
    yield "</svg>"


def _line(line: Line) -> str:
    data = "".join(map(path_data, line.paths))
    dot = (
        f'<circle class="dot" cx="{short(line.dot[0])}" cy="{short(line.dot[1])}" r="{short(DOT)}"/>'
        if line.dot
        else ""
    )
    return f'<g class="{_relation(line)}"><path class="link" d="{data}"/>{dot}</g>'


def _sign(line: Line, link: Link) -> str:
    """The sign in its disc; what else is said of the link is its title."""
    tip = "\n".join(link_details(link)) if link.scheme or link.strength is not None or link.tags or link.note else ""
    title = f"<title>{_text(tip)}</title>" if tip else ""
    x, y = map(short, line.sign_at)
    inside = f'{title}<circle class="disc" r="{short(DISC)}"/><path class="mark" d="{SIGNS[line.sign]}"/>'
    return f'<g class="{_relation(line)}" transform="translate({x} {y})">{inside}</g>'


def _relation(line: Line) -> str:
    return relation_name(line.type, on_link=line.on_link)


def _pill(box: Box) -> str:
    link = box.item.link
    relation = relation_name(link.type, on_link=link.on_link) if link else ""
    place = f'x="{short(box.x)}" y="{short(box.y)}" width="{short(box.width)}" height="{short(box.height)}" rx="5"'
    return f'<g class="{relation}"><title>{box.item.number}: only together</title><rect class="pill" {place}/></g>'


def _box(box: Box, content: Content, layout: Layout) -> str:
    mirrored = layout.frame.mirrored
    width, height = short(box.width), short(box.height)
    card = f'<rect class="card" width="{width}" height="{height}" rx="{14 if box.item.reference else 8}"/>'
    parts = [f"<title>{_text(_title(box.item))}</title>", card]
    if box.item.reference is None:
        parts.append(_stripe(box, mirrored=mirrored))
    parts += _words(box, content, mirrored=mirrored)
    return f'<g class="{_classes(box.item)}" transform="translate({short(box.x)} {short(box.y)})">{"".join(parts)}</g>'


def _classes(item: Item) -> str:
    node = item.node
    if node is None or item.reference is not None:
        return "chip"
    return " ".join(
        ["node", node.kind.value, *(["main"] if node.main else []), *(["implicit"] if node.implicit else [])]
    )


def _title(item: Item) -> str:
    node = item.node
    if node is None:
        return item.number
    details = ", ".join([node.kind.label, *details_of(node)])
    return "\n".join([f"{item.number} {details}: {node.text}", *further_details(node)])


def _stripe(box: Box, *, mirrored: bool) -> str:
    low = short(box.height - RADIUS)
    turn = f' transform="translate({short(box.width)} 0) scale(-1 1)"' if mirrored else ""
    data = (
        f"M8 0A8 8 0 0 0 0 8V{low}A8 8 0 0 0 8 {short(box.height)}"
        f"A{short(RADIUS - STRIPE)} 8 0 0 1 {short(STRIPE)} {low}V8A{short(RADIUS - STRIPE)} 8 0 0 1 8 0Z"
    )
    return f'<path class="stripe" d="{data}"{turn}/>'


def _words(box: Box, content: Content, *, mirrored: bool) -> Iterator[str]:
    """The number, the lines and the small lines, each a text of its own at its place."""

    def at(indent: float) -> float:
        return box.width - indent if mirrored else indent

    if box.item.reference is not None:
        yield _run("small", content.lines[0], at(12), 18, mirrored=mirrored)
        return
    y = PAD_TOP + FONT
    if content.number:
        yield _run("number", content.number, at(STRIPE + PAD), y, mirrored=mirrored)
    if content.stacked:
        y += META_LINE
    for line in content.lines:
        yield _run("words", line, at(content.indent), y, mirrored=mirrored)
        y += LINE
    y += SMALL - FONT
    for line in content.small:
        yield _run("small", line, at(content.indent), y, mirrored=mirrored)
        y += META_LINE


def _run(kind: str, text: str, x: float, y: float, *, mirrored: bool) -> str:
    rtl = is_rtl(text)
    direction = ' direction="rtl"' if rtl else ""
    anchor = ' text-anchor="end"' if rtl is not mirrored else ""
    return f'<text class="{kind}" x="{short(x)}" y="{short(y)}"{direction}{anchor}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(_NOT_SHOWN.sub("", text))


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What neither the picture nor its titles hold of this map."""
    return [
        *lost_texts(graph),
        *lost(graph, "spans", "roles"),
        *lost_foreign_data(graph),
    ]


FORMAT = Format(
    name="svg",
    label="SVG picture",
    suffixes=(".svg",),
    content_type="image/svg+xml",
    description="The drawn map as a picture for pages, slides and print; follows the reader's light or dark theme.",
    write=write,
    losses=losses,
    specification="https://www.w3.org/TR/SVG2/",
)
