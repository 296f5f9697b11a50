"""How many altered copies of the texts of a folder an archive finds, and what it finds wrongly.

    python -m tests.benchmarks.duplicates FOLDER [--least WORDS] [--seed N] [--shown N]

From each text of at least so many words copies are made: as a wire service's (cut, with another
head and tail), with words changed, with a menu around it, with other spaces and case. Each copy
goes into an archive that holds all the texts, and is asked what it is like. Printed are the share
found of each kind; the pairs among the texts themselves; and the copies that were found to be like
a text they are no copy of, where that text is not itself like the one copied.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from archivist.archive import Archive
from archivist.errors import Refused
from archivist.intake import reading
from archivist.intake.isolation.confined import Confined
from tests.benchmarks.reading import files

_MENU = "Home News World Business Sport Culture Subscribe Log in Contact About us Privacy Cookies"


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the folder, and the article it became."""

    article: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Altering:
    """Ways to alter the words of a text; `others` are those of all texts."""

    chance: Random
    others: tuple[str, ...]

    def foreign(self, least: int, most: int) -> list[str]:
        """Words in no order that anybody wrote."""
        return self.chance.choices(self.others, k=self.chance.randint(least, most))

    def wire(self, words: tuple[str, ...]) -> str:
        """Cut by a fifth to two fifths, with another head and another tail."""
        kept = int(len(words) * self.chance.uniform(0.6, 0.8))
        whole = (*self.foreign(15, 40), *words[:kept], *self.foreign(20, 60))
        return " ".join(whole)

    def edited(self, words: tuple[str, ...], share: float) -> str:
        """With that share of the words left out, replaced, or followed by another."""
        return " ".join(word for old in words for word in self._edit(old, share))

    def _edit(self, word: str, share: float) -> tuple[str, ...]:
        if self.chance.random() >= share:
            return (word,)
        other = self.chance.choice(self.others)
        return self.chance.choice(((), (other,), (word, other)))

    def in_a_menu(self, words: tuple[str, ...]) -> str:
        menu = "\n".join(self.chance.sample(_MENU.split(), 10))
        return f"{menu}\n{' '.join(words)}\n{menu}"

    def respaced(self, words: tuple[str, ...]) -> str:
        """All in capitals, with other spaces and line ends between."""
        return "".join(
            word.upper() + self.chance.choice((" ", "\u00a0", "\n", "  ")) for word in words
        )


Altered = Callable[[Altering, tuple[str, ...]], str]
ALTERED: dict[str, Altered] = {
    "wire copy": Altering.wire,
    "1 % of words edited": lambda how, words: how.edited(words, 0.01),
    "5 % of words edited": lambda how, words: how.edited(words, 0.05),
    "20 % of words edited": lambda how, words: how.edited(words, 0.20),
    "menu around it": Altering.in_a_menu,
    "spaces and case": Altering.respaced,
}


def sources(archive: Archive, folder: Path, least: int) -> Iterator[Source]:
    """The texts of a folder that are long enough, each taken in."""
    with Confined() as confined:
        for path in files([folder]):
            try:
                deposit = reading.read(path, confined=confined)
            except Refused:
                continue
            article = archive.accession(deposit).article
            words = tuple(archive.articles.text_of(article).text.split())
            if len(words) >= least:
                yield Source(article.id, article.title, words)


def among_themselves(archive: Archive) -> dict[str, set[str]]:
    """Which articles were found to be like which."""
    like: dict[str, set[str]] = {}
    for group in archive.likenesses.groups():
        for article in group.articles:
            like.setdefault(article, set()).update(group.articles)
    return like


def measure(
    archive: Archive, kind: str, found_in: list[Source], altering: Altering
) -> tuple[int, list[tuple[str, str]]]:
    """How many copies were found, and the titles of what was found wrongly."""
    like = among_themselves(archive)
    found, wrong = 0, []
    for number, source in enumerate(found_in):
        copy = ALTERED[kind](altering, source.words)
        deposit = reading.read_bytes(copy.encode(), f"{number}.txt")
        article = archive.accession(deposit).article
        likenesses = archive.likenesses.of(article)
        found += any(each.article == source.article for each in likenesses)
        related = like.get(source.article, set()) | {source.article}
        wrong += [(source.title, each.title) for each in likenesses if each.article not in related]
        if article.id != source.article:
            archive.withdraw_article(article.id)
    return found, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        archive, _code = Archive.create(
            Path(temporary) / "copies.archivist", passphrase=None, agent="benchmark"
        )
        found_in = list(sources(archive, asked.folder, asked.least))
        others = tuple(word for source in found_in for word in source.words)
        print(f"{archive.articles.count()} texts, {len(found_in)} of {asked.least} words or more")
        for kind in ALTERED:
            altering = Altering(Random(asked.seed), others)
            found, wrong = measure(archive, kind, found_in, altering)
            share = found / max(1, len(found_in))
            print(f"{kind:22} {share:6.1%} found, {len(wrong)} wrongly")
            for source, other in wrong[: asked.shown]:
                print(f"    {source[:60]} ~ {other[:60]}")
        print("Alike among the texts themselves:")
        for group in archive.likenesses.groups():
            titles = [archive.articles.get(article).title[:60] for article in group.articles]
            print(f"    {' ~ '.join(titles)}")
        archive.close()


if __name__ == "__main__":
    main()
