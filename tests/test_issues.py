"""The bundles that were handed over."""

from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import Conflict
from archivist.issues import IssuedBundle


def record(archive: Archive, reference: str) -> IssuedBundle:
    return archive.issues.record(
        reference,
        title="Телефони 📱",
        issued_at="2026-11-21T20:00:00Z",
        manifest_sha256="ab" * 32,
        exhibits=2,
        passages=5,
    )


def test_issues_are_kept_in_the_order_they_were_handed_over(archive: Archive) -> None:
    first, second = record(archive, "SRB-1"), record(archive, "SRB-2")
    assert archive.issues.all() == (first, second)
    assert (first.n, second.n) == (1, 2)
    assert first.title == "Телефони 📱"


def test_one_reference_stands_for_one_bundle(archive: Archive) -> None:
    """Two bundles number their exhibits apart: `SRB-1, A-003` must name one document."""
    for reference in ("SRB-1", "SRB-1-2"):
        record(archive, reference)
    with pytest.raises(Conflict, match=r"SRB-1 was issued before.*Call this one SRB-1-3\."):
        record(archive, "SRB-1")
    assert len(archive.issues.all()) == 2
    assert archive.issues.free("SRB-9") == "SRB-9"


def test_an_issue_is_in_the_journal_and_survives_reopening(tmp_path: Path) -> None:
    archive, _ = Archive.create(tmp_path / "case", passphrase=None)
    known = record(archive, "SRB-2")
    assert archive.log()[-1].action == "issue bundle"
    archive.close()
    again = Archive.open(tmp_path / "case.archivist")
    assert again.issues.all() == (known,)
    again.close()
