"""Search on the database in use: this file runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import InputError
from argmap.intake.base import ArticleDraft
from argmap.models import Change, User
from argmap.queries.search.filters import Filters
from argmap.queries.search.find import Found, Search
from argmap.services.articles import create_article
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft
from argmap.services.links import add_links
from argmap.services.maps import create_map
from argmap.services.nodes import add_nodes
from argmap.services.projects import create_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_article(project):
    def add(text, title="Untold", language="en", **values):
        draft = ArticleDraft(text=text, structure=Structure(), title=title, language=language, **values)
        return create_article(project=project, draft=draft)

    return add


@pytest.fixture
def add_node(user, map_):
    def add(text, kind=NodeKind.CLAIM, by=user, map_=map_, **values):
        draft = NodeDraft(kind=kind, text=text, **values)
        add_nodes(by=by, map_=map_, drafts=[draft])
        return map_.nodes.get(pk=draft.id)

    return add


@pytest.fixture
def look(project):
    def look(words="", question="", **filters):
        """What is found, by its name, the best first."""
        return [named(hit) for hit in Found(Search(words, Filters(**filters), question), [project.pk])]

    return look


def named(hit):
    return hit.article.title if hit.article else hit.node.text


def test_a_word_is_found_in_titles_texts_and_nodes(add_article, add_node, look):
    add_article("Nothing about it.", title="Zeppelins return")
    add_article("One zeppelin is enough.", title="In the text")
    add_node("A zeppelin flies")
    add_node("A kite flies")

    assert set(look("zeppelin")) == {"Zeppelins return", "In the text", "A zeppelin flies"}


def test_a_match_in_the_title_comes_before_one_in_the_text(add_article, look):
    add_article("On zeppelins. " + "Much more to read here. " * 20, title="In the text")
    add_article("Much more to read here. " * 20, title="Zeppelins return")

    assert look("zeppelins") == ["Zeppelins return", "In the text"]


def test_who_says_it_more_often_comes_first(add_article, look):
    add_article("One kite, and a lot of other words about the wind in the hills.", title="Once")
    add_article("A kite, kite, kite and kite: words about the wind in the hills.", title="Often")

    assert look("kite") == ["Often", "Once"]


def test_all_words_have_to_stand_somewhere(add_node, look):
    add_node("The kite flies")
    add_node("The kite falls")

    assert look("kite falls") == ["The kite falls"]


def test_a_phrase_is_found_word_after_word(add_node, look):
    add_node("the last bus of the night")
    add_node("last night the bus came")

    assert look('"last bus"') == ["the last bus of the night"]


def test_phrases_of_the_commonest_words_are_found(add_node, look):
    add_node("They should not be here")
    add_node("Not that they should")

    assert look('"should not be"') == ["They should not be here"]
    assert look("the") == []
    assert len(look("they")) == 2


def test_the_beginning_of_a_word_finds_the_rest(add_node, look):
    add_node("An argumentative claim")
    add_node("An agreement")

    assert look("argum*") == ["An argumentative claim"]


def test_words_are_left_out(add_node, look):
    add_node("The kite flies")
    add_node("The kite falls")

    assert look("kite -falls") == ["The kite flies"]
    assert look('kite -"kite flies"') == ["The kite falls"]


def test_english_words_are_found_in_their_forms(add_article, look):
    add_article("Zeppelins were flying", title="Up there")

    assert look("zeppelin fly") == look("flying zeppelins") == ["Up there"]


def test_attributions_notes_and_sources_are_looked_into(add_node, look):
    add_node("A", attribution="Zeppelin drivers")
    add_node("B", note="Ask the zeppelin people")
    add_node("C", sources=("https://example.org/one", "The zeppelin yearbook"))

    assert set(look("zeppelin")) == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公共汽车太挤了。我们需要更多的巴士。", "巴士"),
        ("もっとバスが必要です。", "バス"),
        ("버스가 더 필요합니다.", "버스"),
        ("เราต้องการรถเมล์เพิ่ม", "รถเมล์"),
        ("نحتاج إلى مزيد من الحافلات الليلية", "الحافلات"),
        ("אנחנו צריכים עוד אוטובוסים", "אוטובוסים"),
        ("अधिक बसें चाहिए", "बसें"),
        ("Нужно больше автобусов", "автобусов"),
        ("Fünf Omnibusse fahren", "fünf"),
    ],
)
def test_every_script_is_found_and_marked(add_node, project, text, words):
    add_node(text)
    add_node("More buses")

    [hit] = Found(Search(words), [project.pk])

    assert hit.node.text == text
    assert [run.text.casefold() for run in hit.excerpt if run.is_match] == [words]


def test_two_scripts_in_one_search(add_node, look):
    add_node("The word 巴士 means bus")
    add_node("The word 电车 means tram")

    assert look("word 巴士") == ["The word 巴士 means bus"]
    assert look("word -巴士") == ["The word 电车 means tram"]


ODD = ['"', '"""', 'a"b', '"a b', "' OR 1=1 --", "a'b", "NEAR(", "text:", "a AND", "OR", "NOT", "{a}", "a^2", "a&b|!c"]
ODD += ["a:*", "\\", "a\\'", "%s", "100%", "*a", "a**", "-", "a - b", "<->", "x" * 3000, "e\u0301", "\x02\x03a", "a\0b"]


