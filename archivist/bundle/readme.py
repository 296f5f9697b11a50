"""`README.txt`: what the bundle is, and how to check it without trusting it."""

from archivist.bundle.model import Model

_TEXT = """\
{reference}
{title}
Issued {issued_at} with Archivist {archivist}

This folder is an evidence bundle: {exhibits} and {passages}.

  bundle.html          everything on one page; open it in any browser, it runs no script
                       and asks for nothing from the network
  bundle.json          the same for programs: every other file here is made from it
  exhibits/            the text of each exhibit, UTF-8; quotations are counted in it
  originals/           each file as it came, byte for byte. Saved web pages and unknown kinds
                       end in .bin, so that no double click opens them
  annotations.jsonld   the passages as W3C Web Annotations
  index.csv  passages.csv  chronology.csv  people.csv  sources.csv
                       the same as tables. A leading ' marks a cell that would otherwise be
                       run as a formula
  custody.jsonl        who did what to these exhibits and when: entries of the archive's
                       journal, each with the proof of its place
  build.json           what made the files
  verify.py            checks all of this

A place is cited as exhibit and paragraph (A-001 ¶4). That stays true whatever the layout.


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

2. With any BagIt validator, for instance the Library of Congress's (pip install bagit):

     bagit.py --validate .

3. With Python 3.8 or newer and nothing else. This also cuts each quotation out of its text
   again, and follows each journal entry to the checkpoint:

     python3 data/verify.py

4. With Archivist, which also makes every file anew from bundle.json and compares:

     archivist verify .
"""


def render(model: Model) -> bytes:
    """The text, UTF-8, LF."""
    exhibits, passages = len(model.exhibits), len(model.passages)
    text = _TEXT.format(
        reference=_line(model.reference),
        title=_line(model.title),
        issued_at=model.issued_at,
        archivist=model.archivist,
        exhibits=f"{exhibits} exhibit" + ("s" if exhibits != 1 else ""),
        passages=f"{passages} annotated passage" + ("s" if passages != 1 else ""),
    )
    return text.encode()


def _line(text: str) -> str:
    return " ".join(text.split())
