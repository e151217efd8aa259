"""The drawn map: where boxes stand and how lines run (DESIGN.md §4). Pure geometry, no pictures.

``layout_of(tree, sizes=sizes_of(tree))`` gives boxes, ``lines_of(layout, tree)`` the lines between them.
"""

from argmap.domain.layout.arrange import layout_of
from argmap.domain.layout.lines import Line, cross_line, lines_of, path_data
from argmap.domain.layout.model import Box, CrossLink, Hidden, Layout, Options, Shape

__all__ = [
    "Box",
    "CrossLink",
    "Hidden",
    "Layout",
    "Line",
    "Options",
    "Shape",
    "cross_line",
    "layout_of",
    "lines_of",
    "path_data",
]
