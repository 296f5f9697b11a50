"""One exhibit as HTML: its cover, its numbered paragraphs with highlights, notes beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from archivist.bundle.markup import attribute, isolated, words
from archivist.bundle.model import Exhibit, Model, Names, Passage, found_otherwise
from archivist.bundle.runs import Run, runs
from archivist.bundle.tables import with_role
from archivist.bundle.viewer_style import COLOURS, DEEPEST
from archivist.text import Leaf, Span

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ELEMENTS = {"strong": "strong", "emphasis": "em", "code": "code", "strike": "s"}
_ASIDE = {"boilerplate": "of page furniture", "hidden": "hidden on the page"}

Looks = Mapping[str, str]
"""The class of each passage's look, by the passage's number."""


class ExhibitPage:
    """Writes one exhibit of `model`."""

    def __init__(self, model: Model, exhibit: Exhibit, named: Names, looks: Looks) -> None:
        self._model = model
        self._exhibit = exhibit
        self._named = named
        self._looks = looks
        self._begun: set[str] = set()

    def render(self) -> str:
        """The exhibit as one `article` element."""
        exhibit = self._exhibit
        language = exhibit.language if _LANGUAGE.fullmatch(exhibit.language) else "und"
        return (
            f'<article class="exhibit{self._looks_of(exhibit.passages)}" id="{exhibit.number}">'
            f"{self._cover()}"
            f'<div lang="{language}" dir="{exhibit.direction}">{"".join(self._blocks())}</div>'
            "</article>\n"
        )

    def _cover(self) -> str:
        exhibit = self._exhibit
        facts = "".join(
            f"<dt>{name}</dt><dd>{value}</dd>" for name, value in self._facts() if value
        )
        warnings = "".join(
            f'<p class="warning">{isolated(warning)}</p>' for warning in exhibit.warnings
        )
        warnings += "".join(
            f'<p class="warning">{words(sentence)}</p>' for sentence in found_otherwise(exhibit)
        )
        return (
            f"<header><h2>{isolated(exhibit.title)}</h2>"
            f'<p class="stamp">Exhibit <b>{exhibit.number}</b> '
            f"{isolated(self._model.reference)}</p><dl>{facts}</dl></header>{warnings}"
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        exhibit, original = self._exhibit, self._exhibit.original
        yield "Source", isolated(exhibit.publisher)
        yield "Author", isolated(exhibit.author)
        yield "Published", isolated(exhibit.published)
        yield "Address", isolated(exhibit.url)
        yield "Captured", isolated(exhibit.retrieved) if exhibit.retrieved else "not recorded"
        yield "Taken in", f"{words(exhibit.imported_at)} by {isolated(exhibit.imported_by)}"
        yield "Read by", words(exhibit.reader)
        kind = f"{original.size:,} bytes · {words(original.media_type)}"
        digest = f'SHA-256 <span class="hash">{original.sha256}</span>'
        yield "Original file", f"{isolated(original.name)} · {kind}<br>{digest}"
        yield "Pages", str(len(exhibit.pages) or "")
        yield "Text", f'SHA-256 <span class="hash">{exhibit.text_sha256}</span>'

    def _blocks(self) -> Iterator[str]:
        numbered = zip(self._exhibit.leaves, self._exhibit.paragraphs, strict=True)
        for role, group in groupby(numbered, key=lambda pair: pair[0].role):
            members = list(group)
            content = "".join(self._paragraphs(members, role))
            if role in _ASIDE:
                yield self._aside(role, content, members)
            else:
                yield content

    def _aside(self, role: str, content: str, members: list[tuple[Leaf, int]]) -> str:
        numbers = [number for _, number in members if number]
        if not numbers:
            return content
        count = numbers[-1] - numbers[0] + 1
        over = self._over(leaf for leaf, _ in members)
        opened = " open" if over else ""
        plural = "paragraph" if count == 1 else "paragraphs"
        return (
            f'<details class="aside{self._looks_of(over)}"{opened}><summary lang="en" dir="ltr">'
            f"{count} {plural} {_ASIDE[role]}, from ¶{numbers[0]}</summary>{content}</details>"
        )

    def _paragraphs(self, members: list[tuple[Leaf, int]], role: str) -> Iterator[str]:
        for table, group in groupby(members, key=lambda pair: pair[0].table):
            if table:
                yield self._table(list(group), role)
                continue
            for leaf, number in group:
                if leaf.kind == "rule":
                    yield self._row(f"para {role}", 0, '<div class="words"><hr></div>', ())
                elif number:
                    over = self._over([leaf])
                    classes, begun = self._classes(role, over), self._beginning(over)
                    yield self._row(classes, number, self._leaf(leaf), begun)

    def _row(self, classes: str, number: int, content: str, begun: Iterable[Passage]) -> str:
        place = f"{self._exhibit.number}-p{number}"
        anchor = f' id="{place}"' if number else ""
        link = f'<a class="no" href="#{place}">{number}</a>' if number else "<span></span>"
        notes = "".join(self._note(passage) for passage in begun)
        return (
            f'<div class="{classes}"{anchor}>{link}{content}'
            f'<div class="notes" lang="en" dir="ltr">{notes}</div></div>\n'
        )

    def _classes(self, role: str, over: Iterable[Passage]) -> str:
        return f"para {role}{self._looks_of(over)}"

    def _looks_of(self, over: Iterable[Passage]) -> str:
        """The looks of the passages as further classes, by which filters find what they hide."""
        return "".join(f" {look}" for look in sorted({self._looks[each.number] for each in over}))

    def _leaf(self, leaf: Leaf) -> str:
        classes, mark = ["words", leaf.kind], ""
        if leaf.quoted:
            classes.append("quoted")
        if leaf.kind == "li":
            classes.append(f"d{min(max(leaf.depth, 1), DEEPEST)}")
            mark = f' data-mark="{attribute(leaf.marker)}"'
        if leaf.kind in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            level = min(6, int(leaf.kind[1]) + 2)
            mark += f' role="heading" aria-level="{level}"'
        return f'<div class="{" ".join(classes)}"{mark}>{self._text(leaf)}</div>'

    def _table(self, members: list[tuple[Leaf, int]], role: str) -> str:
        over = self._over(leaf for leaf, _ in members)
        rows = (
            self._table_row(number, [leaf for leaf, _ in group])
            for number, group in groupby(members, key=lambda pair: pair[1])
        )
        content = f'<div class="words rows"><table>{"".join(rows)}</table></div>'
        return self._row(self._classes(role, over), 0, content, ())

    def _table_row(self, number: int, leaves: list[Leaf]) -> str:
        """A row with its number before it and its notes beside it."""
        place = f"{self._exhibit.number}-p{number}"
        begun = self._beginning(self._over(leaves))
        cells = "".join(f"<td>{self._text(leaf)}</td>" for leaf in leaves)
        notes = "".join(self._note(passage) for passage in begun)
        return (
            f'<tr id="{place}"><td class="no"><a href="#{place}">{number}</a></td>{cells}'
            f'<td class="notes" lang="en" dir="ltr">{notes}</td></tr>'
        )

    def _over(self, leaves: Iterable[Leaf]) -> tuple[Passage, ...]:
        """The passages that have words in one of the leaves."""
        stretches = [(leaf.start, leaf.end) for leaf in leaves]
        return tuple(
            passage
            for passage in self._exhibit.passages
            if any(start < passage.end and passage.start < end for start, end in stretches)
        )

    def _beginning(self, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(each for each in passages if each.number not in self._begun)

    def _text(self, leaf: Leaf) -> str:
        exhibit = self._exhibit
        cut = runs(leaf.start, leaf.end, exhibit.passages, exhibit.spans)
        return "".join(self._run(run) for run in cut)

    def _run(self, run: Run) -> str:
        written = words(self._exhibit.text[run.start : run.end])
        for span in run.spans:
            written = _styled(span, written)
        for passage in reversed(run.passages):
            written = f"<mark {self._mark(passage)}>{written}</mark>"
        return written

    def _mark(self, passage: Passage) -> str:
        classes = f'class="{_ink(passage)} {self._looks[passage.number]}"'
        if passage.number in self._begun:
            return classes
        self._begun.add(passage.number)
        place, _, number = passage.number.partition("/")
        return f'id="{place}-{number}" data-no="{number}" {classes}'

    def _note(self, passage: Passage) -> str:
        named = self._named
        parts = [named.tags[tag].name for tag in passage.tags]
        parts += [with_role(role, named) for role in passage.actors]
        parts += [named.events[event].title for event in passage.events]
        about = " · ".join([*filter(None, [words(passage.pages)]), *map(isolated, parts)])
        said = "<p>Found only nearly again; not confirmed.</p>" if passage.doubtful else ""
        said += f'<i dir="auto">{words(passage.note)}</i>' if passage.note else ""
        return (
            f'<aside class="note {_ink(passage)} {self._looks[passage.number]}"><p>'
            f'<a href="#{passage_place(passage)}"><b>{passage.number}</b></a> {about}</p>'
            f"{said}</aside>"
        )


def passage_place(passage: Passage) -> str:
    """The anchor of the passage's first words: `A-001-1`."""
    return passage.number.replace("/", "-")


def _ink(passage: Passage) -> str:
    return passage.colour if passage.colour in COLOURS else COLOURS[0]


def _styled(span: Span, written: str) -> str:
    if span.kind == "link":
        return f'<span class="link" title="{attribute(span.value)}">{written}</span>'
    element = _ELEMENTS[span.kind]
    return f"<{element}>{written}</{element}>"
