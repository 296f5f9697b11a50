"""What of an article is its text, said by a person: for it alone, or for all of its site."""

from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.errors import NotFound, Refused
from archivist.intake.isolation.confined import Confined
from archivist.intake.reading import read_bytes

STORY = (
    "<p>Policija je u ponedeljak zaustavila novinara {who} blizu Pirota i uzela mu telefon 📱.</p>"
    "<p>Telefon je vraćen posle dva sata, a na njemu je nađen program za praćenje poruka.</p>"
)
PROMO = (
    "<aside class='promo box-{n}'><p>Učlanite se u klub čitalaca {n} i podržite redakciju koja "
    "piše o onome o čemu drugi ćute već godinama.</p></aside>"
)


def page(n: int, who: str = "Slavišu Milanova", *, story: str = STORY, promo: str = PROMO) -> bytes:
    words = story.format(who=who) + promo.format(n=n)
    return (
        f"<html lang=sr><title>Vest {n}</title>"
        f"<link rel=canonical href='https://www.vesti.example/tekst/{n}'>"
        f"<body class='post-{n}'><article id='post-{n}'><h1>Vest {n}</h1>{words}</article></body>"
    ).encode()


@pytest.fixture
def site(archive: Archive) -> list[Article]:
    """Three articles of one site and one of another."""
    with Confined() as child:
        pages = [child.read(page(n, "Đorđa"), f"{n}.html") for n in range(3)]
        pages.append(child.read(page(3).replace(b"vesti.example", b"drugi.example"), "3.html"))
    return [archive.accession(each).article for each in pages]


def folded(archive: Archive, article: Article) -> list[str]:
    """The beginnings of the paragraphs that are folded away."""
    text = archive.articles.text_of(archive.articles.get(article.id))
    return [
        " ".join(text.text[leaf.start : leaf.end].split()[:2])
        for first, last in archive.proposals.folded(article.id)
        for leaf in text.leaves[first : last + 1]
    ]


def test_one_article_is_set_right_and_the_others_stay(
    archive: Archive, site: list[Article]
) -> None:
    archive.articles.assign(site[0].id, [(3, 3)], role="boilerplate")
    assert folded(archive, site[0]) == ["Učlanite se"]
    assert folded(archive, site[1]) == []
    archive.articles.assign(site[0].id, [(3, 3)], role="main")
    assert folded(archive, site[0]) == []
    archive.undo()
    archive.undo()
    assert archive.articles.get(site[0].id) == site[0]


def test_paragraphs_there_are_not_are_refused(archive: Archive, site: list[Article]) -> None:
    with pytest.raises(Refused, match=r"has 4 paragraphs and no others"):
        archive.articles.assign(site[0].id, [(3, 4)], role="boilerplate")


