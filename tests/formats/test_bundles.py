from __future__ import annotations

import io
import zipfile

import pytest

from argmap.exceptions import FormatError
from argmap.formats import write
from argmap.formats._archive import MAX_FILES, is_archive, unpacked
from argmap.formats.bundles import beside, grouped, read_bundles, stem_of
from tests.graphs import graph_of

[TRAINS] = write(graph_of("b -> a", title="Trains"), "argmap").values()
[BUSES] = write(graph_of("c -> d", title="Buses"), "argmap").values()


def zipped(files, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def titles(bundles):
    return [bundle.reading.graph.title if bundle.reading else None for bundle in bundles]


def test_each_file_is_a_map_of_its_own():
    bundles = list(read_bundles({"trains.json": TRAINS, "buses.json": BUSES}))

    assert titles(bundles) == ["Trains", "Buses"]
    assert [(bundle.name, bundle.format.name) for bundle in bundles] == [
        ("trains.json", "argmap"),
        ("buses.json", "argmap"),
    ]


def test_maps_whose_files_have_the_same_common_name_are_told_apart():
    tables = write(graph_of("b -> a", title="Trains"), "csv")
    page = {"Trains.txt": b"We need trains.", "Trains.ann": b"T1\tClaim 0 15\tWe need trains.\n"}

    assert [bundle.name for bundle in read_bundles({**tables, **page})] == ["Trains", "Trains (2)"]


def test_a_chosen_format_that_the_content_speaks_against_is_doubted():
    [bundle] = read_bundles({"trains.json": TRAINS}, format="sadface")
    [as_it_is] = read_bundles({"trains.json": TRAINS}, format="argmap")

    assert bundle.reading.notes[0].message == "This looks like Argmap JSON; it is read as SADFace, as you chose."
    assert as_it_is.reading.notes == ()


def test_an_archive_that_names_a_file_with_nothing_is_refused():
    archive = zipped({"ab": b"x"}).replace(b"ab", b"\0b")  # zipfile cuts names at NUL

    with pytest.raises(FormatError, match="is a broken archive"):
        unpacked("all.zip", archive)


def test_an_archive_is_unpacked():
    archive = zipped({"maps/trains.json": TRAINS, "__MACOSX/maps/trains.json": b"", "buses.json": BUSES})

    assert titles(read_bundles({"all.zip": archive})) == ["Trains", "Buses"]


def test_a_broken_file_does_not_keep_the_others_from_being_read():
    good, broken = read_bundles({"trains.json": TRAINS, "broken.json": b'{"format": "argmap",\n "version": 7}'})

    assert good.fault is None
    assert broken.reading is None
    assert "version 7" in broken.fault.message


def test_a_file_of_no_format_says_so():
    [bundle] = read_bundles({"notes.xyz": b"what is this"})

    assert (bundle.format, bundle.reading) == (None, None)
    assert "not recognised" in bundle.fault.message


def test_an_archive_in_an_archive_is_told_to_be_unpacked():
    _, inner = read_bundles({"a.zip": zipped({"trains.json": TRAINS, "x/inner.zip": zipped({"a.json": BUSES})})})

    assert str(inner.fault) == (
        "“x/inner.zip” is an archive inside an archive; unpack the outer one and choose this one."
    )


def test_files_of_no_format_stand_beside_the_maps_unless_there_is_nothing_else():
    files = {"x/trains.json": TRAINS, "x/README.md": b"# Trains", "x/broken.json": b"{"}
    told, others = beside(read_bundles(files))

    assert [bundle.name for bundle in told] == ["x/trains.json", "x/broken.json"]
    assert others == ["x/README.md"]
    assert [bundle.title for bundle in told] == ["Trains", "broken"]
    told, others = beside(read_bundles({"README.md": b"# Trains"}))
    assert ([bundle.name for bundle in told], others) == (["README.md"], [])


def test_files_whose_names_agree_up_to_the_ending_belong_together():
    files = {"a.nodes.csv": b"", "b.nodes.csv": b"", "a.links.csv": b"", "c.json": b""}

    assert [list(group) for group in grouped(files)] == [["a.nodes.csv", "a.links.csv"], ["b.nodes.csv"], ["c.json"]]


def test_a_text_goes_with_the_file_whose_ending_tells_most_and_only_with_formats_that_take_one():
    names = ["a.ann", "a.txt", "a.json", "b.json", "b.txt", "c.json", "c.txt"]
    files = dict.fromkeys(names, b"?") | {"c.json": b'{"nodes": [{"id": "a", "type": "atom"}], "edges": []}'}

    assert [list(group) for group in grouped(files)] == [
        ["a.ann", "a.txt"], ["a.json"], ["b.json", "b.txt"], ["c.json"], ["c.txt"],
    ]  # fmt: skip


def test_a_format_or_option_that_there_is_not_is_refused_at_once():
    with pytest.raises(FormatError, match="no format “wav”"):
        read_bundles({"a": TRAINS}, format="wav")
    with pytest.raises(FormatError, match="no option “colour”"):
        read_bundles({"a": TRAINS}, format="argmap", colour="red")


@pytest.mark.parametrize("path", ["../evil.json", "a/../../evil.json", "/etc/passwd", "\\evil", "C:evil.json"])
def test_an_archive_that_names_a_place_outside_itself_is_refused(path):
    with pytest.raises(FormatError, match="outside itself"):
        read_bundles({"all.zip": zipped({path: TRAINS})})


def test_an_archive_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("argmap.formats._archive.MAX_TOGETHER", 1_000_000)

    with pytest.raises(FormatError, match="unpacks to more than"):
        unpacked("bomb.zip", zipped({"a": b"0" * 1_200_000}))


def test_too_much_at_once_is_refused(monkeypatch):
    archive = zipped({"trains.json": TRAINS})
    monkeypatch.setattr("argmap.formats._limits.MAX_TOGETHER", 2 * len(TRAINS))

    assert titles(read_bundles({"one.zip": archive})) == ["Trains"]
    with pytest.raises(FormatError, match="together"):
        read_bundles({"one.zip": archive, "two.zip": archive, "three.zip": archive})


def test_an_archive_of_too_many_files_is_refused():
    with pytest.raises(FormatError, match="at most 2,000"):
        unpacked("many.zip", zipped({f"{number}.json": b"" for number in range(MAX_FILES + 1)}))


def test_a_broken_and_an_empty_archive_are_refused():
    archive = zipped({"trains.json": TRAINS})

    with pytest.raises(FormatError, match="broken archive"):
        read_bundles({"all.zip": archive[:-30]})
    with pytest.raises(FormatError, match="empty archive"):
        read_bundles({"all.zip": zipped({".hidden": b""})})
    with pytest.raises(FormatError, match="empty archive"):
        read_bundles({"all.zip": zipped({})})


def test_a_document_of_an_office_program_is_no_archive():
    assert not is_archive(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
    assert is_archive(zipped({"a.json": b""}))
    assert not is_archive(TRAINS)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("buses.nodes.csv", "buses"),
        ("folder/buses.arguebuf.json", "buses"),
        ("intro.1.ARGDOWN", "intro.1"),
        ("Chapter 1. Buses", "Chapter 1. Buses"),
        ("buses.unknown", "buses"),
        (".json", ".json"),
        ("", ""),
    ],
)
def test_a_map_is_called_after_its_file_without_the_ending(name: str, stem: str):
    assert stem_of(name) == stem


def test_before_each_map_it_is_told_which_one_and_how_many_bytes_are_read():
    files = {"a.tgf": b"a\n#\n", "b.tgf": b"b\nc\n#\n"}
    told: list[tuple[str, int, int]] = []

    list(read_bundles(files, lambda *what: told.append(what)))

    assert told == [("a.tgf", 0, 10), ("b.tgf", 4, 10)]
