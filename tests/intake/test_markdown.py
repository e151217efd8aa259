from datetime import date

from argmap.intake import read_article
from tests.intake.views import links, outline


def read(text, **options):
    return read_article(text.encode(), name="article.md", **options)


def test_headings_lists_quotations_and_code_are_kept():
    draft = read(
        "# More *buses*\n\nA **bold** word,\nsoft break.  \nhard break and `code`.\n\n"
        "> It never\n> comes.\n>> Never.\n\n"
        "1. one\n   - sub\n2. two\n\n   still two\n\n```\nx = 1\n  y\n```\n\n## End\n"
    )
    assert outline(draft) == [
        "h1 More buses",
        "p A bold word, soft break.\nhard break and code.",
        "q1 It never comes.",
        "q2 Never.",
        "li1# one",
        "li2 sub",
        "li1# two",
        "p still two",
        "p x = 1\n  y",
        "h2 End",
    ]


def test_rows_of_tables_are_paragraphs():
    assert outline(read("| a | b |\n|---|---|\n| c | **d** |\n")) == ["p a | b", "p c | d"]


def test_links_are_ranges_and_scripts_lead_nowhere():
    draft = read(
        "See [the *study*](https://example.org/s 'title'), [here](/rel), <https://example.org/auto>, "
        "[bad](javascript:alert(1)), [mail](mailto:a@example.org) and https://example.org/bare.",
        url="https://example.org/dir/page.md",
    )
    assert draft.text.startswith("See the study, here, https://example.org/auto, bad, mail and")
    assert links(draft) == [
        ("the study", "https://example.org/s"),
        ("here", "https://example.org/rel"),
        ("https://example.org/auto", "https://example.org/auto"),
        ("mail", "mailto:a@example.org"),
        ("https://example.org/bare", "https://example.org/bare"),
    ]


def test_relative_links_of_a_file_lead_nowhere():
    assert links(read("[here](/rel) and [there](other.md)")) == []


def test_markup_inside_is_reduced_to_its_words():
    draft = read(
        "<div><script>alert(1)</script>one<br>two &amp; three</div>\n\nA <b>bold</b> word<br>here.\n\n<!-- no -->"
    )
    assert outline(draft) == ["p one\ntwo & three", "p A bold word\nhere."]


def test_front_matter_tells_title_authors_date_and_language():
    draft = read(
        '---\ntitle: "More buses: now"\nsubtitle: Why\nauthor:\n  - Ann Lee\n  - Bo Ek\ndate: 2024-05-06\nlang: en-GB\n'
        "publication: The Stop\n---\n# Other\n\nWords.\n"
    )
    assert (draft.title, draft.subtitle, draft.author) == ("More buses: now", "Why", "Ann Lee, Bo Ek")
    assert (draft.published, draft.language, draft.publication) == (date(2024, 5, 6), "en", "The Stop")
    assert outline(draft) == ["h1 Other", "p Words."]


def test_the_first_heading_is_the_title_and_a_byline_the_author():
    draft = read("# More buses\n\nBy Ann Lee\n\n6 May 2024\n\n" + "The bus comes late every day. " * 12)
    assert (draft.title, draft.author, draft.published) == ("More buses", "Ann Lee", date(2024, 5, 6))


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert outline(read("---\nWords.\n\n---\n\nMore.")) == ["p Words.", "p More."]


def test_what_is_nested_too_deeply_to_be_parsed_loses_no_word():
    assert "deep words" in read(">" * 60 + " deep words").text
    nested = "".join("  " * depth + f"- item{depth}\n" for depth in range(60))
    assert all(f"item{depth}" in read(nested).text for depth in range(60))
