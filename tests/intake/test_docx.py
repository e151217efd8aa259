import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document

from argmap.exceptions import IntakeError
from argmap.intake import read_article
from tests.intake.docx_files import add_link, add_xml, docx_of, repacked, saved
from tests.intake.views import links, outline


def refused(data, match):
    with pytest.raises(IntakeError, match=match) as caught:
        read_article(data, name="article.docx")
    assert str(caught.value).endswith(".")


def text_or_sentence(data):
    try:
        return read_article(data, name="article.docx").text
    except IntakeError as error:
        return str(error)


def test_styles_become_headings_lists_and_quotations():
    data = docx_of(
        ("Title", "More buses"),
        ("Subtitle", "Why the city waits"),
        ("Heading 1", "The queue"),
        "Everybody waits.",
        ("Heading 2", "At eight"),
        ("List Bullet", "cold"),
        ("List Bullet 2", "wet"),
        ("List Number", "first"),
        ("Quote", "It never comes."),
    )
    draft = read_article(data)
    assert outline(draft) == [
        "h1 More buses",
        "p Why the city waits",
        "h2 The queue",
        "p Everybody waits.",
        "h3 At eight",
        "li1 cold",
        "li2 wet",
        "li1# first",
        "q1 It never comes.",
    ]
    assert (draft.title, draft.subtitle) == ("More buses", "Why the city waits")


def test_hyperlinks_lead_where_the_author_let_them_lead():
    document = Document()
    paragraph = document.add_paragraph("See ")
    add_link(paragraph, "the study", "https://example.org/study")
    paragraph.add_run(" and ")
    add_link(paragraph, "this", "javascript:alert(1)")
    add_xml(
        paragraph,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> HYPERLINK "https://example.org/field" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>a field</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    draft = read_article(saved(document))
    assert draft.text == "See the study and thisa field"
    assert links(draft) == [("the study", "https://example.org/study"), ("a field", "https://example.org/field")]


def test_tracked_changes_show_the_text_as_it_would_be_accepted():
    document = Document()
    add_xml(
        document.add_paragraph("Buses are "),
        "<w:del><w:r><w:delText>late</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>full</w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t> moved away</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>",
        "<w:r><w:noBreakHyphen/><w:br/><w:t>now</w:t></w:r>",
    )
    assert read_article(saved(document)).text == "Buses are full\u2011\nnow"


def test_rows_of_a_table_are_paragraphs_and_a_frame_is_transparent():
    document = Document()
    table = document.add_table(2, 2)
    for index, cell in enumerate(table._cells):
        cell.text = f"c{index}"
    document.add_paragraph("between")
    document.add_table(1, 1).cell(0, 0).text = "framed"
    assert outline(read_article(saved(document))) == ["p c0 | c1", "p c2 | c3", "p between", "p framed"]


def test_footnotes_stand_at_the_end_under_their_numbers():
    note = b"""<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
      <w:footnote w:id="2"><w:p><w:r><w:t>Counted in May.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    document = Document()
    add_xml(document.add_paragraph("Full"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    kind = (
        b'<Override PartName="/word/footnotes.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    data = repacked(
        saved(document),
        lambda name, part: (
            part.replace(b"</Relationships>", relation)
            if name == "word/_rels/document.xml.rels"
            else part.replace(b"</Types>", kind)
        ),
        {"word/footnotes.xml": note},
    )
    assert outline(read_article(data)) == ["p Full[2]", "p [2] Counted in May."]


def test_short_bold_paragraphs_are_the_headings_where_no_style_makes_one():
    document = Document()
    document.add_paragraph().add_run("The queue").bold = True
    document.add_paragraph("Everybody waits for the bus in the rain.")
    assert outline(read_article(saved(document))) == ["h2 The queue", "p Everybody waits for the bus in the rain."]


def test_the_properties_of_the_document_are_proposed():
    document = Document()
    document.add_paragraph("Everybody waits for the bus, and the bus waits for nobody.")
    document.core_properties.title = "More buses"
    document.core_properties.author = "Ann Lee"
    document.core_properties.created = datetime(2024, 5, 6, tzinfo=UTC)
    document.core_properties.language = "en-GB"
    draft = read_article(saved(document))
    assert (draft.title, draft.author, draft.published, draft.language) == (
        "More buses",
        "Ann Lee",
        date(2024, 5, 6),
        "en",
    )


def test_the_template_of_a_library_is_not_the_author():
    draft = read_article(docx_of("Everybody waits."))
    assert (draft.title, draft.author, draft.published) == ("", "", None)


def test_an_encrypted_document_is_refused_with_the_way_out():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    refused(ole, "protected by a password")


def test_an_old_doc_is_refused_with_the_way_out():
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old Word")


def test_other_archives_are_named():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    refused(buffer.getvalue(), "spreadsheet")


@pytest.mark.parametrize("size", [50_000_000, 120_000_000])
def test_a_bomb_is_not_unpacked(size):
    data = repacked(docx_of("Everybody waits."), lambda name, part: part, {"word/huge.xml": bytes(size)})
    assert len(data) < 300_000
    refused(data, "unpacks to far more")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    data = repacked(docx_of("Everybody waits."), lambda name, part: part, {"word/huge.xml": bytes(50_000_000)})
    lied = data.replace((50_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lied != data
    refused(lied, "broken|unpacks")


def test_entities_are_not_expanded():
    entities = b'<!DOCTYPE w:document [<!ENTITY a "wrong"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = repacked(
        docx_of("Everybody waits for MARK."),
        lambda name, part: (
            part.replace(b"<w:document", entities + b"<w:document", 1).replace(b"MARK", b"&b;")
            if name == "word/document.xml"
            else part
        ),
    )
    assert "wrong" not in text_or_sentence(data)


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml"])
@pytest.mark.parametrize("content", [None, b"", b"<w:broken", b"<x/>"])
def test_a_broken_part_gives_text_or_a_sentence(part, content):
    data = repacked(docx_of(("Title", "More buses")), lambda name, old: content if name == part else old)
    result = text_or_sentence(data)
    assert result == "More buses" or result.endswith(".")


def test_a_document_without_words_is_refused():
    refused(docx_of("", "  "), "no text")
