"""The table of operations: what is done, the outline after it, and what undoing it is called.

Each hand of ``hands.py`` (mouse, touch, keyboard) can do all of them, so that the table has no empty cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.hands import Mouse

D, W, H, G = "The dock should open.", "The water is clean.", "The harbour is busy.", "Nobody asked the gulls."
TYPICAL = "Is the case typical?"
UNMARKED = "The sign says no."
START = [f"1 {D}", f"+1.1 {W}", f"+1.2 {H}", f"−1.3 {G}"]


@dataclass(frozen=True)
class Operation:
    do: Callable[[Mouse], object]
    after: list[str]
    undo: str  # how the name of the step begins
    steps: int = 1  # how often it is undone


OPERATIONS = {
    # in the text
    "mark a passage": Operation(
        lambda h: h.mark("x", UNMARKED), [*START, f"−1.4 {UNMARKED} (counterclaim)"], "Add counterclaim “The sign"
    ),
    "mark parts as one": Operation(
        lambda h: (h.mark("+", D), h.mark("s", G)),
        [START[0], f"+1.1 {D} … {G}", f"+1.2 {W}", f"+1.3 {H}", f"−1.4 {G}"],
        "Add",
    ),
    "add a passage": Operation(lambda h: (h.select("1.1"), h.mark("p", G)), START, "Add a passage"),
    "adjust the end of a passage": Operation(lambda h: h.shorten("1.1"), START, "Change the passage"),
    # in the argument
    "put under another as a support": Operation(
        lambda h: h.drag("1.3", "1.1", "supports"),
        [f"1 {D}", f"+1.1 {W}", f"+1.1.1 {G}", f"+1.2 {H}"],
        "Move “Nobody",
    ),
    "put under another as an attack": Operation(
        lambda h: h.drag("1.2", "1.1", "attacks"),
        [f"1 {D}", f"+1.1 {W}", f"−1.1.1 {H}", f"−1.2 {G}"],
        "Move “The harbour",
    ),
    "undercut a link": Operation(
        lambda h: h.drag("1.3", "1.2", "undercuts"),
        [f"1 {D}", f"+1.1 {W}", f"+1.2 {H}", f"×1.2.1 {G}"],
        "Move",
    ),
    "join as a co-premise": Operation(
        lambda h: h.drag("1.2", "1.1", "joins"),
        [f"1 {D}", "+1.1 only together", f"1.1a {W}", f"1.1b {H}", f"−1.2 {G}"],
        "Join “The harbour is busy.” as a co-premise",
    ),
    "put before": Operation(
        lambda h: h.drag("1.3", "1.1", "before"), [f"1 {D}", f"−1.1 {G}", f"+1.2 {W}", f"+1.3 {H}"], "Move"
    ),
    "put after": Operation(
        lambda h: h.drag("1.1", "1.3", "after"), [f"1 {D}", f"+1.1 {H}", f"−1.2 {G}", f"+1.3 {W}"], "Move"
    ),
    "move up": Operation(
        lambda h: h.menu("1.2", "Move up"), [f"1 {D}", f"+1.1 {H}", f"+1.2 {W}", f"−1.3 {G}"], "Change the order"
    ),
    "move to another parent": Operation(
        lambda h: (h.menu("1.3", "Move to another parent"), h.choose("1.2")),
        [f"1 {D}", f"+1.1 {W}", f"+1.2 {H}", f"−1.2.1 {G}"],
        "Move",
    ),
    "link to a second target": Operation(
        lambda h: (h.menu("1.3", "Supports…"), h.choose("1.1")),
        [f"1 {D}", f"+1.1 {W}", f"+1.1.1 {G}", f"+1.2 {H}", f"−1.3 {G}"],
        "Add support",
    ),
    "undercut by a node": Operation(
        lambda h: (h.menu("1.1", "Undercut the link by"), h.choose("1.3")),
        [f"1 {D}", f"+1.1 {W}", f"×1.1.1 {G}", f"+1.2 {H}", f"−1.3 {G}"],
        "Add",
    ),
    "retype the link": Operation(
        lambda h: h.menu("1.1", "Make the link attack"), [f"1 {D}", f"−1.1 {W}", f"+1.2 {H}", f"−1.3 {G}"], "Make it"
    ),
    "delete the link": Operation(
        lambda h: (h.menu("1.3", "Delete the link"), h.confirm()), [*START[:3], f"2 {G}"], "Delete attack"
    ),
    "tag the link": Operation(lambda h: h.tag_link("1.1", "weak"), START, "Edit a link"),
    "take a tag off the link": Operation(
        lambda h: (h.tag_link("1.1", "weak"), h.untag_link("1.1", "weak")), START, "Edit a link", steps=2
    ),
    "join, then split off": Operation(
        lambda h: (h.drag("1.2", "1.1", "joins"), h.menu("1.1b", "Split off")), START, "Split off", steps=2
    ),
    "merge": Operation(
        lambda h: (h.menu("1.1", "Merge another node"), h.choose("1.2")),
        [f"1 {D}", f"+1.1 {W}", f"+1.2 {W}", f"−1.3 {G}"],  # both links stay: 1.2 refers to 1.1
        "Merge",
    ),
    "make it evidence": Operation(
        lambda h: h.menu("1.2", "Make it evidence"),
        [*START[:2], f"+1.2 {H} (evidence)", START[3]],
        "Make “The harbour is busy.” evidence",
    ),
    "rewrite": Operation(lambda h: h.rewrite("1.2", "Ships come."), [*START[:2], "+1.2 Ships come.", START[3]], "Edit"),
    "write in own words": Operation(
        lambda h: h.write("It is ours."), [*START, "+1.4 It is ours."], "Add claim “It is ours."
    ),
    "comment": Operation(lambda h: h.comment("1.2", "Is it?"), START, "Comment “Is it"),
    "duplicate": Operation(
        lambda h: h.menu("1.3", "Duplicate"), [f"1 {D}", f"+1.1 {W}", f"+1.2 {H}", f"−1.3 {G}", f"−1.4 {G}"], "Dupl"
    ),
    "split": Operation(
        lambda h: h.split("1.2", 11),
        [f"1 {D}", f"+1.1 {W}", "+1.2 The harbour", "+1.3 is busy.", f"−1.4 {G}"],
        "Split “The harbour is busy.”",
    ),
    "copy and paste": Operation(
        lambda h: (h.copy("1.3"), h.paste("1.1")),
        [f"1 {D}", f"+1.1 {W}", f"−1.1.1 {G}", f"+1.2 {H}", f"−1.3 {G}"],
        "Paste",
    ),
    "cut and paste": Operation(
        lambda h: (h.cut("1.3"), h.paste("1.1")), [f"1 {D}", f"+1.1 {W}", f"−1.1.1 {G}", f"+1.2 {H}"], "Move"
    ),
    "delete": Operation(
        lambda h: (h.select("1.3"), h.menu("1.2", "Delete…"), h.confirm()),
        [f"1 {D}", f"+1.1 {W}", f"−1.2 {G}"],
        "Delete claim “The harbour",
    ),
    # schemes
    "choose a scheme": Operation(lambda h: h.scheme("1.1", "anecdote"), START, "Follow the scheme “Example”"),
    "raise a critical question": Operation(
        lambda h: (h.scheme("1.1", "anecdote"), h.question("1.1", f"Raise objection: {TYPICAL}"), h.leave_dialog()),
        [*START[:2], "×1.1.1 The case is not typical.", *START[2:]],
        "Raise “Is the case typical",
        steps=2,
    ),
    "answer a critical question": Operation(
        lambda h: (
            h.scheme("1.1", "anecdote"),
            h.question("1.1", f"Answer with a node…: {TYPICAL}"),
            h.choose("1.2"),
        ),
        [*START[:2], f"+1.1.1 {H}", *START[2:]],
        "Answer “Is the case typical",
        steps=2,
    ),
    "highlight": Operation(lambda h: h.mark("h", UNMARKED), START, "Highlight “The sign"),
    # several at once
    "retype several": Operation(
        lambda h: (h.several("1.1", "1.2"), h.all("Evidence")),
        [f"1 {D}", f"+1.1 {W} (evidence)", f"+1.2 {H} (evidence)", f"−1.3 {G}"],
        "Make 2 nodes evidence",
    ),
    "tag several": Operation(lambda h: (h.several("1.1", "1.2"), h.all("Tag"), h.tag("need")), START, "Tag 2 nodes"),
    "move several": Operation(
        lambda h: (h.several("1.1", "1.2"), h.all("Move"), h.choose("1.3")),
        [f"1 {D}", f"−1.1 {G}", f"+1.1.1 {W}", f"+1.1.2 {H}"],
        "Move 2 nodes",
    ),
    "link several into one support": Operation(
        lambda h: (h.several("1.1", "1.2"), h.all("Link into one"), h.choose("1")),
        [f"1 {D}", "+1.1 only together", f"1.1a {W}", f"1.1b {H}", f"−1.2 {G}"],
        "Link 2 nodes into one support",
    ),
    "delete several": Operation(
        lambda h: (h.several("1.1", "1.2"), h.all("Delete"), h.confirm()), [f"1 {D}", f"−1.1 {G}"], "Delete 2 nodes"
    ),
    "duplicate a branch": Operation(
        lambda h: h.menu("1", "Duplicate its branch"),
        [*START, f"2 {D}", f"+2.1 {W}", f"+2.2 {H}", f"−2.3 {G}"],
        "Duplicate",
    ),
}
