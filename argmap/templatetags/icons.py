"""The few pictures of the pages: paths on a 16 by 16 grid, drawn with the colour of the text."""

from __future__ import annotations

from collections.abc import Mapping

PATHS: Mapping[str, str] = {
    "arrow": "M3 8h10M9 4l4 4-4 4",
    "check": "M3 8.5 6.5 12 13 4.5",
    "close": "M4 4l8 8M12 4l-8 8",
    "collapse": "M4.5 2 8 5.5 11.5 2M4.5 14 8 10.5 11.5 14M2.5 8h11",
    "comment": "M2.5 3h11v8h-6L4 13.8V11H2.5z",
    "contrast": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M8 4.5h3.5M8 7h5.5M8 9.5h5M8 12h3",
    "copy": "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
    "dots": "M2.7 8h.6M7.7 8h.6M12.7 8h.6",
    "download": "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
    "edit": "M10.5 3 13 5.5 6 12.5l-3.2.7.7-3.2zM9 4.5 11.5 7",
    "filter": "M2 3h12L9.5 8.5v4l-3 1.5V8.5z",
    "highlight": "M9.5 2.5l4 4-5.5 5.5-4-4zM4 8l-1 2.5 2.5 2.5L8 12M1.5 14.5h6",
    "map": "M1.5 6h4v4h-4zM10.5 2h4v4h-4zM10.5 10h4v4h-4zM5.5 8h2.2c1.8 0 1-4 2.8-4M7.7 8c1.8 0 1 4 2.8 4",
    "moon": "M13 9.8A5.5 5.5 0 0 1 6.2 3 5.6 5.6 0 1 0 13 9.8z",
    "page": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5h5M5.5 10h5M5.5 12.3h3",
    "plus": "M8 3v10M3 8h10",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14",
    "sun": (
        "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15"
        "M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13"
    ),
    "tag": "M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2v.1",
    "trash": "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4",
    "upload": "M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11",
    "warning": "M8 2 14.5 13.5h-13zM8 6.5V10M8 11.7v.1",
}  # fmt: skip

MARK = (
    '<svg class="icon mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">'
    '<path d="M13 10.5h7M13 10.5c5 0 3 11 8 11"/><rect x="4" y="7" width="10" height="7" rx="2"/>'
    '<rect x="18" y="7" width="10" height="7" rx="2"/><rect x="18" y="18" width="10" height="7" rx="2"/></svg>'
)


def icon_svg(name: str) -> str:
    """The picture as inline SVG, hidden from screen readers: a text beside it says the same. Raises KeyError."""
    if name == "mark":
        return MARK
    return (
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        f'<path d="{PATHS[name]}"/></svg>'
    )
