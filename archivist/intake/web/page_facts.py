"""Facts of a web page: every candidate with where it stands in the page and how sure it is.

Only structured sources are believed: JSON-LD, `meta`, microdata, `<time>`, links, the comment of
the program that saved it. Dates are read strictly or not at all, and where sources differ all of
them are kept. Who carried a story (an aggregator) is told from who published it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from turbohtml import Document, Element

from archivist import dates
from archivist.intake import byline, description
from archivist.intake.deposit import Confidence, Fact
from archivist.intake.web import linked_data
from archivist.text import canonical

_META: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": (
            "citation_title", "dc:title", "dc.title", "dcterms.title", "dcterm:title", "og:title",
            "twitter:title", "parsely-title", "sailthru.title",
        ),
        "author": (
            "citation_author", "dc:creator", "dc.creator", "dcterms.creator", "dcterm:creator",
            "author", "article:author", "parsely-author", "sailthru.author", "byl",
            "article:author_name", "book:author",
        ),
        "published": (
            "article:published_time", "og:article:published_time", "citation_publication_date",
            "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
            "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
            "publish_date", "ptime", "pdate", "date", "og:published_time", "date.created",
        ),
        "publisher": (
            "og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
            "dc:publisher", "application-name", "al:android:app_name",
        ),
        "url": ("og:url", "parsely-link", "twitter:url"),
        "language": ("og:locale", "content-language", "dc.language", "dcterms.language"),
    }
)  # fmt: skip
# They carry what others published.
_AGGREGATORS = frozenset(
    {
        "news.yahoo.com", "yahoo.com", "msn.com", "news.google.com", "flipboard.com", "feedly.com",
        "newsbreak.com", "pressreader.com", "smartnews.com", "getpocket.com", "archive.ph",
        "archive.is", "archive.today", "web.archive.org", "webcache.googleusercontent.com",
        "12ft.io", "reddit.com", "news.ycombinator.com", "medium.com", "naslovi.net", "vesti.rs",
    }
)  # fmt: skip
_SINGLE_FILE = re.compile(
    r"<!--\s{1,9}Page saved with SingleFile\s{1,9}url:[ \t]{0,9}(\S+)[ \t]{0,9}\n"
    r"[ \t]{0,9}saved date:[ \t]{0,9}([^\n]{1,120}?)[ \t]{0,9}(?:\n|-->)"
)
_MARK_OF_THE_WEB = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_WAYBACK = re.compile(
    r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4}) AND RETRIEVED FROM THE\s{1,9}INTERNET"
)
_SAVED_DAY = re.compile(r"(?:\w{3} )?(\w{3} \d{1,2},? \d{4})|(\d{4}-\d\d-\d\d)")
_HEAD = 16_384
_TAIL = 4_096
_DAY_FIRST = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|(\d{4})(\d\d)(\d\d)(?:\d{6})?(?!\d)")
_BY = re.compile(
    r"^(?:(?:written |posted |reported )?by|von|par|por|piše|autor(?:ka)?|пише|аутор)\b:?\s+",
    re.IGNORECASE,
)
_BYLINE = (
    "[class*=byline], [class*=author-name], [class*=author_name], [itemprop=author],"
    " a[rel~=author], .author"
)
_BESIDE = frozenset({"aside", "nav", "footer"})
_APART = _BESIDE | {"li", "a"}
_TEASER = 600
"""Letters that a block has at most which leads to another article."""
_OF_PUBLICATION = re.compile("publish|posted|entry-date|dateline", re.IGNORECASE)
_MOST = 40
_LONGEST_NAME = 120
_LONGEST_TITLE = 400
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "de",
        "di",
        "da",
        "dos",
        "del",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
    ]
)
_NO_NAME = re.compile(r"https?://|www\.|@\w|\d{3,}|[<>{}|]")


def of_page(html: str, document: Document) -> tuple[Fact, ...]:
    """Every candidate that the page declares or shows, the surest of each field first."""
    found = [
        *_of_saver(html),
        *_of_linked_data(document),
        *_of_meta(document),
        *_of_microdata(document.select("[itemprop]")[: 10 * _MOST]),
        *_of_elements(document),
    ]
    address = next((fact.value for fact in found if fact.field == "url" and fact.value), "")
    found += description.of_address(address)
    return tuple(_once(_without_carriers(found, address)))


def _fact(field: str, raw: str, source: str, confidence: Confidence = "declared") -> Iterator[Fact]:
    """The fact that `raw` is, or none where it is nothing for that field."""
    raw = " ".join(canonical(raw).split())
    value: str | None = raw
    if field in {"published", "retrieved"}:
        value = day_of(raw)
    elif field == "author":
        value = _name(raw)
    elif field == "language":
        value = raw.replace("_", "-") if len(raw) < 20 else ""  # noqa: PLR2004 -- longer is no language
    elif field == "title" and len(raw) > _LONGEST_TITLE:
        value = ""
    if raw and value != "":
        yield Fact(field, raw, value, source, confidence)


def day_of(raw: str) -> str | None:
    """The day, month or year that a machine's date is, as its own clock told it; else `None`."""
    if len(raw) > 80:  # noqa: PLR2004 -- a date is short
        return None
    found = _DAY_FIRST.match(raw)
    if found is not None:
        raw = "-".join(found.groups()) if found[1] else found[0]
    date = dates.parse(raw)
    return (
        None if date is None or date.precision in {"range", "about"} else description.plainly(date)
    )


