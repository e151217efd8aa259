import pytest

from argmap.exceptions import IntakeError
from argmap.intake.detect import Kind, detect


@pytest.mark.parametrize(
    ("data", "name", "content_type", "kind"),
    [
        (b"%PDF-1.7", "article.txt", "text/plain", Kind.PDF),
        (b"<!doctype html><p>Words", "article.txt", "", Kind.HTML),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- x --><html>", "", "text/plain", Kind.HTML),
        ("<html>".encode("utf-16"), "", "", Kind.HTML),
        (b"<div>Words</div>", "", "", Kind.HTML),
        (b"<div>Words</div>", "readme.md", "", Kind.MARKDOWN),
        (b"<html>", "readme.md", "text/html", Kind.MARKDOWN),
        (b"<p>Words", "notes.txt", "", Kind.PLAIN),
        (b"# Words", "NOTES.MARKDOWN", "", Kind.MARKDOWN),
        (b"# Words", "", "text/markdown; charset=utf-8", Kind.MARKDOWN),
        (b"Words", "a.htm", "", Kind.HTML),
        (b"Words", "", "text/html", Kind.HTML),
        (b"Words", "", "", Kind.PLAIN),
        (b"Words", "a.unknown", "application/octet-stream", Kind.PLAIN),
    ],
)
def test_content_comes_before_name_and_name_before_type(data, name, content_type, kind):
    assert detect(data, name=name, content_type=content_type) is kind


@pytest.mark.parametrize(
    ("data", "name", "match"),
    [
        (b"\x89PNG\r\n", "a.txt", "a picture"),
        (b"\x1f\x8b\x08", "", "compressed archive"),
        (b"{\\rtf1 words}", "a.txt", "RTF"),
        (b"<?xml version='1.0'?><rss>", "a.xml", "XML file"),
        (b"words", "a.pdf", "called PDF but is none"),
        (b"words", "a.docx", "called DOCX but is none"),
        (b"PK\x03\x04 broken", "a.docx", "broken"),
    ],
)
def test_what_is_not_read_is_named(data, name, match):
    with pytest.raises(IntakeError, match=match):
        detect(data, name=name)
