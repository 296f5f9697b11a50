"""A bundle's model, made by hand: right-to-left, a table, overlaps, hostile names, its journal."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from archivist import custody
from archivist.bundle import citing, document
from archivist.bundle.bag import bag
from archivist.bundle.model import (
    FORMAT,
    Actor,
    Custody,
    CustodyEntry,
    Event,
    Exhibit,
    Heading,
    Model,
    Original,
    Passage,
    Role,
    Source,
    Tag,
)
from archivist.bundle.renderers import rendered
from archivist.fixity import canonical_json, sha256, sha256_text
from archivist.text import (
    Leaf,
    Span,
    StructuredText,
    canonical,
    lines,
    paragraphs,
    span_of_paragraphs,
)

REPORT = canonical(
    "Supplier withdraws 🛑 from Serbia\r\n"
    "The firm said on Tuesday that Serbia may no longer use its products.\r\n"
    "Officers opened the telephones of journalists and then installed spyware.\r\n"
    "It was “systematically deployed”, the laboratory said in its report.\r\n"
    "Slaviša Milanov’s telephone was among them <b>&amp;</b> he had not been asked.\r\n"
)
ARABIC = "ملاحظة عن التقرير\nقالت المنظمة إن الهواتف فُتحت دون إذن أصحابها.\nانتهى 🗂️"
NOTEBOOK = StructuredText(
    "Skip to content\nMenu\nOrder of the day\nStop\tPolice\nSearch\tnot established\n"
    "two kinds of traces\nadb shell ls\n",
    (
        Leaf("p", 0, 15, role="boilerplate"),
        Leaf("p", 16, 20, role="boilerplate"),
        Leaf("h2", 21, 37),
        Leaf("cell", 38, 42, table=1, row=0, column=0),
        Leaf("cell", 43, 49, table=1, row=0, column=1),
        Leaf("cell", 50, 56, table=1, row=1, column=0),
        Leaf("cell", 57, 72, table=1, row=1, column=1),
        Leaf("li", 73, 92, depth=2, marker='"><img src=x>'),
        Leaf("code", 93, 105),
        Leaf("rule", 106, 106),
    ),
    (Span("strong", 73, 76), Span("link", 86, 92, "javascript:alert('🗑️')\"><script>\u202e")),
)


def passage_of(exhibit: Exhibit, quote: str, position: int, **more: object) -> Passage:
    start = exhibit.text.index(quote)
    end = start + len(quote)
    first, last = span_of_paragraphs(exhibit.leaves, exhibit.paragraphs, start, end)
    made = Passage(
        number=f"{exhibit.number}/{position}",
        id=sha256(f"{exhibit.number}{position}".encode())[:32],
        start=start,
        end=end,
        exact=quote,
        prefix=exhibit.text[max(0, start - 32) : start],
        suffix=exhibit.text[end : end + 32],
        cite=citing.cite(exhibit.number, first, last),
        paragraph=first,
        colour="yellow",
        created_at="2025-11-20T10:00:00Z",
        created_by="R1",
        changed_at="2025-11-20T10:00:00Z",
        pages=citing.on_pages(exhibit.pages, start, end),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields differ from call to call


def exhibit_of(position: int, title: str, text: StructuredText, **more: object) -> Exhibit:
    number = citing.exhibit_number(position)
    content = text.text.encode()
    made = Exhibit(
        number=number,
        id=sha256(number.encode())[:32],
        title=title,
        original=Original(
            f"originals/{number}.txt", "нота 📄.txt", "text/plain", len(content), sha256(content)
        ),
        text_file=f"exhibits/{number}.txt",
        text_sha256=sha256_text(text.text),
        text=text.text,
        leaves=text.leaves,
        paragraphs=paragraphs(text.leaves),
        spans=text.spans,
        direction=citing.direction(text.text),
        reader="plain/1",
        words=len(text.text.split()),
        imported_at="2025-11-03T09:12:44Z",
        imported_by="R1",
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields differ from call to call


@pytest.fixture
def model() -> Model:
    report = exhibit_of(
        1,
        "Supplier withdraws 🛑 from Serbia",
        lines(REPORT),
        publisher="Case notes",
        author='=HYPERLINK("//host/x","Ana")',
        published="27 February 2025",
        earliest="2025-02-27",
        latest="2025-02-27",
        url="https://example.org/2025/02/27/withdraws",
        language="en",
        retrieved="2025-10-06T20:37:58Z",
    )
    report = replace(
        report,
        passages=(
            passage_of(
                report,
                "Officers opened the telephones of journalists and then installed spyware.",
                1,
                note="Core allegation;\ncompare A-003.",
                tags=("1" * 32,),
                actors=(Role("b" * 32, "accused"),),
                events=("e" * 32,),
            ),
            passage_of(
                report,
                "installed spyware.\nIt was “systematically deployed”",
                2,
                colour="rose",
                tags=("1" * 32, "2" * 32),
                note="Overlaps the previous passage and runs across the paragraph break.",
            ),
            passage_of(
                report,
                "Slaviša Milanov’s telephone",
                3,
                colour="green",
                actors=(Role("a" * 32, "target"), Role("b" * 32)),
                note="=1+1",
            ),
        ),
    )
    arabic = exhibit_of(2, "ملاحظة عن التقرير", lines(ARABIC), language="ar", publisher="مذكرات")
    arabic = replace(arabic, pages=(0, ARABIC.index("\n") + 1, len(ARABIC)))
    arabic = replace(
        arabic,
        passages=(passage_of(arabic, "الهواتف فُتحت دون إذن", 1, colour="blue", tags=("2" * 32,)),),
    )
    notebook = exhibit_of(
        3,
        '<img src="//host/x.png"> \u202enotebook',
        NOTEBOOK,
        url="javascript:alert(1)",
        warnings=("It looks cut off at the end.",),
    )
    notebook = replace(
        notebook,
        passages=(
            passage_of(notebook, "not established\ntwo kinds", 1, colour="violet"),
            passage_of(notebook, "traces\nadb", 2, colour="orange", tags=("3" * 32,)),
        ),
    )
    return Model(
        format=FORMAT,
        archivist="0.1.0",
        reference="SRB-2025-01",
        title="Phone forensics against journalists in Serbia",
        issued_at="2026-11-21T12:00:00Z",
        exhibits=(report, arabic, notebook),
        custody=journal((report, arabic, notebook)),
        actors=(
            Actor("a" * 32, "Slaviša Milanov", "person", ("Славиша Миланов",)),
            Actor("b" * 32, "@police", "state body"),
        ),
        events=(
            Event(
                "e" * 32,
                "Report on NoviSpy",
                "2024-12",
                "2024-12-01",
                "2024-12-31",
                "month",
                summary="What the laboratory found.",
                actors=(Role("b" * 32, "accused"),),
                sources=(
                    Source(
                        url="https://example.org/report",
                        title="A Digital Prison",
                        publisher="Amnesty International",
                        date="2024-12-16",
                        tier="1",
                        scale="timeline",
                    ),
                ),
            ),
        ),
        tags=(
            Tag("1" * 32, "unlawful access"),
            Tag("2" * 32, "spyware 🕷️"),
            Tag("3" * 32, "<script>alert(1)</script>"),
        ),
    )


@pytest.fixture
def bundle(model: Model, tmp_path: Path) -> Path:
    """The model's bundle on disk; an original is its text, byte for byte."""
    originals = ((each.original.file, each.text.encode()) for each in model.exhibits)
    files = chain(rendered(model), originals)
    return bag(tmp_path / "bundle", files, {"External-Identifier": model.reference}).folder


