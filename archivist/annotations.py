"""Annotations: passages marked in an article and anchored to its text, with what they bear on."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

from archivist import passages
from archivist.actors import Actor, Actors
from archivist.anchoring import describe
from archivist.articles import Article, Articles
from archivist.errors import Refused
from archivist.events import Event, Events, Part
from archivist.passages import COLOURS, LOST, PLACE, Annotation, Mention, Recent
from archivist.store.circumstances import ID_LENGTH
from archivist.store.store import Change, Store
from archivist.tags import Tag, Tags

__all__ = ["COLOURS", "Annotation", "Annotations", "Mention", "Recent"]

_SHOWN = 60  # code points of a quote or a title in a sentence


class Annotations:
    """The room of annotations."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles = Articles(store)
        self._find: dict[str, Callable[[str], Tag | Actor | Event]] = {
            "tag": Tags(store).get,
            "actor": Actors(store).get,
            "event": Events(store).get,
        }

    def highlight(  # noqa: PLR0913 - the one act with all that can be said of a passage
        self,
        article: str,
        start: int,
        end: int,
        *,
        of_text: str = "",
        note: str = "",
        colour: str = COLOURS[0],
        tags: Iterable[str] = (),
        actors: Iterable[Part] = (),
        events: Iterable[str] = (),
    ) -> Annotation:
        """Mark the code points `start` to `end` of the article's text.

        `of_text` is the SHA-256 of the text that the offsets were counted in. Raises `Refused`
        when the article has another one by now, when the passage is empty or outside the text,
        or the colour is none.
        """
        now = self._store.circumstances.now()
        annotation = self._store.circumstances.new_id()
        with self._store.change("highlight") as change:
            subject = self._articles.get(article)
            row = {
                "id": annotation,
                "article": subject.id,
                **self._anchored(subject, start, end, of_text=of_text),
                "note": note,
                "colour": _colour(colour),
                "created_at": now,
                "created_by": self._store.circumstances.agent,
                "changed_at": now,
            }
            self._store.add(change, "annotation", row)
            self._set_links(change, annotation, "tag", _roleless(tags))
            self._set_links(change, annotation, "actor", actors)
            self._set_links(change, annotation, "event", _roleless(events))
        return self.get(annotation)

    def annotate(
        self,
        annotation: str,
        *,
        note: str | None = None,
        colour: str | None = None,
        tags: Iterable[str] | None = None,
        actors: Iterable[Part] | None = None,
        events: Iterable[str] | None = None,
    ) -> Annotation:
        """Change note, colour, tags, actors or events; what is `None` stays."""
        links: Mapping[str, Iterable[Part] | None] = {
            "tag": tags,
            "actor": actors,
            "event": events,
        }
        with self._store.change("annotate") as change:
            old = self.get(annotation)
            before = self._store.row("annotation", old.id) or {}
            row = dict(before)
            row["note"] = old.note if note is None else note
            row["colour"] = old.colour if colour is None else _colour(colour)
            for kind, wanted in links.items():
                if wanted is not None:
                    self._set_links(change, old.id, kind, wanted)
            if row != before or change.steps:
                row["changed_at"] = self._store.circumstances.now()
                self._store.put(change, "annotation", row)
        return self.get(old.id)

    def move(self, annotation: str, start: int, end: int, *, of_text: str = "") -> Annotation:
        """Put the passage's ends elsewhere in the article's present text. Raises as `highlight`.

        So a lost passage is placed by hand, and a doubtful one is settled.
        """
        with self._store.change("move highlight") as change:
            old = self.get(annotation)
            subject = self._articles.get(old.article)
            before = self._store.row("annotation", old.id) or {}
            row = before | self._anchored(subject, start, end, of_text=of_text)
            if row != before:
                row["changed_at"] = self._store.circumstances.now()
            self._store.put(change, "annotation", row)
            self._settle(change, old)
        return self.get(old.id)

    def confirm(self, annotation: str) -> Annotation:
        """Say that a doubtful passage was found again where it belongs.

        Raises `Refused` when nobody doubts it.
        """
        with self._store.change("confirm place") as change:
            old = self._doubtful(annotation)
            self._settle(change, old)
        return self.get(old.id)

    def unplace(self, annotation: str) -> Annotation:
        """Say that a doubtful passage is not the one that was marked: it is lost again.

        Raises `Refused` when nobody doubts it.
        """
        with self._store.change("unplace highlight") as change:
            old = self._doubtful(annotation)
            former = self._store.row("former", old.id) or {}
            before = self._store.row("annotation", old.id) or {}
            stood = {name: former[name] for name in PLACE}
            now = self._store.circumstances.now()
            self._store.put(change, "annotation", before | stood | {"changed_at": now})
            self._settle(change, old)
        return self.get(old.id)

    def split(
        self, annotation: str, at: int, *, of_text: str = ""
    ) -> tuple[Annotation, Annotation]:
        """Make two passages of one, parted at the code point `at`; white space there is in none.

        Both keep colour and names, the first the note. Raises `Refused` when no words would be
        left on either side, its place is in doubt, or as `highlight`.
        """
        with self._store.change("split highlight") as change:
            old = self._sure(annotation)
            head, tail = _parted(old, at)
            self.move(old.id, old.start, old.start + len(head), of_text=of_text)
            new = self.highlight(
                old.article, old.end - len(tail), old.end, of_text=of_text, colour=old.colour
            )
            for kind in self._find:
                self._set_links(change, new.id, kind, _borne(old, kind))
        return self.get(old.id), self.get(new.id)

    def join(self, annotation: str, *others: str) -> Annotation:
        """Make one passage of several, from the first start to the last end.

        The first one given keeps its colour; names are united, notes follow one another. Raises
        `Refused` when they stand in several articles, or one of them is lost or in doubt, or there
        is only one.
        """
        with self._store.change("join highlights") as change:
            first = self._sure(annotation)
            given = {each.id: each for each in map(self._sure, others) if each.id != first.id}
            rest = tuple(given.values())
            if not rest:
                raise Refused("A highlight is joined with another one; give two or more.")
            if any(each.article != first.article for each in rest):
                raise Refused("Highlights of different articles cannot become one.")
            joined = sorted((first, *rest), key=lambda each: each.start)
            note = "\n\n".join(dict.fromkeys(each.note for each in joined if each.note))
            for each in rest:
                self.withdraw(each.id)
            self.move(first.id, joined[0].start, max(each.end for each in joined))
            self.annotate(first.id, note=note)
            for kind in self._find:
                borne = chain.from_iterable(_borne(each, kind) for each in joined)
                self._set_links(change, first.id, kind, _united(borne))
        return self.get(first.id)

    def withdraw(self, annotation: str) -> None:
        """Take the highlight off, with its note and its tags."""
        with self._store.change("withdraw highlight") as change:
            old = self.get(annotation)
            for kind in self._find:
                self._set_links(change, old.id, kind, ())
            self._settle(change, old)
            self._store.drop(change, "annotation", old.id)

    def get(self, annotation: str) -> Annotation:
        """The annotation with that id or a unique beginning of it. Raises `NotFound`."""
        found = passages.annotations(self._store, "id = ?", (annotation,))
        if not found:
            name = self._store.identify("annotation", annotation)
            found = passages.annotations(self._store, "id = ?", (name,))
        return found[0]

    def of(self, article: str) -> tuple[Annotation, ...]:
        """The annotations in the article's present text, in its order."""
        return self.all(article=article)

    def lost(self, article: str | None = None) -> tuple[Annotation, ...]:
        """Those not found again in the present text of the article, or of any article."""
        where, values = LOST, []
        if article is not None:
            where = f"article = ? AND {LOST}"
            values.append(self._whole("article", article))
        return passages.annotations(self._store, where, values)

    def all(
        self,
        *,
        article: str | None = None,
        actor: str | None = None,
        event: str | None = None,
        tag: str | None = None,
        lost: bool = False,
    ) -> tuple[Annotation, ...]:
        """Annotations that answer to all that is given, article by article in text order.

        `lost` ones are among them only when asked for: their offsets count in another text.
        """
        where, values = ["1" if lost else f"NOT {LOST}"], []
        if article is not None:
            where.append("article = ?")
            values.append(self._whole("article", article))
        for kind, wanted in (("actor", actor), ("event", event), ("tag", tag)):
            if wanted is not None:
                where.append(f"id IN (SELECT annotation FROM annotation_{kind} WHERE {kind} = ?)")
                values.append(self._whole(kind, wanted))
        return passages.annotations(self._store, " AND ".join(where), values)

    def count(self) -> int:
        """How many passages are marked."""
        row = self._store.one("SELECT count(*) FROM annotation")
        return int(row[0]) if row else 0

    def _whole(self, table: str, prefix: str) -> str:
        return prefix if len(prefix) == ID_LENGTH else self._store.identify(table, prefix)

    def recent(self, limit: int = 9) -> tuple[Recent, ...]:
        """The names joined to passages most recently, the latest first."""
        return passages.recent(self._store, limit)

    def _sure(self, annotation: str) -> Annotation:
        found = self.get(annotation)
        if found.lost:
            raise Refused(
                f"The highlight “{_cut(found.exact)}” is not in the present text; place it first."
            )
        if found.former is not None:
            raise Refused(
                f"The place of the highlight “{_cut(found.exact)}” is in doubt; confirm or "
                "unplace it first."
            )
        return found

    def _doubtful(self, annotation: str) -> Annotation:
        found = self.get(annotation)
        if found.former is None:
            raise Refused(f"The place of the highlight “{_cut(found.exact)}” is in no doubt.")
        return found

    def _settle(self, change: Change, annotation: Annotation) -> None:
        if annotation.former is not None:
            self._store.drop(change, "former", annotation.id)

    def _anchored(self, article: Article, start: int, end: int, *, of_text: str) -> dict[str, Any]:
        text_sha256 = article.text_sha256
        if of_text not in ("", text_sha256):
            raise Refused(
                f"The text of “{_cut(article.title)}” was renewed meanwhile; select the words "
                "again."
            )
        body = self._store.bodies.of(text_sha256)
        if not 0 <= start < end <= len(body) or body[start:end].isspace():
            raise Refused(f"There is no passage from {start} to {end} in this text; select words.")
        target = describe(body, start, end, text_sha256=text_sha256)
        if target.exact != body[target.start : target.end]:
            raise AssertionError("the quote is not the text between its offsets")
        return {
            "start": target.start,
            "end": target.end,
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "text_sha256": text_sha256,
        }

    def _set_links(
        self, change: Change, annotation: str, kind: str, wanted: Iterable[Part]
    ) -> None:
        table, find = f"annotation_{kind}", self._find[kind]
        pairs = [(part, "") if isinstance(part, str) else part for part in wanted]
        roles = {find(other).id: role for other, role in pairs}
        present = self._store.read(
            f"SELECT {kind} FROM {table} WHERE annotation = ?", (annotation,)
        )
        for row in present:
            if row[0] not in roles:
                self._store.drop(change, table, annotation, row[0])
        for other, role in roles.items():
            link = {"annotation": annotation, kind: other}
            self._store.put(change, table, link | ({"role": role} if kind == "actor" else {}))


