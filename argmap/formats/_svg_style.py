"""The colours of the drawn map, as in ``static/css/tokens.css`` (a test compares the two).

Written out rule by rule, since many programs that show SVG know no CSS variables; dark follows the reader's system.
"""

from __future__ import annotations

FONT = 'system-ui, "Segoe UI", Inter, "Noto Sans", "Helvetica Neue", Arial, sans-serif'

COLOURS = {  # token → light, dark
    "desk": ("#f4f2ed", "#0f1113"),
    "card": ("#ffffff", "#1c1f23"),
    "line": ("#e2ded5", "#2c3036"),
    "line-strong": ("#c9c3b6", "#444a53"),
    "ink": ("#1f1d1a", "#e9e6df"),
    "ink-soft": ("#5d584f", "#b3aea4"),
    "ink-faint": ("#6d685f", "#989389"),
    "accent": ("#2f5d9b", "#8db7f0"),
    "claim-ink": ("#1d4f91", "#9cc4ff"),
    "evidence-ink": ("#2c6b26", "#9fd896"),
    "counterclaim-ink": ("#9a4200", "#ffb77c"),
    "implicit-ink": ("#6b6459", "#a8a196"),
    "support": ("#0072b2", "#56b4e9"),
    "attack": ("#c45100", "#e69f00"),
    "undercut": ("#9c3587", "#cc79a7"),
    "warrant": ("#0072b2", "#56b4e9"),
    "rephrase": ("#5d584f", "#b3aea4"),
}
RELATIONS = ("support", "attack", "undercut", "warrant", "rephrase")
KINDS = ("claim", "evidence", "counterclaim")

_SHAPE = f"""
text {{ font: 14px {FONT}; }}
.main .words {{ font-weight: 600; }}
.number, .small {{ font-size: 12px; }}
.implicit .words, .implicit .number, .implicit .small {{ font-style: italic; }}
.implicit .card, .implicit .stripe {{ stroke-dasharray: 4 3; }}
.link {{ fill: none; stroke-width: 2; }}
.attack .link {{ stroke-dasharray: 7 4; }}
.undercut .link {{ stroke-dasharray: 2 3; }}
.disc, .pill {{ stroke-width: 1.5; }}
.mark {{ fill: none; stroke-width: 1.8; stroke-linecap: round; }}
"""


def style() -> str:
    """The style sheet of a drawn map."""
    dark = _colours(1)
    return f"{_SHAPE}{_colours(0)}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _colours(look: int) -> str:
    colour = {token: pair[look] for token, pair in COLOURS.items()}
    rules = [
        f".desk, .disc, .pill {{ fill: {colour['desk']}; }}",
        f".card {{ fill: {colour['card']}; stroke: {colour['line']}; }}",
        f".main .card {{ stroke: {colour['accent']}; stroke-width: 1.5; }}",
        f".implicit .card, .chip .card {{ stroke: {colour['line-strong']}; }}",
        f"text {{ fill: {colour['ink']}; }}",
        f".number, .small {{ fill: {colour['ink-faint']}; }}",
        f".chip text {{ fill: {colour['ink-soft']}; }}",
    ]
    for kind in KINDS:
        rules.append(f".{kind} .stripe {{ fill: {colour[f'{kind}-ink']}; }}")
    for relation in RELATIONS:
        rules.append(f".{relation} .link, .{relation} .disc, .{relation} .pill, .{relation} .mark "
                     f"{{ stroke: {colour[relation]}; }}")  # fmt: skip
        rules.append(f".{relation} .dot {{ fill: {colour[relation]}; }}")
    return "\n".join(rules) + "\n"
