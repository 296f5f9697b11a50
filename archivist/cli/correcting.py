"""The verbs that say what of an article is its text, for it alone or for all of its site."""

import re
from argparse import ArgumentParser
from collections import Counter
from typing import TYPE_CHECKING, get_args

from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import SHORT, counted, cut, one_line
from archivist.text import Role, paragraphs

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.articles import Article
    from archivist.cli.records import Record
    from archivist.corrections import Correction
    from archivist.site_rules import Mark

_RANGE = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")


def article_part(call: Call) -> int:
    """Say which paragraphs of an article are its text, and which are not; or list them all.

    Roles are main (the article), header (its headline, byline and date), boilerplate (menus and
    the like, folded away) and hidden. With --site the same paragraphs get that role on all pages
    of the site that are in the archive, or come into it later: they are known by the part of the
    page they stand in, or by their words. What was said of one article alone holds there. Ends
    with 1 when an article of the site was left as it is.

    For example:
        archivist article part 3fa9
        archivist article part 3fa9 --paragraphs 1-7,40 --role boilerplate --site
    """
    given = call.given
    if bool(given.paragraphs) != bool(given.role):
        raise Misused("Give --paragraphs and --role together, or neither to list the paragraphs.")
    if given.site and not given.role:
        raise Misused("Say with --paragraphs and --role what holds for the site.")
    with call.archive() as archive:
        article = archive.articles.get(given.article)
        if not given.role:
            _list(call, archive, article)
            return DONE
        stretches = _stretches(archive, article, given.paragraphs)
        if given.site:
            return _of_site(call, archive, article, stretches)
        after = archive.articles.assign(article.id, stretches, role=given.role)
        _list(call, archive, after)
    return DONE


def _list(call: Call, archive: "Archive", article: "Article") -> None:
    text = archive.articles.text_of(article)
    folded = {
        at for first, last in archive.proposals.folded(article.id) for at in range(first, last + 1)
    }
    numbers = paragraphs(text.leaves)
    for at, (leaf, number) in enumerate(zip(text.leaves, numbers, strict=True)):
        if number:
            role = "boilerplate" if at in folded else leaf.role
            words = text.text[leaf.start : leaf.end]
            record = {"paragraph": number, "role": role, "start": leaf.start, "end": leaf.end}
            call.console.row(record, f"{number:5}  {role:11}  {cut(words, 80)}")


def _stretches(archive: "Archive", article: "Article", written: str) -> list[tuple[int, int]]:
    """The leaves of the paragraphs that were written as `3-9,12`."""
    numbers = paragraphs(archive.articles.text_of(article).leaves)
    found = []
    for part in written.split(","):
        ends = _RANGE.fullmatch(part.strip())
        if ends is None:
            raise Misused(f"“{part}” names no paragraphs; write them like 3-9,12.")
        first, last = int(ends[1]), int(ends[2] or ends[1])
        wanted = [at for at, number in enumerate(numbers) if number and first <= number <= last]
        if not wanted or last > max(numbers):
            raise Misused(f"It has paragraphs 1 to {max(numbers)}, and none {part}.")
        found.append((wanted[0], wanted[-1]))
    return found


def _of_site(
    call: Call, archive: "Archive", article: "Article", stretches: list[tuple[int, int]]
) -> int:
    sums: Counter[str] = Counter()
    lines = archive.corrections.for_site(article.id, stretches, role=call.given.role)
    for number, line in enumerate(lines, start=1):
        sums[line.status] += 1
        call.console.done_counting()
        call.console.row(_record(line), _line(line))
        call.console.count(counted(number, "article"))
    call.console.say(
        f"{sums['corrected']} corrected, {sums['same']} as they were, {sums['kept']} left alone."
    )
    return FINDING if sums["kept"] else DONE


def _record(line: "Correction") -> "Record":
    return {"article": line.article.id, "status": line.status, "reason": line.reason}


def _line(line: "Correction") -> str:
    reason = f": {one_line(line.reason)}" if line.reason else ""
    return f"{line.status:9} {line.article.id[:SHORT]}  {cut(line.article.title)}{reason}"


def sites(call: Call) -> int:
    """List the sites of whose pages something was said, and by what it is known there.

    For example:
        archivist sites
    """
    with call.archive() as archive:
        for site in archive.sites.all():
            count = len(archive.sites.articles(site.host))
            marks = [{"by": each.by, "value": each.value, "role": each.role} for each in site.rule]
            call.console.row(
                {"host": site.host, "articles": count, "rule": marks},
                f"{one_line(site.host)}  {counted(count, 'article')}",
                *(f"    {_mark(each)}" for each in site.rule),
            )
    return DONE


def _mark(mark: "Mark") -> str:
    known = f"in {mark.value}" if mark.by == "place" else f"“{cut(mark.value, 60)}”"
    return f"{mark.role:11}  {one_line(known)}"


def site_remove(call: Call) -> int:
    """Take back what was said of all pages of a site; what was said of one article stays.

    For example:
        archivist site remove example.org
    """
    with call.archive() as archive:
        site = archive.sites.remove(call.given.host)
        call.console.row({"host": site.host}, one_line(site.host))
    return DONE


def _part_options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id, or the beginning of it")
    parser.add_argument("--paragraphs", metavar="N-N", help="which ones, like 3-9,12")
    parser.add_argument("--role", choices=get_args(Role), help="what they are")
    parser.add_argument("--site", action="store_true", help="on all pages of the article's site")


def _host(parser: ArgumentParser) -> None:
    parser.add_argument("host", metavar="HOST", help="the site as `sites` lists it")


VERBS = (
    Verb("article part", article_part, _part_options),
    Verb("sites", sites),
    Verb("site remove", site_remove, _host),
)
