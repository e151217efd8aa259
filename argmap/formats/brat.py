"""brat standoff annotations: a text, and beside it a file with marked passages and relations between them.

https://brat.nlplab.org/standoff.html. What brat has no place for stands in one note of the type ``Argmap``, which other
programs show or pass over, and Argmap reads again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats._brat_lines import OWN
from argmap.formats._brat_pages import ENDING, NAME, graph_of_pages
from argmap.formats._brat_read import Reader
from argmap.formats._brat_sheets import Written, files_of, renamed
from argmap.formats._brat_types import GENERIC, PRESETS, Types, types_of
from argmap.formats._brat_write import written
from argmap.formats._extra import own_extra
from argmap.formats._json import dump_json, load_json
from argmap.formats._losses import said
from argmap.formats._own.differences import own_data, with_own_data
from argmap.formats._reading import reading_of
from argmap.formats._standoff import documents_of
from argmap.formats.base import Files, Format, Note, Option, Reading, Sample

_FIRST_LINE = re.compile(r"\s*([TREAMN#]\d+\S*|\*)[\t ]+\S")


def read(files: Files, *, preset: str = "", types: str = "") -> Reading:
    """The annotations of one or several documents as one map, each text as an article."""
    reader = Reader(types_of(preset, types))
    graph, own = _plain(files, reader)
    graph, stale = with_own_data(graph, own, NAME) if own else (graph, 0)
    changed = said(stale, "1 detail that Argmap noted in the files does not fit them any more, and is left out.",
                   "{} details that Argmap noted in the files do not fit them any more, and are left out.")  # fmt: skip
    return reading_of(graph, [*reader.notes(), *changed])


def write(graph: ArgumentGraph, *, preset: str = "", types: str = "") -> dict[str, bytes]:
    """A pair of files for each article, and one for the nodes that stand in no text."""
    chosen = _types(graph, preset, types)
    result = written(graph, chosen)
    plain, _ = _plain(files_of(result.sheets, ""), Reader(chosen))
    own = own_data(renamed(graph, result), plain, NAME)
    return files_of(result.sheets, _own_line(result, own) if own else "")


def losses(graph: ArgumentGraph, *, preset: str = "", types: str = "") -> Sequence[Note]:
    """What other programs do not see in the files; Argmap itself reads everything again but what was left out."""
    chosen = _types(graph, preset, types)
    result = written(graph, chosen)
    alone = sum(sheet is result.sheets[-1] and sheet.own for sheet in result.nodes.values()) if graph.articles else 0
    placed = sum(0 if sheet.own else len(sheet.passages(graph.nodes[id_])) for id_, sheet in result.nodes.items())
    spans = sum(len({(s.revision, s.start, s.end) for s in node.spans}) for node in graph.nodes.values()) - placed
    as_claims = chosen.names["counterclaim"] == chosen.names["claim"]
    counters = sum(node.kind is NodeKind.COUNTERCLAIM for node in graph.nodes.values()) if as_claims else 0
    return [
        *said(alone, "1 node without a passage stands in a text of its own.",
              "{} nodes without a passage stand in a text of their own."),
        *said(len(result.homeless), "1 link between different texts is noted for Argmap only.",
              "{} links between different texts are noted for Argmap only."),
        *said(spans, "1 passage in a further text or an earlier one is noted for Argmap only.",
              "{} passages in further texts or earlier ones are noted for Argmap only."),
        *said(sum(link.is_linked for link in graph.links.values()),
              "The premises of 1 linked argument become separate relations.",
              "The premises of {} linked arguments become separate relations."),
        *said(counters, "1 counterclaim becomes a claim.", "{} counterclaims become claims."),
        *said(sum(sheet.dropped for sheet in result.sheets),
              "1 line of the source file refers to something that was deleted, and is left out.",
              "{} lines of the source file refer to something that was deleted, and are left out."),
    ]  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Whether the file's name and first line are those of annotations."""
    text = sample.text
    return (
        sample.name.lower().endswith(ENDING) and text is not None and bool(not text.strip() or _FIRST_LINE.match(text))
    )


def _plain(files: Files, reader: Reader) -> tuple[ArgumentGraph, dict[str, Any]]:
    """The graph as any program would read it, and Argmap's own data."""
    documents = documents_of(files, ENDING, what="a brat document")
    pages = [reader.page(document, f"{document.stem}/" if len(documents) > 1 else "") for document in documents]
    own = [text for page in pages for text in page.own]
    return graph_of_pages(pages, reader.types), _own(own[0]) if own else {}


def _own(text: str) -> dict[str, Any]:
    try:
        value = load_json(text.encode())
    except FormatError as error:
        raise FormatError("The note of the type Argmap in this file is damaged; remove it.") from error
    return value if isinstance(value, dict) else {}


def _own_line(result: Written, own: dict[str, Any]) -> str:
    """The line that holds our own data, on the first annotation of the first document."""
    sheet = result.sheets[0]
    on = next((sheet.ids[node.id] for node in sheet.nodes), "T0")
    return f"{sheet.fresh('#')}\t{OWN} {on}\t{dump_json(own)}"


def _types(graph: ArgumentGraph, preset: str, types: str) -> Types:
    """The chosen names of types, by default those with which the map was read."""
    kept = own_extra(graph.extra, NAME)
    known = str(kept.get("preset", ""))
    return types_of(preset or (known if known in PRESETS else ""), types or str(kept.get("types", "")))


_OPTIONS = (
    Option("preset", "Annotation scheme", PRESETS, GENERIC,
           "generic knows many names; aaec: persuasive essays, all major claims are one; abstrct: medical abstracts."),
    Option("types", "Names of types", (), "",
           "Pairs as in “Premise=evidence, backs=support, Topic=ignore”, for names that the scheme does not know."),
)  # fmt: skip

FORMAT = Format(
    name=NAME,
    label="brat standoff",
    suffixes=(ENDING,),
    content_type="text/plain",
    description="Marked passages of a text and relations between them, as brat and many corpora have them; two files.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://brat.nlplab.org/standoff.html",
    read_options=_OPTIONS,
    write_options=_OPTIONS,
    parts=(ENDING, ".txt"),
)
