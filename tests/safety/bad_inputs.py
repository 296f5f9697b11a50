"""Named bad inputs: each with its row, what it holds, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that is empty, damaged or made to harm.

    `reason` is the whole sentence that refuses it, or empty for one that goes in: then `warnings`
    are the sentences said of it (each may be given by its beginning), and where they are given,
    its text is `text`, its title `title`, and `parts` are the names of the files it carries.
    What is `large` takes seconds to make and to take in.
    """

    row: str
    name: str
    content: bytes | Callable[[], bytes]
    reason: str = ""
    warnings: tuple[str, ...] = ()
    text: str | None = None
    title: str | None = None
    parts: tuple[str, ...] | None = None
    large: bool = False

    def bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content()


def refused(row: str, name: str, content: bytes | Callable[[], bytes], reason: str) -> Bad:
    """A file that is refused with that sentence."""
    return Bad(row, name, content, reason=reason)


def taken_in(
    row: str,
    name: str,
    content: bytes | Callable[[], bytes],
    *warnings: str,
    text: str | None = None,
    title: str | None = None,
    parts: tuple[str, ...] | None = None,
) -> Bad:
    """A file that goes in, with those warnings and no others."""
    return Bad(row, name, content, warnings=warnings, text=text, title=title, parts=parts)


def large(bad: Bad) -> Bad:
    """The same file, which takes seconds."""
    return replace(bad, large=True)
