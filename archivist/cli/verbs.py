"""Every verb of the command line, in the order in which help lists them."""

from archivist.cli import (
    actors,
    archives,
    articles,
    demo,
    duplicates,
    events,
    finding,
    handing_over,
    history,
    imports,
    keys,
    looks,
    passages,
    proposals,
    reextracting,
    revising,
    tags,
)
from archivist.cli.call import Verb

VERBS: tuple[Verb, ...] = (
    *archives.VERBS,
    *articles.VERBS,
    *imports.VERBS,
    *finding.VERBS,
    *passages.VERBS,
    *revising.VERBS,
    *reextracting.VERBS,
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
