"""Calling commands inside the test's process: what they print, and the sentence with which they refuse."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def printed(name, *arguments, **options) -> str:
    """What the command prints on standard output."""
    output = StringIO()
    call_command(name, *map(str, arguments), stdout=output, stderr=StringIO(), **options)
    return output.getvalue()


def both_outputs(name, *arguments) -> tuple[str, str]:
    """What the command prints on standard output, and on standard error."""
    output, errors = StringIO(), StringIO()
    call_command(name, *map(str, arguments), stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


def refusal(name, *arguments) -> str:
    """The sentence with which the command refuses."""
    with pytest.raises(CommandError) as caught:
        call_command(name, *map(str, arguments), stdout=StringIO(), stderr=StringIO())
    return str(caught.value)
