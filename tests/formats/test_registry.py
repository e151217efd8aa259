import doctest
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from argmap.domain.graph import Comment
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, convert, detect, get_format, losses, read, write
from argmap.formats.base import Format, Note
from argmap.formats.bundles import grouped
from docs.formats_table import renewed
from tests.formats.samples import samples_of
from tests.graphs import graph_of
from tests.paths import ROOT

DOCS = ROOT / "docs" / "formats.md"


def test_each_module_that_has_a_format_is_registered_under_its_name():
    assert [name for name, format_ in FORMATS.items() if format_.name != name] == []


def test_importing_the_package_loads_no_format_and_no_django():
    code = "import sys, argmap.formats; print([m for m in sys.modules if 'django' in m or m == 'argmap.formats.aif'])"

    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert output.stdout.strip() == "[]"


@pytest.mark.parametrize("format_", FORMATS.values(), ids=lambda format_: format_.name)
def test_every_format_says_what_it_is(format_: Format):
    assert format_.label
    assert format_.description.endswith(".")
    assert format_.content_type.count("/") == 1
    assert all(suffix.startswith(".") for suffix in format_.suffixes)
    assert format_.suffixes
    assert format_.specification
    assert format_.read or format_.write


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.read])
def test_every_readable_format_has_samples_that_are_recognised(name: str):
    assert samples_of(name)
    for files in grouped({path.name: path.read_bytes() for path in samples_of(name)}, name):
        assert detect(files) == name
        assert read(files).graph.nodes


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.write])
def test_every_writer_names_its_files_after_the_map_with_its_suffix(name: str):
    files = write(graph_of("b -> a", title="Night trains"), name)

    assert all(file.startswith("Night-trains") for file in files)
    assert next(iter(files)).endswith(FORMATS[name].suffixes[0])
    assert all(files.values())


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.write])
def test_every_writer_takes_the_empty_map(name: str):
    assert write(graph_of(), name)
    assert list(FORMATS[name].losses(graph_of())) == []


def test_an_unknown_format_is_answered_with_the_known_ones():
    with pytest.raises(FormatError, match=r"There is no format “docx”; known are argmap, af, aif, "):
        get_format("docx")


def test_a_format_that_is_only_written_says_so():
    with pytest.raises(FormatError, match="Argmap writes Markdown but does not read it"):
        read({"a.md": b"* a"}, "markdown")


def test_detection_goes_by_content_before_the_name():
    content = next(iter(write(graph_of("b -> a"), "argmap").values()))

    assert detect({"map.txt": content}) == "argmap"


def test_detection_falls_back_on_the_name():
    assert detect({"empty.argdown": b""}) == "argdown"


def test_what_no_format_knows_is_refused_with_its_name():
    with pytest.raises(FormatError, match=r"“photo.jpg”: the format is not recognised"):
        detect({"photo.jpg": b"\xff\xd8\xff\xe0"})


def test_a_path_is_read_like_its_file(tmp_path):
    path = tmp_path / "map.json"
    path.write_bytes(next(iter(write(graph_of("b -> a"), "argmap").values())))

    assert read(path).graph == graph_of("b -> a")
    assert list(convert(path, "argdown")) == ["map.argdown"]


def test_a_path_that_cannot_be_opened_is_a_sentence(tmp_path):
    with pytest.raises(FormatError, match="cannot be opened: No such file"):
        read(tmp_path / "missing.json")


def test_the_table_of_formats_is_the_registry():
    page = DOCS.read_text()

    assert renewed(page) == page, "run “make docs”"


def test_every_format_has_a_section_with_its_specification():
    sections = re.split(r"^## ", DOCS.read_text(), flags=re.MULTILINE)
    names = {section.split("\n", 1)[0]: section for section in sections}

    for name, format_ in FORMATS.items():
        assert "Specification: " in names[name]
        assert format_.specification.removeprefix("docs/") in names[name]


def test_the_examples_in_the_documentation_run():
    results = doctest.testfile(str(DOCS), module_relative=False)

    assert results.attempted > 8
    assert results.failed == 0


def test_a_format_without_a_place_for_comments_says_how_many_it_loses():
    head = Comment("c", "Is it?", node="a", replies=(Comment("r", "It is."), Comment("s", "Is it not?")))
    graph = replace(graph_of("b -> a"), comments={"c": head})

    for name, format_ in FORMATS.items():
        if format_.write is not None:
            said = Note("3 comments have no place.", 3) in losses(graph, name)
            assert (name, said) == (name, "comments" not in format_.holds)
