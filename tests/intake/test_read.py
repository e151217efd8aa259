import time
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from argmap.exceptions import IntakeError
from argmap.intake import MAX_BYTES, read_article, read_pasted
from tests.intake.docx_files import docx_of, saved
from tests.intake.views import check_structure

WORDS = "The bus comes late every day, and the people who wait for it know that it will be full. "


def pdf_of(*lines):
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for index, line in enumerate(lines):
        canvas.drawString(72, 760 - 14 * index, line)
    canvas.save()
    return buffer.getvalue()


SAMPLES = [
    ("a.txt", f"More buses\n\nBy Ann Lee\n\n{WORDS}\n- a\n- b\n\n> q".encode()),
    ("a.md", f"---\ntitle: T\n---\n# More\n\n[a](https://x.org) {WORDS}\n\n1. a\n\n| a |\n|---|\n| b |".encode()),
    (
        "a.html",
        f"<html dir=rtl lang=en><h1>T</h1><p>{WORDS}<a href='/x'>y</a><ul><li>a<table><tr><td>b</table>".encode(),
    ),
    ("a.docx", docx_of(("Title", "More"), ("List Bullet", "a"), WORDS)),
    ("a.pdf", pdf_of("More buses", WORDS[:60], WORDS[60:])),
]
MAGIC = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml",
    b"---\n",
]
NAMES = ["", "a.txt", "a.md", "a.html", "a.docx", "a.pdf"]
ANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def check_any(data, name="", content_type=""):
    """Either a sound draft or one sentence."""
    try:
        draft = read_article(data, name=name, content_type=content_type, url="https://example.org/a")
    except IntakeError as error:
        message = str(error)
        assert message.endswith(".")
        assert "\n" not in message
    else:
        check_structure(draft)


@ANY
@given(st.sampled_from(MAGIC), st.binary(max_size=400), st.sampled_from(NAMES))
@example(b"", b"\xff\xfe\x00\xd8", "a.txt")
def test_any_bytes_give_a_draft_or_a_sentence(magic, data, name):
    check_any(magic + data, name)


@ANY
@given(st.sampled_from(MAGIC[3:]), st.text(max_size=300), st.sampled_from(NAMES[:4]))
def test_any_text_gives_a_draft_or_a_sentence(magic, text, name):
    check_any(magic + text.encode("utf-8", "ignore"), name)


@ANY
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href='x'>",
                "</a>",
                "<ul>",
                "<ol>",
                "<li>",
                "</ul>",
                "</ol>",
                "<br>",
                "<td>",
                "<tr>",
                "<table>",
            ]
        )
        | st.sampled_from(
            [
                "</table>",
                "<pre>",
                "</pre>",
                "<h1>",
                "</h1>",
                "<q>",
                "</li>",
                "<blockquote>",
                "</blockquote>",
                "words",
                " ",
                "\u0301",
            ]
        )
        | st.sampled_from(
            [
                "<div class=share>",
                "</div>",
                "<base href='//['>",
                "<a href='http://['>",
                "<article>",
                "</article>",
                "<script>",
                "<b hidden>",
            ]
        ),
        max_size=30,
    )
)
def test_any_soup_of_tags_gives_a_draft_or_a_sentence(pieces):
    check_any(("<html><body>" + "".join(pieces)).encode(), "a.html")


@ANY
@given(
    st.lists(
        st.sampled_from(
            [
                "# ",
                "> ",
                "- ",
                "1. ",
                "\n",
                "\n\n",
                "    ",
                "[a](b)",
                "**",
                "`",
                "<b>",
                "|",
                "---",
                "words",
                "\t",
                "![",
                "](",
                "\\",
            ]
        ),
        max_size=30,
    )
)
def test_any_soup_of_markdown_gives_a_draft_or_a_sentence(pieces):
    check_any("".join(pieces).encode(), "a.md")


@ANY
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=5),
)
def test_a_damaged_file_gives_a_draft_or_a_sentence(sample, wounds):
    name, data = sample
    for place, new, lost in wounds:
        at = int(place * len(data))
        data = data[:at] + new + data[at + lost :]
    check_any(data, name)


@pytest.mark.parametrize(("name", "data"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_a_file_cut_anywhere_gives_a_draft_or_a_sentence(name, data):
    for share in range(1, 20):
        check_any(data[: len(data) * share // 20], name)


@pytest.mark.parametrize("data", [b"", b" \r\n\t "])
def test_an_empty_file_gets_a_sentence(data):
    with pytest.raises(IntakeError, match="The file is empty"):
        read_article(data)


def test_a_huge_file_gets_a_sentence_with_both_sizes():
    with pytest.raises(IntakeError, match=r"has 20\.0 MB and the limit is 20 MB"):
        read_article(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_text_beyond_the_limit_gets_a_sentence(name):
    with pytest.raises(IntakeError, match=r"more than 1,500,000 characters"):
        read_article(("<p>" * (name == "a.html") + WORDS * 18_000).encode(), name=name)


def test_what_the_properties_hold_is_stored_on_one_line():
    document = Document()
    document.add_paragraph(WORDS)
    document.core_properties.title = "More\n buses\t" + "x" * 20
    document.core_properties.author = "Ann " * 60
    document.core_properties.created = datetime(2024, 5, 6, tzinfo=UTC)
    draft = read_article(saved(document))
    assert draft.title == "More buses " + "x" * 20
    assert "\n" not in draft.author


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_two_hundred_thousand_words_are_read_in_seconds(name):
    paragraph = {"a.txt": "{}\n\n", "a.md": "{} [a](https://x.org)\n\n", "a.html": "<p>{} <a href='/x'>a</a></p>"}[name]
    words = (WORDS * 4).strip()
    data = (("<html><body><article>" if name == "a.html" else "") + paragraph.format(words) * 2_700).encode()
    start = time.perf_counter()
    draft = read_article(data, name=name)
    assert len(draft.text.split()) > 190_000
    assert time.perf_counter() - start < 20


def test_pasting_and_uploading_the_same_text_give_the_same_draft():
    text = SAMPLES[0][1].decode()
    assert read_pasted(text) == read_article(text.encode(), name="a.txt")
