import contextlib
import random
import re
import threading
import time
from datetime import date
from difflib import SequenceMatcher
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from argmap.domain.structure import BlockType
from argmap.exceptions import IntakeError
from argmap.intake import pdf_source
from argmap.intake.read import read_article
from tests.intake.pdf_files import PARAGRAPHS, Setter, register_dejavu

TITLE = "What the Queue at the Corner Could Teach the Council"


def assert_words_in_order(draft, expected):
    """At least 99 % of the expected words are there in their order, and hardly any others."""
    got, wanted = draft.text.split(), " ".join(expected).split()
    same = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    missing = [
        wanted[a:b]
        for op, a, b, _, _ in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
        if op != "equal"
    ]
    assert same >= 0.99 * len(wanted), missing[:10]
    assert len(got) <= 1.01 * len(wanted) + 1


def paragraphs_of(draft):
    return [draft.text[b.start : b.end] for b in draft.structure.blocks if b.type is BlockType.PARAGRAPH]


def headings_of(draft):
    return [(draft.text[b.start : b.end], b.level) for b in draft.structure.blocks if b.type is BlockType.HEADING]


def assert_structure_covers(draft):
    position = 0
    for block in draft.structure.blocks:
        assert draft.text[position : block.start].strip() == ""
        assert draft.text[block.start : block.end].strip()
        position = block.end
    assert draft.text[position:] == ""


def one_column():
    setter = Setter(size=11, leading=14)
    setter.line(72, 770, TITLE, font="Times-Bold", size=18)
    setter.line(72, 748, "By Ada Example", size=11)
    lines = setter.wrapped(PARAGRAPHS[:3], 450)
    setter.column(72, 715, lines, 450)
    y = 715 - 14 * len(lines) - 20
    setter.line(72, y, "What follows from it", font="Times-Bold", size=13)
    setter.column(72, y - 22, setter.wrapped(PARAGRAPHS[3:], 450), 450, justified=False)
    setter.page()
    return setter


def columns(count, *, size, shuffled, per_page=40, hyphenated=False, repeat=2):
    """Pages of ``count`` columns under a title that spans them."""
    setter = Setter(size=size, leading=size * 1.25, shuffled=shuffled)
    gutter, left, width = size * 1.3, 50.0, 495.0
    each = (width - gutter * (count - 1)) / count
    lines = setter.wrapped(PARAGRAPHS * repeat, each, hyphenated=hyphenated)
    top = 720.0
    setter.centred(780, TITLE, font="Times-Bold", size=20)
    setter.centred(755, "A note on slogans and what they leave out of the picture", size=12)
    while lines:
        for column in range(count):
            part, lines = lines[:per_page], lines[per_page:]
            setter.column(left + column * (each + gutter), top, part, each)
        setter.page()
        top = 780.0
    return setter


def test_one_column_keeps_words_paragraphs_and_headings():
    draft = read_article(one_column().finished(), name="a.pdf")
    heads = [TITLE, "By Ada Example"]
    assert_words_in_order(draft, [*heads, *PARAGRAPHS[:3], "What follows from it", *PARAGRAPHS[3:]])
    assert paragraphs_of(draft) == ["By Ada Example", *PARAGRAPHS]
    assert headings_of(draft) == [(TITLE, 1), ("What follows from it", 2)]
    assert (draft.title, draft.author, draft.language) == (TITLE, "Ada Example", "en")
    assert_structure_covers(draft)


@pytest.mark.parametrize("shuffled", [False, True])
def test_two_columns_are_read_one_after_the_other(shuffled):
    draft = read_article(columns(2, size=10, shuffled=shuffled, per_page=22).finished())
    heads = [TITLE, "A note on slogans and what they leave out of the picture"]
    assert_words_in_order(draft, heads + PARAGRAPHS * 2)
    assert [p for p in paragraphs_of(draft) if p not in heads] == PARAGRAPHS * 2
    assert_structure_covers(draft)


