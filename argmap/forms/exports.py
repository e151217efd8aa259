from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from argmap.formats import get_format
from argmap.forms.imports import option_field


class OptionsForm(forms.Form):
    """The options of one format's writer. Raises FormatError for a format that there is not."""

    def __init__(self, *arguments: Any, format_name: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.format_name = format_name
        for option in get_format(format_name).write_options:
            self.fields[option.name] = option_field(option)

    def values(self) -> dict[str, str]:
        """The options that were chosen; a value that there is not counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self, node: UUID | None) -> str:
        """The options and the node as the query of an address, with its question mark; empty for none."""
        parts = self.values() | ({"node": str(node)} if node else {})
        return f"?{urlencode(parts)}" if parts else ""
