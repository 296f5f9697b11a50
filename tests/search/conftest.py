"""A small archive to ask, with an emoji, a CRLF and names of many scripts in its texts."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.intake.deposit import Deposit, EventDeposit, Fact
from archivist.store.keys import Cost
from archivist.text import canonical, lines

CHEAP = Cost(t=1, m_kib=64, p=1)


def deposit(
    title: str,
    text: str,
    *,
    published: str = "",
    publisher: str = "",
    url: str = "",
    event: EventDeposit | None = None,
) -> Deposit:
    """A plain deposit; its original holds everything, so that no two are the same."""
    body = lines(canonical(text))
    given = {"published": published, "publisher": publisher, "url": url}
    facts = tuple(Fact(k, v, v, "header", "declared") for k, v in given.items() if v)
    original = repr((title, text, given)).encode("utf-8", "surrogatepass")
    return Deposit(
        name="case.txt",
        original=original,
        media_type="text/plain",
        reader="plain/1",
        title=title,
        text=body.text,
        leaves=body.leaves,
        facts=facts,
        event=event,
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive whose clock ticks."""
    start = datetime(2026, 11, 21, tzinfo=UTC)
    ticks = (start + timedelta(seconds=second) for second in itertools.count())
    opened, _ = Archive.create(
        tmp_path / "case.archivist", passphrase=None, clock=lambda: next(ticks), cost=CHEAP
    )
    yield opened
    opened.close()


Add = Callable[..., Article]


@pytest.fixture
def add(archive: Archive) -> Add:
    """`add(title, text, …)` takes an article in and returns it."""

    def accession(title: str, text: str, **given: object) -> Article:
        return archive.accession(deposit(title, text, **given)).article  # type: ignore[arg-type] # forwarded as they come

    return accession


@pytest.fixture
def found(archive: Archive) -> Callable[[str], set[str]]:
    """`found(query)` is the set of titles found."""

    def titles(query: str) -> set[str]:
        results = archive.search.find(query, limit=1000)
        assert results.total == len(results.hits)
        return {hit.title for hit in results.hits}

    return titles
