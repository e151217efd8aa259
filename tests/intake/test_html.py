import json
import re
from datetime import date
from difflib import SequenceMatcher

import pytest
from lxml.html import fromstring

from argmap.domain.vocabulary import Direction
from argmap.exceptions import IntakeError
from argmap.intake import read_article
from tests.intake.views import links, outline
from tests.paths import SHARED

PAGES = sorted((SHARED / "corpora" / "html").glob("*/source.html"))
LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore."
)
ADDRESS = "http://fakehost/test/page.html"


def read(page, **options):
    return read_article(page.encode(), name="page.html", **options)


def signs(text):
    """Words and signs, one by one."""
    return tuple(re.findall(r"\w+|[^\w\s]", text))


def text_of(element):
    """The words of an element, apart where a page shows them apart."""
    for part in element.iter("br", "p", "div", "li", "td", "pre", "h1", "h2", "h3"):
        part.tail = f" {part.tail or ''}"
    return element.text_content()


def is_made_of(words, headings):
    return not words or any(
        words[: len(each)] == each and is_made_of(words[len(each) :], headings) for each in headings if each
    )


def article(inside, head=""):
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><article>{inside}</article></body></html>"
    )


@pytest.mark.skipif(not PAGES, reason="the shared corpora are not here")
def test_all_pages_of_the_corpus_are_here():
    assert len(PAGES) == 32


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
class TestCorpus:
    def test_no_paragraph_is_lost_and_nothing_else_comes_in(self, page):
        draft = read_article(page.read_bytes(), name="source.html", url=ADDRESS)
        expected = fromstring((page.parent / "expected.html").read_text(encoding="utf-8"))
        source = fromstring(page.read_bytes())
        ours, theirs = signs(draft.text), signs(text_of(expected))
        headings = {tuple(signs(text_of(heading))) for heading in source.iter("h1", "h2")}
        changes = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
        assert [theirs[a:b] for kind, a, b, _, _ in changes if kind in {"delete", "replace"}] == []
        # Headings of the article, which the expected text leaves out or sets as the title.
        assert all(is_made_of(ours[c:d], headings) for kind, _, _, c, d in changes if kind != "equal")
        assert outline(draft)

    def test_its_title_author_and_links_are_those_expected(self, page):
        draft = read_article(page.read_bytes(), name="source.html", url=ADDRESS)
        expected = json.loads((page.parent / "expected-metadata.json").read_text(encoding="utf-8"))
        assert draft.title == expected["title"]
        assert draft.author == (expected["byline"] or "")
        assert draft.publication == ""
        if expected["dir"]:
            assert draft.direction == Direction(expected["dir"])
        body = fromstring((page.parent / "expected.html").read_text(encoding="utf-8"))
        hrefs = [a.get("href") for a in body.iter("a") if a.get("href") and not a.get("href").startswith("#")]
        assert [href for _, href in links(draft) if not href.endswith("page.html#foo")] == hrefs


def test_menus_buttons_forms_and_scripts_stay_outside():
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "World", "Sport"))
    page = f"""<html><body><header><a href="/">The Stop</a></header><nav><ul>{menu}</ul></nav>
    <div id="page"><ul class="topics">{menu}</ul><div class="story"><h1>More buses</h1><p>{LOREM}</p>
    <div class="share-buttons"><a href="#">Tweet</a></div><p>{LOREM} Two.</p><p>Advertisement</p>
    <form><label></label><input value="mail"><button>Subscribe</button></form><script>wrong()</script>
    <p>{LOREM} Three.</p></div><div class="related"><p>Read also this.</p></div></div>
    <aside><p>Most read</p></aside><footer><p>© 2024 The Stop, all rights reserved</p></footer></body></html>"""
    assert outline(read(page)) == ["h1 More buses", f"p {LOREM}", f"p {LOREM} Two.", f"p {LOREM} Three."]


def test_lists_quotations_and_headings_keep_their_depth():
    inside = f"""<h1>More buses</h1><p>{LOREM}</p><ul><li>one<ul><li>deep</li></ul></li>
    <li><p>two</p><p>still two</p></li></ul>
    <ol><li>first</li></ol><blockquote><p>It never comes.</p><p>Never.</p><blockquote>Really?</blockquote>
    <footer>A driver</footer></blockquote><h2>The <em>queue</em></h2><p>A <b>bold</b> <q>word</q>.</p>"""
    assert outline(read(article(inside))) == [
        "h1 More buses",
        f"p {LOREM}",
        "li1 one",
        "li2 deep",
        "li1 two",
        "p still two",
        "li1# first",
        "q1 It never comes.",
        "q1 Never.",
        "q2 Really?",
        "q1 A driver",
        "h2 The queue",
        "p A bold “word”.",
    ]


def test_line_breaks_of_verse_stay_and_two_in_a_row_end_the_paragraph():
    assert outline(read(article(f"<p>{LOREM}</p><p>one<br>two<br> <br>three<br></p><pre>a\n  b</pre>"))) == [
        f"p {LOREM}",
        "p one\ntwo",
        "p three",
        "p a\n  b",
    ]


def test_tables_of_data_are_rows_and_tables_for_layout_are_transparent():
    inside = f"<p>{LOREM}</p><table><tr><th>a<th>b<tr><td>1<td>2</table><table><tr><td><p>x</p><td><p>y</p></table>"
    assert outline(read(article(inside)))[1:] == ["p a | b", "p 1 | 2", "p x", "p y"]


