"""The words of FreeMind maps that reader and writer share."""

NAME = "freemind"
MAP = "map"  # the attribute of a root that only holds the roots of the map
TITLE, DESCRIPTION = "map_title", "map_description"
ICONS = {"button_ok": "supports", "button_cancel": "attacks"}
