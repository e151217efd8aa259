from __future__ import annotations

import pytest

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind, relation_name, relation_sign
from tests.paths import ROOT

TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
WORKBENCH = "".join((ROOT / f"static/css/{name}.css").read_text(encoding="utf-8") for name in ("workbench", "text"))
MARKS = (ROOT / "static/js/workbench/actions.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", NodeKind)
def test_every_node_kind_has_its_colours_its_highlight_and_its_key(kind):
    assert f"--{kind.value}-tint:" in TOKENS
    assert f"--{kind.value}-ink:" in TOKENS
    assert f"::highlight(argmap-{kind.value})" in WORKBENCH
    assert f'kind: "{kind.value}"' in MARKS


@pytest.mark.parametrize("on_link", [False, True])
@pytest.mark.parametrize("link_type", LinkType)
def test_every_relation_has_a_sign_and_a_line_style(link_type, on_link):
    name = relation_name(link_type, on_link=on_link)
    assert len(relation_sign(link_type, on_link=on_link)) == 1
    assert f'[data-relation="{name}"]' in WORKBENCH


@pytest.mark.parametrize("evidence", EvidenceType)
def test_every_evidence_type_has_a_label_in_words(evidence):
    assert "_" not in evidence.label
