"""Archivist: an offline, encrypted archive for evidence.

Files stand on floors and import only downwards:

    desktop/ | cli/                      what a person touches
    bundle/ | exchange/                  what leaves, and what other tools give and take
    archive                              one open archive: a room for each concept
    accessions | revisions               how material, and its newer text, comes into the rooms
    annotations | proposals | search/    rooms that look into articles and events
    passages                             the record of an annotation
    articles | events                    rooms that name actors and tags
    actors | tags | issues               rooms that stand alone
    store/ | intake/                     one file, one journal | bytes -> Deposit
    anchoring | custody | settings | naming | drafting          pure
    matching                             two versions of one text, letter by letter
    lettering | alignment | text | dates | folding | fixity | confinement | assets    ground
    errors                               what a person can act on
"""

__version__ = "0.1.0"
