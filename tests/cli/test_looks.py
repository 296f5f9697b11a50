"""How pages look is set on the command line as in the window."""

from archivist.archive import Archive
from tests.cli.conftest import Typist


def test_looks_are_printed_and_changed(sample: Typist) -> None:
    (before,) = sample.json("looks")
    assert (before["theme"], before["zoom"], before["colours"]["rose"]) == ("system", 100, "Rose")
    (after,) = sample.json(
        *("looks", "--theme", "contrast-dark", "--text-font", "Слово 📱", "--text-size", "15"),
        *("--text-width", "720", "--line-height", "190", "--zoom", "150"),
        *("--colour", "rose=Незаконит приступ", "--colour", "blue = Phones"),
    )
    assert after == {
        "theme": "contrast-dark",
        "text_font": "Слово 📱",
        "text_size": 15,
        "text_width": 720,
        "line_height": 190,
        "zoom": 150,
        "colours": {**before["colours"], "rose": "Незаконит приступ", "blue": "Phones"},
    }
    assert "rose: Незаконит приступ\n" in sample("looks").out
    assert sample.json("looks", "--reset", "--zoom", "90") == [{**before, "zoom": 90}]


def test_what_undo_takes_back_is_never_how_pages_look(sample: Typist) -> None:
    sample.json("actor", "add", "Ćirić")
    sample.json("looks", "--theme", "dark")
    sample.json("undo")
    assert "Ćirić" not in [row["name"] for row in sample.json("actors")]
    assert sample.json("looks")[0]["theme"] == "dark"


def test_what_cannot_be_shown_is_refused_with_a_sentence(sample: Typist) -> None:
    assert "must be a whole number from 50 to 300" in sample("looks", "--zoom", "400").err
    assert "choose system, light, dark" in sample("looks", "--theme", "sepia").err
    assert "There is no colour “teal”" in sample("looks", "--colour", "teal=X").err
    assert "write COLOUR=NAME" in sample("looks", "--colour", "rose").err
    assert sample("looks", "--text-size", "many").code == 2


def test_printing_looks_writes_nothing(sample: Typist) -> None:
    before = len(sample.json("log"))
    sample.json("looks")
    sample.json("looks", "--theme", "system")
    assert len(sample.json("log")) == before


def test_the_archive_keeps_them(sample: Typist) -> None:
    sample.json("looks", "--zoom", "200")
    archive = Archive.open(sample.folder)
    assert archive.settings.zoom == 200
    archive.close()