def _name(raw: str) -> str:
    name = _BY.sub("", raw).strip(" ,;:|–—-·•")
    if _NO_NAME.search(name) or len(name) > _LONGEST_NAME or byline.names_nobody(name):
        return ""
    return name


def _is_called(name: str) -> bool:
    """Whether words beside a story begin as a name does, and not as “on Deadspin”."""
    first = name.split(" ", maxsplit=1)[0]
    return bool(name) and (not first[0].islower() or first in _PARTICLES)


def _of_saver(html: str) -> Iterator[Fact]:
    """What the program that saved the page wrote at its head, or the archive at its end."""
    saved = _SINGLE_FILE.search(html[:_HEAD])
    if saved is not None:
        yield from _fact("url", saved[1], "SingleFile comment (url)")
        day = _SAVED_DAY.search(saved[2])
        source = "SingleFile comment (saved date)"
        written = saved[2] if day is None else day[1] or day[2]
        yield Fact("retrieved", saved[2], day_of(written), source, "declared")
    mark = _MARK_OF_THE_WEB.search(html[:_HEAD])
    if mark is not None:
        yield from _fact("url", mark[1], "comment of the browser that saved it")
    archived = _WAYBACK.search(html[-_TAIL:])
    if archived is not None:
        yield from _fact("retrieved", archived[1], "comment of the Internet Archive")


def _of_linked_data(document: Document) -> Iterator[Fact]:
    for article in linked_data.articles(document):
        yield from _said(article, "title", "headline", "name")
        yield from _said(article, "published", "datePublished", "dateCreated")
        yield from _said(article, "publisher", "publisher", "sourceOrganization", "provider")
        yield from _said(article, "url", "url", "mainEntityOfPage")
        yield from _said(article, "language", "inLanguage")
        for key in ("author", "creator"):
            names = linked_data.words(article.get(key), "name")
            told = dict.fromkeys(name for raw in names if (name := _name(raw)))
            if told:
                yield from _fact("author", ", ".join(told), f"JSON-LD ({key})")
                break


def _said(article: Mapping[str, Any], field: str, *keys: str) -> Iterator[Fact]:
    for key in keys:
        told = linked_data.words(article.get(key), "name", "@id", "url")
        if told:
            yield from _fact(field, told[0], f"JSON-LD ({key})")
            return


def _of_meta(document: Document) -> Iterator[Fact]:
    said: dict[str, list[str]] = {}
    for meta in document.find_all("meta"):
        content = _attribute(meta, "content")
        for naming in ("property", "name", "itemprop", "http-equiv"):
            if (name := _attribute(meta, naming).lower()) and content:
                said.setdefault(name, []).append(content)
    for field, names in _META.items():
        for name in names:
            if name in said:
                told = said[name] if field == "author" else said[name][:1]
                yield from _fact(field, ", ".join(dict.fromkeys(told)), f"meta ({name})")
    if "written by" in {label.lower() for label in said.get("twitter:label1", ())}:
        yield from _fact("author", said.get("twitter:data1", [""])[0], "meta (twitter:data1)")


_PROPERTIES = MappingProxyType(
    {"datepublished": "published", "headline": "title", "inlanguage": "language"}
)


def _of_microdata(marked: Iterable[Element]) -> Iterator[Fact]:
    authors: list[Element] = []
    for element in marked:
        if element.tag == "meta":
            name = _attribute(element, "itemprop").lower()
        else:
            name = _attribute(element, "itemprop").split(" ")[0].lower()
        field = _PROPERTIES.get(name)
        if field is not None and not _is_of_another(element):
            written = _attribute(element, "content") or _attribute(element, "datetime")
            text = written or ("" if element.tag == "meta" else element.text[:_LONGEST_TITLE])
            yield from _fact(field, text, f"microdata ({name})")
        elif name == "author" and len(authors) < _MOST:
            authors.append(element)
    yield from _of_authors(authors)