def journal(exhibits: tuple[Exhibit, ...]) -> Custody:
    """How the exhibits came in and were marked, each entry shown with its words but one.

    Entries 1 and 5 concern nothing chosen; the words of entry 4, by which A-003 came in, are
    kept back; the last entry of all is the last one shown.
    """
    acts: list[tuple[str, str, list[Any]]] = [("", "create archive", [setting("agent")])]
    acts += [(each.number, "import", [["article", None, article_row(each)]]) for each in exhibits]
    acts += [("", "change settings", [setting("theme")])]
    acts += [
        (passage.number, "highlight", annotation_steps(exhibit, passage))
        for exhibit in exhibits
        for passage in exhibit.passages
    ]
    return slice_of(acts, kept_back={"A-003"})


def slice_of(acts: Sequence[tuple[str, str, Sequence[Any]]], *, kept_back: set[str]) -> Custody:
    """The slice of a journal of these acts: what each is about (or nothing), its name, its rows."""
    payloads = [canonical_json(list(steps)) for _, _, steps in acts]
    salts = [bytes([seq]) * 16 for seq in range(1, len(acts) + 1)]
    headings = [
        {
            "v": 1,
            "seq": seq,
            "at": f"2025-11-20T10:00:{seq:02d}Z",
            "agent": "R1",
            "action": action,
            "act": seq,
            "undoes": None,
            "commitment": custody.commitment(payloads[seq - 1], salts[seq - 1]),
        }
        for seq, (_, action, _) in enumerate(acts, 1)
    ]
    leaves = [custody.leaf(heading) for heading in headings]
    chains = [custody.GENESIS]
    for leaf in leaves:
        chains.append(custody.link(chains[-1], leaf))
    shown = tuple(
        CustodyEntry(
            about=(about,),
            entry=Heading(**headings[at]),  # type: ignore[arg-type]  # values of several types
            leaf=leaves[at].hex(),
            previous=chains[at].hex(),
            chain=chains[at + 1].hex(),
            proof=custody.inclusion_proof(leaves, at),
            salt=None if about in kept_back else salts[at].hex(),
            payload=None if about in kept_back else payloads[at].decode(),
        )
        for at, (about, _, _) in enumerate(acts)
        if about
    )
    point = custody.Checkpoint.over(leaves, archive="f" * 32, at="2026-11-21T12:00:00Z")
    return Custody(point, shown)


