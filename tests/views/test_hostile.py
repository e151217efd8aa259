"""What people and files bring is shown as words, never run (DESIGN.md §7)."""

from __future__ import annotations

import json
import re

import pytest
from defusedxml import ElementTree

from argmap.formats import write
from argmap.models import Article
from argmap.queries.graph import load_graph
from argmap.services.imports import import_map

pytestmark = pytest.mark.django_db

HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{ 7 }}'
SCRIPT = "javascript:alert(1)"


@pytest.fixture
def imported(user, project, graph_in_db):
    """A map in which everything that can be written is hostile."""
    [content] = write(load_graph(graph_in_db("b -> a", "c -x (b -> a)", text="a b c")), "argmap").values()
    file = json.loads(content)
    file["map"] |= {"title": HOSTILE, "description": HOSTILE}
    for article in file["articles"]:
        article |= {"title": HOSTILE, "subtitle": HOSTILE, "author": HOSTILE, "publication": HOSTILE, "url": SCRIPT}
    for node in file["nodes"]:
        node |= {
            "text": HOSTILE,
            "attribution": HOSTILE,
            "note": HOSTILE,
            "sources": [SCRIPT, HOSTILE],
            "tags": [HOSTILE],
        }
    for link in file["links"]:
        link |= {"note": HOSTILE, "scheme": HOSTILE, "tags": [HOSTILE]}
    return import_map(by=user, project=project, files={"x.json": json.dumps(file).encode()}, format_name="argmap").map


def test_no_page_runs_what_a_file_brought(signed_in, project, imported):
    node, link = imported.nodes.first(), imported.links.first()
    article = Article.objects.get(project=project, title=HOSTILE)
    addresses = ["/", project_page(project), f"/maps/{imported.pk}/", f"/articles/{article.pk}/"]
    addresses += [f"/nodes/{node.pk}/{page}/" for page in ("edit", "delete", "spans")]
    addresses += [f"/links/{link.pk}/{page}/" for page in ("edit", "delete")]

    for address in addresses:
        response = signed_in.get(address)
        page = response.content.decode()
        assert response.status_code == 200, address
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "<img src=x" not in page, address
        assert "<script>alert" not in page, address
        assert not re.search(r"""(href|src|action)\s*=\s*["']?\s*javascript:""", page), address


def project_page(project):
    return f"/projects/{project.slug}/"


def test_a_drawing_holds_no_script(imported):
    [svg] = write(load_graph(imported), "svg").values()

    elements = list(ElementTree.fromstring(svg).iter())
    assert not {element.tag.rpartition("}")[2].lower() for element in elements} & {"script", "img", "a", "use", "image"}
    for element in elements:  # the source of a node stands in a title, as words
        assert not [name for name in element.attrib if name.rpartition("}")[2].lower().startswith(("on", "href"))]
        assert SCRIPT not in "".join(element.attrib.values())
