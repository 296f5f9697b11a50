"""The language of a text, told by its commonest words, is a guess or left open."""

from pathlib import Path

import pytest

from archivist.intake import reading, tongue
from archivist.intake.isolation import child

SAID = {
    "en": "The police stopped the car of the journalist near the border and took his telephone, "
    "which was given back to him after two hours with a program on it that he did not know 😀.",
    "de": "Die Polizei hat den Wagen des Journalisten in der Nähe der Grenze angehalten und ihm "
    "das Telefon abgenommen, das er nach zwei Stunden mit einem Programm zurückbekam, das er nicht "
    "kannte.",
    "bcs-Latn": "Policija je zaustavila automobil novinara u blizini granice i uzela mu telefon, "
    "koji je posle dva sata vraćen, ali se na njemu našao program za koji on nije znao šta je i "
    "ko ga je tu ostavio.",
    "bcs-Cyrl": "Полиција је зауставила аутомобил новинара у близини границе и узела му телефон, "
    "који је после два сата враћен, али се на њему нашао програм за који он није знао шта је и ко "
    "га је ту оставио.",
    "ru": "Полиция остановила машину журналиста недалеко от границы и забрала у него телефон, "
    "который через два часа вернули, но на нём уже была программа, о которой он ничего не знал и "
    "не мог сказать, как она туда попала.",
    "uk": "Поліція зупинила машину журналіста недалеко від кордону і забрала в нього телефон, "
    "який через дві години повернули, але на ньому вже була програма, про яку він нічого не знав "
    "і не міг сказати, як вона туди потрапила.",
    "ar": "أوقفت الشرطة سيارة الصحفي في منطقة قريبة من الحدود وأخذت منه الهاتف الذي أعيد إليه بعد "
    "ساعتين، لكن كان على الهاتف برنامج لا يعرف عنه شيئا ولا يعرف من الذي وضعه أو كيف وصل إلى هذا "
    "الجهاز في ذلك اليوم.",
}


@pytest.mark.parametrize("name", SAID)
def test_the_commonest_words_tell_the_language(name: str) -> None:
    (fact,) = tongue.of_text(SAID[name], ())
    assert (fact.value, fact.confidence) == (name, "guess")


@pytest.mark.parametrize(
    "words",
    ["", "😀", "Kratka beleška.", "0 1 2 " * 90, "lorem " * 90],
)
def test_what_words_do_not_tell_is_left_open(words: str) -> None:
    assert list(tongue.of_text(words, ())) == []


def test_what_a_page_declares_goes_before_what_its_words_tell() -> None:
    page = f"<html lang=sr><title>a</title><p>{SAID['en']}"
    told = child.read(page.encode(), "a.html").facts
    assert [fact.value for fact in told if fact.field == "language"] == ["sr"]


def test_it_is_told_of_plain_texts_and_never_put_to_a_person() -> None:
    deposit = reading.read_bytes(f"Beleška\n{SAID['bcs-Latn']}\n".encode(), "a.txt")
    assert "bcs-Latn" in [fact.value for fact in deposit.facts]
    assert not deposit.proposals


def test_no_translation_of_a_declaration_is_said_to_be_in_another_language(shared: Path) -> None:
    named = {"bos_latn": "bcs-Latn", "hrv": "bcs-Latn", "srp_latn": "bcs-Latn"} | {
        "eng": "en", "fra": "fr", "pol": "pl", "rus": "ru", "spa": "es", "srp_cyrl": "bcs-Cyrl",
        "ukr": "uk", "arb": "ar", "heb": "he", "tur": "tr", "slv": "sl", "bul": "bg", "mkd": "mk",
    }  # fmt: skip
    found = {
        path.stem: [fact.value for fact in tongue.of_text(path.read_text("utf-8")[600:], ())]
        for path in sorted((shared / "data" / "udhr").glob("*.txt"))
    }
    for name, told in found.items():
        assert told in ([], [named.get(name)]) or name not in named
    assert sum(found[name] == [named[name]] for name in named) >= 14
