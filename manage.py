#!/usr/bin/env python
"""Django's command line for Argmap."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
    from django.core.exceptions import ImproperlyConfigured  # after the settings are named
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"argmap: {error}")


if __name__ == "__main__":
    main()
