"""What articles have in common: the same words, or at least half of them."""

import random
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.errors import NotFound
from archivist.intake.reading import read_bytes
from archivist.sketching import share, sketch

SAMPLES = Path(__file__).parents[1] / "sample_archive"
SHARED = Path(__file__).parents[2] / "shared"
_WORDS = ("nalog", "sud", "😀", "izveštaj", "“šta”", "Сlављa", "dan", "soba", "novinar", "pregled")


def _text(seed: int, words: int = 200) -> str:
    """Words that no other seed has in this order."""
    chosen = random.Random(seed).choices(_WORDS, k=words)
    return " ".join(f"{word}{number % 7}" for number, word in enumerate(chosen))


def _taken_in(archive: Archive, text: str, name: str) -> Article:
    return archive.accession(read_bytes(text.encode(), name)).article


def test_a_sketch_is_that_of_the_folded_words() -> None:
    assert sketch("Слaвиша је ту,\r\nсада и овде!") == sketch("slavisa je TU sada i ovde")
    assert sketch(_text(1))[0] < 0 <= min(sketch(_text(1))[1:])
    assert sketch("— 😀 …") == []


def test_a_share_counts_the_runs_of_the_first_text_that_stand_in_the_second() -> None:
    whole = _text(1)
    assert share(whole[: len(whole) // 2], whole) > 0.98
    assert 0.45 < share(whole, whole[: len(whole) // 2]) < 0.55
    assert share("Kratko.", "kratko") == 1
    assert share("", "") == 0


def test_the_same_words_are_known_however_few_they_are(archive: Archive) -> None:
    first = _taken_in(archive, "Slaviša je tu. 😀\r\n", "jedan.txt")
    second = _taken_in(archive, "СЛАВИША је ту!\n", "два.txt")
    (likeness,) = archive.likenesses.of(second)
    assert likeness.article == first.id
    assert likeness.is_same
    assert likeness.sentence.endswith(", word for word.")


def test_one_text_that_holds_another_is_told_from_one_that_stands_in_it(archive: Archive) -> None:
    whole = _taken_in(archive, f"{_text(1)}\n{_text(2)}", "sve.txt")
    part = _taken_in(archive, _text(2), "deo.txt")
    (seen,) = archive.likenesses.of(part)
    assert seen.sentence == f"All or nearly all of it stands in “{whole.title}”."
    (seen,) = archive.likenesses.of(whole)
    assert seen.sentence == f"It holds all or nearly all of “{part.title}”."


def test_texts_of_other_words_are_not_alike(archive: Archive) -> None:
    for seed in range(20):
        article = _taken_in(archive, _text(seed), f"{seed}.txt")
        assert archive.likenesses.of(article) == ()
    assert tuple(archive.likenesses.groups()) == ()


def test_undone_and_renewed_articles_leave_no_sketch_behind(archive: Archive) -> None:
    first = _taken_in(archive, _text(1), "prvi.txt")
    second = _taken_in(archive, f"{_text(1)} još", "drugi.txt")
    archive.revise(first.id, read_bytes(_text(3).encode(), "novi.txt"))
    assert archive.likenesses.of(second) == ()
    archive.undo()
    assert len(archive.likenesses.of(second)) == 1
    assert all(check.ok for check in archive.verify())
    with pytest.raises(NotFound):
        for _ in range(9):
            archive.undo()
    assert archive._store.read("SELECT h FROM sketch UNION ALL SELECT n FROM address") == []


@pytest.mark.parametrize(
    ("tampering", "sentence"),
    [
        ("DELETE FROM sketch WHERE h > 0", "in common with others is kept wrong"),
        ("INSERT INTO sketch VALUES (1, 99, 1)", "articles that are not there"),
        ("INSERT INTO address VALUES ('example.org/a', 1)", "The index of addresses"),
    ],
)
def test_an_index_of_likeness_that_is_wrong_is_found(
    archive: Archive, tampering: str, sentence: str
) -> None:
    _taken_in(archive, _text(1), "prvi.txt")
    archive._store.scratch(tampering)
    (fault,) = (check.detail for check in archive.verify() if not check.ok)
    assert sentence in fault


def test_a_group_names_each_pair_once(archive: Archive) -> None:
    made = [_taken_in(archive, f"{_text(1)} {tail}", f"{tail}.txt") for tail in ("a", "b", "c")]
    _taken_in(archive, _text(2), "drugo.txt")
    (group,) = archive.likenesses.groups()
    assert set(group.articles) == {article.id for article in made}
    assert len(group.pairs) == 3


def _material(archive: Archive) -> dict[str, str]:
    """Our samples, and real events where they lie beside the repository, by their article."""
    found = [*SAMPLES.rglob("*.md"), *SAMPLES.rglob("*.txt")]
    found += sorted((SHARED / "data" / "timeline-events").glob("*.md"))[:60]
    lines = list(archive.import_from(found))
    articles = [archive.articles.get(line.article) for line in lines if line.article]
    texts = {article.id: archive.articles.text_of(article).text for article in articles}
    return {article: text for article, text in texts.items() if len(text.split()) > 100}


def test_wire_copies_are_found_whatever_was_cut_and_put_around_them(archive: Archive) -> None:
    texts = _material(archive)
    assert len(texts) >= 2
    found, false_pairs = 0, []
    for number, (original, text) in enumerate(texts.items()):
        words = text.split()
        kept = " ".join(words[len(words) // 10 : len(words) * 3 // 4])
        copy = f"{_text(number, 30)} {kept} {_text(number + 1000, 30)}"
        alike = {each.article for each in archive.likenesses.of(_taken_in(archive, copy, "a.txt"))}
        found += original in alike
        false_pairs += [
            (original, other)
            for other in alike.intersection(texts) - {original}
            if max(share(texts[other], copy), share(copy, texts[other])) < 1 / 3
        ]
    assert found >= 0.9 * len(texts)
    assert false_pairs == []


def test_of_short_texts_copies_are_found_too_and_only_they(archive: Archive) -> None:
    texts = [_text(seed, 70) for seed in range(40)]
    originals = [_taken_in(archive, text, "a.txt").id for text in texts]
    found = []
    for number, text in enumerate(texts):
        kept = " ".join(text.split()[:50])
        copy = f"{_text(number + 100, 20)} {kept} {_text(number + 200, 20)}"
        alike = archive.likenesses.of(_taken_in(archive, copy, "b.txt"))
        found += [(originals[number], each.article) for each in alike]
    assert len(found) >= 0.9 * len(texts)
    assert all(original == other for original, other in found)


def test_what_shares_a_third_of_its_runs_is_another_text(archive: Archive) -> None:
    _taken_in(archive, f"{_text(1, 40)} {_text(2, 80)}", "a.txt")
    other = _taken_in(archive, f"{_text(1, 40)} {_text(3, 80)}", "b.txt")
    assert archive.likenesses.of(other) == ()
