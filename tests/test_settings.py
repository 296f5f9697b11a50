import json
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as patience
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.settings import ColourNames, Settings, Shape

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
        theme=st.sampled_from(["system", "light", "dark"]),
        text_size=st.integers(8, 48),
        text_width=st.integers(320, 1600),
        line_height=st.integers(100, 250),
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
    assert Settings.from_json(json.dumps(stored)) == Settings()


@pytest.mark.parametrize("written", ["", "[]", "{", "null", '"dark"'])
def test_what_is_not_settings_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="set them again"):
        Settings.from_json(written)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"theme": "sepia"}, "“sepia” is not a theme; choose system, light or dark."),
        ({"text_size": 7}, "The text size must be a whole number from 8 to 48."),
        ({"text_width": 5000}, "The text width must be a whole number from 320 to 1600."),
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