def setting(key: str) -> list[Any]:
    return ["setting", None, {"key": key, "value": "š"}]


def article_row(exhibit: Exhibit) -> dict[str, Any]:
    """The row of the exhibit's article, as an archive journals it."""
    spans = [[span.kind, span.start, span.end, span.value] for span in exhibit.spans]
    structure = canonical_json({"leaves": document.plain(exhibit.leaves), "spans": spans}).decode()
    words = "id title author publisher url language published earliest latest retrieved reader"
    row = {column: getattr(exhibit, column) for column in words.split()}
    return row | {
        "n": int(exhibit.number[-1]),
        "name": exhibit.original.name,
        "media_type": exhibit.original.media_type,
        "original": exhibit.original.sha256,
        "text": sha256_text(f"{exhibit.text_sha256}\n{structure}"),
        "text_sha256": exhibit.text_sha256,
        "words": exhibit.words,
        "roles": "[]",
        "status": "to review",
        "starred": 0,
        "warnings": canonical_json(list(exhibit.warnings)).decode(),
        "facts": canonical_json(document.plain(exhibit.facts)).decode(),
        "metadata": "{}",
        "imported_at": exhibit.imported_at,
        "imported_by": exhibit.imported_by,
    }


def annotation_steps(exhibit: Exhibit, passage: Passage) -> list[Any]:
    """The rows by which the passage was marked and said to bear on something."""
    words = "id start end exact prefix suffix note colour created_at created_by changed_at"
    row = {column: getattr(passage, column) for column in words.split()}
    row |= {"n": 1, "article": exhibit.id, "text_sha256": exhibit.text_sha256}
    links: list[tuple[str, dict[str, str]]] = [("tag", {"tag": tag}) for tag in passage.tags]
    links += [("actor", {"actor": role.actor, "role": role.role}) for role in passage.actors]
    links += [("event", {"event": event}) for event in passage.events]
    return [
        ["annotation", None, row],
        *([f"annotation_{kind}", None, {"annotation": passage.id, **link}] for kind, link in links),
    ]
