"""The verbs of highlights: mark a passage, list, change and withdraw."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.choosing import chosen, create_missing, ids, parts, reference_options
from archivist.cli.console import SHORT, Console, counted, cut, one_line
from archivist.cli.parser import natural, ordinal
from archivist.errors import NotFound

if TYPE_CHECKING:
    from archivist.annotations import Annotation
    from archivist.archive import Archive
    from archivist.layout import Layout

_Pages = tuple[int, int] | None


def highlight(call: Call) -> int:
    """Mark a passage of an article, with a note, a colour, and what it bears on.

    The passage is given by its words or by its place in the canonical text, in characters
    (Unicode code points) from 0. Words that stand more than once need --nth. Actors, events and
    tags must exist, actors and tags in whatever letters, case or marks they are typed; --create
    adds those that do not, in the same act, and warns of a name that looks like another.

    For example:
        archivist highlight 3fa9 --quote "a spying program" --actor "BIA=user" --tag spyware
    """
    with call.archive() as archive:
        article = archive.articles.get(call.given.article)
        start, end = place(call, archive.articles.text_of(article).text)
        with archive.act():
            if call.given.create:
                create_missing(call, archive)
            annotation = archive.annotations.highlight(
                article.id,
                start,
                end,
                note=call.given.note or "",
                **({"colour": call.given.colour} if call.given.colour else {}),
                tags=ids(archive.tags, call.given.tag),
                actors=parts(archive, call.given.actor),
                events=ids(archive.events, call.given.event),
            )
        tell(call.console, archive, [annotation])
    return DONE


def place(call: Call, text: str) -> tuple[int, int]:
    """The passage that `place_options` name. Raises `Misused`, or `NotFound` for other words."""
    given = call.given
    by_place = given.start is not None and given.end is not None
    if by_place == (given.quote is not None) or (given.start is None) != (given.end is None):
        raise Misused("Give the passage either by --quote or by --start and --end.")
    return (given.start, given.end) if by_place else _quoted(text, given.quote, given.nth)


def _quoted(text: str, quote: str, nth: int | None) -> tuple[int, int]:
    from archivist import anchoring

    if not quote.strip():
        raise Misused("The quote is empty; give the words of the passage.")
    places = anchoring.find(text, quote)
    if not places:
        raise NotFound(f"These words do not stand in the article: “{cut(quote)}”.")
    times = "once" if len(places) == 1 else counted(len(places), "time")
    if nth is None and len(places) > 1:
        raise Misused(f"These words stand {times} in the article; say which with --nth N.")
    if (nth or 1) > len(places):
        raise NotFound(f"These words stand only {times} in the article, so there is no {nth}.")
    return places[(nth or 1) - 1]


def annotations(call: Call) -> int:
    """List the highlights, article by article in the order of the text.

    --query keeps those whose note or quote holds all its words; --colour, --by and --noted
    narrow as the filter of the window does: of two colours, either will do. --cite prints each
    passage with where it stands, its pages among it, and the SHA-256 of its original, to be
    quoted elsewhere.

    One that was not found again when its article got a newer text is listed as NOT IN THE TEXT,
    with its place and quote in the text it was marked in; one found only nearly again as IN
    DOUBT, with the words it had.

    For example:
        archivist annotations --actor "Donncha Ó Cearbhaill" --json
    """
    given = call.given
    with call.archive() as archive:
        found = archive.annotations.all(
            article=given.article and archive.articles.get(given.article).id,
            actor=given.actor and chosen(archive.actors, given.actor).id,
            event=given.event and chosen(archive.events, given.event).id,
            tag=given.tag and chosen(archive.tags, given.tag).id,
            lost=True,
        )
        if given.lost or given.doubtful:
            wanted = (given.lost, given.doubtful)
            found = tuple(each for each in found if _is_wanted(each, *wanted))
        if given.query:
            found = tuple(_saying(found, given.query))
        found = tuple(_narrowed(found, call))
        tell_all = _cite if given.cite else tell
        tell_all(call.console, archive, found)
    return DONE


def _narrowed(found: Iterable["Annotation"], call: Call) -> Iterable["Annotation"]:
    from archivist.filtering import Filter
    from archivist.passages import COLOURS

    given = call.given
    for colour in given.colour:
        if colour not in COLOURS:
            raise Misused(f"There is no colour “{colour}”; choose one of {', '.join(COLOURS)}.")
    wanted = [("colour", colour) for colour in given.colour]
    wanted += [("agent", agent) for agent in given.by]
    wanted += [("note", "")] if given.noted else []
    return filter(Filter(frozenset(wanted)).passes, found)


def _cite(console: Console, archive: "Archive", found: Iterable["Annotation"]) -> None:
    from archivist.citation import citation

    pages_of = _pages_of(archive)
    for each in found:
        cited = citation(
            each.exact, archive.articles.get(each.article), pages=_on_pages(pages_of(each))
        )
        console.row({"id": each.id, "citation": cited}, one_line(cited))


def _pages_of(archive: "Archive") -> Callable[["Annotation"], "_Pages"]:
    """Tells the pages of highlights; the pages of an article are looked up once."""

    @cache
    def known(article: str) -> "tuple[str, Layout | None]":
        found = archive.articles.get(article)
        return found.text_sha256, archive.layouts.of(found)

    def pages_of(each: "Annotation") -> _Pages:
        digest, layout = known(each.article)
        is_there = layout is not None and digest == each.target.text_sha256
        return layout.pages_of(each.start, each.end) if layout and is_there else None

    return pages_of


def _on_pages(pages: "_Pages") -> str:
    from archivist.citation import on_pages

    return on_pages(*pages) if pages else ""


def _is_wanted(each: "Annotation", lost: bool, doubtful: bool) -> bool:  # noqa: FBT001 - as typed
    return (lost and each.lost) or (doubtful and each.former is not None)


def _saying(found: Iterable["Annotation"], query: str) -> Iterable["Annotation"]:
    from archivist.folding import words

    wanted = set(words(query))
    return (each for each in found if wanted <= set(words(f"{each.note}\n{each.exact}")))


def annotate(call: Call) -> int:
    """Change a highlight's note or colour, and what it bears on.

    For example:
        archivist annotate 77c1 --note "Compare the March filing" --tag export --no-tag spyware
    """
    given = call.given
    references = (given.tag, given.actor, given.event, given.no_tag, given.no_actor)
    if given.note is None and given.colour is None and not any((*references, given.no_event)):
        raise Misused("Say what to change, for instance --note or --tag.")
    with call.archive() as archive:
        old = archive.annotations.get(given.id)
        tags, actors = _changed_tags(archive, old, call), _changed_actors(archive, old, call)
        events = _without(
            (*(event.id for event in old.events), *ids(archive.events, given.event)),
            ids(archive.events, given.no_event),
        )
        annotation = archive.annotations.annotate(
            old.id, note=given.note, colour=given.colour, tags=tags, actors=actors, events=events
        )
        tell(call.console, archive, [annotation])
    return DONE


def _changed_tags(archive: "Archive", old: "Annotation", call: Call) -> tuple[str, ...]:
    present = (*(tag.id for tag in old.tags), *ids(archive.tags, call.given.tag))
    return _without(present, ids(archive.tags, call.given.no_tag))


def _changed_actors(
    archive: "Archive", old: "Annotation", call: Call
) -> tuple[tuple[str, str], ...]:
    roles = {actor.id: actor.role for actor in old.actors}
    roles |= dict(parts(archive, call.given.actor))
    gone = ids(archive.actors, call.given.no_actor)
    return tuple((actor, role) for actor, role in roles.items() if actor not in gone)


def _without(present: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    left_out = set(gone)
    return tuple(dict.fromkeys(each for each in present if each not in left_out))


def withdraw(call: Call) -> int:
    """Take a highlight off, with its note and what it bore on; undo brings it back.

    For example:
        archivist withdraw 77c1
    """
    with call.archive() as archive:
        annotation = archive.annotations.get(call.given.id)
        archive.annotations.withdraw(annotation.id)
        call.console.row({"id": annotation.id}, annotation.id)
    return DONE


def tell(console: Console, archive: "Archive", found: Sequence["Annotation"]) -> None:
    """Print highlights, each with whether its quote stands at its place in the present text."""
    texts: dict[str, tuple[str, str]] = {}
    pages_of = _pages_of(archive)
    for each in found:
        if each.article not in texts:
            article = archive.articles.get(each.article)
            texts[each.article] = archive.articles.text_of(article).text, article.text_sha256
        text, digest = texts[each.article]
        anchored = text[each.start : each.end] == each.exact and digest == each.target.text_sha256
        pages = pages_of(each)
        console.row(
            records.annotation(each, anchored=anchored, pages=pages),
            *_lines(each, anchored=anchored, pages=pages),
        )


def _lines(each: "Annotation", *, anchored: bool, pages: "_Pages") -> Iterable[str]:
    where = f"{each.article[:SHORT]} {each.start}-{each.end}"
    where += f" {_on_pages(pages)}" if pages else ""
    state = "" if anchored else "  NOT IN THE TEXT"
    state += "  IN DOUBT" if each.former else ""
    yield f"{each.id[:SHORT]}  {where}  {each.colour}{state}  {one_line(each.exact)}"
    bears_on = [f"#{tag.name}" for tag in each.tags]
    bears_on += [
        f"{actor.name} ({actor.role})" if actor.role else actor.name for actor in each.actors
    ]
    bears_on += [event.name for event in each.events]
    was = f"was: {each.former.exact}" if each.former else ""
    for words in (was, each.note, "; ".join(bears_on)):
        if words:
            yield f"{'':{SHORT}}  {one_line(words)}"


def _highlight_options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id, or the beginning of it")
    place_options(parser)
    _note_options(parser)
    reference_options(parser, verb="it bears on")
    parser.add_argument(
        "--create", action="store_true", help="add the actors, events and tags that do not exist"
    )


def place_options(parser: ArgumentParser) -> None:
    """`--quote` with `--nth`, or `--start` and `--end`."""
    parser.add_argument("--quote", metavar="TEXT", help="the words of the passage")
    parser.add_argument(
        "--nth", type=ordinal, metavar="N", help="which place, when they stand often"
    )
    parser.add_argument("--start", type=natural, metavar="N", help="its first character")
    parser.add_argument("--end", type=natural, metavar="N", help="the character after its last")


def _note_options(parser: ArgumentParser) -> None:
    parser.add_argument("--note", metavar="TEXT", help="a note")
    parser.add_argument(
        "--colour", metavar="NAME", help="yellow, rose, blue, green, violet, orange"
    )


def _annotations_options(parser: ArgumentParser) -> None:
    for name in ("article", "actor", "event", "tag"):
        parser.add_argument(f"--{name}", metavar="ID", help=f"of this {name} only")
    parser.add_argument("--query", metavar="WORDS", help="with these words in note or quote only")
    for name, metavar, words in (
        ("colour", "NAME", "in this colour only"),
        ("by", "AGENT", "marked by this agent only"),
    ):
        parser.add_argument(f"--{name}", metavar=metavar, action="append", default=[], help=words)
    parser.add_argument("--noted", action="store_true", help="those with a note only")
    parser.add_argument("--cite", action="store_true", help="print each as a citation")
    parser.add_argument("--lost", action="store_true", help="those not in the newest text only")
    parser.add_argument("--doubtful", action="store_true", help="those found only nearly only")


def _annotate_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the highlight's id, or the beginning of it")
    _note_options(parser)
    reference_options(parser, verb="it also bears on")
    for name in ("tag", "actor", "event"):
        parser.add_argument(
            f"--no-{name}",
            metavar="NAME",
            action="append",
            default=[],
            help=f"it no longer bears on this {name}",
        )


def _withdraw_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the highlight's id, or the beginning of it")


VERBS = (
    Verb("highlight", highlight, _highlight_options),
    Verb("annotations", annotations, _annotations_options),
    Verb("annotate", annotate, _annotate_options),
    Verb("withdraw", withdraw, _withdraw_options),
)
