"""The colours of drawings that others lay out: of nodes by their kind, of lines by their relation."""

from __future__ import annotations

from argmap.domain.vocabulary import NodeKind

FILLS = {NodeKind.CLAIM: "#d7e6fb", NodeKind.EVIDENCE: "#d9f0d3", NodeKind.COUNTERCLAIM: "#ffe0c9"}
BORDERS = {NodeKind.CLAIM: "#1d4f91", NodeKind.EVIDENCE: "#2c6b26", NodeKind.COUNTERCLAIM: "#9a4200"}
LINES = {  # relation → colour, line
    "support": ("#0072b2", "solid"),
    "warrant": ("#0072b2", "solid"),
    "attack": ("#c45100", "dashed"),
    "undercut": ("#9c3587", "dotted"),
    "rephrase": ("#5d584f", "solid"),
}
