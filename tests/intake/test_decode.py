import pytest

from argmap.exceptions import IntakeError
from argmap.intake import read_article
from argmap.intake.decode import decode_html, decode_text

GERMAN = "„Schöne Grüße aus Köln“ – die Straßenbahn fährt früher über die Brücke, sagt der Bürgermeister. " * 8
RUSSIAN = "Люди, которые ждут автобус под дождём, знают, что он опоздает. " * 8
JAPANESE = "雨の中でバスを待つ人々は、バスが遅れることを知っている。市は何もしない。" * 8
COUNCIL = (  # long enough that statistics hold its KOI8-R for Japanese
    "Городской совет не слышит жителей. Каждое утро одна и та же очередь стоит на углу рынка, и кто-то говорит, "
    "что городу нужно больше автобусов.\n\n"
) * 20
CHINESE = "市议会听不到市民的声音。每天早上，同一条队伍在市场的拐角处形成，有人说城市应该增加公共汽车。\n" * 8
FRENCH = "Les élèves qui attendent le bus à l'arrêt savent qu'il ne vient pas, même s'il coûte 2 € de plus. " * 3
POLISH = "Ludzie czekają na autobus i nie jest to łatwe, że władze miasta zmniejszyły liczbę połączeń. " * 8


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
def test_german_is_read_in_each_encoding(encoding):
    assert decode_text(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (COUNCIL, "koi8-r"),
        (COUNCIL, "utf-16-le"),
        (JAPANESE, "utf-16-be"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (POLISH, "cp1250"),
        (FRENCH, "cp1252"),
        (FRENCH, "iso8859-15"),
        (POLISH, "iso8859-2"),
    ],
)
def test_other_encodings_are_detected(text, encoding):
    assert decode_text(text.encode(encoding)) == text


def test_the_sender_is_believed_where_the_text_is_not_utf_8():
    assert decode_text("Źle".encode("iso8859-2"), "text/plain; charset=ISO-8859-2") == "Źle"


def test_a_page_is_read_as_it_says():
    page = '<meta charset="windows-1251"><p>Люди ждут</p>'
    assert decode_html(page.encode("cp1251")) == page


def test_the_server_is_believed_before_the_page():
    page = '<meta charset="utf-8"><p>Люди ждут</p>'
    assert decode_html(page.encode("koi8-r"), 'text/html; charset="koi8-r"') == page


def test_the_byte_order_mark_is_believed_before_everybody():
    page = '<meta charset="cp1251"><p>Люди</p>'
    assert decode_html(page.encode("utf-8-sig"), "text/html; charset=koi8-r") == page


@pytest.mark.parametrize("name", ["unicode_escape", "utf-7", "idna", "punycode", "hex", "no-such", "zlib"])
def test_encodings_that_are_no_encodings_of_pages_are_ignored(name):
    assert decode_html(b"<p>\\ud800 +AGE- words", f"text/html; charset={name}") == "<p>\\ud800 +AGE- words"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\0\1\2\3words",
        b"Words of an article with a NUL" * 9 + b"\0x",
        b"\x89\x01\x02\x03\x04\x05\x06\x07\x08 words \xff",
    ],
)
def test_bytes_that_are_no_text_get_a_sentence(data):
    with pytest.raises(IntakeError, match="not text but binary data"):
        read_article(data, name="article.txt")


def test_a_file_that_breaks_its_own_mark_gets_a_sentence():
    with pytest.raises(IntakeError, match="begins as UTF-8 but is broken"):
        read_article(b"\xef\xbb\xbfwords \xff\xfe", name="article.txt")
