"""Formats are recognised without being named, and what is of none is refused instead of read as something else."""

from __future__ import annotations

import pytest

from argmap.exceptions import FormatError
from argmap.formats import detect, read, write
from argmap.formats._limits import MAX_BYTES
from argmap.formats.base import Sample
from argmap.formats.registry import FORMATS
from tests.formats.samples import samples_of
from tests.graphs import graph_of
from tests.paths import SHARED

CORPORA = SHARED / "corpora"
FORMAT_OF = {
    "argdown": "argdown",
    "argdown-reference-json": "argdown-json",
    "arguebuf-json": "arguebuf",
    "carneades-yaml": "carneades",
    "sadface": "sadface",
}
NO_MAPS = ("createdebate", "html", "long-essays")


def files_of(folder):
    files = [path for path in sorted((CORPORA / folder).rglob("*")) if path.is_file()]
    if not files:
        pytest.skip(f"the published files of {folder} are not here")
    return files


@pytest.mark.parametrize("folder", FORMAT_OF)
def test_published_files_are_recognised_by_themselves(folder):
    assert {path.name: detect({path.name: path.read_bytes()}) for path in files_of(folder)} == {
        path.name: FORMAT_OF[folder] for path in files_of(folder)
    }


def test_published_aif_is_told_from_ova():
    samples = [Sample(path.name, path.read_bytes()) for path in files_of("xaif-aif")]

    found = {sample.name: detect({sample.name: sample.content}) for sample in samples}

    assert sorted(found.values()) == ["aif", "aif", "aif", "ova"]
    assert {s.name for s in samples if "OVA" in s.json} >= {name for name, format_ in found.items() if format_ == "ova"}


@pytest.mark.parametrize(
    "folder", sorted({*FORMAT_OF, "xaif-aif"} - {"argdown"})
)  # bare lines are Argdown by name only
def test_published_files_are_recognised_under_any_name(folder):
    files = files_of(folder)

    assert [detect({"download": path.read_bytes()}) for path in files] == [
        detect({path.name: path.read_bytes()}) for path in files
    ]


@pytest.mark.parametrize("folder", NO_MAPS)
def test_published_articles_are_taken_for_no_map(folder):
    for path in files_of(folder):
        with pytest.raises(FormatError, match="is not recognised"):
            detect({path.name: path.read_bytes()})


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.read])
def test_one_format_alone_claims_a_sample(name):
    for path in samples_of(name):
        sample = Sample(path.name, path.read_bytes())
        claimed = [f.name for f in FORMATS.values() if f.read and f.recognises(sample)]
        assert claimed in ([name], [])  # none for the second file of a pair


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("essay.txt", "We need more buses.\n\nThey are full.\n"),
        ("numbers.txt", "1. First point\n2. Second point\n"),
        ("list.txt", "Shopping:\n+ eggs\n- milk\n"),
        ("notes.md", "# Title\n\n- a\n- b\n"),
        ("empty.txt", ""),
        ("some.xml", "<a><b/></a>"),
        ("news.xml", '<?xml version="1.0"?>\n<rss version="2.0">\n<channel>\n</channel></rss>'),
        ("pom.xml", "<project/>"),
        ("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg">\n<g>\n</g></svg>'),
        ("page.html", "<!doctype html>\n<body>\n<p>It is so.</p>"),
        ("ci.yml", "on: push\njobs:\n  a:\n    steps: []\n"),
        ("some.yaml", "statements:\n  - a\n"),
        ("package.json", '{"name": "x", "version": "1"}'),
        ("list.json", "[]"),
        ("vis.json", '{"nodes": [{"id": 1, "label": "a"}], "edges": [{"from": 1, "to": 2}]}'),
        ("d3.json", '{"nodes": [{"id": "a"}], "links": []}'),
        ("place.json", '{"type": "FeatureCollection", "features": []}'),
    ],
)
def test_what_is_no_map_is_not_taken_for_one(name, content):
    with pytest.raises(FormatError, match=f"“{name}”: the format is not recognised"):
        detect({name: content.encode()})


def test_an_essay_is_pointed_to_the_articles():
    with pytest.raises(FormatError, match="or add it as an article if it is the text of one"):
        read({"essay.txt": b"We need more buses."})


def test_broken_json_is_told_with_its_place():
    with pytest.raises(FormatError, match="Line 2, column 3"):
        detect({"map.json": b'{"nodes": [],\n  oops}'})


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_kialo_export_without_its_title_is_recognised(newline):
    lines = ["1. We need buses.", "1.1. Pro: They are full.", "1.2. Con: Not on Mondays."]

    assert detect({"export.txt": newline.join(lines).encode()}) == "kialo"


def test_argdown_that_quotes_a_tag_is_argdown():
    [content] = write(graph_of("b -> a"), "argdown").values()

    assert detect({"map.txt": content + b"\n[c]: Write <b> before it.\n"}) == "argdown"


@pytest.mark.parametrize("name", ["annotation.conf", "README"])
def test_a_list_in_brackets_that_is_no_json_is_of_no_known_format(name):
    with pytest.raises(FormatError, match="the format is not recognised"):
        detect({name: b"[entities]\nClaim\n"})


def test_a_file_over_the_limit_is_said_to_be_too_large_instead_of_unknown():
    with pytest.raises(FormatError, match="at most 50 MB"):
        detect({"large.json": b'{"nodes": [], "edges": []' + b" " * MAX_BYTES + b"}"})


def test_a_file_of_ours_is_known_by_its_beginning_however_large_it_is():
    [content] = write(graph_of("b -> a"), "argmap").values()

    assert detect({"large.json": content + b" " * MAX_BYTES}) == "argmap"
    assert detect({"large.json": b"\xef\xbb\xbf" + content + b" " * MAX_BYTES}) == "argmap"
