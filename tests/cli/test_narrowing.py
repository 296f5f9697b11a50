"""Highlights listed by colour, by who marked them and by their notes, and printed as citations."""

from tests.cli.conftest import Typist

WORDS = "Славиша Миланов"


def test_highlights_are_narrowed_as_the_filter_of_the_window_does(sample: Typist) -> None:
    article = sample.id_of("06-")
    green, noted = (
        sample.json("highlight", article, "--quote", quote, *more)[0]
        for quote, more in (
            (WORDS, ("--nth", "1", "--colour", "green")),
            (f"📱 {WORDS}", ("--colour", "rose", "--note", "првa 📌")),
        )
    )
    here = ("annotations", "--article", article)
    both = [each["id"] for each in sample.json(*here)]
    assert [each["id"] for each in sample.json(*here, "--colour", "green")] == [green["id"]]
    either = sample.json(*here, "--colour", "green", "--colour", "rose")
    assert [each["id"] for each in either] == both
    assert [each["id"] for each in sample.json(*here, "--noted")] == [noted["id"]]
    assert sample.json(*here, "--noted", "--colour", "green") == []
    by = green["created_by"]
    assert [each["id"] for each in sample.json(*here, "--by", by)] == both
    assert sample.json(*here, "--by", "nobody") == []


def test_a_colour_that_there_is_not_is_refused(sample: Typist) -> None:
    refused = sample("annotations", "--colour", "mauve")
    assert refused.code == 2
    assert "There is no colour “mauve”" in refused.err


def test_a_highlight_is_printed_as_a_citation(sample: Typist) -> None:
    article = sample.id_of("06-")
    (made,) = sample.json("highlight", article, "--quote", f"📱 {WORDS}")
    (shown,) = sample.json("show", article)
    (cited,) = sample.json("annotations", "--article", article, "--cite")
    assert cited["id"] == made["id"]
    assert cited["citation"] == f"“📱 {WORDS}” ({shown['title']}; SHA-256 {shown['sha256']})"
    assert f"📱 {WORDS}” (" in sample("annotations", "--cite").out
