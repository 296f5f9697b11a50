"""What of a highlight or an article was changed, in words: read from the rows of the journal."""

from collections.abc import Iterator

from PySide6 import QtCore

from archivist.store.journal import Entry, Step

translate = QtCore.QCoreApplication.translate

_ACTIONS = ("annotate", "edit article", "move highlight")


def changed_in(entry: Entry) -> str:
    """The words for a change that is one of many kinds; none for an entry that is no such change.

    They are the same for the change, its undoing and its doing again.
    """
    if entry.action.removeprefix("undo ").removeprefix("redo ") not in _ACTIONS:
        return ""
    columns = dict.fromkeys(column for step in entry.steps() for column in _columns(step))
    words = _words()
    said = dict.fromkeys(words[each] for each in columns if each in words)
    if "text_sha256" in columns:
        # The place by hand says all: the ends and the words around them came with it.
        return words["text_sha256"]
    return ", ".join(said)


def _columns(step: Step) -> Iterator[str]:
    """Tables of links that were written to, and the columns that differ of any other row."""
    if step.table.startswith("annotation_"):
        yield step.table
        return
    before, after = step.before or {}, step.after or {}
    for column in {**before, **after}:
        if before.get(column) != after.get(column):
            yield f"{step.table}.{column}" if step.table == "article" else column


def _words() -> dict[str, str]:
    return {
        "colour": translate("Changed", "the colour of a highlight"),
        "note": translate("Changed", "the note on a highlight"),
        "annotation_actor": translate("Changed", "the actors of a highlight"),
        "annotation_event": translate("Changed", "the events of a highlight"),
        "annotation_tag": translate("Changed", "the tags of a highlight"),
        "start": translate("Changed", "the ends of a highlight"),
        "end": translate("Changed", "the ends of a highlight"),
        "text_sha256": translate("Changed", "the place of a highlight"),
        "article.starred": translate("Changed", "the star of an article"),
        "article.status": translate("Changed", "the review of an article"),
    }
