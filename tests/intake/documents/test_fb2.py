"""An e-book of one XML: its chapters and verses, and what its title page says."""

import pytest

import archivist.intake.isolation.child as reader
from archivist.errors import Refused

BOOK = """<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>
<author><first-name>Лав</first-name><last-name>Толстој</last-name></author>
<author><nickname>x</nickname><last-name>Drugi</last-name></author><translator><first-name>Не
</first-name></translator><book-title>Рат и мир 😀</book-title><lang>sr</lang></title-info>
</description><body><section><title><p>Први</p><p>део</p></title><p>Једном
<emphasis>давно</emphasis>.</p><poem><stanza><v>Стих</v></stanza></poem></section></body>
<binary id="a">QUJD</binary></FictionBook>
"""


def test_an_e_book_of_one_xml_is_its_chapters() -> None:
    book = reader.read(BOOK.encode(), "knjiga.xml")
    assert (book.title, book.text) == ("Рат и мир 😀", "Први део\nЈедном давно.\nСтих")
    assert [leaf.kind for leaf in book.leaves] == ["h2", "p", "p"]
    said = {fact.field: fact.value for fact in book.facts}
    assert said == {"title": "Рат и мир 😀", "author": "Лав Толстој, Drugi", "language": "sr"}
    assert book.warnings == ("The file holds 1 picture, which is kept with the original only.",)


def test_what_is_no_book_is_a_sentence() -> None:
    with pytest.raises(Refused, match="is none"):
        reader.read(b"<x/>", "a.fb2")
