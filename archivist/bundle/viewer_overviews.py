"""The tables before and after the exhibits in `bundle.html`."""

from collections.abc import Iterable, Iterator

from archivist.bundle.markup import isolated, section, table, words
from archivist.bundle.model import Model, Names, Passage
from archivist.bundle.tables import in_time, with_role
from archivist.bundle.viewer_exhibit import passage_place


def index(model: Model) -> str:
    """The table of exhibits."""
    header = ("No.", "Document", "Source", "Published", "Passages")
    rows = (
        (
            f'<a class="num" href="#{exhibit.number}">{exhibit.number}</a>',
            isolated(exhibit.title),
            isolated(exhibit.publisher),
            f'<span class="num">{isolated(exhibit.published)}</span>',
            f'<span class="num">{len(exhibit.passages)}</span>',
        )
        for exhibit in model.exhibits
    )
    return table(header, rows)


def overviews(model: Model, named: Names) -> Iterator[str]:
    """The sections on people, time, tags and sources, where there is something to say."""
    if model.actors:
        yield section("people", "People and organisations", _people(model))
    if model.events:
        yield section("chronology", "Chronology", _chronology(model, named))
    if model.passages:
        yield section("passages", "Passages by tag", "".join(_by_tag(model, named)))
    if any(event.sources for event in model.events):
        yield section("sources", "Sources", _sources(model))


def _people(model: Model) -> str:
    header = ("Name", "Kind", "Also called", "Passages")
    rows = (
        (
            isolated(actor.name),
            words(actor.kind),
            ", ".join(isolated(alias) for alias in actor.aliases),
            _links(
                each
                for each in model.passages
                if any(role.actor == actor.id for role in each.actors)
            ),
        )
        for actor in sorted(model.actors, key=lambda actor: (actor.name, actor.id))
    )
    return table(header, rows)


def _chronology(model: Model, named: Names) -> str:
    header = ("Date", "Event", "People", "Passages")
    rows = (
        (
            f'<span class="num">{isolated(event.date)}</span>',
            isolated(event.title)
            + (
                f'<br><span class="muted">{isolated(event.summary)}</span>' if event.summary else ""
            ),
            ", ".join(isolated(with_role(role, named)) for role in event.actors),
            _links(each for each in model.passages if event.id in each.events),
        )
        for event in in_time(model.events)
    )
    return table(header, rows)


def _by_tag(model: Model, named: Names) -> Iterator[str]:
    for tag in model.tags:
        tagged = [passage for passage in model.passages if tag.id in passage.tags]
        yield f"<h3>{isolated(tag.name)}</h3>{_quotes(tagged, named)}"
    untagged = [passage for passage in model.passages if not passage.tags]
    if untagged:
        yield f"<h3>Without a tag</h3>{_quotes(untagged, named)}"


def _quotes(passages: list[Passage], named: Names) -> str:
    header = ("Ref.", "Passage", "People", "Place")
    rows = (
        (
            _links([passage]),
            f"<q>{isolated(passage.exact)}</q>"
            + (f'<br><span class="muted">{isolated(passage.note)}</span>' if passage.note else ""),
            ", ".join(isolated(with_role(role, named)) for role in passage.actors),
            f'<span class="num">{words(_place(passage))}</span>',
        )
        for passage in passages
    )
    return table(header, rows)


def _place(passage: Passage) -> str:
    return f"{passage.cite}, {passage.pages}" if passage.pages else passage.cite


def _sources(model: Model) -> str:
    header = ("Event", "Source", "Publisher", "Date", "Address", "Tier")
    rows = (
        (
            isolated(event.title),
            isolated(source.title),
            isolated(source.publisher),
            f'<span class="num">{isolated(source.date)}</span>',
            isolated(source.url),
            isolated(f"{source.tier} ({source.scale})" if source.scale else source.tier),
        )
        for event in in_time(model.events)
        for source in event.sources
    )
    return table(header, rows)


def custody(model: Model) -> str:
    """The table of journal entries, and the checkpoint they are proved by."""
    checkpoint = model.custody.checkpoint
    header = ("Entry", "When", "Who", "What", "About", "Words")
    rows = (
        (
            f'<span class="num">{shown.entry.seq}</span>',
            f'<span class="num">{words(shown.entry.at)}</span>',
            isolated(shown.entry.agent),
            isolated(shown.entry.action),
            words(", ".join(shown.about)),
            "in custody.jsonl" if shown.payload is not None else "kept back",
        )
        for shown in model.custody.entries
    )
    return (
        '<p class="lead">Entries of the archive’s journal that touched these exhibits and '
        "passages, each with the proof of its place. An entry’s words are kept back when they also "
        "speak of something that is not in this bundle, or of something as it no longer is: an "
        "earlier wording of a note, a name since taken away.</p>"
        f"{table(header, rows)}"
        f'<p>Checkpoint over {checkpoint.size:,} entries: <span class="hash">'
        f"{words(checkpoint.merkle)}</span></p>"
    )


def _links(passages: Iterable[Passage]) -> str:
    return " ".join(
        f'<a class="num" href="#{passage_place(passage)}">{passage.number}</a>'
        for passage in passages
    )
