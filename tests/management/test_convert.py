import json
import os
import pty
import subprocess
import sys
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from argmap.formats import write
from tests.graphs import graph_of
from tests.paths import ROOT


def convert(*inputs, to="markdown", output, **options) -> str:
    """What the command says on standard error."""
    errors = StringIO()
    call_command("convert", *map(str, inputs), "--to", to, "--output", str(output), stderr=errors, **options)
    return errors.getvalue()


def failing(*inputs, to="markdown", output, **options) -> tuple[str, str]:
    """What it says on standard error, and its last sentence."""
    errors = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("convert", *map(str, inputs), "--to", to, "--output", str(output), stderr=errors, **options)
    return errors.getvalue(), str(caught.value)


@pytest.fixture
def a_map(tmp_path):
    return stored(tmp_path / "one.argmap.json", graph_of("b -> a", title="Night trains"))


def stored(path, graph):
    path.parent.mkdir(exist_ok=True)
    [content] = write(graph, "argmap").values()
    path.write_bytes(content)
    return path


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_input_becomes_the_file_that_is_named(a_map, tmp_path):
    assert convert(a_map, output=tmp_path / "new" / "map.md") == ""

    assert (tmp_path / "new" / "map.md").read_text().startswith("# Night trains\n\n- **1** a\n")


def test_several_inputs_go_into_a_folder_that_is_made_under_their_own_names(a_map, tmp_path):
    other = stored(tmp_path / "two.json", graph_of("c"))

    convert(a_map, other, output=tmp_path / "out")

    assert names(tmp_path / "out") == ["one.md", "two.md"]


def test_a_format_of_several_files_makes_a_folder(a_map, tmp_path):
    convert(a_map, to="csv", output=tmp_path / "tables")

    assert names(tmp_path / "tables") == ["one.links.csv", "one.nodes.csv"]


def test_inputs_of_one_name_are_numbered(tmp_path):
    same = [stored(tmp_path / folder / "map.json", graph_of(folder)) for folder in ("x", "y", "z")]

    convert(*same, to="csv", output=tmp_path / "out")

    assert names(tmp_path / "out") == [f"map{n}.{part}.csv" for n in ("-2", "-3", "") for part in ("links", "nodes")]


def test_an_input_is_never_overwritten(a_map, tmp_path):
    before = a_map.read_bytes()

    _, sentence = failing(a_map, to="argmap", output=a_map)
    convert(a_map, to="argmap", output=tmp_path)

    assert sentence == f"{a_map} is an input and is not overwritten: name another file."
    assert names(tmp_path) == ["one-2.argmap.json", "one.argmap.json"]
    assert a_map.read_bytes() == before


def test_a_broken_file_is_named_with_line_and_column_and_the_rest_goes_on(a_map, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "argmap",\n "version": }')

    said, sentence = failing(broken, a_map, output=tmp_path / "out", source="argmap")

    assert said.startswith(f"{broken}:2:13: Line 2, column 13: this is not JSON")
    assert sentence == "1 of 2 files could not be converted."
    assert names(tmp_path / "out") == ["one.md"]


def test_a_missing_file_and_a_folder_are_sentences(tmp_path):
    said, sentence = failing(tmp_path / "none.json", tmp_path, output=tmp_path / "out")

    assert said.splitlines() == [f"{tmp_path}/none.json: No such file or directory.", f"{tmp_path}: Is a directory."]
    assert sentence == "2 of 2 files could not be converted."


def test_an_unknown_format_is_answered_with_the_known_ones(a_map, tmp_path):
    assert failing(a_map, to="docx", output=tmp_path / "x")[1].startswith("There is no format “docx”; known are argmap")
    assert failing(a_map, output=tmp_path / "x", source="nonsense")[1].startswith("There is no format “nonsense”")
    assert failing(a_map, output=tmp_path / "x", source="dot")[1] == "Graphviz DOT can be written, not read."


def test_an_input_of_no_known_format_is_named(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")

    assert "photo.jpg”: the format is not recognised" in failing(tmp_path / "photo.jpg", output=tmp_path / "x")[0]


def test_several_inputs_do_not_go_into_one_file(a_map, tmp_path):
    (tmp_path / "file.md").write_text("mine")

    _, sentence = failing(a_map, a_map, output=tmp_path / "file.md")

    assert sentence == f"{tmp_path}/file.md is a file, but several files are to be written: name a folder."
    assert (tmp_path / "file.md").read_text() == "mine"


def test_the_report_says_what_is_lost(tmp_path):
    path = stored(tmp_path / "map.json", graph_of("scheme:sign b -> a"))

    assert convert(path, output=tmp_path / "x.md", report=True) == f"{path}: 1 scheme has no place.\n"
    assert convert(path, output=tmp_path / "x.md") == ""


def test_it_works_without_a_database_and_shows_no_bar_in_a_log(a_map, tmp_path):
    done = run([str(a_map), str(a_map), "--output", str(tmp_path / "out")], stderr=subprocess.PIPE)

    assert (done.returncode, done.stderr) == (0, b"")
    assert names(tmp_path / "out") == ["one-2.md", "one.md"]


def test_it_writes_to_standard_output(a_map):
    assert run([str(a_map), "--output", "-"], stdout=subprocess.PIPE).stdout.startswith(b"# Night trains\n")


def test_on_a_terminal_it_shows_a_bar(a_map, tmp_path):
    ours, theirs = pty.openpty()
    done = run([*[str(a_map)] * 3, "--output", str(tmp_path / "out")], stderr=theirs)
    os.close(theirs)

    assert done.returncode == 0
    assert b"Converting to Markdown" in os.read(ours, 10_000)
    os.close(ours)


def run(arguments: list[str], **streams) -> subprocess.CompletedProcess:
    unreachable = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "TERM": "xterm"}
    command = [sys.executable, "manage.py", "convert", *arguments, "--to", "markdown"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | unreachable, check=False, **streams)


def test_the_demo_is_converted_to_every_written_format(tmp_path):
    demo = ROOT / "argmap" / "demo" / "open-the-old-dock.argmap.json"

    for name in ("argmap", "csv", "dot", "markdown", "svg", "web-annotation"):
        convert(demo, to=name, output=f"{tmp_path / name}/")

    assert json.loads((tmp_path / "web-annotation" / "open-the-old-dock.jsonld").read_bytes())["total"] > 50


def test_files_that_make_one_map_go_together_and_archives_are_opened(tmp_path):
    graph = graph_of("b -> a", title="Night trains")
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for number in range(2):
            opened.writestr(f"{number}.argmap.json", *write(graph, "argmap").values())

    convert(archive, output=tmp_path / "out")

    assert names(tmp_path / "out") == ["0.md", "1.md"]


def test_an_option_that_there_is_not_is_refused_before_anything_is_read(a_map, tmp_path):
    _, sentence = failing(a_map, output=tmp_path / "a.md", option=["colour=red"])

    assert sentence == "There is no option “colour” here; known are: none."
    assert failing(a_map, output=tmp_path / "a.md", option=["colour"])[1] == (
        "“colour” is no option; write it as NAME=VALUE."
    )
