"""Search over an archive resampled to 10,000 articles, beside Whoosh's own index, in one run.

    python tests/benchmarks/search_vs_whoosh.py [--articles 10000] [--rounds 20] [--material DIR]

Both sides answer with the number of hits, the best twenty by BM25 and a snippet of each, warm,
from the same texts, on one thread. The archive is encrypted; Whoosh's index lies in memory.
Figures are milliseconds of CPU time a query, the median of the rounds.

The material is cut into sentences and put together anew: `seeds/*.txt`, `data/timeline-events/*`
and `data/udhr/*` under DIR (`../shared` beside the repository), or made-up words.
"""

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, qparser, query
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.filedb.filestore import RamStorage

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from archivist.archive import Archive
from archivist.intake.deposit import Deposit, Fact
from archivist.store.keys import Cost
from archivist.text import canonical, lines

PUBLISHERS = [f"Publisher {number}" for number in range(40)]
SYLLABLES = re.findall("..", "bacedifoguhajekilomunaperisotuvawexiyozu")
BATCH = 500
TOP = 20


@dataclass(frozen=True, slots=True)
class Text:
    """One resampled article."""

    title: str
    body: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Question:
    """The same question in our language and as a Whoosh query."""

    name: str
    ours: str
    theirs: Any


def sentences(material: Path) -> list[str]:
    """Sentences of the material; made-up ones where there is none."""
    found: list[str] = []
    for path in sorted(_files(material)):
        text = canonical(path.read_text("utf-8", errors="replace"))
        body = text.split("\n---\n", 1)[-1]
        found += [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n", body)]
    found = [part for part in found if len(part) > 20]
    return found or list(_invented(random.Random(1)))


def _files(material: Path) -> Iterator[Path]:
    for pattern in ("seeds/*.txt", "data/timeline-events/*", "data/udhr/*.txt"):
        yield from (path for path in material.glob(pattern) if path.is_file())


def _invented(chance: random.Random) -> Iterator[str]:
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(30_000)]
    words[:6] = ["the", "of", "government", "police", "minister", "surveillance"]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for _ in range(20_000):
        yield " ".join(chance.choices(words, weights, k=18)).capitalize() + "."


def resampled(parts: list[str], count: int) -> Iterator[Text]:
    """`count` articles of about 4,000 characters; two of them hold a word of their own."""
    chance = random.Random(7)
    for number in range(count):
        body = "\n".join(chance.choices(parts, k=24))[:4000]
        rare = "\nzymurgist" if number % (count // 2 or 1) == 0 else ""
        year, month = chance.randint(1990, 2026), chance.randint(1, 12)
        yield Text(
            chance.choice(parts)[:80],
            f"{number}\n{body}{rare}",
            chance.choice(PUBLISHERS),
            f"{year}-{month:02}",
        )


def archive_of(texts: list[Text], folder: Path) -> Archive:
    """An archive that holds the texts."""
    archive, _ = Archive.create(folder, passphrase=None, cost=Cost(t=1, m_kib=64, p=1))
    for first in range(0, len(texts), BATCH):
        with archive._store.batch():  # as an import does
            for text in texts[first : first + BATCH]:
                archive.accession(_deposit(text))
    return archive


def _deposit(text: Text) -> Deposit:
    body = lines(text.body)
    given = {"publisher": text.publisher, "published": text.published}
    return Deposit(
        name="text.txt",
        original=f"{text.title}\n{text.body}".encode(),
        media_type="text/plain",
        reader="plain/1",
        title=text.title,
        text=body.text,
        leaves=body.leaves,
        facts=tuple(Fact(name, v, v, "header", "declared") for name, v in given.items()),
    )


def whoosh_index(texts: list[Text]) -> Any:
    """Whoosh's index of the texts, in memory, with the text stored for its snippets."""
    analyzer = RegexTokenizer() | LowercaseFilter()
    schema = fields.Schema(
        title=fields.TEXT(analyzer, stored=True, field_boost=5.0),
        body=fields.TEXT(analyzer, stored=True),
        publisher=fields.ID,
        published=fields.ID,
    )
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=256)
    for text in texts:
        writer.add_document(
            title=text.title, body=text.body, publisher=text.publisher, published=text.published
        )
    writer.commit()
    return index


def questions(index: Any) -> list[Question]:
    """Common to rare, words to filters."""
    parser = qparser.MultifieldParser(["title", "body"], index.schema)

    def both(name: str, text: str) -> Question:
        return Question(name, text, parser.parse(text))

    dated = query.TermRange("published", "2015-01", "2015-12")
    published = query.And([dated, query.Term("publisher", PUBLISHERS[3])])
    filtered = query.And([parser.parse("government"), published])
    return [
        both("common word", "of"),
        both("middling word", "government"),
        both("rare word", "zymurgist"),
        both("phrase", '"human rights"'),
        both("phrase of common words", '"of the"'),
        both("AND", "government AND police"),
        both("OR", "government OR police OR minister"),
        both("NOT", "government NOT police"),
        both("nested", "(government OR police) AND (minister OR right) NOT surveillance"),
        both("prefix", "gov*"),
        Question("filter", 'government date:2015 source:"publisher 3"', filtered),
    ]


def cpu(ask: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Median CPU milliseconds of one answer, and the number of hits."""
    hits = ask()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        ask()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent), hits


def ask_archive(archive: Archive, text: str) -> int:
    """Our answer: total, the best twenty, snippets."""
    results = archive.search.find(text, limit=TOP)
    assert all(hit.snippets for hit in results.hits)  # the work was done
    return results.total


def ask_whoosh(searcher: Any, wanted: Any) -> int:
    """Whoosh's answer: total, the best twenty, snippets."""
    results = searcher.search(wanted, limit=TOP)
    for hit in results:
        hit.highlights("body", top=2)
    return len(results)


def timed(make: Callable[[], Any]) -> tuple[Any, float]:
    """What `make` makes, and the CPU seconds it took."""
    start = time.process_time()
    made = make()
    return made, time.process_time() - start


def main() -> None:
    """Build both, ask both, print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=20)
    beside = Path(__file__).resolve().parents[3] / "shared"
    asked.add_argument("--material", type=Path, default=beside)
    chosen = asked.parse_args()
    texts = list(resampled(sentences(chosen.material), chosen.articles))
    size = sum(len(text.body) for text in texts) / 1e6
    print(f"{len(texts):,} articles, {size:.1f} million characters")
    with tempfile.TemporaryDirectory() as folder:
        archive, ours = timed(lambda: archive_of(texts, Path(folder) / "bench.archivist"))
        index, theirs = timed(lambda: whoosh_index(texts))
        print(
            f"taking in: {ours:.1f} s (journal, text, index) beside Whoosh {theirs:.1f} s (index)"
        )
        print(f"{'query':<24}{'hits':>8}{'whoosh':>8}{'ours ms':>10}{'whoosh ms':>11}{'ratio':>8}")
        with index.searcher() as searcher:
            for question in questions(index):
                _compare(archive, searcher, question, chosen.rounds)
        archive.close()


def _compare(archive: Archive, searcher: Any, question: Question, rounds: int) -> None:
    ours, hits = cpu(lambda: ask_archive(archive, question.ours), rounds)
    theirs, found = cpu(lambda: ask_whoosh(searcher, question.theirs), rounds)
    times = f"{ours:>10.2f}{theirs:>11.2f}{theirs / ours:>7.1f}x"
    print(f"{question.name:<24}{hits:>8,}{found:>8,}{times}", flush=True)


if __name__ == "__main__":
    main()
