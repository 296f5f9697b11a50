"""Revisions: an article gets a new text, and every passage of it is found again or said to be lost.

The former text and its original stay: an annotation goes on quoting the text it was made in for
as long as it is not found in a later one.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from archivist.articles import Article, Articles, kept_roles, of_leaves, renewed_from, stretches
from archivist.changes import Changes, changes
from archivist.errors import Refused
from archivist.events import Event, Events
from archivist.fixity import sha256, sha256_text
from archivist.following import Following, How, RevisionLine
from archivist.intake.deposit import Deposit, EventDeposit
from archivist.layout import Layout
from archivist.paragraphs import Furniture, Same, carried_roles, same_leaves
from archivist.sites import Sites
from archivist.store.contents import Kept
from archivist.store.store import Change, Store
from archivist.text import StructuredText
from archivist.versions import Version, Versions

# Letters and signs to Unicode that leave no mark on the page.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class Revision:
    """An article after `revise`; `known` when text and original are those it had already.

    `warnings` are sentences on what the new file holds and the archive does not show.
    """

    article: Article
    status: Literal["renewed", "known"]
    lines: tuple[RevisionLine, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many annotations were found again in which way, and how many are lost."""
        found = [line.how for line in self.lines]
        return {how: found.count(how) for how in get_args(How)}

    def to_json(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "article": self.article.id,
            "status": self.status,
            "text_sha256": self.article.text_sha256,
            "warnings": list(self.warnings),
            "counts": self.counts,
            "lines": [asdict(line) for line in self.lines],
        }


class Revisions:
    """The way of an article from one text to the next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._events = Events(store)
        self._versions = Versions(store)
        self._furniture = Furniture(store)
        self._sites = Sites(store)

    def revise(self, article: str, deposit: Deposit) -> Revision:
        """Give the article the original and the text of a deposit, and find its passages again.

        What a person said of the article stays, and the roles they gave to paragraphs go to those
        with the same words. All of it is one change. Raises `Refused` for a text without a
        visible character, the original of another article, or a file that carries others which
        are not in the archive; `NotFound` for an article there is not.
        """
        text = StructuredText(deposit.text, deposit.leaves, deposit.spans)
        subject = self._articles.get(article)
        original = sha256(deposit.original)
        self._require_fit(subject, deposit, original)
        told = (*deposit.warnings, *self._left_out(subject, deposit, original))
        deposit = replace(deposit, warnings=told)
        # Searching and comparing are done before the archive is held; what remains is to write.
        following = self._look_ahead(subject, deposit)
        same = {subject.text_id: same_leaves(self._articles.text_of(subject), text)}
        with self._store.change("renew text") as change:
            subject = self._articles.get(subject.id)
            self._require_fit(subject, deposit, original)
            kept = self._kept(deposit, text)
            if (kept.id, original) == (subject.text_id, subject.original):
                return Revision(subject, "known", warnings=told)
            alike = same.get(subject.text_id)
            if alike is None:
                alike = same_leaves(self._articles.text_of(subject), text)
            self._renew(change, subject, deposit, kept, alike)
            lines = following.write(change, subject.text_sha256)
        return Revision(self._articles.get(subject.id), "renewed", lines, told)

    def versions(self, article: str) -> tuple[Version, ...]:
        """The texts the article had before its present one, the oldest first."""
        return self._versions.of(article)

    def text_of(self, version: Version) -> StructuredText:
        """The canonical text of a version, with its structure."""
        return self._versions.text_of(version)

    def original_of(self, version: Version) -> bytes:
        """The bytes of a version as they came. Raises `Damaged` as `Articles.original_of`."""
        return self._versions.original_of(version)

    def changes_since(self, version: Version) -> Changes:
        """What became of the text of a version in the present text of its article."""
        present = self._articles.text_of(self._articles.get(version.article))
        return changes(self.text_of(version).text, present.text)

    def withdraw(self, article: str) -> None:
        """Take away what is kept of the article's former texts."""
        self._versions.withdraw(article)

    # What may come in

    def _require_fit(self, subject: Article, deposit: Deposit, original: str) -> None:
        if not any(map(_is_visible, deposit.text)):
            raise Refused(f"There are no words in “{deposit.name}”; the article keeps its text.")
        holding = self._articles.holding(original)
        if holding is None:
            self._require_parts(deposit)
        elif holding.id != subject.id:
            raise Refused(
                f"“{deposit.name}” is in the archive already, as “{holding.title}”; an original "
                "belongs to one article."
            )

    def _require_parts(self, deposit: Deposit) -> None:
        """Refuse to let files go by that would come in with an import."""
        missing = self._missing_parts(deposit)
        if missing:
            raise Refused(
                f"“{deposit.name}” carries {missing}, which would be left out: import it as an "
                "article of its own."
            )

    def _missing_parts(self, deposit: Deposit) -> str:
        return ", ".join(
            f"“{part.name}”"
            for part in deposit.parts
            if self._articles.holding(sha256(part.original)) is None
        )

    def _left_out(self, subject: Article, deposit: Deposit, original: str) -> Iterator[str]:
        missing = self._missing_parts(deposit)
        if missing:
            yield f"“{deposit.name}” carries {missing}, not in the archive: take them in apart."
        event = deposit.event
        if event is None or self._articles.holding(original):
            return
        if all(_header(each) != _header(event) for each in self._events.on(subject.id)):
            yield (
                f"“{deposit.name}” declares the event “{event.title}” in words of its own, and a "
                "newer capture brings no event in: write down yourself what it tells."
            )

    def _look_ahead(self, subject: Article, deposit: Deposit) -> Following:
        following = Following(self._store, subject.id, deposit.text, sha256_text(deposit.text))
        following.look_ahead(subject.text_sha256)
        return following

    def _kept(self, deposit: Deposit, text: StructuredText) -> Kept:
        """The text, kept with its original and where it stands there."""
        original = self._store.keep_original(deposit.original, deposit.media_type)
        kept = self._store.keep_text(text)
        if deposit.pages:
            self._store.keep_layout(kept.id, original, Layout(deposit.pages))
        return kept

    def _renew(
        self, change: Change, subject: Article, deposit: Deposit, kept: Kept, same: Same
    ) -> None:
        row = self._store.row("article", subject.id) or {}
        self._versions.keep(change, row)
        by_hand = carried_roles(subject, same)
        fitting = self._sites.fitting(deposit, url=subject.url, by_hand=of_leaves(by_hand))
        if fitting.warning:
            deposit = replace(deposit, warnings=(*deposit.warnings, fitting.warning))
        renewed = {
            **renewed_from(row, deposit),
            "original": sha256(deposit.original),
            "text": kept.id,
            "text_sha256": kept.sha256,
            "roles": kept_roles(by_hand, stretches(fitting.roles)),
            "imported_at": self._store.circumstances.now(),
            "imported_by": self._store.circumstances.agent,
        }
        self._store.put(change, "article", row | renewed)
        self._furniture.carry(change, subject.id, same, deposit.proposals)


def _header(event: Event | EventDeposit) -> dict[str, Any]:
    """What a file declares of an event beside its own text."""
    return {name: each for name, each in event.written.items() if name != "body"}


def _is_visible(char: str) -> bool:
    category = unicodedata.category(char)
    return (category[0] in "LNPS" or category == "Co") and char not in _BLANK
