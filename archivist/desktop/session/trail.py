"""The trail: where a person was before, and where they were before going back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """An article and the code point of its text that begins the first line in view.

    `text` is the SHA-256 of the text that the code point was counted in.
    """

    article: str
    place: int = 0
    text: str = ""


class Trail:
    """Stops behind and ahead, like the way back and on of a browser."""

    def __init__(self) -> None:
        """Nowhere yet."""
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a stop behind."""
        return bool(self._behind)

    @property
    def can_go_on(self) -> bool:
        """Whether the way back was taken."""
        return bool(self._ahead)

    def leave(self, here: Stop) -> None:
        """Remembers a stop that is left for somewhere new; what was ahead is forgotten."""
        self._behind.append(here)
        self._ahead.clear()

    def back(self, here: Stop | None) -> Stop | None:
        """The stop before, if there is one; `here` is then ahead."""
        return _step(self._behind, self._ahead, here)

    def on(self, here: Stop | None) -> Stop | None:
        """The stop that was left by going back; `here` is then behind."""
        return _step(self._ahead, self._behind, here)


def _step(source: list[Stop], target: list[Stop], here: Stop | None) -> Stop | None:
    if not source:
        return None
    if here is not None:
        target.append(here)
    return source.pop()
