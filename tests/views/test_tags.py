from __future__ import annotations

import pytest
from django.urls import reverse

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.models import NodeTag, Tag
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft
from argmap.services.links import add_links
from argmap.services.nodes import add_nodes
from argmap.services.tags import create_tag

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def node(user, map_):
    draft = NodeDraft(kind=NodeKind.CLAIM, text="more buses", tags=("cost", "price"))
    add_nodes(by=user, map_=map_, drafts=[draft])
    return map_.nodes.get()


def address(name, project, *args):
    return reverse(name, args=[project.slug, *args])


def tag(name):
    return Tag.objects.get(name=name)


def test_the_list_counts_uses_and_leads_to_what_carries_a_tag(signed_in, project, node):
    create_tag(project=project, name="a & b", color="red")

    page = signed_in.get(address("tag_list", project)).content.decode()

    assert 'href="/projects/transport/search/?tag=cost"' in page
    assert 'data-color="red" href="/projects/transport/search/?tag=a%20%26%20b"' in page
    assert page.count("1 node in 1 map") == 2
    assert page.count("not used") == 1


def test_a_list_costs_the_same_however_many_tags_there_are(signed_in, project, node, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        signed_in.get(address("tag_list", project))
    for number in range(30):
        create_tag(project=project, name=f"tag {number}")
    with django_assert_max_num_queries(10):
        signed_in.get(address("tag_list", project))


def test_a_new_tag_is_made_on_the_page(signed_in, project):
    made = signed_in.post(address("tag_add", project), {"name": "cost", "color": "teal"})
    twice = signed_in.post(address("tag_add", project), {"name": "cost"})

    assert (made.status_code, made["Location"]) == (302, address("tag_list", project))
    assert Tag.objects.values_list("name", "color").get() == ("cost", "teal")
    assert twice.status_code == 422
    assert "There is a tag “cost” already" in twice.content.decode()


def test_a_tag_is_renamed_in_its_line(signed_in, project, node):
    url = address("tag_edit", project, tag("cost").pk)

    form = signed_in.get(url, headers=HTMX).content.decode()
    line = signed_in.post(url, {"name": "money", "color": "blue", "was": "cost"}, headers=HTMX).content.decode()

    assert form.strip().startswith('<li class="tag-row editing"')
    assert line.strip().startswith('<li class="tag-row"')
    assert "#money" in line
    assert 'data-color="blue"' in line


def test_without_script_the_form_is_a_page_that_leads_back(signed_in, project, node):
    url = address("tag_edit", project, tag("cost").pk)

    assert "<h1>Edit the tag “cost”</h1>" in signed_in.get(url).content.decode()
    assert signed_in.post(url, {"name": "money"})["Location"] == address("tag_list", project)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_name_that_is_taken_or_was_changed_meanwhile_is_said_at_the_field(signed_in, project, node, headers):
    url = address("tag_edit", project, tag("cost").pk)

    taken = signed_in.post(url, {"name": "price"}, headers=headers)
    stale = signed_in.post(url, {"name": "money", "was": "kost"}, headers=headers)

    assert (taken.status_code, stale.status_code) == (422, 422)
    assert "merge the two" in taken.content.decode()
    assert "Somebody named this tag “cost” meanwhile" in stale.content.decode()


def test_deleting_says_first_what_carries_it(signed_in, project, node):
    url = address("tag_delete", project, tag("cost").pk)

    assert "taken off 1 node and no links in 1 map" in signed_in.get(url).content.decode()
    assert signed_in.post(url)["Location"] == address("tag_list", project)
    assert [row.tag.name for row in node.node_tags.all()] == ["price"]


def test_several_tags_are_merged_into_the_one_that_stays(signed_in, project, node):
    keys = [str(tag(name).pk) for name in ("cost", "price")]
    url = address("tag_merge", project)

    asked = signed_in.get(url, {"tags": keys}).content.decode()
    done = signed_in.post(url, {"tags": keys, "into": keys[1]})

    assert asked.count('type="radio"') == 2
    assert done["Location"] == address("tag_list", project)
    assert NodeTag.objects.get().tag.name == "price"


def test_merging_one_tag_or_none_says_what_to_do(signed_in, project, node):
    url = address("tag_merge", project)

    for keys in ([], [str(tag("cost").pk)]):
        assert "Choose at least two tags" in signed_in.get(url, {"tags": keys}).content.decode()
    refused = signed_in.post(url, {"tags": [str(tag("cost").pk), str(tag("price").pk)]})
    assert refused.status_code == 422
    assert "Choose the tag that stays." in refused.content.decode()
    assert Tag.objects.count() == 2


def test_forms_propose_the_tags_of_the_project_the_most_used_first(signed_in, user, map_, node):
    create_tag(project=map_.project, name="<never>", color="pink")

    for url in (reverse("node_edit", args=[node.pk]), f"{reverse('selection_tag', args=[map_.pk])}?nodes={node.pk}"):
        page = signed_in.get(url).content.decode()
        options = page[page.index("<datalist") :]
        assert options.index('value="cost"') < options.index('value="&lt;never&gt;" data-color="pink"')


def test_cards_show_the_colours_of_tags(signed_in, map_, node):
    Tag.objects.filter(name="cost").update(color="violet")

    for name in ("workbench", "map_read"):
        page = signed_in.get(reverse(name, args=[map_.pk])).content.decode()
        assert '<span class="tag" data-color="violet">#cost</span><span class="tag">#price</span>' in page


@pytest.mark.parametrize("name", ["q" * 101, "two\u2028lines"])
def test_a_form_with_a_tag_that_cannot_be_called_so_comes_back_with_its_words(signed_in, user, map_, node, name):
    add_nodes(by=user, map_=map_, drafts=[premise := NodeDraft(kind=NodeKind.CLAIM, text="full")])
    draft = LinkDraft(type=LinkType.SUPPORT, premises=(PremiseDraft(premise.id),), target_node=node.pk)
    add_links(by=user, map_=map_, drafts=[draft])
    forms = {
        reverse("node_edit", args=[node.pk]): {"kind": "claim", "text": "Kept.", "tags": f"cost, {name}"},
        reverse("link_edit", args=[draft.id]): {"type": "support", "note": "Kept.", "tags": f"cost, {name}"},
        reverse("selection_tag", args=[map_.pk]): {"nodes": str(node.pk), "add": f"Kept., {name}"},
    }

    for url, words in forms.items():
        answer = signed_in.post(url, words, headers=HTMX)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in page
        assert "Kept." in page
        assert "100 is the most" in page or "one line without a comma" in page

    assert set(Tag.objects.values_list("name", flat=True)) == {"cost", "price"}
