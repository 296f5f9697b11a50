"""Fuzzes one reader, guided by what its code does with each input.

    pip install atheris
    python -m tests.campaigns.fuzz_reader docx --runs 100000 [--seconds 600] [--found FOLDER]

Every input is read as the confined child reads it: by the laws, or refused with a sentence, and
what is read must cross the pipe. An input that breaks a law, ends the process or does not end is
kept in the folder of what was found, and the last line says how many runs there were.
"""

import argparse
import importlib
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.confinement import confine

GOLDEN = Path(__file__).parents[1] / "golden" / "kinds"
LARGEST = 4096
"""Bytes of the largest input: what is wrong with a reader shows in a small file, and soon."""
SLOW = 25
"""Seconds after which an input counts as one that does not end; libFuzzer's are by the clock."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: a name that leads to it, and the members of a package that inputs stand for.

    Where there are members, the first byte of an input chooses which of them the rest replaces.
    """

    name: str
    golden: str
    members: tuple[str, ...] = ()


_DOCX = ("word/document.xml", "word/comments.xml", "word/footnotes.xml", "word/styles.xml",
         "word/numbering.xml", "docProps/core.xml", "word/_rels/document.xml.rels")  # fmt: skip
TARGETS = {
    "text": Target("a.txt", "plain.txt"),
    "markdown": Target("a.md", "marked.md"),
    "event": Target("a.json", "event.json"),
    "page": Target("a.html", "page.html"),
    "mhtml": Target("a.mhtml", "page.mhtml"),
    "pdf": Target("a.pdf", "paper.pdf"),
    "docx": Target("a.docx", "letter.docx", _DOCX),
    "odt": Target("a.odt", "letter.odt", ("content.xml", "meta.xml", "META-INF/manifest.xml")),
    "rtf": Target("a.rtf", "letter.rtf"),
    "epub": Target("a.epub", "book.epub", ("META-INF/container.xml", "", "")),
    "fb2": Target("a.fb2", "book.fb2"),
    "mail": Target("a.eml", "message.eml"),
    "mbox": Target("a.mbox", "box.mbox"),
    "warc": Target("a.warc", "capture.warc"),
    "rss": Target("a.rss", "news.rss"),
    "atom": Target("a.atom", "news.atom"),
    "opml": Target("a.opml", "sources.opml"),
    "csv": Target("a.csv", "table.csv"),
    "records": Target("a.jsonl", "records.jsonl"),
    "ris": Target("a.ris", "references.ris"),
    "zip": Target("a.zip", "bundle.zip"),
}


class Wrapping:
    """From an input to the file that it stands for."""

    def __init__(self, target: Target) -> None:
        self._golden = (GOLDEN / target.golden).read_bytes()
        self._rest: dict[str, bytes] = {}
        self.members: tuple[str, ...] = ()
        if target.members:
            with zipfile.ZipFile(io.BytesIO(self._golden)) as package:
                self._rest = {name: package.read(name) for name in package.namelist()}
            chapters = [name for name in self._rest if name.endswith((".opf", ".xhtml", ".html"))]
            self.members = (*filter(None, target.members), *chapters)

    def file(self, given: bytes) -> bytes:
        if not self.members:
            return given
        chosen = self.members[given[0] % len(self.members)] if given else self.members[0]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            for name, words in (self._rest | {chosen: given[1:]}).items():
                package.writestr(name, words)
        return packed.getvalue()

    def seeds(self) -> list[bytes]:
        if not self.members:
            return [self._golden]
        return [
            bytes([number]) + self._rest.get(name, b"<a/>")
            for number, name in enumerate(self.members)
        ]


def reads(target: Target) -> Callable[[bytes], None]:
    """What is done with an input: anything that it raises is a finding."""
    from archivist.errors import Refused
    from archivist.intake import kinds
    from archivist.intake.isolation import child
    from tests.intake.laws import assert_lawful, sent

    wrapping = Wrapping(target)

    def read(given: bytes) -> None:
        content = wrapping.file(bytes(given))
        try:
            deposit = child.read(content, target.name)
        except Refused:
            return
        except (RecursionError, MemoryError):
            # The child answers for these; a text is read without one.
            if kinds.is_text(content, target.name):
                raise
            return
        assert_lawful(sent(deposit, content))

    return read


def fuzz(atheris: Any, target: Target, asked: argparse.Namespace) -> None:
    """Run until the runs or the seconds asked for are over, or something is found."""
    unhelpful = ["trafilatura", "lxml", "hypothesis"]
    with atheris.instrument_imports(exclude=unhelpful) if asked.guided else nullcontext():
        read = reads(target)
        read(Wrapping(target).seeds()[0])  # which loads the rest
    asked.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.corpus or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(Wrapping(target).seeds()):
            (folder / f"golden-{number}").write_bytes(seed)
        limits = (
            f"-runs={asked.runs}", f"-max_total_time={asked.seconds}", f"-max_len={LARGEST}",
            f"-timeout={SLOW}", "-rss_limit_mb=1500", f"-seed={asked.seed}",
            f"-artifact_prefix={asked.found}/{asked.reader}-", "-verbosity=0",
            "-print_final_stats=1",
        )  # fmt: skip
        atheris.Setup([sys.argv[0], *limits, str(folder)], read)
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reader", choices=sorted(TARGETS))
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="where inputs worth keeping are kept")
    parser.add_argument("--found", type=Path, default=Path("found"))
    parser.add_argument("--unguided", dest="guided", action="store_false")
    asked = parser.parse_args()
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("Fuzzing needs atheris: pip install atheris.")
    confine()
    fuzz(atheris, TARGETS[asked.reader], asked)


if __name__ == "__main__":
    main()