@pytest.mark.parametrize("shuffled", [False, True])
def test_three_columns_under_a_title_that_spans_them_are_read_in_order(shuffled):
    draft = read_article(columns(3, size=9, shuffled=shuffled, per_page=26, hyphenated=True).finished())
    heads = [TITLE, "A note on slogans and what they leave out of the picture"]
    assert_words_in_order(draft, heads + PARAGRAPHS * 2)
    assert draft.title == TITLE
    assert_structure_covers(draft)


def test_a_short_title_over_the_middle_column_comes_first():
    setter = Setter(size=9, leading=11)
    setter.centred(780, "More Buses?", font="Times-Bold", size=18)
    lines = setter.wrapped(PARAGRAPHS, 155)
    third = len(lines) // 3 + 1
    for column in range(3):
        setter.column(50 + column * 170, 740, lines[column * third : (column + 1) * third], 155)
    setter.page()
    assert_words_in_order(read_article(setter.finished()), ["More Buses?", *PARAGRAPHS])


def book(*, hyphenated=True):
    """Pages with a running head that changes sides, a foot, and page numbers in both."""
    setter = Setter(size=11, leading=14)
    lines = setter.wrapped(PARAGRAPHS * 4, 300, hyphenated=hyphenated)
    number = 41
    while lines:
        part, lines = lines[:30], lines[30:]
        if number % 2:
            setter.line(100, 800, f"{number}   JOURNAL OF SMALL MATTERS", size=9)
        else:
            setter.line(250, 800, f"Queues and Councils   {number}", size=9)
        setter.column(100, 760, part, 300)
        setter.centred(60, "Downloaded from example.org on 3 May 2021", size=8)
        setter.centred(40, str(number), size=9)
        setter.page()
        number += 1
    return setter


def test_running_heads_and_page_numbers_are_dropped_and_hyphens_joined_over_pages():
    draft = read_article(book().finished())
    assert_words_in_order(draft, PARAGRAPHS * 4)
    for gone in ("JOURNAL", "Queues and Councils", "Downloaded", "42"):
        assert gone not in draft.text
    assert len(paragraphs_of(draft)) == len(PARAGRAPHS) * 4
    assert_structure_covers(draft)


def test_a_page_number_alone_is_dropped_from_a_single_page():
    setter = Setter()
    setter.column(72, 760, setter.wrapped(PARAGRAPHS[:2], 450), 450)
    setter.centred(40, "– 7 –")
    setter.page()
    assert read_article(setter.finished()).text.split() == " ".join(PARAGRAPHS[:2]).split()


def test_a_number_inside_the_text_stays():
    setter = Setter()
    setter.line(72, 760, "In the end they counted to")
    setter.line(72, 747, "1984")
    setter.line(72, 734, "and went home.")
    setter.page()
    assert read_article(setter.finished()).text.replace("\n\n", " ") == "In the end they counted to 1984 and went home."


ACCENTED = [
    "Ångström’s naïve façade: “Où est l’été?” asked Zoë, coöperating with Łukasz, Jürgen Groß and Señor Núñez. The "
    "efficient officer found the flat ﬂoor of the oﬃce diﬀicult to afford — a ﬁne “affair” for Škvorecký’s café.",
    "Çà et là, the résumé of Dvořák’s œuvre said ‘enough’; þe Ægean’s fjörd costs 5 € – or £4½ – per mètre²… "
    "Ελληνικά και русский язык stand beside it, as does Tiếng Việt.",
]


