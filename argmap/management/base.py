"""The base of our commands: what a person did wrong is told in one sentence, without the name of a class before it."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class SentenceCommand(BaseCommand):
    """A command whose CommandErrors are printed as they are; with ``--traceback`` they are raised."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not getattr(self, "_called_from_command_line", False) or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)
