import json
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as patience
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.settings import RANGES, THEMES, ZOOMS, ColourNames, Settings, Shape

# A loaded machine is not a fault of what is tested.
unhurried = patience(deadline=None)


def test_settings_begin_with_something_readable() -> None:
    settings = Settings()
    assert (settings.theme, settings.text_size, settings.text_width) == ("system", 13, 680)
    assert settings.colours.violet == "Violet"


def test_settings_are_values() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().theme = "dark"  # type: ignore[misc]
    assert replace(Settings(), theme="dark") == Settings(theme="dark")


@given(
    st.builds(
        Settings,
        agent=st.text(st.characters(categories=["L", "N", "So"]), max_size=80),
        theme=st.sampled_from(THEMES),
        text_font=st.text(st.characters(categories=["L", "N", "Zs"]), max_size=80),
        text_size=st.integers(8, 48),
        text_width=st.integers(320, 1600),
        line_height=st.integers(100, 250),
        zoom=st.integers(50, 300),
    )
)
@unhurried
def test_settings_read_back_as_they_were_written(settings: Settings) -> None:
    assert Settings.from_json(settings.to_json()) == settings


def test_the_names_of_colours_are_the_persons_own() -> None:
    settings = Settings(colours=ColourNames(rose="Порука\u00a0👩\u200d💻"))
    assert "Порука\u00a0👩\u200d💻" in settings.to_json()
    assert Settings.from_json(settings.to_json()).colours.rose == "Порука\u00a0👩\u200d💻"


def test_what_a_newer_archivist_wrote_is_kept() -> None:
    written = {"agent": "Đ-7", "margin": {"left": 1}, "colours": {"blue": "Phones", "teal": "New"}}
    changed = replace(Settings.from_json(json.dumps(written)), theme="dark")
    kept = json.loads(changed.to_json())
    assert kept["margin"] == {"left": 1}
    assert kept["colours"]["teal"] == "New"
    assert kept["colours"]["blue"] == "Phones"
    assert (kept["agent"], kept["theme"]) == ("Đ-7", "dark")


def test_a_missing_setting_has_its_default() -> None:
    assert Settings.from_json("{}") == Settings()


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "sepia"},
        {"theme": ["dark"]},
        {"text_size": 4},
        {"text_size": "13"},
        {"text_width": True},
        {"line_height": 149.5},
        {"agent": 7},
        {"agent": "two\r\nlines"},
        {"colours": "rainbow"},
        {"colours": {"blue": None}},
    ],
)
def test_a_stored_value_that_cannot_be_used_gives_way_to_the_default(stored: Any) -> None:
    assert replace(Settings.from_json(json.dumps(stored)), other={}) == Settings()


def test_a_choice_of_a_later_edition_stays_written_until_another_is_made() -> None:
    settings = Settings.from_json(json.dumps({"theme": "sepia", "zoom": 1200, "agent": "Ć 📱"}))
    assert (settings.theme, settings.zoom, settings.agent) == ("system", 100, "Ć 📱")
    kept = json.loads(replace(settings, text_size=15).to_json())
    assert (kept["theme"], kept["zoom"], kept["text_size"]) == ("sepia", 1200, 15)
    chosen = json.loads(replace(settings, theme="dark", zoom=90).to_json())
    assert (chosen["theme"], chosen["zoom"]) == ("dark", 90)


def test_the_zoom_goes_by_steps_and_stops_at_its_limits() -> None:
    settings = Settings()
    seen = [settings.zoom]
    for _ in range(len(ZOOMS)):
        settings = settings.zoomed(1)
        seen.append(settings.zoom)
    assert seen[:4] == [100, 110, 125, 150]
    assert settings.zoom == 300 == RANGES["zoom"][1]
    for _ in range(len(ZOOMS)):
        settings = settings.zoomed(-1)
    assert settings.zoom == 50
    assert Settings(zoom=105).zoomed(1).zoom == 110
    assert Settings(zoom=105).zoomed(-1).zoom == 100


def test_as_it_comes_changes_looks_and_nothing_else() -> None:
    settings = Settings(
        agent="Đ-7",
        theme="contrast-dark",
        text_font="Papyrus",
        zoom=200,
        colours=ColourNames(rose="Doubtful 📱"),
        shape=Shape((900, 700)),
        other={"margin": 1},
    )
    begun = settings.as_it_comes()
    assert begun == Settings(agent="Đ-7", shape=Shape((900, 700)), other={"margin": 1})


def test_a_colour_is_called_by_its_own_name_or_as_it_comes() -> None:
    names = ColourNames(rose="Незаконит приступ", blue="  ", green="Green")
    assert names.of("rose") == names.own("rose") == "Незаконит приступ"
    assert (names.of("blue"), names.own("blue")) == ("Blue", "")
    assert (names.of("green"), names.own("green")) == ("Green", "")
    assert (names.of("teal"), names.own("teal")) == ("Teal", "")


@pytest.mark.parametrize("written", ["", "[]", "{", "null", '"dark"'])
def test_what_is_not_settings_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="set them again"):
        Settings.from_json(written)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"theme": "sepia"},
            "“sepia” is not a theme; choose system, light, dark, contrast-light or contrast-dark.",
        ),
        ({"text_size": 7}, "The text size must be a whole number from 8 to 48."),
        ({"text_width": 5000}, "The text width must be a whole number from 320 to 1600."),
        ({"zoom": 301}, "The zoom must be a whole number from 50 to 300."),
        (
            {"text_font": "two\r\nlines"},
            "The name for text font must be one line of at most 80 characters.",
        ),
        ({"line_height": 0}, "The line height must be a whole number from 100 to 250."),
        ({"agent": "x" * 81}, "The name for agent must be one line of at most 80 characters."),
        (
            {"colours": ColourNames(blue="a\nb")},
            "The name for the colour blue must be one line of at most 80 characters.",
        ),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        replace(Settings(), **change)
    assert str(refusal.value) == sentence


def test_the_shape_of_the_window_comes_back_and_what_is_none_is_dropped() -> None:
    shape = Shape((1200, 800), (200, 300, 500, 200), (650, 150), ("sidebar",))
    assert Settings.from_json(Settings(shape=shape).to_json()).shape == shape
    for stored in ("wide", {"size": [1, "2"]}, {"size": [-1]}, {"hidden": [7]}, {"rows": [1] * 99}):
        assert Settings.from_json(json.dumps({"shape": stored})).shape == Shape()
