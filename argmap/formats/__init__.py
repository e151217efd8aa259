"""Interchange formats: one module each, registered by its presence.

``from argmap.formats import FORMATS, get_format, read, write, convert, losses`` needs no Django.
"""

from argmap.formats.registry import FORMATS, convert, detect, get_format, losses, read, write

__all__ = ["FORMATS", "convert", "detect", "get_format", "losses", "read", "write"]
