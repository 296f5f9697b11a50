"""Recognition: pages that are pictures are looked at, and an article gets the words seen on them.

What was seen becomes a newer text of the article, as if its file had been read so, and its
annotations are found again in it. Only pages without text are looked at, each once.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal

from archivist.accessions import ImportLine
from archivist.articles import Article, Articles
from archivist.errors import Damaged, Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation.paging import Paging
from archivist.intake.paper import tessdata
from archivist.intake.paper.recognised import Recognised, with_recognised
from archivist.layout import Layout
from archivist.layouts import Layouts
from archivist.rereading import Originals
from archivist.revisions import Revision, Revisions
from archivist.store.store import Store


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page that was looked at: `done` of `total`, with how many words were seen on it.

    `page` counts from 1. `reason` is the sentence that says why it could not be looked at.
    """

    article: Article
    page: int
    done: int
    total: int
    words: int = 0
    unsure: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What became of one article: `renewed`, `same` where no page waits to be read, or `refused`.

    `pages` is how many pages were read, of those that waited; `reason` says why no more.
    """

    article: Article
    status: Literal["renewed", "same", "refused"]
    pages: int = 0
    reason: str = ""
    revision: Revision | None = None


class Recognitions:
    """The way of articles from pictures of pages to texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._layouts = Layouts(store)
        self._revisions = Revisions(store)

    def recognise(
        self,
        articles: Iterable[str],
        languages: tuple[str, ...],
        *,
        again: bool = False,
        stopped: Callable[[], bool] = bool,
        joining: int | None = None,
    ) -> Generator[PageSeen | Recognition, None, None]:
        """Look at the pages of the articles that hold no text, and tell of each page and article.

        With `again` also at those that were looked at before. An article is an act of its own
        for `undo`, or goes on with the act `joining`. Once `stopped` says so, no further page is
        looked at; what was read comes in, and the rest can be read another time. Raises
        `NotFound` for an article there is not, and `Refused` where Tesseract or a language is
        not installed, before anything is read.
        """
        tessdata.folder_of(languages)
        wanted = [self._articles.get(article).id for article in articles]
        with Originals(self._articles, stopped=stopped) as originals:
            for article in wanted:
                if stopped():
                    return
                yield from self._article(
                    article, _Task(originals, languages, again, stopped, joining)
                )

    def also(
        self,
        lines: Generator[ImportLine, None, None],
        languages: tuple[str, ...],
        *,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """The lines of an import, after the bare pages of what came in were looked at too.

        It is one act with the import. Raises as `recognise`.
        """
        tessdata.folder_of(languages)
        with closing(lines):
            for line in lines:
                bare = [each for each in _all_lines(line) if self._waits(each)]
                yield self._also(line, bare, languages, stopped) if bare else line

    def _also(
        self,
        line: ImportLine,
        bare: list[ImportLine],
        languages: tuple[str, ...],
        stopped: Callable[[], bool],
    ) -> ImportLine:
        former = {each.article: self._articles.get(each.article) for each in bare}
        looking = self.recognise(former, languages, stopped=stopped, joining=self._import_act())
        told = {each.article.id: each for each in looking if isinstance(each, Recognition)}
        return _with(line, former, told)

    def _import_act(self) -> int | None:
        """The act of the import under way, whatever else the same person does meanwhile."""
        actions = "agent = ? AND action IN ('import', 'import article', 'renew text')"
        found = self._store.latest_entries(actions, (self._store.circumstances.agent,), limit=1)
        return found[0].act if found else None

    def _waits(self, line: ImportLine) -> bool:
        if line.status not in {"imported", "updated"}:
            return False
        return bool(self._layouts.bare(self._articles.get(line.article)))

    def _article(self, article: str, task: "_Task") -> Iterator[PageSeen | Recognition]:
        subject = self._articles.get(article)
        try:
            deposit = task.originals.read(subject)
            known = self._layouts.recognised(subject)
            bare = Layout(deposit.pages).bare(len(deposit.text))
            pages = [page for page in bare if task.again or page not in known]
            if not pages:
                yield Recognition(subject, "same", reason=_why_none(deposit))
                return
            seen = yield from self._looked_at(subject, pages, task)
            yield self._renewed(subject, with_recognised(deposit, known | seen), seen, task)
        except (Refused, Damaged) as refusal:
            yield Recognition(subject, "refused", reason=str(refusal))

    def _looked_at(
        self, subject: Article, pages: list[int], task: "_Task"
    ) -> Generator[PageSeen, None, dict[int, Recognised]]:
        seen: dict[int, Recognised] = {}
        content = self._articles.original_of(subject)
        with Paging(content, subject.name, stopped=task.stopped) as paging:
            for done, page in enumerate(pages, start=1):
                if task.stopped():
                    break
                told = PageSeen(subject, page + 1, done, len(pages))
                try:
                    seen[page] = paging.recognise(page, task.languages)
                except Refused as refusal:
                    if task.stopped():
                        break
                    yield replace(told, reason=str(refusal))
                    continue
                yield replace(told, words=len(seen[page].words), unsure=seen[page].unsure)
        return seen

    def _renewed(
        self, subject: Article, deposit: Deposit, seen: dict[int, Recognised], task: "_Task"
    ) -> Recognition:
        if not any(page.words for page in seen.values()):
            return Recognition(subject, "refused", reason="No words were seen on its pages.")
        with self._store.act(task.joining), self._store.batch():
            revision = self._revisions.revise(subject.id, deposit)
            if revision.status == "known":
                return Recognition(subject, "same", reason="It has the words that were seen.")
            if subject.title == subject.name and deposit.title.strip():
                self._articles.edit(subject.id, title=deposit.title)
        return Recognition(
            self._articles.get(subject.id), "renewed", pages=len(seen), revision=revision
        )


@dataclass(frozen=True, slots=True)
class _Task:
    originals: Originals
    languages: tuple[str, ...]
    again: bool
    stopped: Callable[[], bool]
    joining: int | None


def _why_none(deposit: Deposit) -> str:
    return "Every page has its text." if deposit.pages else "Its file has no pages to look at."


def _all_lines(line: ImportLine) -> Iterator[ImportLine]:
    yield line
    for part in line.parts:
        yield from _all_lines(part)


def _with(line: ImportLine, former: dict[str, Article], told: dict[str, Recognition]) -> ImportLine:
    """The line with what became of its article and of those it carries."""
    line = replace(line, parts=tuple(_with(part, former, told) for part in line.parts))
    found = told.get(line.article)
    if found is None:
        return line
    known = former[line.article].warnings
    more = tuple(warning for warning in line.warnings if warning not in known)
    reason = (found.reason,) if found.reason else ()
    return replace(
        line, title=found.article.title, warnings=(*found.article.warnings, *more, *reason)
    )
