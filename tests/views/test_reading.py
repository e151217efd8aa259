"""The page on which a map is read whole, without a script: all of the text with its marks, all of the outline."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.models import Membership, User
from argmap.permissions import Role
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft
from argmap.services.highlights import add_highlights
from argmap.services.links import add_links
from argmap.services.nodes import add_nodes
from argmap.templatetags.marking import Passage, marked_blocks
from argmap.templatetags.reading import reading_blocks

pytestmark = pytest.mark.django_db

TEXT = "One two three.\n\nFour five."


def shown(*places: tuple[int, int]) -> str:
    """The text with brackets where marks stand, one for each passage around the words."""
    passages = [Passage(start, end, f"n{index}", str(index), "claim") for index, (start, end) in enumerate(places)]
    return "\n".join(
        "".join(
            "[" * len(run.passages) + run.text + "]" * len(run.passages) + "'" * len(run.begins) for run in one.segments
        )
        for one in marked_blocks(reading_blocks(TEXT, {}), passages)
    )


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], "One two three.\nFour five."),
        ([(4, 7)], "One [two]' three.\nFour five."),
        ([(0, 7), (4, 13)], "[One ]'[[two]]'[ three].\nFour five."),
        ([(8, 20)], "One two [three.]'\n[Four] five."),
        ([(15, 20)], "One two three.\n[Four]' five."),
        ([(16, 26), (16, 26)], "One two three.\n[[Four five.]]''"),
    ],
)
def test_marks_cut_the_text_where_passages_begin_and_end(places, expected):
    assert shown(*places) == expected


def test_the_page_holds_every_word_of_text_and_outline(signed_in, user, map_, article):
    drafts = [
        NodeDraft(kind=NodeKind.CLAIM, text=f"Words <{index}>", spans=(SpanDraft(article.pk, index, 8),))
        for index in range(5)
    ]
    add_nodes(by=user, map_=map_, drafts=drafts)
    links = [
        LinkDraft(type=LinkType.SUPPORT, premises=(PremiseDraft(below.id),), target_node=above.id)
        for above, below in pairwise(drafts)
    ]
    add_links(by=user, map_=map_, drafts=links)

    page = signed_in.get(f"/maps/{map_.pk}/read/").content.decode()

    body = page.split('<div class="reading">')[1]
    text, outline = body.split('id="argument"')
    words = unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a class="passage-number".*?</a>', "", text)))
    assert "".join(words.split()).startswith("".join(article.revisions.get().text.split()))
    assert [f"Words &lt;{index}&gt;" in outline for index in range(5)] == [True] * 5
    assert outline.count("<ol>") == outline.count("</ol>") == 5
    assert outline.count("<li>") == outline.count("</li>") == 5
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(re.findall(r'id="([^"]+)"', page))


def test_viewers_read_it_and_strangers_do_not_find_it(client, project, map_):
    other = User.objects.create_user("ben")
    client.force_login(other)
    assert client.get(f"/maps/{map_.pk}/read/").status_code == 404

    Membership.objects.create(project=project, user=other, role=Role.VIEWER)
    assert client.get(f"/maps/{map_.pk}/read/").status_code == 200


def test_highlights_stand_below_the_argument_with_their_notes(signed_in, user, map_, article):
    add_highlights(by=user, map_=map_, passages=[SpanDraft(article.pk, 3, 7)], note="<Odd.>")

    page = signed_in.get(reverse("map_read", args=[map_.pk])).content.decode()

    assert '<li dir="auto">“need”<p class="branch-note" dir="auto">&lt;Odd.&gt;</p></li>' in page


def test_the_tags_of_a_link_stand_where_it_is_named(signed_in, user, map_):
    drafts = [NodeDraft(kind=NodeKind.CLAIM, text=text) for text in ("Target", "Premise")]
    add_nodes(by=user, map_=map_, drafts=drafts)
    premise = PremiseDraft(drafts[1].id)
    link = LinkDraft(type=LinkType.SUPPORT, premises=(premise,), target_node=drafts[0].id, tags=("weak", "<old>"))
    add_links(by=user, map_=map_, drafts=[link])

    page = signed_in.get(f"/maps/{map_.pk}/read/").content.decode()

    [said] = re.findall(r'<span class="branch-verb">(.*?):</span> ', page)
    assert " ".join(unescape(re.sub("<[^>]*>", "", said)).split()) == "+ supports 1 #weak #<old>"
