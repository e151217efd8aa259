"""PDFs from right to left. Each letter is drawn at its place, in an order that tells nothing, as programs do."""

import random

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from argmap.domain.vocabulary import Direction
from argmap.intake import read_article
from tests.intake.pdf_files import DEJAVU, PAGE_WIDTH, Setter
from tests.intake.views import outline

SANS = DEJAVU.with_name("DejaVuSans.ttf")
pytestmark = pytest.mark.skipif(
    not SANS.exists(), reason="the font DejaVu Sans, which the test draws with, is not here"
)
MIRRORED = str.maketrans("()[]«»", ")(][»«")
HEBREW = [
    "הטענה הראשונה קלה לבדיקה (מתנדבים ספרו שבועיים): זמן ההמתנה",
    "היה 14.5 דקות, לדברי Ann_Lee מחברת Transport_Watch, ואיש אינו",
    "חולק על הנתונים משנת 2024 „תמונת מצב” של השוק.",
]
ARABIC = [
    "الادعاء الأول سهل الفحص (أحصى متطوعون أسبوعين): كان متوسط",
    "الانتظار 14.5 دقيقة، كما قالت Ann_Lee من Transport_Watch، ولا",
    "أحد يجادل في أرقام سنة 2024 «هذه لقطة» قال المدير.",
]


@pytest.fixture
def setter():
    pdfmetrics.registerFont(TTFont("DejaVuSans", str(SANS)))
    return Setter(font="DejaVuSans", bold="DejaVuSans", leading=15)


def draw_from_right(setter, right, y, line):
    """Draw a line in which each word stands at the left of the one before; ``_`` is a blank between Latin words."""
    places = []
    for unit in line.split(" "):
        for sign in drawn(unit):
            right -= pdfmetrics.stringWidth(sign, setter.font, setter.size)
            places.append((right, sign))
        right -= pdfmetrics.stringWidth(" ", setter.font, setter.size)
    random.Random(1).shuffle(places)
    for x, sign in places:
        setter.line(x, y, sign)


def drawn(unit):
    """The signs of a word from the right: Latin words and numbers in it in one piece, brackets turned."""
    core = unit.strip("().,:،")
    if core.isascii():
        start, end = unit.split(core)
        return [*start.translate(MIRRORED), core.replace("_", " "), *end.translate(MIRRORED)]
    return list(unit.translate(MIRRORED))


def page(setter, lines, right=PAGE_WIDTH - 60, top=760.0):
    for index, line in enumerate(lines):
        draw_from_right(setter, right, top - index * setter.leading, line)


@pytest.mark.parametrize("lines", [HEBREW, ARABIC])
def test_words_numbers_brackets_and_latin_names_stand_in_the_order_in_which_they_are_read(setter, lines):
    page(setter, lines)
    setter.page()
    draft = read_article(setter.finished())
    assert outline(draft) == ["p " + " ".join(lines).replace("_", " ")]
    assert draft.direction is Direction.RTL


def test_columns_are_read_from_the_right_and_running_feet_are_dropped(setter):
    words = [f"מילה{letter}{other} ועוד מילים כאן" for letter in "אבגדהו" for other in "זחטיכל"]
    for number in range(3):
        page(setter, words[number * 12 : number * 12 + 6], right=530)
        page(setter, words[number * 12 + 6 : number * 12 + 12], right=270)
        setter.centred(30, str(number + 1))
        setter.page()
    assert read_article(setter.finished()).text.split() == " ".join(words).split()


def test_letters_as_they_are_drawn_become_letters_as_they_are_typed(setter):
    page(setter, ["ﻣﺮﺣﺒﺎ ﺑﻜﻢ ﻓﻲ ﻫﺬه ﺍﻟﻤﺪﻳﻨﺔ ﺍﻟﺠﻤﻴﻠﺔ"])
    setter.page()
    assert read_article(setter.finished()).text == "مرحبا بكم في هذه المدينة الجميلة"


def test_a_hebrew_phrase_in_an_english_sentence_keeps_its_own_order(setter):
    setter.line(60, 760, "The Hebrew greeting (")
    x = 60 + pdfmetrics.stringWidth("The Hebrew greeting (", setter.font, setter.size)
    greeting = "שלום עליכם"
    for sign in reversed(greeting):
        setter.line(x, 760, sign)
        x += pdfmetrics.stringWidth(sign, setter.font, setter.size)
    setter.line(x, 760, ") is heard at the market every day of the week.")
    setter.page()
    draft = read_article(setter.finished())
    assert draft.text == f"The Hebrew greeting ({greeting}) is heard at the market every day of the week."
    assert draft.direction is Direction.LTR
