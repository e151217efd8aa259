"""Guessing the language of a text from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from argmap.domain.vocabulary import Direction

SAMPLE = 20_000  # code points that a guess looks at
# Languages that their script alone gives away: they win over a page that says "en" of everything.
OTHER_SCRIPTS = frozenset({"ja", "zh", "ko", "he", "el", "th", "hy", "ka"})

_COMMON_WORDS = {
    "en": "the of and to in is that it for was with as on are this be by not have from they which",
    "de": "der die und das ist nicht von den mit auf für eine ein dem sich auch als wird dass zu",
    "fr": "le la les et des est une que dans pour qui pas sur par plus avec ce il au sont",
    "es": "el la los de que y en las una por con para es se del como más pero su al",
    "it": "il di che la e è per non una sono con del si della più le dei anche gli nel",
    "pt": "o de que e do da em um para não uma com os no se na por mais as dos",
    "nl": "de het een van en is dat niet te op voor met zijn die aan ook er als om bij",
    "sv": "och att det som en är för på av med den inte till har de ett om kan men från",
    "da": "og at det er en af til for på med den ikke som de har et der kan men fra",
    "no": "og å det er en av til for på med den ikke som de har et kan men fra ble",
    "fi": "ja on ei että se oli hän mutta ovat myös kun joka tai sen mitä niin kuin ole jos vain",
    "pl": "i w nie na się że z do jest to jak o po ale za od przez są dla czy",
    "cs": "a je se na že to v s z o do i ale jako jsou jeho by které pro při",
    "hu": "a az és hogy nem is egy ez meg csak de volt már mint van el azt ha még ki",
    "ro": "și de în a la cu pe că nu este o din un pentru mai sunt care se au ce",
    "tr": "ve bir bu da de için ile çok olarak daha gibi olan en ne kadar sonra ama var değil o",
    "id": "yang dan di untuk dengan dari ini pada tidak itu dalam adalah akan ke oleh sebagai juga ada mereka telah",
    "vi": "và của là có không được cho một trong người với những các đã này khi để đến về ở",
}
_WORD_LANGUAGES: dict[str, list[str]] = {}
for _language, _words in _COMMON_WORDS.items():
    for _word in _words.split():
        _WORD_LANGUAGES.setdefault(_word, []).append(_language)

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("arabic", re.compile("[\u0620-\u06ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)


def guess_language(text: str) -> str:
    """The primary subtag of the language that ``text`` is probably written in; empty when unsure."""
    sample = text[:SAMPLE]
    letters = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS}
    total = sum(letters.values())
    if total < 12:
        return ""
    if letters["kana"] * 5 > total:
        return "ja"
    script = max(letters, key=lambda name: letters[name])
    if letters[script] * 2 < total:
        return ""
    match script:
        case "latin":
            return _by_words(sample)
        case "cyrillic":
            return _by_letters(sample, {"uk": "іїєґ", "be": "ў", "sr": "ђћљњџ", "mk": "ѓќѕ", "ru": "ыэё", "bg": "щъ"})
        case "arabic":
            return _by_letters(sample, {"ur": "ٹڈےں", "ps": "ښړډ", "fa": "پچگژکی"}) or "ar"
        case "han":
            return "zh"
        case _:
            return "" if script == "kana" else script


def _by_letters(sample: str, letters: dict[str, str]) -> str:
    """The first language whose own letters make up at least one in 200 of the sample."""
    counts = Counter(sample.lower())
    for language, own in letters.items():
        if sum(counts[letter] for letter in own) * 200 >= len(sample):
            return language
    return ""


def _by_words(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    hits: Counter[str] = Counter()
    for word in words:
        for language in _WORD_LANGUAGES.get(word, ()):
            hits[language] += 1
    if not hits:
        return ""
    (best, count), *others = hits.most_common(2)
    runner_up = others[0][1] if others else 0
    clear = count >= 4 and count * 8 >= len(words) and count > runner_up * 1.1
    return best if clear else ""


def primary_subtag(tag: str) -> str:
    """The language of a tag such as ``en-GB`` or ``en_US``; empty where ``tag`` is none."""
    primary = re.split(r"[-_,;\s]", tag.strip().lower(), maxsplit=1)[0]
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) and primary not in {"und", "mul", "zxx"} else ""


def direction_of(text: str) -> Direction:
    """The writing direction of most letters at the text's beginning (a declared language is often wrong)."""
    strong = Counter(_strong_direction(character) for character in text[:SAMPLE] if character.isalpha())
    return Direction.RTL if strong["R"] > strong["L"] else Direction.LTR


def _strong_direction(character: str) -> str:
    return "R" if "\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc" else "L"
