"""From bytes to text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from argmap.exceptions import IntakeError
from argmap.intake.language import guess_language

# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
}
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-7", "undefined"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,200}encoding=[\"']([\w:.-]+)", re.I
)
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B]")  # ASCII to look at, but it switches to Japanese and back
_ONE_BYTE_EACH = 0.75  # share of printable ASCII that no text in UTF-16 has
_SAMPLE = 200_000  # bytes that detection looks at
# Statistics confuse the encodings of Latin letters; the letters of a known language do not.
_LATIN_ENCODINGS = ("cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "mac-roman", "cp850")
_ALPHABETS = {
    "de": "äöüßéèà",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíóúüñ¿¡ºª",
    "it": "àèéìíîòóùú",
    "pt": "áâãàçéêíóôõúü",
    "nl": "éëïóöüèê",
    "sv": "åäöé",
    "da": "æøåé",
    "no": "æøåéò",
    "fi": "äöå",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "tr": "çğıöşüâîİ",
    "en": "éèêëïñüöçà£",
}
_CYRILLIC_ENCODINGS = ("cp1251", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic")
_COMMON_CYRILLIC = "оеаинтсрвл"
_CLEAR_CYRILLIC = 0.45  # share of these among all that is not ASCII; in Russian, Ukrainian, Bulgarian 0.55 to 0.65
_TYPOGRAPHY = "„“”‘’‚«»‹›–—…•€§°©®™·\xa0´"
_CLEAR = 0.8  # share of known characters above that of unknown ones

BINARY = "This file is not text but binary data of an unknown type; save the article as TXT, MD, HTML, DOCX or PDF."


def decode_text(data: bytes, content_type: str = "") -> str:
    """The text of a plain file: by its byte order mark, as UTF-8, as its sender says, or by detection.

    Raises IntakeError where the bytes are no text.
    """
    return _decode(data, [_named(content_type)])


def decode_html(data: bytes, content_type: str = "") -> str:
    """The text of a page: by its byte order mark, as the server says, as the page says, as UTF-8, or by detection."""
    declared = _META_CHARSET.search(data[:4096])
    inside = (declared[1] or declared[2]).decode("ascii") if declared else ""
    return _decode(data, [_named(content_type), inside], declared_first=True)


def _decode(data: bytes, names: list[str], *, declared_first: bool = False) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is None:
                raise IntakeError(
                    f"The file begins as {encoding.upper()} but is broken further on; save it as UTF-8 and try again."
                )
            return text
    if b"\0" in data:
        return _without_mark(data)
    order = [*names, "utf-8"] if declared_first else ["utf-8", *names]
    if _JAPANESE_MAIL.search(data):
        order.insert(0, "iso2022_jp")
    for name in order:
        text = _try(data, name)
        if text is not None:
            return text
    return _detected(data)


def _named(content_type: str) -> str:
    match = _CHARSET.search(content_type)
    return match[1] if match else ""


def _try(data: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        encoding = codecs.lookup(name).name
        if encoding in _NO_CHARSETS or encoding.replace("-", "_") in _NO_CHARSETS:
            return None
        encoding = _AS_BROWSERS.get(encoding, _AS_BROWSERS.get(encoding.replace("_", "-"), encoding))
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark: all of it characters of one script, whose first bytes are few."""
    whole = data[: len(data) // 2 * 2]
    if sum(0x20 <= byte < 0x7F for byte in data[:_SAMPLE]) > _ONE_BYTE_EACH * len(data[:_SAMPLE]):
        raise IntakeError(BINARY)  # ASCII with a NUL somewhere, which two by two looks like Chinese
    names = ["utf-16-le", "utf-16-be"]
    if len(set(whole[:_SAMPLE:2])) < len(set(whole[1:_SAMPLE:2])):
        names.reverse()
    for name in names:
        text = _try(whole, name)
        if text is not None and _is_written(text[:_SAMPLE]):
            return text
    raise IntakeError(BINARY)


def _is_written(text: str) -> bool:
    """Whether these characters are ones that people write, most of them of one script."""
    kinds = Counter(unicodedata.category(character) for character in text)
    odd = sum(kinds[kind] for kind in ("Cc", "Cn", "Co", "Cs")) - sum(map(text.count, "\n\r\t\f"))
    ascii_letters = sum(character < "\x80" for character in text)
    return odd == 0 and (ascii_letters * 2 > len(text) or guess_language(text) != "")


def _detected(data: bytes) -> str:
    if _looks_binary(data):
        return _without_mark(data)
    sample = data[:_SAMPLE]
    for name in (_by_alphabet(sample), _by_cyrillic(sample), _by_statistics(sample), "cp1252", "latin-1"):
        text = _try(data, name)
        if text is not None:
            return text
    raise IntakeError(BINARY)


def _by_alphabet(sample: bytes) -> str:
    """For a language that its ASCII words give away: the encoding that gives most of its own letters, if one does."""
    letters = _ALPHABETS.get(guess_language(sample.decode("latin-1")), "")
    if not letters:
        return ""
    known = frozenset(letters + letters.upper() + _TYPOGRAPHY)
    scores = {}
    for name in _LATIN_ENCODINGS:
        odd = [character for character in sample.decode(name, "replace") if character > "\x7f"]
        scores[name] = sum(1 if character in known else -1 for character in odd) / max(len(odd), 1)
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > _CLEAR else ""


def _by_cyrillic(sample: bytes) -> str:
    """The Cyrillic encoding in which small letters, and the commonest of them, prevail; none where none is clear."""
    high = sum(byte > 0x7F for byte in sample)
    if high * 3 < len(sample):
        return ""
    scores = {
        name: sum(map(sample.decode(name, "replace").count, _COMMON_CYRILLIC)) / high for name in _CYRILLIC_ENCODINGS
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > _CLEAR_CYRILLIC else ""


def _by_statistics(sample: bytes) -> str:
    # Imported here: it is needed for the rare file that is not UTF-8, and costs memory in every process.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else ""


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return controls * 100 > len(sample)
