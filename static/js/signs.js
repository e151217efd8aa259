/** The signs of links as strokes around the origin: the twin of ``argmap/domain/layout/signs.py``. */
export const STROKES = {
  support: "M-4 0H4M0-4V4",
  warrant: "M-4 0H4M0-4V4",
  attack: "M-4 0H4",
  undercut: "M-3-3L3 3M-3 3L3-3",
  rephrase: "M-4-1.2C-2.5-3.4-1.2-3 0-1.8S2.5-.4 4-2.4M-4 2.8C-2.5.6-1.2 1 0 2.2S2.5 3.6 4 1.6",
};
export const DISC = 8.5; // radius
export const DOT = 4;
