"""`custody.jsonl`: the checkpoint on its first line, then one disclosed journal entry a line."""

from archivist.bundle import document
from archivist.bundle.model import Model
from archivist.fixity import canonical_json


def render(model: Model) -> bytes:
    """Lines of canonical JSON, each ended by a line feed."""
    lines = [{"checkpoint": model.custody.checkpoint.to_json()}]
    lines += [document.whole(entry) for entry in model.custody.entries]
    return b"".join(canonical_json(line) + b"\n" for line in lines)
