"""What the places of words cost a reader of PDF, and how long a picture of a page takes.

    python tests/benchmarks/pdf_pages.py FOLDER [ROUNDS]

Every PDF of the folder is read whole, with the boxes of its words and without, in turns, by this
process; figures are CPU time of the best round. A table of the files follows: pages, words, boxes,
bytes of the packed layout. Pictures are of every page of every file, 1,000 pixels wide, asked
for over the pipe of a confined child. With Tesseract and English, words of up to three pages are
read as well.
"""

import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation.paging import Paging
from archivist.intake.paper import pdf, pdf_page
from archivist.layout import Layout

WIDTH = 1_000


def readable(folder: Path) -> Iterator[tuple[str, bytes, Deposit]]:
    for path in sorted(folder.rglob("*.pdf")):
        content = path.read_bytes()
        try:
            yield path.name, content, pdf.read(content, path.name)
        except Refused as refusal:
            print(f"{path.name:44} {refusal}")


def cpu_of_reading(files: list[tuple[str, bytes, Deposit]]) -> float:
    began = time.process_time()
    for name, content, _deposit in files:
        pdf.read(content, name)
    return time.process_time() - began


def told(name: str, deposit: Deposit) -> None:
    boxes = sum(len(page.words) for page in deposit.pages)
    kept = len(zlib.compress(Layout(deposit.pages).packed(), 6))
    print(
        f"{name:44} {len(deposit.pages):5} pages {len(deposit.text.split()):7} words "
        f"{boxes:7} boxes {kept:8} bytes"
    )


def pictures(files: list[tuple[str, bytes, Deposit]]) -> list[float]:
    seconds = []
    for name, content, deposit in files:
        with Paging(content, name) as paging:
            paging.picture(0, width=16)  # the child starts
            for page in range(len(deposit.pages)):
                began = time.monotonic()
                paging.picture(page, width=WIDTH)
                seconds.append(time.monotonic() - began)
    return sorted(seconds)


def recognition(files: list[tuple[str, bytes, Deposit]]) -> None:
    name, content, deposit = max(files, key=lambda file: len(file[2].text) / len(file[2].pages))
    with Paging(content, name) as paging:
        for page in range(min(3, len(deposit.pages))):
            began = time.monotonic()
            try:
                seen = paging.recognise(page, ("eng",))
            except Refused as refusal:
                print(refusal)
                return
            print(
                f"read by {seen.engine}: p. {page + 1} of {name}, {len(seen.words)} words, "
                f"{seen.unsure} unsure, {time.monotonic() - began:.1f} s"
            )


def main() -> None:
    folder = Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    files = list(readable(folder))
    for name, _content, deposit in files:
        told(name, deposit)
    count = sum(len(deposit.pages) for *_, deposit in files)
    with_boxes, without = [], []
    for _ in range(rounds):
        with_boxes.append(cpu_of_reading(files))
        with patch.object(pdf_page, "_words", lambda *_: iter(())):
            without.append(cpu_of_reading(files))
    print(
        f"{count} pages: {count / min(with_boxes):.0f} pages/s of CPU with boxes, "
        f"{count / min(without):.0f} without: "
        f"{1000 * (min(with_boxes) - min(without)) / count:.2f} ms a page"
    )
    seconds = pictures(files)
    print(
        f"pictures {WIDTH} pixels wide: median {1000 * seconds[len(seconds) // 2]:.0f} ms, "
        f"slowest {1000 * seconds[-1]:.0f} ms, of {len(seconds)}"
    )
    recognition(files)


if __name__ == "__main__":
    main()
