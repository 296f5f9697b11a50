"""Which addresses, written differently, name the same page."""

import pytest

from archivist.addresses import same_page


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?b=1&id=7",
        "https://www.Example.org/a/?id=7&b=1#vrh",
        "https://example.org:443/a?utm_source=x&id=7&b=1&fbclid=9",
    ],
)
def test_scheme_www_fragment_tracking_and_a_slash_make_no_other_page(url: str) -> None:
    assert same_page(url) == "example.org/a?b=1&id=7"


def test_another_path_or_question_is_another_page() -> None:
    pages = ["https://example.org/a", "https://example.org/a?id=7", "https://example.org/č😀"]
    assert len({same_page(page) for page in pages}) == 3


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "mailto:a@b.rs", "http://[", "/a"])
def test_what_is_no_address_of_the_web_names_no_page(url: str) -> None:
    assert same_page(url) == ""
