"""Saved web pages: golden texts, what they say of themselves, and which of it is the article."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.web import web_page

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"


def read(html: str) -> Deposit:
    return web_page.read(html.encode(), "strana.html")


def page(head: str = "", body: str = "<p>Đorđe 😀\r\n</p>") -> Deposit:
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


def told(deposit: Deposit, field: str) -> list[tuple[str | None, str, str]]:
    return [
        (fact.value, fact.source, fact.confidence) for fact in deposit.facts if fact.field == field
    ]


def described(deposit: Deposit) -> str:
    """A deposit as a person reads it: its title, its leaves and spans, facts and warnings."""
    text = deposit.text
    lines = [f"title: {deposit.title}"]
    for leaf in deposit.leaves:
        place = f" {leaf.table}/{leaf.row}/{leaf.column}" if leaf.kind == "cell" else ""
        place += f" depth {leaf.depth}" * (leaf.depth > 0)
        place += f" quoted {leaf.quoted}" * (leaf.quoted > 0)
        words = text[leaf.start : leaf.end]
        lines.append(f"{leaf.kind} {leaf.role}{place} {leaf.marker}| {words!r}")
    lines += [f"{one.kind} | {text[one.start : one.end]!r} {one.value}" for one in deposit.spans]
    lines += [
        f"{one.field} = {one.value} ({one.confidence}, {one.source})" for one in deposit.facts
    ]
    lines += [f"warning: {warning}" for warning in deposit.warnings]
    lines += [f"proposal: {one.subject} {dict(one.content)}" for one in deposit.proposals]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["news", "single_file", "cyrillic"])
def test_a_page_reads_as_its_golden_text_does(
    name: str, assert_lawful: Callable[[Deposit], None]
) -> None:
    deposit = web_page.read((GOLDEN / f"{name}.html").read_bytes(), f"{name}.html")
    assert_lawful(deposit)
    assert described(deposit) == (GOLDEN / f"{name}.golden").read_text("utf-8")


def test_sources_that_differ_are_all_kept_and_the_difference_is_said() -> None:
    deposit = page(
        '<meta property="article:published_time" content="2025-02-26">'
        '<script type="application/ld+json">'
        '{"@type": "Article", "datePublished": "2025-02-27"}</script>'
    )
    assert [value for value, _, _ in told(deposit, "published")] == ["2025-02-27", "2025-02-26"]
    (warning,) = deposit.warnings
    assert warning.endswith(
        "differ: JSON-LD (datePublished) says 2025-02-27; "
        "meta (article:published_time) says 2025-02-26."
    )


@pytest.mark.parametrize("written", ["yesterday", "03/04/2025", "2025-02-30", "3 children", ""])
def test_no_date_is_invented(written: str) -> None:
    deposit = page(f'<meta name="date" content="{written}">', f"<p>a</p><time>{written}</time>")
    assert {value for value, _, _ in told(deposit, "published")} <= {None}


def test_a_month_stays_a_month() -> None:
    assert told(page('<meta name="date" content="2025-02">'), "published")[0][0] == "2025-02"


def test_who_carried_a_story_is_not_who_published_it() -> None:
    deposit = page(
        '<meta property="og:url" content="https://news.yahoo.com/a.html">'
        '<meta property="og:site_name" content="Yahoo News">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Naslov",'
        '"publisher": {"name": "Associated Press"}}</script>'
    )
    assert told(deposit, "publisher") == [
        ("Associated Press", "JSON-LD (publisher)", "declared"),
        ("Yahoo News", "meta (og:site_name), an aggregator", "guess"),
        ("news.yahoo.com", "address, an aggregator", "guess"),
    ]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Naslov - Sajt</title>", "<h1>Naslov</h1>", "Naslov"),
        ("<title>Sajt | Dugačak naslov</title>", "<h1>Dugačak naslov</h1>", "Dugačak naslov"),
        ("<title>Pravi naslov članka</title>", "<h1>Sajt</h1>", "Pravi naslov članka"),
        ("<meta property=og:title content=Iz-mete><title>x</title>", "<p>a", "Iz-mete"),
        (
            "<meta property=og:site_name content=Sajt><title>Naslov - a - Sajt</title>",
            "<p>a",
            "Naslov - a",
        ),
        ("", "<p>Prvi red</p><p>Drugi red.</p>", "Prvi red"),
    ],
)
def test_the_title_is_the_one_that_others_bear_out(head: str, body: str, title: str) -> None:
    assert page(head, body).title == title


@pytest.mark.parametrize(
    ("content", "encoding", "source", "sure"),
    [
        ("<p>Šta 😀".encode(), "utf-8", "its bytes", "declared"),
        ("<p>Šta 😀".encode("utf-8-sig"), "utf-8", "byte order mark", "declared"),
        ("<p>Šta 😀".encode("utf-16"), "utf-16-le", "byte order mark", "declared"),
        ("<meta charset=cp1250><p>Šta".encode("cp1250"), "cp1250", "meta charset", "declared"),
        ("<meta charset=iso-8859-1><p>“é”".encode("cp1252"), "cp1252", "meta charset", "declared"),
        (("<p>" + "Ово је текст на српском језику. " * 9).encode("cp1251"), "cp1251",
         "frequency of its bytes", "guess"),
        ("<meta charset=base64><p>Šta".encode(), "utf-8", "its bytes", "declared"),
    ],
)  # fmt: skip
def test_the_encoding_is_decided_and_told(
    content: bytes, encoding: str, source: str, sure: str
) -> None:
    deposit = web_page.read(content, "a.html")
    assert told(deposit, "encoding") == [(encoding, source, sure)]
    assert "�" not in deposit.text


def test_a_persons_choice_of_encoding_goes_before_what_the_page_declares() -> None:
    content = "<meta charset=windows-1251><p>Šta žele</p>".encode("cp1250")
    deposit = web_page.read(content, "a.html", encoding="cp1250")
    assert deposit.text == "Šta žele"
    assert told(deposit, "encoding") == [("cp1250", "choice at import", "declared")]


def test_what_does_not_decode_is_counted() -> None:
    deposit = web_page.read(("<p>" + "žuta " * 50).encode() + b"\xff\xfe", "a.html")
    assert deposit.warnings == ("2 characters could not be read as utf-8.",)


@pytest.mark.parametrize("content", [b"", b" \r\n\0", b"<title>x</title>", b"<p>&nbsp;<br>"])
def test_a_page_without_words_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^The (file is empty|page holds no words)\.$"):
        web_page.read(content, "a.html")


def test_a_page_without_navigation_is_all_article() -> None:
    deposit = page("", "<h1>Naslov</h1>" + "<p>Rečenica bez ijedne veze u sebi, ali duga.</p>" * 9)
    assert not [one for one in deposit.proposals if one.kind == "boilerplate"]
    assert {leaf.role for leaf in deposit.leaves} == {"main"}


def test_a_paragraph_that_stands_twice_is_twice_of_the_article() -> None:
    menu = "<ul>" + "<li><a href=/x>Stavka menija</a></li>" * 9 + "</ul>"
    refrain = "<p>Ponovljena rečenica stoji dva puta u ovom članku, i oba puta mu pripada.</p>"
    story = "".join(
        f"<p>Pasus broj {n} koji je dovoljno dug da bude prepoznat kao tekst.</p>" for n in range(6)
    )
    deposit = page(
        "<title>N</title>", f"<nav>{menu}</nav><article>{refrain}{story}{refrain}</article>{menu}"
    )
    (fold,) = (one for one in deposit.proposals if one.kind == "boilerplate")
    assert fold.content["leaves"] == [[0, 8], [17, 25]]


@pytest.mark.parametrize(
    "hostile", ["<div>" * 30_000, "<p " + "a=b " * 3000 + ">", "<a href=x>" * 30_000]
)
def test_a_page_made_to_hurt_is_read_in_time(hostile: str) -> None:
    story = "<p>Pasus koji je dovoljno dug da bude prepoznat kao tekst članka.</p>" * 12
    assert "Pasus" in page("", hostile + story).text


def test_every_page_keeps_the_law_and_most_of_its_article_is_found(
    shared: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    for path in sorted((shared / "data" / "web-pages").glob("*/source.html")):
        deposit = web_page.read(path.read_bytes(), "source.html")
        assert_lawful(deposit)
        assert deposit.title


_HEADS = st.sampled_from(
    [
        "<title>a - b</title>",
        "<meta name=date content=2025-02-26>",
        "<meta name=author content=x>",
        "<script type=application/ld+json>[{</script>",
        '<script type=application/ld+json>{"@graph":[1]}</script>',
        "<meta property=og:title content='a &amp; 😀'>",
        "<time datetime=2025></time>",
        "<link rel=canonical href='http://[x'>",
    ]
)
_BODIES = st.sampled_from(
    [
        *("<p>Đorđe 😀\r\n", "<nav><a href=x>", "<article>", "</article>", "<h1>a", "<li>", "</p>"),
        *("<table><tr><td>", "word " * 30, "\x00", "<div hidden>", "<span class=byline>By A B"),
    ]
)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_any_page_is_read_lawfully_or_refused(
    assert_lawful: Callable[[Deposit], None], campaign_count: Callable[[int, int], int]
) -> None:
    def law(head: list[str], body: list[str]) -> None:
        try:
            deposit = page("".join(head), "".join(body))
        except Refused:
            return
        assert_lawful(deposit)
        assert all(0 <= span.start < span.end <= len(deposit.text) for span in deposit.spans)

    heads, bodies = st.lists(_HEADS, max_size=4), st.lists(_BODIES, min_size=1, max_size=20)
    checks = (HealthCheck.too_slow, HealthCheck.data_too_large)
    limits = settings(
        max_examples=campaign_count(60, 10_000), deadline=None, suppress_health_check=checks
    )
    limits(given(heads, bodies)(law))()


@given(content=st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_lawfully_or_refused(
    content: bytes, assert_lawful: Callable[[Deposit], None]
) -> None:
    try:
        deposit = web_page.read(content, "a.html")
    except Refused:
        return
    assert_lawful(deposit)


@pytest.mark.parametrize(
    "written",
    ["2025-02-26", "20250226", "20250226075500", "2025-02-26T23:59:00-08:00", "February 26, 2025"],
)
def test_the_day_of_publication_is_the_one_its_own_clock_told(written: str) -> None:
    deposit = page(f'<meta property="article:published_time" content="{written}">')
    assert told(deposit, "published")[0][0] == "2025-02-26"


STORY = "<p>Sud je u četvrtak saslušao veštaka o telefonu koji je čuvan u stanici. 😀</p>" * 9
DAY = '<time itemprop="datePublished" datetime="2021-01-05">5. januar</time>'


@pytest.mark.parametrize(
    "beside",
    [
        f'<div class="related"><article>{DAY}<a href="/9">Ranije: veštak</a></article></div>',
        f'<aside>{DAY}<b itemprop="author">Neko Drugi</b></aside>',
        f"<nav>{DAY}</nav>",
    ],
)
def test_the_day_of_another_article_is_not_that_of_this_one(beside: str) -> None:
    deposit = page("", f"<h1>Veštak saslušan</h1>{STORY}{beside}")
    assert told(deposit, "published") == []
    assert told(deposit, "author") == []


def test_a_byline_that_stands_aside_in_its_article_is_its_own() -> None:
    aside = f'<aside><b itemprop="author">Đorđe Ilić</b> {DAY}</aside>'
    deposit = page("", f"<h1>Veštak saslušan</h1><article>{STORY}{aside}</article>")
    assert ("2021-01-05", "microdata (datepublished)", "declared") in told(deposit, "published")
    assert ("Đorđe Ilić", "microdata (author)", "declared") in told(deposit, "author")


@pytest.mark.parametrize("nobody", ["By Staff", "Staff", "Redakcija"])
def test_staff_is_nobody(nobody: str) -> None:
    deposit = page("", f"<h1>Grad</h1><p class=byline>{nobody}</p>{STORY}")
    assert told(deposit, "author") == []


def test_who_commented_and_when_is_not_taken_for_the_article_s() -> None:
    comment = (
        '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Čika 😀</b>'
        '<time itemprop="datePublished" datetime="2024-02-10">10 Feb</time>'
        '<h3 itemprop="headline">Ne</h3><p>Ništa.</p></div>'
    )
    commented = page("", f"<h1>Grad</h1><p>Grad je kupio.</p>{comment}")
    assert told(commented, "published") == told(commented, "author") == []
    own = '<time itemprop="datePublished" datetime="2024-02-01">1 Feb</time>'
    found = told(page("", f"{own}<p>Grad je kupio.</p>{comment}"), "published")
    assert {value for value, *_rest in found} == {"2024-02-01"}


def test_authors_that_json_ld_points_at_are_named_with_the_others() -> None:
    graph = (
        '{"@graph": [{"@type": "Comment", "author": {"name": "Neko"}, '
        '"datePublished": "2024-09-09"}, {"@type": "BlogPosting", '
        '"datePublished": "2024-08-02", "author": [{"@id": "#a"}, '
        '{"name": "Tomáš Novák"}, {"@id": "#nobody"}]}, '
        '{"@type": "Person", "@id": "#a", "name": "Ana Kovač 😀"}]}'
    )
    deposit = page(f'<script type="application/ld+json">{graph}</script>')
    assert [value for value, *_rest in told(deposit, "author")] == ["Ana Kovač 😀, Tomáš Novák"]
    assert [value for value, *_rest in told(deposit, "published")] == ["2024-08-02"]
