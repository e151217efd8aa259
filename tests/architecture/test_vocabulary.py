from __future__ import annotations

import re

import pytest

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind, TagColor, relation_name, relation_sign
from tests.paths import ROOT

TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
WORKBENCH = "".join((ROOT / f"static/css/{name}.css").read_text(encoding="utf-8") for name in ("outline", "marks"))
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


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("color", TagColor)
def test_every_tag_colour_can_be_read_on_its_chip(color, scheme):
    tint, ink = (_values(f"tag-{color.value}-{part}")[scheme] for part in ("tint", "ink"))
    lighter, darker = sorted((_luminance(tint), _luminance(ink)), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _values(token: str) -> tuple[str, str]:
    """Its colours in light and in dark."""
    found = re.search(rf"--{token}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\);", TOKENS)
    assert found is not None, f"tokens.css has no --{token}"
    return found[1], found[2]


def _luminance(color: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("evidence", EvidenceType)
def test_every_evidence_type_has_a_label_in_words(evidence):
    assert "_" not in evidence.label
