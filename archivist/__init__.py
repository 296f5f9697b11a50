"""Archivist: an offline, encrypted archive for evidence.

Files stand on floors and import only downwards:

    desktop/ | cli/                      what a person touches
    bundle/ | exchange/                  what leaves, and what other tools give and take
    archive                              one open archive: a room for each concept
    recognition                          pages that are pictures, and the words seen on them
    reextraction                         originals, read again by the present readers
    accessions                           how material comes into the rooms
    revisions | likeness | captures | corrections | mappings    its texts, kin, site, rows
    following | paragraphs | versions | sites | rereading    from one text to the next
    annotations | proposals | search | filtering    rooms that look into articles and events
    passages | citation                  an annotation, and how it is quoted
    candidates | layouts                 what sources say of an article; its place on paper
    articles | events                    rooms that name actors and tags
    actors | tags | issues | reports | watching    rooms that stand alone
    store/ | intake/                     one file, one journal | bytes -> Deposit
    anchoring | changes | custody | settings | naming | drafting    pure
    staying                              which words stand in the next version too
    matching | sketching | addresses | site_rules     two texts, by letters, words or places
    lettering | alignment | text | layout | dates | folding | fixity     ground: words, days
    writing | spreadsheet | confinement | assets    ground: files, processes, what we ship
    errors                               what a person can act on
"""

__version__ = "0.1.0"
