"""XML of packages, read as it comes: elements begin and end, words stand between them.

No entity is ever declared or fetched: a document that declares one is refused.
"""

from collections.abc import Mapping
from xml.parsers import expat

from archivist.errors import Refused

_DEEPEST = 1_000


class Listener:
    """Hears what stands in a document; names are local, without their namespace.

    What a listener does not care for it need not hear.
    """

    __slots__ = ()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, words: str) -> None:
        """Words stand in it."""


def parse(content: bytes, listener: Listener, *, of: str) -> None:
    """Tell `listener` what stands in `content`, the part called `of`.

    Raises `Refused` when it is not XML, declares entities, or nests deeper than anyone writes.
    """
    parser = expat.ParserCreate(namespace_separator="\n")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused(f"The file is nested too deeply at “{of}”.")
        listener.begin(_local(name), {_local(each): attributes[each] for each in attributes})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(_local(name))

    def refuse(*_declared: object) -> None:
        raise Refused(f"The file declares entities at “{of}”, which no such file needs.")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.words
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError as failure:
        where = f"line {failure.lineno}"
        raise Refused(f"The file is damaged at “{of}” ({where}).") from None
    except (LookupError, ValueError):  # an encoding that nobody knows, or that XML cannot have
        raise Refused(f"The file is in an unknown encoding at “{of}”.") from None


def _local(name: str) -> str:
    return name.rsplit("\n", 1)[-1]
