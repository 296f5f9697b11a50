"""Every file of some folders through the confined reader, a row each.

    python -m tests.benchmarks.reading FOLDER… [--markdown] [--texts FOLDER]

A row says how the file was read, its title and day, its leaves, words and parts, what warns of it
or refuses it, and what it cost. Each file has a child of its own. The last lines are the sums, and
how many files ended their reader. With `--texts` the text of each is written beside its title, to
be looked at.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from archivist.intake.deposit import Deposit
from tests.benchmarks.costs import Reading, read

_WIDEST = 70


def said(deposit: Deposit, field: str) -> str:
    """What the deposit says of one field, the first word of it."""
    return next((fact.value for fact in deposit.facts if fact.field == field and fact.value), "")


def remarks(deposit: Deposit) -> str:
    """Warnings, and what waits for a decision, in short."""
    folded = (each.subject for each in deposit.proposals if each.kind == "boilerplate")
    return " ".join((*deposit.warnings, *(f"[{subject}]" for subject in folded)))


def cells(path: Path, found: Reading) -> tuple[str, ...]:
    """The row of one file: name, reader, title, day, leaves, words, parts, remark, cost."""
    cost = (f"{found.seconds:.2f} s", f"{found.mib:.0f} MiB")
    if found.deposit is None:
        return (path.name, "refused", "", "", "", "", "", found.sentence, *cost)
    deposit = found.deposit
    counts = (len(deposit.leaves), len(deposit.text.split()), len(deposit.parts))
    return (
        path.name,
        deposit.reader,
        deposit.title,
        said(deposit, "published"),
        *map(str, counts),
        remarks(deposit),
        *cost,
    )


def files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        found = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (path for path in found if path.is_file())


def shown(deposit: Deposit) -> Iterator[str]:
    """A deposit to be looked at: a line a leaf, with its kind and its part of the page."""
    yield f"=== {deposit.name} · {deposit.reader} · {deposit.title}"
    for fact in deposit.facts:
        yield f"    {fact.field}: {fact.value} ({fact.source}, {fact.confidence})"
    yield from (f"    ! {warning}" for warning in deposit.warnings)
    for leaf in deposit.leaves:
        mark = f"{leaf.kind}{leaf.depth or ''}{'>' * leaf.quoted}{leaf.role[:1]}"
        yield f"{mark:6} {deposit.text[leaf.start : leaf.end]}"
    for part in deposit.parts:
        yield from (f"  {line}" for line in shown(part))


def row(values: tuple[str, ...], *, markdown: bool) -> str:
    if markdown:
        return f"| {' | '.join(value.replace('|', '/') for value in values)} |"
    return "  ".join(value if len(value) <= _WIDEST else f"{value[:_WIDEST]}…" for value in values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--texts", type=Path)
    asked = parser.parse_args()
    readers: Counter[str] = Counter()
    ended, seconds, most = 0, 0.0, 0.0
    for path in files(asked.folders):
        found = read(path.read_bytes(), path.name)
        readers[found.deposit.reader if found.deposit else "refused"] += 1
        ended += found.ended
        seconds, most = seconds + found.seconds, max(most, found.mib)
        print(row(cells(path, found), markdown=asked.markdown), flush=True)
        if asked.texts and found.deposit:
            asked.texts.mkdir(parents=True, exist_ok=True)
            label = f"{path.parent.name}--{path.name}.told"
            (asked.texts / label).write_text("\n".join(shown(found.deposit)), "utf-8")
    print(f"{readers.total()} files: {', '.join(f'{n} {name}' for name, n in readers.items())}")
    print(f"{ended} ended their reader; {seconds:.1f} s of CPU, at the most {most:.0f} MiB")


if __name__ == "__main__":
    main()