@pytest.mark.parametrize(
    "attributes", ["hidden", 'style="display: none"', 'style="color:red;visibility:hidden"', 'aria-hidden="true"']
)
def test_what_nobody_sees_is_left_out(attributes):
    draft = read(article(f"<p>{LOREM}</p><p {attributes}>wrong</p><p>right <span {attributes}>wrong</span> end</p>"))
    assert outline(draft) == [f"p {LOREM}", "p right end"]


def test_links_resolve_against_the_base_and_scripts_lead_nowhere():
    inside = f"""<p>{LOREM} <a href="a">one</a> <a href="/b"> two </a> <a href="https://x.org/c d">three</a>
    <a href="java&#10;script:alert(1)">four</a> <a href="data:text/html,x">five</a> <a href="mailto:a@x.org">six</a>
    <a href="https://x.org/"><i>sev</i>en</a></p>"""
    draft = read(article(inside, '<base href="/dir/">'), url="https://example.org/x/y.html")
    assert links(draft) == [
        ("one", "https://example.org/dir/a"),
        ("two", "https://example.org/b"),
        ("three", "https://x.org/c%20d"),
        ("six", "mailto:a@x.org"),
        ("seven", "https://x.org/"),
    ]


def test_a_reference_list_inside_the_article_stays():
    items = "".join(
        f'<li><a href="https://x.org/{n}">The study number {n} about buses and their queues</a></li>' for n in range(5)
    )
    draft = read(article(f"<p>{LOREM}</p><p>{LOREM}</p><h2>References</h2><ol>{items}</ol>"))
    assert len(links(draft)) == 5


def test_json_ld_tells_what_it_knows():
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "wrong"},
            {
                "@type": ["OpinionNewsArticle"],
                "headline": "More &amp; more buses",
                "alternativeHeadline": "Why",
                "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}],
                "publisher": {"name": "The Stop"},
                "datePublished": "2024-05-06T07:00:00+02:00",
                "inLanguage": "en-GB",
            },
        ],
    }
    draft = read(article(f"<p>{LOREM}</p>", f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert (draft.title, draft.subtitle, draft.author) == ("More & more buses", "Why", "Ann Lee, Bo Ek")
    assert (draft.publication, draft.published, draft.language) == ("The Stop", date(2024, 5, 6), "en")


def test_meta_elements_tell_what_they_know():
    head = """<title>Wrong | The Stop</title><meta property="og:title" content="More buses">
    <meta property="og:site_name" content="The Stop"><meta property="article:author" content="https://facebook.com/ann">
    <meta name="author" content="By Ann Lee"><meta property="article:published_time" content="2024-05-06T07:00:00Z">"""
    draft = read(article(f"<p>{LOREM}</p>", head))
    assert (draft.title, draft.author, draft.publication) == ("More buses", "Ann Lee", "The Stop")
    assert draft.published == date(2024, 5, 6)


def test_the_visible_head_tells_what_the_page_hides():
    inside = f"""<h1>More buses</h1><p class="standfirst">Why the city should pay</p><p class="byline">By Ann Lee</p>
    <time datetime="2024-05-06">Monday</time><p>{LOREM}</p>"""
    draft = read(article(inside, "<title>More buses - The Stop</title>"))
    assert (draft.title, draft.subtitle, draft.author) == ("More buses", "Why the city should pay", "Ann Lee")
    assert draft.published == date(2024, 5, 6)


def test_the_address_may_tell_the_date():
    draft = read(article(f"<p>{LOREM}</p>"), url="https://example.org/2024/05/06/buses")
    assert (draft.published, draft.url) == (date(2024, 5, 6), "https://example.org/2024/05/06/buses")


@pytest.mark.parametrize(
    "source", ["{", "[" * 100_000, '"x"', '{"@type": "Article", "author": 5, "headline": [[]]}', "null"]
)
def test_broken_json_ld_is_no_harm(source):
    draft = read(article(f"<p>{LOREM}</p>", f'<script type="application/ld+json">{source}</script>'))
    assert draft.text == LOREM


@pytest.mark.parametrize(
    "page", ["<html></html>", "<!-- x -->", "<html><body><script>x</script></body></html>", "<html>\ufffe"]
)
def test_a_page_without_words_gets_a_sentence(page):
    with pytest.raises(IntakeError, match=r"no (readable )?text"):
        read(page)


def test_a_page_nested_too_deeply_gets_a_sentence():
    with pytest.raises(IntakeError, match="nested too deeply"):
        read("<html>" + "<div>" * 5000 + LOREM)


@pytest.mark.parametrize("attribute", ["a%d", "a%d=1", "a%d = '>'", 'a%d=">"'])
def test_a_tag_with_thousands_of_attributes_gets_a_sentence(attribute):
    crowd = " ".join(attribute % n for n in range(50_000))
    with pytest.raises(IntakeError, match="more attributes than any article needs"):
        read(article(f"<p>{LOREM}</p><p {crowd}>{LOREM}</p>"))


def test_what_only_looks_like_a_crowded_tag_is_none():
    words_ = "word = 1 " * 3000
    inside = f"<p>{LOREM}</p><script>if (i <b || {words_}) x()</script><!-- <p {words_} --><p>1 < 2 {words_}</p>"
    assert read(article(inside)).text.startswith(LOREM)
