"""What a name is: one line, neither empty nor a passage, found by the words it begins with."""

from archivist.errors import Refused
from archivist.folding import fold

LONGEST = 300
"""Code points of the longest name; longer ones are passages."""


def plain_name(name: str, *, of: str) -> str:
    """The name with its white space made single.

    Raises `Refused` when nothing of it can be seen or it is longer than `LONGEST`; `of` says
    whose name it is.
    """
    plain = " ".join(name.split())
    if len(plain) <= LONGEST and not fold(plain).strip():
        raise Refused(f"The name of {of} cannot be empty.")
    if len(plain) > LONGEST:
        raise Refused(
            f"The name “{plain[:40]}…” has {len(plain)} characters; use at most {LONGEST}."
        )
    return plain


def typed_words(typed: str) -> tuple[str, ...]:
    """What was typed, as `begins` compares it: in any script, case or marks."""
    return tuple(fold(typed).split())


def begins(wanted: tuple[str, ...], name: str) -> bool:
    """Whether each of the `typed_words` begins a word of the name."""
    present = fold(name).split()
    return all(any(word.startswith(part) for word in present) for part in wanted)