def test_accents_ligatures_and_curly_quotes_survive():
    setter = Setter(font="DejaVu" if register_dejavu() else "Times-Roman", size=10)
    paragraphs = ACCENTED * 3
    if setter.font != "DejaVu":
        paragraphs = ["“Où est l’été?” asked Zoë of Señor Núñez — naïve, in the café’s façade."] * 3
    setter.column(72, 760, setter.wrapped(paragraphs, 420), 420)
    setter.page()
    draft = read_article(setter.finished())
    spelled = [re.sub("[ﬀﬁﬂﬃ]", lambda m: {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi"}[m[0]], p) for p in paragraphs]
    assert_words_in_order(draft, spelled)
    assert_structure_covers(draft)


def ragged(*lines):
    """A page on which these lines stand one under the other, wide enough to count as one paragraph."""
    setter = Setter()
    for index, line in enumerate(lines):
        setter.line(72, 760 - 12.5 * index, line)
    setter.page()
    return read_article(setter.finished()).text.replace("\n\n", " ")


def test_a_hyphen_that_belongs_to_the_word_stays():
    assert "well-known fact" in ragged("This is by now a rather well-", "known fact about the city")
    assert "Anglo-Saxon habits" in ragged("It is one of the old Anglo-", "Saxon habits of the place")
    assert "mid-1990s" in ragged("They came here in the mid-", "1990s and stayed for long")
    assert "pre- and post-war" in ragged(
        "We compare the pre- and post-war years, the pre-", "and post-war streets, and more"
    )


def test_a_hyphen_that_broke_the_word_goes():
    assert "an argument about" in ragged("What we have here is an argu-", "ment about the common good")
    assert "an INTRODUCTION here" in ragged("There should be an INTRODUC-", "TION here, all in capitals")


def test_the_documents_other_words_decide_about_a_hyphen():
    assert "the tax-free one" in ragged("Some call it tax-free and are glad of the tax-", "free one that they have got")
    assert "the notebook of" in ragged("A notebook is what it is: the note-", "book of a traveller in Spain")


def test_a_soft_hyphen_at_a_lines_end_goes():
    if not register_dejavu():
        pytest.skip("needs a TrueType font that holds the soft hyphen")
    setter = Setter(font="DejaVu")
    setter.line(72, 760, "What we have here is an argu\xad")
    setter.line(72, 747, "ment about the common good")
    setter.page()
    assert read_article(setter.finished()).text == "What we have here is an argument about the common good"


def test_a_footnote_does_not_part_a_sentence_that_runs_over_the_page():
    setter = Setter(size=11, leading=14)
    lines = setter.wrapped(PARAGRAPHS[:1], 300)
    setter.column(72, 760, lines[:3], 300)
    setter.line(72, 60, "1 See the report of the volunteers, page 12.", size=8)
    setter.page()
    setter.column(72, 760, lines[3:] + setter.wrapped(PARAGRAPHS[1:2], 300), 300)
    setter.page()
    found = paragraphs_of(read_article(setter.finished()))
    assert found == [PARAGRAPHS[0], "1 See the report of the volunteers, page 12.", PARAGRAPHS[1]]


def test_paragraphs_are_parted_by_gaps_and_items_by_their_signs():
    setter = Setter()
    y = 760.0
    for text in ("A first paragraph that stands alone.", "A second one after a gap."):
        setter.line(72, y, text)
        y -= 25
    for item in ("• more buses", "• better lights", "• shorter queues"):
        setter.line(90, y, item)
        y -= 12.5
    setter.page()
    draft = read_article(setter.finished())
    kinds = [(b.type, draft.text[b.start : b.end]) for b in draft.structure.blocks]
    assert kinds[-3:] == [
        (BlockType.LIST_ITEM, "more buses"),
        (BlockType.LIST_ITEM, "better lights"),
        (BlockType.LIST_ITEM, "shorter queues"),
    ]
    assert len(kinds) == 5


def test_a_block_indented_on_both_sides_is_a_quotation():
    setter = Setter()
    lines = setter.wrapped(PARAGRAPHS[:1], 450)
    setter.column(72, 760, lines, 450)
    y = 760 - 12.5 * len(lines)
    quoted = setter.wrapped(PARAGRAPHS[3:4], 380)
    for index, line in enumerate(quoted):
        setter.line(107, y - 12.5 * index, line.text)
    y -= 12.5 * len(quoted)
    setter.column(72, y, setter.wrapped(PARAGRAPHS[2:3], 450), 450)
    setter.page()
    draft = read_article(setter.finished())
    assert [(b.type, draft.text[b.start : b.end]) for b in draft.structure.blocks] == [
        (BlockType.PARAGRAPH, PARAGRAPHS[0]),
        (BlockType.QUOTATION, PARAGRAPHS[3]),
        (BlockType.PARAGRAPH, PARAGRAPHS[2]),
    ]


def test_a_paragraph_after_a_list_does_not_join_its_last_item():
    setter = Setter()
    for index, (x, line) in enumerate(
        [
            (90, "• A first item that runs on and on until"),
            (100, "its second line"),
            (90, "• Another item of the list here."),
            (72, "And then the paragraph begins at the edge of"),
            (72, "the page, as paragraphs do."),
        ]
    ):
        setter.line(x, 760 - 12.5 * index, line)
    setter.page()
    draft = read_article(setter.finished())
    assert [draft.text[b.start : b.end] for b in draft.structure.blocks] == [
        "A first item that runs on and on until its second line",
        "Another item of the list here.",
        "And then the paragraph begins at the edge of the page, as paragraphs do.",
    ]


def test_a_large_initial_belongs_to_its_word():
    setter = Setter()
    setter.line(72, 747.5, "E", size=30)
    for index, line in enumerate(
        ("very morning the same queue forms at the", "corner, and every morning somebody says it,")
    ):
        setter.line(98, 760 - 12.5 * index, line)
    setter.line(72, 735, "as if nobody had ever said it in the whole town before.")
    setter.page()
    assert read_article(setter.finished()).text == (
        "Every morning the same queue forms at the corner, and every morning somebody says it, "
        "as if nobody had ever said it in the whole town before."
    )


def test_a_chapter_head_that_stands_on_one_page_is_known_by_its_page_number():
    setter = Setter(size=11, leading=14)
    lines = setter.wrapped(PARAGRAPHS * 4, 300)
    for index, head in enumerate(("Preface 11", "Of Queues 12", "Of Lights 13", "Of Simulations 14", "Of Money 15")):
        setter.line(100, 800, head, size=9)
        setter.column(100, 760, lines[index * 24 : (index + 1) * 24], 300)
        setter.page()
    assert_words_in_order(read_article(setter.finished()), PARAGRAPHS * 4)


def test_captions_are_no_running_heads():
    setter = Setter()
    for number in range(1, 5):
        setter.line(72, 790, f"Table {number}")
        setter.line(72, 770, f"Sentence {'abcd'[number - 1]} is about something.")
        setter.page()
    text = read_article(setter.finished()).text
    assert all(f"Table {number}" in text for number in range(1, 5))


def test_a_hyperlink_is_kept_as_a_range_and_a_script_is_not():
    setter = Setter()
    setter.line(72, 760, "See the report of the volunteers for more.")
    setter.canvas.linkURL("https://example.org/report", (88, 755, 131, 770))
    setter.canvas.linkURL("javascript:alert(1)", (190, 755, 230, 770))
    setter.page()
    draft = read_article(setter.finished())
    [link] = draft.structure.hyperlinks
    assert link.href == "https://example.org/report"
    assert draft.text[link.start : link.end] == "the report"


def test_a_turned_page_is_read_and_a_stamp_across_it_is_not():
    setter = Setter()
    setter.canvas.saveState()
    setter.canvas.rotate(90)
    setter.canvas.setFont("Times-Roman", 10)
    for index, line in enumerate(("A table was set", "sideways on its page", "and can be read.")):
        setter.canvas.drawString(100, -100 - 13 * index, line)
    setter.canvas.restoreState()
    setter.line(10, 10, "STAMP")
    setter.page()
    assert read_article(setter.finished()).text == "A table was set sideways on its page and can be read."


def information(**values):
    setter = one_column()
    for name, value in values.items():
        getattr(setter.canvas, f"set{name}")(value)
    return read_article(setter.finished())


def test_the_document_information_is_used_where_it_makes_sense():
    draft = information(Title="Queues: A Study", Author="Grace Example")
    assert (draft.title, draft.author) == ("Queues: A Study", "Grace Example")
    assert isinstance(draft.published, date)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - queue_v3.doc", "untitled", "queue_final.indd", "", "Layout 1", "12-34"]
)
@pytest.mark.parametrize("author", ["anonymous", "Administrator", "user", "C:\\Users\\me"])
def test_what_programs_write_there_is_not(title, author):
    draft = information(Title=title, Author=author)
    assert (draft.title, draft.author) == (TITLE, "Ada Example")


def refused(data, match):
    with pytest.raises(IntakeError, match=match) as caught:
        read_article(data, name="a.pdf", content_type="application/pdf")
    assert str(caught.value).endswith(".")


def test_a_password_gets_a_sentence():
    setter = Setter(encryption=StandardEncryption("secret", "owner"))
    setter.line(72, 760, "Nobody may read this.")
    setter.page()
    refused(setter.finished(), "protected by a password")


def test_a_file_that_only_forbids_changes_is_read():
    setter = Setter(encryption=StandardEncryption("", "owner", canModify=0))
    setter.line(72, 760, "Everybody may read this.")
    setter.page()
    assert read_article(setter.finished()).text == "Everybody may read this."


@pytest.mark.parametrize("head", ["", "3"])
def test_scanned_pages_get_a_sentence(head):
    setter = Setter()
    picture = BytesIO()
    Image.new("RGB", (200, 280), (240, 240, 230)).save(picture, "PNG")
    for _ in range(3):
        setter.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        setter.line(300, 30, head)
        setter.page()
    refused(setter.finished(), "pictures of pages and no text")


def test_a_file_without_content_gets_a_sentence():
    setter = Setter()
    setter.page()
    refused(setter.finished(), "no text")


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.95])
def test_a_truncated_file_gets_a_sentence(share):
    data = book().finished()
    refused(data[: int(len(data) * share)], "broken")


