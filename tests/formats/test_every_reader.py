"""What holds for every reader: no file crashes it, whatever it reads keeps all rules and can be written again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, detect, losses, read
from tests.formats.damage import damaged_bytes
from tests.formats.samples import samples_of

READABLE = [name for name, format_ in FORMATS.items() if format_.read]
PIECES = [
    "[",
    "{",
    "(",
    "<a>",
    "- ",
    "  + ",
    "\n",
    "\n\n",
    "\t",
    "1.1. Pro: ",
    "T1\t",
    "a: ",
    "&a ",
    "*a ",
    "=== \n",
    '"',
    "\\",
    "#",
    "é",
    "\r",
]

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>
<arggraph id="a"><edu id="e"><![CDATA[a]]></edu><node TEXT="&y;"/></arggraph>"""
FILE_THEFT = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<graphml><node id="a">&x;</node></graphml>"""
ALIASES = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % ((c + 1, c + 1, *[c] * 9)) for c in b"abcdefghi"
)


def read_or_refused(name: str, files: dict[str, bytes]):
    """The reading, None where the reader refuses with a sentence; anything else is a crash."""
    try:
        return read(files, name)
    except FormatError as error:
        sentence = error.message
    assert sentence[:1].isupper() or sentence[:1] in "“‘{["
    assert sentence.endswith((".", "?", "!", "”", ")"))
    return None


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=25)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_with_a_sentence(name, data):
    sample = data.draw(st.sampled_from(samples_of(name)))

    reading = read_or_refused(name, {sample.name: data.draw(damaged_bytes(sample.read_bytes()))})

    if reading is not None:
        assert faults_of(reading.graph) == []
        if FORMATS[name].write:
            FORMATS[name].write(reading.graph)
            assert all(note.count and note.message for note in losses(reading.graph, name))


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=25)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(name, pieces):
    sample = samples_of(name)[0]

    reading = read_or_refused(name, {sample.name: "".join(pieces).encode(errors="replace")})

    assert reading is None or faults_of(reading.graph) == []


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n ",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x00" * 100,
        BOMB,
        FILE_THEFT,
        ALIASES,
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
    ids=["empty", "blank", "utf-16", "bom", "nul", "bomb", "theft", "aliases", "deep list", "deep object"],
)
def test_hostile_files_are_read_or_refused_with_a_sentence(name, content):
    reading = read_or_refused(name, {samples_of(name)[0].name: content})

    assert reading is None or len(reading.graph.nodes) < 100
    assert reading is None or not any("root:" in node.text for node in reading.graph.nodes.values())


@pytest.mark.parametrize("name", READABLE)
def test_files_over_the_limit_are_refused_before_they_are_parsed(name):
    files = {sample.name: sample.read_bytes() for sample in samples_of(name)}
    largest = max(files, key=lambda file: len(files[file]))

    most = FORMATS[name].max_bytes
    with pytest.raises(FormatError, match=f"at most {most // 1_000_000} MB"):
        read(files | {largest: files[largest] + b" " * most}, name)


@pytest.mark.parametrize("name", READABLE)
def test_no_file_at_all_is_refused_with_a_sentence(name):
    with pytest.raises(FormatError):
        read({}, name)


@settings(max_examples=50)
@given(content=st.binary(max_size=60))
def test_recognising_any_bytes_is_a_name_or_a_sentence(content):
    try:
        found = detect({"file.json": content})
    except FormatError as error:
        found = error.message

    assert found in READABLE or found.endswith(".")
