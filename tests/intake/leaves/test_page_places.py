"""Where in a page its leaves stand: by blocks that are the same on every page of a site."""

import pytest

from archivist.intake.leaves.page_places import MOST
from archivist.intake.web import web_page


def places(body: str) -> dict[str, str]:
    deposit = web_page.read(f"<body>{body}".encode(), "strana.html")
    assert len(deposit.places) == len(deposit.leaves)
    words = (deposit.text[leaf.start : leaf.end] for leaf in deposit.leaves)
    return dict(zip(words, deposit.places, strict=True))


def test_a_place_is_the_path_of_blocks_that_say_what_they_are_for() -> None:
    found = places(
        "<div id=content><div><section class='story body'><p>Đorđe 😀</p>"
        "<aside><ul class=menu><li>Još</li></ul></aside></section></div></div><footer>©</footer>"
    )
    assert found == {
        "Đorđe 😀": "div#content/section.body.story",
        "Još": "div#content/section.body.story/aside/ul.menu",
        "©": "footer",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<div id=post-1>a</div>", "<div id=post-22>a</div>"),
        ("<div class='box box-7'>a</div>", "<div class='box box-8'>a</div>"),
        ("<div class='nav is-active'>a</div>", "<div class=nav>a</div>"),
        ("<div class='nav css-1dbjc4n'>a</div>", "<div class='nav css-9xkz2'>a</div>"),
        ("<div class='b a'>a</div>", "<div class='a b'>a</div>"),
        (
            "<article class='post-1 tag-pirot'><nav>a</nav></article>",
            "<article class='post-2 tag-nis'><nav>a</nav></article>",
        ),
    ],
)
def test_what_differs_from_page_to_page_is_no_part_of_it(one: str, other: str) -> None:
    assert places(one) == places(other)
    assert "".join(places(one).values())


def test_the_leaf_after_a_block_does_not_stand_in_it() -> None:
    found = places("<div class=a>jedan<div class=b>dva</div>tri</div>četiri")
    assert found == {"jedan": "div.a", "dva": "div.a/div.b", "tri": "div.a", "četiri": ""}


def test_cells_stand_where_their_table_does_and_what_is_hidden_has_a_place_too() -> None:
    found = places(
        "<table class=t><tr><th class=k>ć<th>drugo<tr><td>3<td>4</table>"
        "<div class=x hidden><p>skriveno</p></div>"
    )
    assert found["ć"] == "table.t"
    assert found["4"] == "table.t"
    assert found["skriveno"] == "div.x"


def test_a_page_nested_without_end_has_places_of_bounded_length() -> None:
    ((_, place),) = places("<div class=a>" * 3000 + "<p>dno 😀</p>").items()
    assert place.count("/") < 20


def test_a_page_of_blocks_without_end_has_a_bounded_number_of_places() -> None:
    blocks = "".join(f"<div class='a{n:x}q b{n}c{'x' * 400}'><p>{n} 😀</p></div>" for n in range(9))
    many = "".join(
        f"<div class={'z' * (n % 90 + 1)}-{'y' * (n // 90)}><p>{n}" for n in range(20_000)
    )
    deposit = web_page.read(f"{blocks}{many}".encode(), "strana.html")
    assert len(set(deposit.places)) <= MOST
    assert max(map(len, deposit.places)) < 2_100
