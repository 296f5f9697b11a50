"""What a name is: one line, neither empty nor a passage, found by the words it begins with."""

from collections.abc import Iterable

from archivist.errors import Refused
from archivist.folding import fold

LONGEST = 300
"""Code points of the longest name; longer ones are passages."""


def plain_name(name: str, *, of: str) -> str:
    """The name with its white space made single.

    Raises `Refused` when it is empty or longer than `LONGEST`; `of` says whose name it is.
    """
    plain = " ".join(name.split())
    if not plain:
        raise Refused(f"The name of {of} cannot be empty.")
    if len(plain) > LONGEST:
        raise Refused(
            f"The name “{plain[:40]}…” has {len(plain)} characters; use at most {LONGEST}."
        )
    return plain


def begins(typed: str, names: Iterable[str]) -> bool:
    """Whether each word typed begins a word of one of the names, in any script, case or marks."""
    wanted = fold(typed).split()
    return any(
        all(any(word.startswith(part) for word in present) for part in wanted)
        for present in (fold(name).split() for name in names)
    )
