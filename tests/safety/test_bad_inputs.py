"""Every named bad input, taken in as a person would: one sentence, or the article as said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from archivist.accessions import ImportLine
from archivist.archive import Archive
from tests.conftest import TickingClock
from tests.safety.bad_inputs import Bad
from tests.safety.every_bad_input import BAD_INPUTS


@dataclass(frozen=True, slots=True)
class Imported:
    """One archive into which all of them were imported, and the lines of the report.

    First those that are refused; `untouched` is what the archive held then.
    """

    archive: Archive
    lines: Mapping[str, ImportLine]
    untouched: tuple[object, ...]


@pytest.fixture(scope="module")
def wanted(pytestconfig: pytest.Config) -> tuple[Bad, ...]:
    everything = pytestconfig.getoption("--campaign")
    return tuple(bad for bad in BAD_INPUTS if everything or not bad.large)


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, wanted: tuple[Bad, ...]
) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("bad")
    archive = _archive(tmp_path_factory)
    lines = list(archive.import_from(_written(folder, [bad for bad in wanted if bad.reason])))
    untouched = _held(archive)
    lines += archive.import_from(_written(folder, [bad for bad in wanted if not bad.reason]))
    yield Imported(archive, {line.path.parent.name: line for line in lines}, untouched)
    archive.close()


def _held(archive: Archive) -> tuple[object, ...]:
    return (
        archive.articles.count(),
        archive.actors.all(),
        tuple(archive.events.all()),
        archive.tags.all(),
        archive.proposals.waiting(),
    )


def _archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    place = tmp_path_factory.mktemp("case") / "case.archivist"
    made, _code = Archive.create(place, passphrase=None, agent="R-1", clock=TickingClock())
    return made


def _written(folder: Path, wanted: Iterable[Bad]) -> list[Path]:
    """Each in a folder of its own, named by its place in the list."""
    paths = []
    for bad in wanted:
        path = folder / str(BAD_INPUTS.index(bad)) / bad.name
        path.parent.mkdir()
        path.write_bytes(bad.bytes())
        paths.append(path)
    return paths


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.row)
def test_it_is_one_sentence_or_goes_in_as_said(bad: Bad, imported: Imported) -> None:
    line = imported.lines.get(str(BAD_INPUTS.index(bad)))
    if line is None:
        pytest.skip("takes seconds: with --campaign")
    assert line.reason == bad.reason
    if bad.reason:
        assert (line.status, line.article) == ("refused", "")
        return
    assert line.status == "imported"
    assert len(line.warnings) == len(bad.warnings), line.warnings
    assert all(map(str.startswith, line.warnings, bad.warnings)), line.warnings
    assert_as_said(bad, line, imported.archive)


def assert_as_said(bad: Bad, line: ImportLine, archive: Archive) -> None:
    article = archive.articles.get(line.article)
    if bad.text is not None:
        assert archive.articles.text_of(article).text == bad.text
    if bad.title is not None:
        assert line.title == bad.title
    if bad.parts is not None:
        assert tuple(part.path.name for part in line.parts) == bad.parts
    assert archive.articles.original_of(article) == bad.bytes()


@pytest.mark.timeout(300)
def test_what_is_refused_leaves_the_archive_as_it_was(imported: Imported) -> None:
    assert imported.untouched == (0, (), (), (), ())


@pytest.mark.parametrize("bad", [bad for bad in BAD_INPUTS if bad.reason], ids=lambda bad: bad.row)
def test_a_refusal_is_a_sentence_a_person_can_act_on(bad: Bad) -> None:
    assert bad.reason[0].isupper() or bad.reason.startswith("“")
    assert bad.reason.endswith(".")
    assert "\n" not in bad.reason
    assert not {"Traceback", "Error", "Exception", "None"} & set(bad.reason.split())