def _of_authors(marked: Iterable[Element]) -> Iterator[Fact]:
    """The one person whom microdata name as author; who commented is named so too."""
    named = []
    for element in marked:
        if _is_of_another(element):
            continue
        inner = next(iter(element.select("[itemprop=name]")), element)
        named.append(" ".join((_attribute(inner, "content") or inner.text).split()))
    if len({_name(raw) for raw in named}) == 1 and _is_called(_name(named[0])):
        yield from _fact("author", named[0], "microdata (author)")


def _is_of_another(element: Element) -> bool:
    """Whether it tells of a comment, of another article, or stands beside the only one.

    A byline may stand aside within the article: the innermost `<article>` around it decides.
    """
    around = [each for each in element.ancestors if isinstance(each, Element)]
    if any("comment" in _attribute(each, "itemtype").lower() for each in around):
        return True
    article = next((each for each in around if each.tag == "article"), None)
    if article is not None:
        return _leads_away(article)
    return any(each.tag in _BESIDE for each in around)


def _leads_away(block: Element) -> bool:
    """Whether an `<article>` is a few words on another one: no headline of the page, but a link."""
    if len(" ".join(block.text.split())) > _TEASER or block.find("h1") is not None:
        return False
    return block.find("a") is not None


def _of_elements(document: Document) -> Iterator[Fact]:
    for link in document.find_all("link"):
        if _attribute(link, "rel").lower() == "canonical":
            yield from _fact("url", _attribute(link, "href"), "link (canonical)")
            break
    root = document.find("html")
    if root is not None:
        yield from _fact("language", _attribute(root, "lang"), "html (lang)")
    yield from _headings(document)
    yield from _times(document)
    for element in document.select(_BYLINE)[:_MOST]:
        raw = "" if _is_of_another(element) else element.text
        if len(raw) <= 2 * _LONGEST_NAME and _is_called(_name(" ".join(raw.split()))):
            yield from _fact("author", raw, "byline", "guess")
            break


def _headings(document: Document) -> Iterator[Fact]:
    headings = [one for one in document.find_all("h1")[:_MOST] if one.text.strip()]
    if len(headings) == 1:
        yield from _fact("title", headings[0].text, "heading", "derived")
    title = next((one for one in document.find_all("title")[:_MOST]), None)
    if title is not None:
        yield from _fact("title", title.text, "title", "declared")


def _times(document: Document) -> Iterator[Fact]:
    """The day that the page shows as its own: marked so, or the only one it shows at all."""
    shown: list[str] = []
    for element in document.find_all("time")[:_MOST]:
        written = " ".join((_attribute(element, "datetime") or element.text).split())
        marks = f"{_attribute(element, 'class')} {_attribute(element, 'itemprop')}"
        within = {around.tag for around in element.ancestors if isinstance(around, Element)}
        if within & _APART or _is_of_another(element) or day_of(written) is None:
            continue
        if "pubdate" in element.attrs or _OF_PUBLICATION.search(marks):
            shown = [written]
            break
        shown.append(written)
    if len({day_of(written) for written in shown}) == 1:
        yield from _fact("published", shown[0], "time element", "derived")


def _without_carriers(found: Iterable[Fact], address: str) -> Iterator[Fact]:
    """The same facts, in which who carried a story is a guess for who published it."""
    found = list(found)
    host = _host(address)
    carried = host in _AGGREGATORS
    said = [fact for fact in found if fact.field == "publisher" and "JSON-LD" in fact.source]
    publisher = said[0].value if said else None
    for fact in found:
        doubtful = fact.field == "publisher" and "JSON-LD" not in fact.source
        if doubtful and carried:
            source = f"{fact.source}, an aggregator"
            yield Fact(fact.field, fact.raw, fact.value, source, "guess")
        elif doubtful and publisher and not _is_alike(publisher, fact.value or ""):
            yield Fact(fact.field, fact.raw, fact.value, fact.source, "guess")
        else:
            yield fact


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"\W+", "", each.casefold()) for each in (one, other))
    return one in other or other in one


def _once(found: Iterable[Fact]) -> Iterator[Fact]:
    """Each fact once, and of the same field and value one a source."""
    seen: set[tuple[str, str | None, str]] = set()
    for fact in found:
        key = (fact.field, fact.value, fact.source)
        if key not in seen:
            seen.add(key)
            yield fact


def _attribute(element: Element, name: str) -> str:
    value = element.attrs.get(name)
    if isinstance(value, (list, tuple)):
        value = " ".join(value)
    return canonical(value).strip() if isinstance(value, str) else ""
