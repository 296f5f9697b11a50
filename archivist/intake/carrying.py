"""Files that carry others: a mailbox, a web archive, a zip file, a list of records."""

from collections.abc import Callable, Iterable

from archivist.intake.deposit import Deposit, File
from archivist.text import lines


def whole(
    file: File,
    parts: Iterable[Deposit],
    line: Callable[[Deposit], str],
    *,
    counted: str,
    warnings: Iterable[str],
) -> Deposit:
    """The deposit of a file that carries `parts`: it lists them, a line each.

    `counted` is what the metadata call their number.
    """
    carried = tuple(parts)
    listed = lines("\n".join(map(line, carried)))
    return Deposit(
        file.name,
        file.content,
        file.media_type,
        file.reader,
        file.name,
        listed.text,
        listed.leaves,
        metadata={counted: len(carried)},
        warnings=tuple(warnings),
        parts=carried,
    )
