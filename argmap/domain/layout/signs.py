"""The signs of links as strokes around the origin, so that they need no font. Twin: ``static/js/signs.js``."""

SIGNS = {
    "+": "M-4 0H4M0-4V4",
    "−": "M-4 0H4",
    "×": "M-3-3L3 3M-3 3L3-3",
    "≈": "M-4-1.2C-2.5-3.4-1.2-3 0-1.8S2.5-.4 4-2.4M-4 2.8C-2.5.6-1.2 1 0 2.2S2.5 3.6 4 1.6",
}
DISC = 8.5  # radius
DOT = 4.0
