"""Every verb of the command line, in the order in which help lists them."""

from archivist.cli import (
    actors,
    archives,
    articles,
    correcting,
    demo,
    duplicates,
    events,
    finding,
    handing_over,
    history,
    keys,
    looks,
    passages,
    proposals,
    recognising,
    reextracting,
    revising,
    tags,
)
from archivist.cli.call import Verb

VERBS: tuple[Verb, ...] = (
    *archives.VERBS,
    *articles.VERBS,
    *correcting.VERBS,
    *finding.VERBS,
    *passages.VERBS,
    *revising.VERBS,
    *reextracting.VERBS,
    *recognising.VERBS,
    *duplicates.VERBS,
    *actors.VERBS,
    *events.VERBS,
    *tags.VERBS,
    *proposals.VERBS,
    *handing_over.VERBS,
    *history.VERBS,
    *keys.VERBS,
    *looks.VERBS,
    *demo.VERBS,
)