def test_bytes_that_only_begin_like_a_pdf_get_a_sentence():
    refused(b"%PDF-1.7\n" + bytes(range(256)) * 20, "broken")
    refused(b"%PDF-1.7\nstartxref\n0\n%%EOF", "broken")


def test_damage_anywhere_gives_text_or_a_sentence():
    data = bytearray(columns(2, size=10, shuffled=False).finished())
    for place in range(0, len(data), len(data) // 40):
        damaged = bytearray(data)
        damaged[place : place + 30] = b"\xff" * 30
        with contextlib.suppress(IntakeError):
            assert read_article(bytes(damaged)).text


def test_a_text_beyond_the_limit_is_refused_early(monkeypatch):
    monkeypatch.setattr(pdf_source, "MAX_CHARACTERS", 500)
    refused(one_column().finished(), "split it into several articles")


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_source, "MAX_PAGES", 2)
    refused(book().finished(), "pages and the limit is 2")


def test_a_page_of_scattered_words_takes_no_longer_than_a_moment():
    setter, place = Setter(size=5), random.Random(1)
    for _ in range(2000):
        setter.line(place.random() * 550, place.random() * 830, "scattered")
    setter.page()
    start = time.monotonic()
    assert read_article(setter.finished()).text.count("scattered") > 1900
    assert time.monotonic() - start < 10


def test_two_threads_read_at_once():
    data, texts = book().finished(), []
    threads = [threading.Thread(target=lambda: texts.append(read_article(data).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 4
    assert len(set(texts)) == 1