def _parted(annotation: Annotation, at: int) -> tuple[str, str]:
    """The words before and from `at` on, without the white space between them."""
    within = max(0, at - annotation.start)
    head, tail = annotation.exact[:within].rstrip(), annotation.exact[within:].lstrip()
    if not head.strip() or not tail.strip():
        raise Refused(
            f"There is nothing to part at that place of “{_cut(annotation.exact)}”; put the caret "
            "between two of its words."
        )
    return head, tail


def _borne(annotation: Annotation, kind: str) -> Iterable[Part]:
    if kind == "actor":
        return [(actor.id, actor.role) for actor in annotation.actors]
    return [ref.id for ref in (annotation.tags if kind == "tag" else annotation.events)]


def _united(parts: Iterable[Part]) -> Iterable[Part]:
    """Each name once, an actor in the first role that was said of them."""
    roles: dict[str, str] = {}
    for part in parts:
        name, role = (part, "") if isinstance(part, str) else part
        roles[name] = roles.get(name) or role
    return roles.items()


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _colour(colour: str) -> str:
    if colour not in COLOURS:
        raise Refused(f"There is no colour “{colour}”; choose one of {', '.join(COLOURS)}.")
    return colour


def _roleless(ids: Iterable[str]) -> Iterable[Part]:
    yield from ids
