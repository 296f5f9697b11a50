"""`README.txt`: what the bundle is, how to check it, and what no check shows."""

from textwrap import fill

from archivist.bundle.lines import one_line
from archivist.bundle.model import Model, found_otherwise

_WIDTH = 98

_TEXT = """\
{reference}
{title}
Issued {issued_at} with Archivist {archivist}

This folder is an evidence bundle: {exhibits} and {passages}.
{found_otherwise}
  bundle.html          everything on one page; open it in any browser, it runs no script
                       and asks for nothing from the network
  bundle.json          the same for programs: every other file here is made from it
  exhibits/            the text of each exhibit, UTF-8; quotations are counted in it
  originals/           each file as it came, byte for byte. Saved web pages and unknown kinds
                       end in .bin, so that no double click opens them
  annotations.jsonld   the passages as W3C Web Annotations
  index.csv  passages.csv  chronology.csv  people.csv  sources.csv
                       the same as tables. Import them as UTF-8, cut at the comma alone, every
                       column as text. A ' marks what would otherwise be run as a formula, at
                       the beginning of a cell or of an entry within it
  custody.jsonl        who did what to these exhibits and when: entries of the archive's
                       journal, each with the proof of its place
  build.json           what made the files
  verify.py            checks all of this

In this issue a place is cited as exhibit and paragraph (A-001 ¶4). That stays true whatever the
layout; another issue numbers its exhibits anew.

Originals are as they came. Texts, notes, tags, names and paragraphs are the work of whoever
issued the bundle, and times are those of the issuer's clock. The names of the files as they came
are a part of the record: they stand in index.csv, bundle.html, bundle.json and custody.jsonl.


HOW TO CHECK IT

Nothing in this folder can prove by itself that the folder is the one that was issued: who can
change a file can change the figures beside it. So first compare the SHA-256 of
tagmanifest-sha256.txt with the figure that you were given by another route (by telephone, on
paper). It covers the manifests, and they cover every file. Run in the folder that holds
bagit.txt:

  Linux      sha256sum tagmanifest-sha256.txt
  macOS      shasum -a 256 tagmanifest-sha256.txt
  Windows    certutil -hashfile tagmanifest-sha256.txt SHA256

Then any one of these, which do not depend on each other:

1. With the tools of your system (Linux; on macOS say "shasum -a 256" for "sha256sum"):

     sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt

   This looks at the files that are listed, and sees no file that was put beside them.

2. With any BagIt validator, for instance the Library of Congress's (pip install bagit):

     bagit.py --validate .

3. With Python 3.8 or newer and nothing else:

     Linux, macOS    python3 -I data/verify.py
     Windows         py -I data\\verify.py

   This also refuses every file that is no part of a bundle, cuts each quotation out of its text
   again, counts the paragraphs, follows each journal entry to the checkpoint, and compares what
   the entries say with what the bundle says. Mind the -I: without it Python may load a file
   that was put beside the program.

4. With Archivist, which also makes every file anew from bundle.json and compares:

     archivist verify .


WHAT THE CHECKS DO NOT SHOW

- That the bundle is the one that was issued. Only the figure above shows that: whoever makes a
  whole bundle anew, with a journal of their own, makes one that agrees with itself.
- Ways 1 to 3 do not tell whether bundle.html, the tables, this file, build.json and verify.py
  say what bundle.json says. Way 4 does.
- The title and the reference of the bundle are compared with nothing.
- A journal entry that was left out is not seen, nor is an exhibit or a passage that was left out
  together with its entries, nor one set back to how it stood before an entry left out.
- An entry whose words are kept back proves its place, time and hand. What it says of an exhibit
  is compared with nothing, nor is which exhibit it is about.
- How many passages were left out of an exhibit, and whether one is in doubt, is compared with
  nothing.
- Where a person said that paragraphs are page furniture, the kinds of that exhibit's paragraphs
  (heading, list, table) are compared with nothing. Its words are.
- The archive's id, the chain and the size in the checkpoint prove something only if you were
  given the checkpoint earlier, by another route.


WHAT THE RECORD TELLS BESIDE ITS WORDS

custody.jsonl shows how many entries the journal had, the number and time of each entry shown,
the name its author works under, and, in rows whose words are shown, running numbers (how many
articles, passages, people or tags there had been), the header of the file as it came, and
whether an article was starred or reviewed. It shows nothing of the other entries.
"""


def render(model: Model) -> bytes:
    """The text, UTF-8, LF."""
    exhibits, passages = len(model.exhibits), len(model.passages)
    text = _TEXT.format(
        reference=one_line(model.reference),
        title=one_line(model.title),
        issued_at=one_line(model.issued_at),
        archivist=one_line(model.archivist),
        exhibits=f"{exhibits} exhibit" + ("s" if exhibits != 1 else ""),
        passages=f"{passages} annotated passage" + ("s" if passages != 1 else ""),
        found_otherwise="".join(
            f"\n{_folded(each)}\n"
            for exhibit in model.exhibits
            for each in found_otherwise(exhibit)
        ),
    )
    return text.encode()


def _folded(sentence: str) -> str:
    return fill(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)
