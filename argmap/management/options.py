"""Options of formats on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable

from django.core.management.base import CommandError


def add_option_argument(parser: ArgumentParser) -> None:
    """The command takes ``--option NAME=VALUE``, any number of times."""
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a choice that the format leaves to you (docs/formats.md)",
    )


def options_of(pairs: Iterable[str]) -> dict[str, str]:
    """Name → value of these pairs. Raises CommandError where one has no equals sign."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise CommandError(f"“{pair}” is no option; write it as NAME=VALUE.")
        found[name] = value
    return found
