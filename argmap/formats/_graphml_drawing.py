"""How yEd draws a graph: labelled boxes in the places of our layout, circles for links that are nodes, lines."""

from __future__ import annotations

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.layout import layout_of
from argmap.domain.layout.content import contents_of, sizes_of
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind, relation_name, relation_sign
from argmap.formats._svg_style import COLOURS
from argmap.formats._xml import text

_FILLS = {NodeKind.CLAIM: "#d7e6fb", NodeKind.EVIDENCE: "#dcefd9", NodeKind.COUNTERCLAIM: "#fbe0cc"}
_LINES = {"support": "line", "warrant": "line", "attack": "dashed", "undercut": "dotted", "rephrase": "line"}
_SIDE = 26.0  # of the circle that stands for a link
_LABEL = ' fontFamily="Dialog" textColor="#1f1d1a"'

Place = tuple[float, float, float, float]  # x, y, width, height


class Drawing:
    """Draws the nodes and links of one graph."""

    def __init__(self, graph: ArgumentGraph) -> None:
        tree = tree_of(graph)
        layout = layout_of(tree, sizes=sizes_of(contents_of(tree)))
        self.places: dict[str, Place] = {
            box.item.node.id: (box.x, box.y, box.width, box.height)
            for box in layout.boxes.values()
            if box.item.node is not None and box.item.reference is None
        }

    def box(self, node: Node) -> str:
        """The box of a node."""
        line = COLOURS[f"{node.kind.value}-ink"][0]
        style, width = ("dashed" if node.implicit else "line"), ("3.0" if node.main else "1.0")
        x, y, wide, high = self.places.get(node.id, (0.0, 0.0, 240.0, 60.0))
        label = f'<y:NodeLabel{_LABEL} fontSize="13" autoSizePolicy="node_width" configuration="CroppingLabel">'
        return (
            f"<y:ShapeNode>{_geometry(x, y, wide, high)}"
            f'<y:Fill color="{_FILLS[node.kind]}" transparent="false"/>'
            f'<y:BorderStyle color="{line}" type="{style}" width="{width}"/>'
            f'{label}{text(node.text)}</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode>'
        )

    def circle(self, link: Link) -> str:
        """The circle of a link that is a node, between its first premise and its target."""
        ends = [self.places[id_] for id_ in [link.premises[0].node, link.target] if id_ in self.places]
        x = sum(place[0] + place[2] / 2 for place in ends) / max(1, len(ends)) - _SIDE / 2
        y = sum(place[1] + place[3] / 2 for place in ends) / max(1, len(ends)) - _SIDE / 2
        self.places[link.id] = (x, y, _SIDE, _SIDE)
        colour = COLOURS[relation_name(link.type, on_link=link.on_link)][0]
        sign = relation_sign(link.type, on_link=link.on_link)
        return (
            f"<y:ShapeNode>{_geometry(x, y, _SIDE, _SIDE)}"
            '<y:Fill color="#ffffff" transparent="false"/>'
            f'<y:BorderStyle color="{colour}" type="line" width="1.5"/>'
            f'<y:NodeLabel{_LABEL} fontSize="13">{sign}</y:NodeLabel><y:Shape type="ellipse"/></y:ShapeNode>'
        )

    def line(self, link: Link, *, arrow: bool) -> str:
        """The line of an edge."""
        relation = relation_name(link.type, on_link=link.on_link)
        return (
            f'<y:PolyLineEdge><y:LineStyle color="{COLOURS[relation][0]}" type="{_LINES[relation]}" width="1.5"/>'
            f'<y:Arrows source="none" target="{"standard" if arrow else "none"}"/></y:PolyLineEdge>'
        )


def _geometry(x: float, y: float, width: float, height: float) -> str:
    return f'<y:Geometry x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
