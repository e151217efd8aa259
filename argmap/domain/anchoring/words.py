"""Counting words."""

from __future__ import annotations

import re

# Han and kana: a word each, as word processors count them.
_SIGN = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_EAST_ASIAN_POINTS = re.compile("[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—]+")
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_SOUTH_EAST_WORD = 5  # letters and vowel signs of an average word in Thai, Lao, Burmese or Khmer


def word_count(text: str) -> int:
    """The number of words: what stands between blanks, as word processors and ``wc`` count.

    Chinese and Japanese signs count as one word each; Thai, Lao, Burmese and Khmer, which set no blanks, are
    estimated from the number of their letters.
    """
    signs = len(_SIGN.findall(text))
    if signs:
        text = _EAST_ASIAN_POINTS.sub(" ", _SIGN.sub(" ", text))
    south_east = sum(-(-len(run) // _SOUTH_EAST_WORD) for run in _SOUTH_EAST.findall(text))
    if south_east:
        text = _SOUTH_EAST.sub(" ", text)
    return signs + south_east + len(text.split())
