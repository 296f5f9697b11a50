"""The verbs of newer texts: renew an article, and put its highlights where they belong."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import SHORT, counted, one_line
from archivist.cli.parser import natural, ordinal
from archivist.cli.passages import place, place_options, tell
from archivist.errors import NotFound, Refused

if TYPE_CHECKING:
    from archivist.annotations import Annotation, Annotations
    from archivist.archive import Archive
    from archivist.changes import Changes
    from archivist.following import RevisionLine
    from archivist.revisions import Revision
    from archivist.versions import Version

_SAID = {
    "exact": "as before",
    "moved": "moved",
    "folded": "moved",
    "approximate": "in doubt",
    "lost": "LOST",
}


def revise(call: Call) -> int:
    """Give an article a newer text, read from a file, and find its highlights again.

    The former text and its original stay. Each highlight gets a line: where its words stand now;
    in doubt, where only nearly the same words stand (see confirm and unplace); or lost, where
    they stand no more (see move). What a person said of the article stays. One undo takes all of
    it back. Ends with 1 when a highlight is lost or in doubt.

    For example:
        archivist revise 3fa9 page-of-march.html
    """
    from archivist.intake.decoding import known
    from archivist.intake.reading import read

    if call.given.encoding is not None:
        try:
            known(call.given.encoding)
        except Refused as refusal:
            raise Misused(str(refusal)) from None
    file = Path(call.given.file)
    if file.is_dir():
        raise Refused(f"“{call.given.file}” is a folder: name the one file with the newer text.")
    deposit = read(file, encoding=call.given.encoding)
    with call.archive() as archive:
        revision = archive.revise(call.given.article, deposit)
        for warning in revision.warnings:
            call.console.say(one_line(warning))
        call.console.row(revision.to_json(), *report(revision))
        call.console.say(summary(revision))
    return FINDING if asks(revision) else DONE


def asks(revision: "Revision") -> bool:
    """Whether a highlight is lost or in doubt, which a person has to see to."""
    return bool(revision.counts["lost"] + revision.counts["approximate"])


def report(revision: "Revision") -> Iterator[str]:
    """What became of each highlight, two lines or three for each."""
    for line in revision.lines:
        yield f"{line.annotation[:SHORT]}  {_SAID[line.how]:9}  {_places(line)}"
        yield f"{'':{SHORT}}  {one_line(line.former.exact)}"
        if line.now and line.now.exact != line.former.exact:
            yield f"{'':{SHORT}}  now: {one_line(line.now.exact)}"


def _places(line: "RevisionLine") -> str:
    former = f"{line.former.start}-{line.former.end}"
    return f"{former} -> {line.now.start}-{line.now.end}" if line.now else former


def summary(revision: "Revision") -> str:
    """How many highlights were found again in which way, in a sentence."""
    if revision.status == "known":
        return "Nothing has changed: the article has this text."
    counts = revision.counts
    moved = counts["moved"] + counts["folded"]
    parts = (
        f"{counts['exact']} as before",
        f"{moved} moved",
        f"{counts['approximate']} in doubt",
        f"{counts['lost']} lost",
    )
    return f"{counted(len(revision.lines), 'highlight')}: {', '.join(parts)}."


def versions(call: Call) -> int:
    """List the texts an article had before its present one, the oldest first.

    --text N gives the canonical text of one alone, --original N the bytes it was read from.
    --changes tells what became of the Nth, or of the newest of them, in the present text: the
    characters it concerns of the one and of the other, what was there (-), what is there (+),
    and what stands elsewhere (=).

    For example:
        archivist versions 3fa9 --original 1 > first.html
        archivist versions 3fa9 --changes
    """
    with call.archive() as archive:
        room = archive.revisions
        found = room.versions(call.given.article)
        if call.given.changes is not None:
            _tell_changes(call, archive, found)
            return DONE
        wanted = call.given.text or call.given.original
        if not wanted:
            for each in found:
                line = f"{each.number:3}  {each.since}  {one_line(each.by)}  {one_line(each.name)}"
                call.console.row(records.version(each), line)
            return DONE
        version = _numbered(found, wanted)
        if call.given.original:
            call.console.exactly(room.original_of(version))
        elif call.console.as_json:
            call.console.row({**records.version(version), "text": room.text_of(version).text})
        else:
            call.console.exactly(room.text_of(version).text.encode())
    return DONE


def _numbered(found: "tuple[Version, ...]", wanted: int) -> "Version":
    if not found:
        raise NotFound("The article had no text before this one.")
    if wanted > len(found):
        raise NotFound(f"The article had only {counted(len(found), 'text')} before this one.")
    return found[wanted - 1]


def _tell_changes(call: Call, archive: "Archive", found: "tuple[Version, ...]") -> None:
    from archivist.changes import lines_of

    version = _numbered(found, call.given.changes or len(found))
    before = archive.revisions.text_of(version).text
    after = archive.articles.text_of(archive.articles.get(version.article)).text
    told = archive.revisions.changes_since(version)
    if call.console.as_json:
        numbers = {"article": version.article, "version": version.number}
        call.console.row({**numbers, **told.to_json(before, after)})
        return
    for each in told.differences:
        call.console.row({}, *map(one_line, lines_of(each, before, after)))
    call.console.say(_summed_up(told, same=before == after))


def _summed_up(told: "Changes", *, same: bool) -> str:
    if not told.differences:
        spaces = "" if same else "; only spaces or breaks of lines differ"
        return f"The words are the same{spaces}."
    parts = (
        (told.new, counted(told.new, "paragraph") + " new"),
        (told.gone, counted(told.gone, "paragraph") + " gone"),
        (told.moved, f"{told.moved} moved"),
    )
    more = ", ".join(words for number, words in parts if number)
    return f"{counted(len(told.differences), 'change')}{'; ' if more else ''}{more}."


def move(call: Call) -> int:
    """Put a highlight elsewhere in its article's newest text; so a lost one is placed.

    The new place is given as for highlight.

    For example:
        archivist move 77c1 --quote "a spying programme"
    """
    with call.archive() as archive:
        old = archive.annotations.get(call.given.id)
        article = archive.articles.get(old.article)
        start, end = place(call, archive.articles.text_of(article).text)
        moved = archive.annotations.move(old.id, start, end, of_text=article.text_sha256)
        tell(call.console, archive, [moved])
    return DONE


def confirm(call: Call) -> int:
    """Say that a highlight found only nearly again stands where it belongs.

    For example:
        archivist confirm 77c1
    """
    return _settled(call, lambda room: room.confirm)


def unplace(call: Call) -> int:
    """Say that a highlight found only nearly again does not stand there: it is lost again.

    For example:
        archivist unplace 77c1
    """
    return _settled(call, lambda room: room.unplace)


def _settled(call: Call, act: Callable[["Annotations"], Callable[[str], "Annotation"]]) -> int:
    with call.archive() as archive:
        tell(call.console, archive, [act(archive.annotations)(call.given.id)])
    return DONE


def split(call: Call) -> int:
    """Make two highlights of one, parted at a character of the text; the first keeps the note.

    For example:
        archivist split 77c1 --at 1042
    """
    with call.archive() as archive:
        tell(call.console, archive, archive.annotations.split(call.given.id, call.given.at))
    return DONE


def join(call: Call) -> int:
    """Make one highlight of several, from the first start to the last end.

    The first one named keeps its colour; notes and names are united.

    For example:
        archivist join 77c1 80aa
    """
    with call.archive() as archive:
        tell(call.console, archive, [archive.annotations.join(call.given.id, *call.given.other)])
    return DONE


def _revise_options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id, or the beginning of it")
    parser.add_argument("file", metavar="FILE", help="the file that holds the newer text")
    parser.add_argument(
        "--encoding", metavar="NAME", help="read it as this, for instance windows-1250"
    )


def _versions_options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id, or the beginning of it")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--text", type=ordinal, metavar="N", help="the text of the Nth alone")
    only.add_argument("--original", type=ordinal, metavar="N", help="the bytes of the Nth")
    only.add_argument(
        "--changes",
        type=ordinal,
        nargs="?",
        const=0,
        metavar="N",
        help="what became of the Nth, or of the newest, in the present text",
    )


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the highlight's id, or the beginning of it")


def _move_options(parser: ArgumentParser) -> None:
    _one(parser)
    place_options(parser)


def _split_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument(
        "--at", type=natural, metavar="N", required=True, help="the second one's first character"
    )


def _join_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("other", metavar="OTHER", nargs="+", help="the highlights to join to it")


VERBS = (
    Verb("revise", revise, _revise_options),
    Verb("versions", versions, _versions_options),
    Verb("move", move, _move_options),
    Verb("confirm", confirm, _one),
    Verb("unplace", unplace, _one),
    Verb("split", split, _split_options),
    Verb("join", join, _join_options),
)