@pytest.mark.parametrize("words", ODD)
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(add_node, look, words):
    add_node("a b and more", attribution="Somebody")
    found, refusal = [], "."

    try:
        found = look(words)
    except InputError as error:
        refusal = error.message

    assert set(found) <= {"a b and more", "Buses"}
    assert refusal.endswith(".")


def test_the_match_is_marked_in_an_excerpt_with_its_place(add_article, project):
    text = "First of all. " * 40 + "\n\nHere a zeppelin flies. " + "And so on. " * 40
    add_article(text, title="Long")

    [hit] = Found(Search("zeppelin"), [project.pk])

    words = "".join(run.text for run in hit.excerpt)
    assert [run.text for run in hit.excerpt if run.is_match] == ["zeppelin"]
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert len(words) < 400
    assert hit.article.current.text[hit.start :].startswith("zeppelin")


def test_the_kind_narrows_the_search(add_article, add_node, look):
    add_article("A kite.", title="On kites")
    add_node("The kite", kind=NodeKind.CLAIM)
    add_node("A kite", kind=NodeKind.EVIDENCE, evidence_type=EvidenceType.STUDY)
    add_node("No kite", kind=NodeKind.COUNTERCLAIM)

    assert look("kite", kind="article") == ["On kites"]
    assert look("kite", kind="claim") == ["The kite"]
    assert look("kite", evidence_type="study") == ["A kite"]
    assert look(kind="counterclaim") == ["No kite"]


def test_attribution_tag_and_author_narrow_the_search(project, add_article, add_node, look):
    bert = User.objects.create_user("bert", first_name="Bert", last_name="Okafor")
    project.memberships.create(user=bert, role="editor")
    add_node("Kite one", attribution="Iranian diplomats")
    add_node("Kite two", tags=("Checked",))
    add_node("Kite three", by=bert)
    add_article("A kite", title="Kite four", author="Bertha Okafor-Lind")

    assert look("kite", attribution="diplomat") == ["Kite one"]
    assert look("kite", tag="checked") == ["Kite two"]
    assert set(look("kite", author="bert")) == {"Kite three", "Kite four"}
    assert look("kite", author="Bert Okafor") == ["Kite three"]


def test_a_tag_of_a_link_finds_its_premises_and_not_its_target(user, map_, add_node, look):
    target, one, other, plain = (add_node(f"Kite {name}") for name in ("target", "one", "other", "plain"))
    tagged, untagged = (
        LinkDraft(
            type=LinkType.SUPPORT,
            premises=tuple(PremiseDraft(node.pk) for node in premises),
            target_node=target.pk,
            tags=tags,
        )
        for premises, tags in (((one, other), ("Weak", "Old")), ((plain, one), ()))
    )
    add_links(by=user, map_=map_, drafts=[tagged, untagged])
    add_node("Kite itself", tags=("weak",))

    assert sorted(look("kite", tag="WEAK")) == ["Kite itself", "Kite one", "Kite other"]
    assert sorted(look(tag="old")) == ["Kite one", "Kite other"]


def test_days_narrow_the_search(add_article, add_node, look):
    today = timezone.localdate()
    add_article("A kite", title="Old", published=date(1999, 5, 1))
    add_article("A kite", title="New")
    add_node("Kite")

    assert look("kite", until=date(2000, 1, 1)) == ["Old"]
    assert set(look("kite", since=today)) == {"New", "Kite"}
    assert set(look("kite", since=date(1999, 5, 1), until=today)) == {"Old", "New", "Kite"}
    assert look("kite", since=today + timedelta(days=1)) == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "America/Los_Angeles"])
def test_the_first_and_the_last_day_of_all_leave_nothing_out(add_article, add_node, look, zone):
    add_article("A kite", title="Last", published=date.max)
    add_article("A kite", title="First", published=date.min)
    add_node("Kite")

    with timezone.override(zone):
        assert set(look("kite", since=date.min, until=date.max)) == {"First", "Last", "Kite"}
        assert set(look("kite", since=date.min + timedelta(days=1))) == {"Last", "Kite"}
        assert set(look("kite", until=date.max - timedelta(days=1))) == {"First", "Kite"}


def test_the_midnight_after_the_last_day_is_another_day(add_node, look):
    add_node("Kite")
    today = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    Change.objects.update(time=midnight)

    assert look("kite", until=today - timedelta(days=1)) == []
    assert look("kite", since=today, until=today) == ["Kite"]


def test_other_projects_are_not_looked_into(user, add_node, look):
    other = create_map(by=user, project=create_project(by=user, name="Other"), title="M", articles=[])
    add_node("Kite here")
    add_node("Kite elsewhere", map_=other)

    assert look("kite") == ["Kite here"]


def test_a_search_takes_the_same_few_queries_at_any_size(add_node, project, django_assert_max_num_queries):
    for number in range(40):
        add_node(f"Kite {number}", tags=("t",))

    with django_assert_max_num_queries(5):
        found = Found(Search("kite", Filters(tag="t")), [project.pk])
        hits = found[:20]
        names = [(hit.node.map.project.name, str(hit.node.created_by)) for hit in hits]

    assert (len(found), len(names)) == (40, 20)
