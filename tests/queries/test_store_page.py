"""The rows that come with the page are complete once the script has put back what is empty."""

from __future__ import annotations

import json
import re

from argmap.domain.graph import Link, Node, Premise, Span
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.queries.store import store_link, store_node, without_defaults
from tests.paths import ROOT

FULL = Node(
    id="n",
    kind=NodeKind.EVIDENCE,
    text="Words",
    main=True,
    implicit=True,
    evidence_type=EvidenceType.STUDY,
    attribution="the ministry",
    sources=("a",),
    confidence=0.0,
    note="n",
    tags=("t",),
    spans=(Span("s", "a", "r", 0, 2, "Wo"),),
    position=0,
)
BARE = Node(id="n", kind=NodeKind.CLAIM, text="")


def defaults(name: str) -> dict[str, object]:
    """The object of this name in ``store.js``."""
    source = (ROOT / "static/js/workbench/store.js").read_text()
    found = re.search(rf"const {name} = (\{{.*?\}});", source, re.DOTALL)
    assert found
    return json.loads(re.sub(r"(\w+):", r'"\1":', found[1]))


def test_a_bare_row_is_short():
    assert without_defaults(store_node(BARE)) == {"id": "n", "kind": "claim"}


def test_the_script_makes_full_rows_of_those_that_are_left_short():
    nodes = {"tags": [], "spans": []} | defaults("NODE")
    link = Link(id="l", type=LinkType.ATTACK, premises=(Premise("n"),), target_node="m")
    for row, empty in ((store_node(BARE), nodes), (store_node(FULL), nodes), (store_link(link), defaults("LINK"))):
        assert empty | without_defaults(row) == row
