"""Random archives, random searches: what the index finds is what reading everything finds."""

import random
from collections.abc import Callable
from itertools import pairwise

from archivist.archive import Archive
from archivist.articles import Article
from archivist.folding import fold

VOCABULARY = ["ana", "banka", "Ćuprija", "дан", "eho", "fon"]
YEARS = ["", "2020", "2021"]
FOLDED = {word: fold(word) for word in VOCABULARY}

Held = dict[str, list[list[str]]]
"""By part of an article (title, text, note, quote, tag, year), the words of each text there."""

Test = Callable[[Held], bool]


def read(archive: Archive, article: Article) -> Held:
    annotations = archive.annotations.of(article.id)
    return {
        "title": [fold(article.title).split()],
        "text": [fold(archive.articles.text_of(article).text).replace(".", " ").split()],
        "note": [fold(annotation.note).split() for annotation in annotations],
        "quote": [fold(annotation.exact).replace(".", " ").split() for annotation in annotations],
        "tag": [fold(tag.name).split() for annotation in annotations for tag in annotation.tags],
        "year": [[article.published]],
    }


class Asking:
    """Makes searches, each as typed and as a test of what an article holds."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def leaf(self) -> tuple[str, Test]:
        field = self._chance.choice(["", "", "", "title", "text", "note"])
        parts = [field] if field else ["title", "text", "note", "quote"]
        kind = self._chance.choice(["word", "word", "phrase", "prefix", "near"])
        word, other = self._chance.choices(VOCABULARY, k=2)
        if self._chance.random() < 0.2:
            return self.record(word)
        mark = f"{field}:" if field else ""
        if kind == "word":
            return mark + word, some_text(parts, lambda words: FOLDED[word] in words)
        if kind == "prefix":
            begin = word[:2]
            return f"{mark}{begin}*", some_text(
                parts, lambda words: any(each.startswith(fold(begin)) for each in words)
            )
        pair = (FOLDED[word], FOLDED[other])
        if kind == "phrase":
            return f'{mark}"{word} {other}"', some_text(
                parts, lambda words: pair in pairwise(words)
            )
        if word == other:
            return mark + word, some_text(parts, lambda words: FOLDED[word] in words)
        return f'{mark}"{word} {other}"~1', some_text(parts, lambda words: near(words, pair))

    def record(self, word: str) -> tuple[str, Test]:
        if self._chance.random() < 0.5:
            return f"tag:{word}", some_text(["tag"], lambda words: FOLDED[word] in words)
        year = self._chance.choice(YEARS[1:])
        return f"date:{year}", some_text(["year"], lambda words: year in words)

    def search(self, depth: int) -> tuple[str, Test]:
        if depth == 0 or self._chance.random() < 0.3:
            return self.leaf()
        kind = self._chance.choice(["AND", "OR", "NOT", " "])
        one, one_holds = self.search(depth - 1)
        if kind == "NOT":
            return f"NOT ({one})", lambda held: not one_holds(held)
        other, other_holds = self.search(depth - 1)
        if kind == "OR":
            return f"({one}) OR ({other})", lambda held: one_holds(held) or other_holds(held)
        return f"({one}) {kind} ({other})", lambda held: one_holds(held) and other_holds(held)


def some_text(parts: list[str], holds: Callable[[list[str]], bool]) -> Test:
    return lambda held: any(holds(words) for part in parts for words in held[part])


def near(words: list[str], pair: tuple[str, str]) -> bool:
    first = [at for at, word in enumerate(words) if word == pair[0]]
    second = [at for at, word in enumerate(words) if word == pair[1]]
    return any(abs(one - other) <= 2 for one in first for other in second)


def fill(archive: Archive, add: Callable[..., Article], chance: random.Random) -> None:
    tags = [archive.tags.add(f"{word} case").id for word in VOCABULARY[:3]]
    for number in range(40):
        words = chance.choices(VOCABULARY, k=chance.randint(1, 6))
        title = " ".join(chance.choices(VOCABULARY, k=2))
        year = chance.choice(YEARS)
        article = add(title, " ".join(words) + f".{number}", published=year)
        for _ in range(chance.choice([0, 0, 1, 2])):
            end = chance.randint(1, len(words[0]))
            note = " ".join(chance.choices(VOCABULARY, k=chance.randint(0, 3)))
            tagged = chance.sample(tags, chance.choice([0, 1]))
            archive.annotations.highlight(article.id, 0, end, note=note, tags=tagged)


def test_every_search_finds_what_reading_everything_finds(
    archive: Archive,
    add: Callable[..., Article],
    campaign_count: Callable[[int, int], int],
) -> None:
    chance = random.Random(2611)
    fill(archive, add, chance)
    held = {article.id: read(archive, article) for article in archive.articles.all()}
    asking = Asking(chance)
    for _ in range(campaign_count(400, 20_000)):
        typed, holds = asking.search(3)
        results = archive.search.find(typed, limit=100)
        expected = {name for name, words in held.items() if holds(words)}
        assert {hit.id for hit in results.hits} == expected, typed
        assert results.total == len(expected) == len(results.hits), typed
        assert archive.search.materialise(typed) == len(expected), typed
        assert {card.id for card in archive.search.page(0, 100)} == expected, typed
