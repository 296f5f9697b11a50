"""How an import stands, and the sentences that say so over its report."""

from dataclasses import dataclass

from PySide6 import QtCore

from archivist.desktop.forms.import_lines import ImportLines


@dataclass(frozen=True, slots=True)
class Progress:
    """How many files are done, of how many (0 while they are counted), and how fast, in words.

    `waiting` are imports that begin when this one has ended.
    """

    done: int = 0
    total: int = 0
    pace: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """How an import stands; `trouble` is the sentence that ended it before its end.

    `head` is what an earlier one is called, which is over.
    """

    running: bool = False
    stopped: bool = False
    begun: bool = False
    trouble: str = ""
    progress: Progress = Progress()
    head: str = ""


def pace(progress: Progress) -> str:
    """How fast it goes and what is still to come."""
    counting = "" if progress.total else _said("counting the files")
    waiting = _said("%n more import(s) to come", "", progress.waiting)
    said = (progress.pace, counting, waiting if progress.waiting else "")
    return " · ".join(filter(None, said))


def head(stand: Stand, lines: ImportLines) -> str:
    """What it is that is shown, and how many files of it."""
    if stand.head:
        return stand.head
    if not stand.begun:
        return _said("No import yet")
    files = _said("%n file(s)", "", lines.files)
    parts = len(lines.all) - lines.files
    if parts:
        within = _said("%n more within them", "", parts)
        files = _said("{files}, {within}").format(files=files, within=within)
    if stand.running:
        return _running(stand, stand.progress)
    if stand.stopped:
        return _said("Stopped: {files}").format(files=files)
    return _said("Read: {files}").format(files=files)


def _running(stand: Stand, progress: Progress) -> str:
    done, total = f"{progress.done:,}", f"{progress.total:,}"
    if stand.stopped:
        return _said("Stopping: {done} file(s) so far", "", progress.done).format(done=done)
    if not progress.total:
        return _said("Importing: {done} file(s) so far", "", progress.done).format(done=done)
    words = _said("Importing: {done} of {total} file(s)", "", progress.total)
    return words.format(done=done, total=total)


def remark(stand: Stand, lines: ImportLines) -> str:
    """What the numbers mean, in a sentence."""
    if stand.trouble:
        return stand.trouble
    if stand.running and stand.stopped:
        return _said("What is still being read is given up; what is in stays in.")
    if stand.running or not stand.begun:
        return ""
    if stand.stopped:
        return _said("What is in stays in. Go on passes over it quickly and takes in the rest.")
    return _outcome(lines, lines.count("all"))


def _outcome(lines: ImportLines, every: int) -> str:
    if not every:
        return ""
    if lines.count("refused") == every:
        return _said("Nothing could be taken in; each line says why.")
    if lines.count("known") == every:
        return _said("All of it was in the archive already; nothing was taken in twice.")
    if not lines.count("refused") and not lines.count("warned"):
        return _said("Everything was read without a remark.")
    return _said("The originals of all that is in are kept as they came.")


def nothing(stand: Stand, lines: ImportLines) -> str:
    """Why no row is shown."""
    if lines.count("all"):
        return _said("No file of this kind.")
    if stand.running:
        return _said("The first files are being read.")
    if stand.begun:
        return _said("No file was read: there is none in what was chosen.")
    return _said(
        "Nothing was imported since the archive was opened. Drop files or a folder on the "
        "window, or press Ctrl+I there."
    )


def _said(words: str, comment: str = "", number: int = -1) -> str:
    return QtCore.QCoreApplication.translate("ImportReport", words, comment, number)