def test_what_is_said_of_a_site_holds_on_its_other_pages_and_is_one_act(
    archive: Archive, site: list[Article]
) -> None:
    lines = list(archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate"))
    assert [line.status for line in lines] == ["corrected"] * 3
    assert [folded(archive, each) for each in site] == [["Učlanite se"]] * 3 + [[]]
    ((mark,),) = (each.rule for each in archive.sites.all())
    assert (mark.by, mark.value) == ("place", "aside.box.promo")
    archive.undo()
    assert [archive.articles.get(each.id) for each in site] == site
    assert archive.sites.all() == ()
    archive.redo()
    assert folded(archive, site[2]) == ["Učlanite se"]
    assert all(check.ok for check in archive.verify())


def test_it_holds_for_pages_that_come_in_later_and_for_newer_captures(
    archive: Archive, site: list[Article], tmp_path: Path
) -> None:
    list(archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate"))
    (tmp_path / "7.html").write_bytes(page(7))
    (tmp_path / "8.html").write_bytes(page(1, "nekoga drugog"))
    new, newer = archive.import_from([tmp_path])
    assert (new.status, newer.status) == ("imported", "updated")
    for line in (new, newer):
        assert folded(archive, archive.articles.get(line.article)) == ["Učlanite se"]


def test_what_a_person_says_of_one_article_goes_before_what_is_said_of_its_site(
    archive: Archive, site: list[Article]
) -> None:
    archive.articles.assign(site[1].id, [(3, 3)], role="main")
    list(archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate"))
    assert folded(archive, site[1]) == []
    archive.articles.assign(site[2].id, [(3, 3)], role="main")
    assert folded(archive, site[2]) == []


def test_what_was_said_of_a_site_can_be_taken_back(archive: Archive, site: list[Article]) -> None:
    list(archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate"))
    archive.sites.remove("vesti.example")
    assert [folded(archive, each) for each in site] == [["Učlanite se"], [], [], []]
    assert archive.sites.all() == ()
    archive.undo()
    assert folded(archive, site[2]) == ["Učlanite se"]
    with pytest.raises(NotFound, match=r"drugi\.example"):
        archive.sites.remove("drugi.example")


def test_a_rule_that_would_leave_nothing_of_an_article_is_not_applied_to_it(
    archive: Archive, site: list[Article], tmp_path: Path
) -> None:
    other = page(5, story="", promo=PROMO)
    (tmp_path / "5.html").write_bytes(other)
    (line,) = archive.import_from([tmp_path])
    *_, kept = archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate")
    assert (kept.status, kept.article.id) == ("kept", line.article)
    assert kept.reason.startswith("What was said of vesti.example would leave nothing")
    assert folded(archive, kept.article) == []
    (tmp_path / "6.html").write_bytes(other.replace(b"tekst/5", b"tekst/6"))
    later = list(archive.import_from([tmp_path]))[-1]
    assert later.warnings == (kept.reason,)


def test_who_stops_keeps_what_is_done_and_takes_it_back_as_one_act(
    archive: Archive, site: list[Article]
) -> None:
    told: list[str] = []
    said = archive.corrections.for_site(
        site[0].id, [(3, 3)], role="boilerplate", stopped=lambda: len(told) > 1
    )
    told.extend(line.article.id for line in said)
    assert told == [site[0].id, site[1].id]
    assert [folded(archive, each) for each in site[:3]] == [["Učlanite se"], ["Učlanite se"], []]
    archive.undo()
    assert [archive.articles.get(each.id) for each in site] == site


def test_what_is_withdrawn_meanwhile_is_passed_over(archive: Archive, site: list[Article]) -> None:
    said = archive.corrections.for_site(site[0].id, [(3, 3)], role="boilerplate")
    next(said)
    archive.withdraw_article(site[1].id)
    assert [line.article.id for line in said] == [site[2].id]


def test_menus_of_scraped_text_are_known_by_their_words(archive: Archive) -> None:
    def scraped(n: int) -> bytes:
        return (
            f"---\nurl: https://vesti.example/{n}\ntitle: Vest {n}\n---\n"
            f"Pretplatite se 😀\n\nVest broj {n} govori o zaustavljanju u Pirotu i o tome ko je "
            f"uzeo telefon {n}.\n"
        ).encode()

    one, two = (archive.accession(read_bytes(scraped(n), f"{n}.md")).article for n in (1, 2))
    list(archive.corrections.for_site(one.id, [(0, 0)], role="boilerplate"))
    assert folded(archive, two) == ["Pretplatite se"]
    ((mark,),) = (each.rule for each in archive.sites.all())
    assert (mark.by, mark.value) == ("words", "pretplatitese")


def test_what_nothing_tells_from_the_rest_is_refused_for_a_site(
    archive: Archive, site: list[Article]
) -> None:
    with pytest.raises(Refused, match=r"^Nothing tells these paragraphs from the others"):
        list(archive.corrections.for_site(site[0].id, [(1, 1)], role="main"))
    with pytest.raises(Refused, match=r"has no address of the web"):
        plain = archive.accession(read_bytes("Bez adrese 😀\n".encode(), "a.txt")).article
        list(archive.corrections.for_site(plain.id, [(0, 0)], role="boilerplate"))
    assert archive.sites.all() == ()


def test_an_accepted_proposal_leaves_what_a_person_said_otherwise(archive: Archive) -> None:
    sample = Path(__file__).parents[1] / "sample_archive" / "03-scraped-notebook-page.md"
    article = archive.accession(read_bytes(sample.read_bytes(), "page.md")).article
    (proposal,) = (each for each in archive.proposals.waiting() if each.kind == "boilerplate")
    first = proposal.content["leaves"][0][0]
    archive.articles.assign(article.id, [(first, first)], role="main")
    archive.proposals.accept(proposal.id)
    assert archive.articles.get(article.id).said[first] == "main"
    assert (first + 1) in archive.articles.get(article.id).said
