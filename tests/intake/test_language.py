import pytest

from argmap.domain.vocabulary import Direction
from argmap.intake.language import direction_of, guess_language, primary_subtag


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The people who wait for the bus in the rain know that it will be late, and that it is full."),
        ("de", "Die Leute, die im Regen auf den Bus warten, wissen, dass er nicht kommt und dass er voll ist."),
        ("fr", "Les gens qui attendent le bus sous la pluie savent que le bus est plein et qu'il ne vient pas."),
        ("es", "Las personas que esperan el autobús en la lluvia saben que no viene y que los asientos son pocos."),
        ("it", "Le persone che aspettano il bus sotto la pioggia sanno che non viene e che è pieno di gente."),
        ("pt", "As pessoas que não esperam o ônibus na chuva sabem que ele não vem e que os lugares são poucos."),
        ("nl", "De mensen die in de regen op de bus wachten weten dat het niet meer komt en dat de bus vol is."),
        ("sv", "De som väntar på bussen i regnet vet att den inte kommer och att det är för många som åker med."),
        ("pl", "Ludzie, którzy czekają na autobus w deszczu, wiedzą, że nie jest to łatwe i że się nie da."),
        ("tr", "Yağmurda otobüs için bekleyen bir insan bu otobüs ve bu şehir için çok şey ister ama ne olur."),
        ("ru", "Люди, которые ждут автобус под дождём, знают, что он опоздает и что мест не будет, но ждут."),
        ("uk", "Люди, які чекають на автобус під дощем, знають, що він запізниться і що місць не буде її."),
        ("he", "האנשים שמחכים לאוטובוס בגשם יודעים שהוא יאחר"),
        ("ar", "الناس الذين ينتظرون الحافلة تحت المطر يعرفون أنها ستتأخر"),
        ("fa", "مردمی که زیر باران منتظر اتوبوس هستند می‌دانند که دیر می‌آید و پر است چون گچ"),
        ("zh", "在雨中等公共汽车的人知道它会晚点，而且会很满。"),
        ("ja", "雨の中でバスを待つ人々は、バスが遅れることを知っている。"),
        ("ko", "비 속에서 버스를 기다리는 사람들은 버스가 늦는다는 것을 안다."),
        ("el", "Οι άνθρωποι που περιμένουν το λεωφορείο ξέρουν ότι θα αργήσει."),
        ("", "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore."),
        ("", "Bus 42"),
    ],
)
def test_the_language_is_guessed_and_left_open_when_unsure(language, text):
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("DE", "de"), ("gsw", "gsw"), ("", ""), ("und", ""), ("english", "")],
)
def test_the_primary_subtag_of_a_tag(tag, language):
    assert primary_subtag(tag) == language


def test_most_letters_give_the_direction():
    assert direction_of("NATO: האנשים שמחכים") is Direction.RTL
    assert direction_of("People say שלום") is Direction.LTR
    assert direction_of("12345") is Direction.LTR
