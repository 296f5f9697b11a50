"""What of an article is its text, said on the command line."""

from pathlib import Path

from tests.cli.conftest import Typist

PAGE = (
    "<title>Vest {n}</title><link rel=canonical href='https://vesti.example/{n}'>"
    "<p>Policija je zaustavila novinara {n} u Pirotu i uzela mu telefon 📱, pa ga vratila.</p>"
    "<div class=klub>Učlanite se {n} u klub čitalaca.</div>"
)


def pages(typed: Typist, tmp_path: Path) -> list[str]:
    assert typed("new", "--no-passphrase").code == 0
    for n in (1, 2):
        (tmp_path / f"{n}.html").write_text(PAGE.format(n=n), encoding="utf-8")
    return [row["article"] for row in typed.json("import", str(tmp_path)) if "article" in row]


def test_paragraphs_are_listed_with_their_numbers_and_roles(typed: Typist, tmp_path: Path) -> None:
    first, _ = pages(typed, tmp_path)
    said = typed("article", "part", first, "--paragraphs", "2", "--role", "boilerplate")
    assert said.code == 0, said.err
    assert [line.split()[:2] for line in said.out.splitlines()] == [
        ["1", "main"],
        ["2", "boilerplate"],
    ]
    assert [row["role"] for row in typed.json("article", "part", first)] == ["main", "boilerplate"]


def test_the_site_follows_and_can_be_listed_and_taken_back(typed: Typist, tmp_path: Path) -> None:
    first, second = pages(typed, tmp_path)
    words = ("article", "part", first, "--paragraphs", "2-2", "--role", "boilerplate", "--site")
    rows = typed.json(*words)
    assert {row["article"]: row["status"] for row in rows} == {
        first: "corrected",
        second: "corrected",
    }
    assert typed.json("article", "part", second)[1]["role"] == "boilerplate"
    (site,) = typed.json("sites")
    assert (site["host"], site["articles"]) == ("vesti.example", 2)
    assert site["rule"] == [{"by": "place", "value": "div.klub", "role": "boilerplate"}]
    assert "div.klub" in typed("sites").out
    typed.json("site", "remove", "vesti.example")
    assert typed("sites").out == ""
    assert typed.json("article", "part", second)[1]["role"] == "main"


def test_what_cannot_be_meant_is_said_in_a_sentence(typed: Typist, tmp_path: Path) -> None:
    first, _ = pages(typed, tmp_path)
    for given, sentence in (
        (("--paragraphs", "1"), "Give --paragraphs and --role together"),
        (("--site",), "Say with --paragraphs and --role"),
        (("--paragraphs", "x", "--role", "main"), "“x” names no paragraphs"),
        (("--paragraphs", "2-9", "--role", "main"), "It has paragraphs 1 to 2"),
    ):
        outcome = typed("article", "part", first, *given)
        assert outcome.code == 2
        assert sentence in outcome.err
    assert "Nothing was said of a site x" in typed("site", "remove", "x").err
