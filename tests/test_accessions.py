"""Files of every kind become articles; what one carries becomes articles beside it."""

import os
import random
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.accessions import ImportLine
from archivist.archive import Archive
from archivist.fixity import sha256
from archivist.intake.deposit import Deposit
from archivist.intake.isolation import confined
from archivist.text import Leaf

PAGE = "<!doctype html><html lang=sr><title>Đorđe 😀</title><h1>Đorđe 😀</h1><p>jedan\r\ndva</p>"


def deposit(name: str, original: bytes, *parts: Deposit) -> Deposit:
    return Deposit(name, original, "text/plain", "x/1", name, "a", (Leaf("p", 0, 1),), parts=parts)


def test_a_page_is_an_article(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "strana.html").write_text(PAGE, encoding="utf-8")
    (line,) = archive.import_from([tmp_path])
    article = archive.articles.get(line.article)
    assert (article.title, article.language, article.reader) == ("Đorđe 😀", "sr", "web page/1")
    assert archive.articles.text_of(article).text == "Đorđe 😀\njedan dva"
    assert archive.articles.original_of(article) == PAGE.encode()


def test_the_lines_of_a_report_stand_in_the_order_of_the_files(
    archive: Archive, tmp_path: Path
) -> None:
    for number in range(12):
        suffix = ("html", "txt", "exe")[number % 3]
        (tmp_path / f"{number:02}.{suffix}").write_text(f"<p>{number} 😀</p>", encoding="utf-8")
    lines = list(archive.import_from([tmp_path]))
    assert [line.path.name[:2] for line in lines] == [f"{number:02}" for number in range(12)]
    assert [line.status for line in lines] == ["imported", "imported", "refused"] * 4


def test_who_stops_an_import_is_heard_between_two_files(archive: Archive, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"Beleška {number} 😀\r\n", encoding="utf-8")
    asked: list[bool] = []

    def stopped() -> bool:
        asked.append(len(asked) > 10)
        return asked[-1]

    lines = list(archive.import_from([tmp_path], stopped=stopped))
    assert len(lines) == archive.articles.count() == 0
    assert len(asked) == 12


def test_files_that_take_long_are_told_of_before_a_batch_is_full(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Beleška {number} 😀\r\n", encoding="utf-8")
    monkeypatch.setattr("archivist.accessions._BATCH_SECONDS", 0)
    report = archive.import_from([tmp_path])
    assert next(report).path.name == "0.txt"
    assert archive.articles.count() == 1
    assert [line.path.name for line in report] == ["1.txt", "2.txt"]
    archive.undo()
    assert archive.articles.count() == 0


def test_what_is_only_told_of_reaches_the_archive_in_larger_batches(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.accessions._BATCH_FILES", 2)
    monkeypatch.setattr("archivist.accessions._BATCH_LINES", 5)
    monkeypatch.setattr("archivist.accessions._BATCH_SECONDS", 60)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Beleška {number} 😀\r\n", encoding="utf-8")
    list(archive.import_from([tmp_path]))
    list(archive.import_from([tmp_path]))
    entries = [entry.seq for entry in archive.log(action="import report")]
    assert len(entries) == 3 + 2


def test_a_second_import_reads_no_page_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "strana.html").write_text(PAGE, encoding="utf-8")
    (first,) = archive.import_from([tmp_path])
    monkeypatch.setattr(confined, "_START", "raise SystemExit")
    (second,) = archive.import_from([tmp_path])
    assert (first.status, second.status) == ("imported", "known")
    assert second.article == first.article
    assert second.reason.startswith("Already in the archive")


def test_a_second_import_reads_no_text_again_that_is_in(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beleška 😀.md").write_text("# Naslov 😀\r\n\r\nTekst\r\n", encoding="utf-8")
    (first,) = archive.import_from([tmp_path])
    (tmp_path / "nova.md").write_text("# Nova 😀\r\n\r\nTekst\r\n", encoding="utf-8")
    read: list[str] = []

    def noted(content: bytes, name: str, **_options: object) -> Deposit:
        read.append(name)
        return deposit(name, content)

    monkeypatch.setattr("archivist.intake.reading.read_bytes", noted)
    second, new = archive.import_from([tmp_path])
    assert (second.status, second.article, second.sha256) == ("known", first.article, first.sha256)
    assert (new.status, read) == ("imported", ["nova.md"])


def test_a_file_that_ends_its_reader_is_kept_with_a_warning_and_the_next_one_goes_in(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        confined,
        "_START",
        """
import os, sys; sys.path.insert(0, sys.argv[1])
from archivist.intake.isolation import child
honest = child.read
def read(content, name, **options):
    if name == "a.html": os._exit(9)
    return honest(content, name, **options)
child.read = read
child.main()
""",
    )
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE + name, encoding="utf-8")
    first, second = archive.import_from([tmp_path])
    kept = archive.articles.get(first.article)
    assert kept.warnings == ("The file could not be read: the reader crashed on it.",)
    assert archive.articles.original_of(kept) == (PAGE + "a.html").encode()
    assert archive.articles.text_of(kept).text == ""
    assert second.title == "Đorđe 😀"


def test_what_a_file_carries_becomes_articles_that_name_it(archive: Archive) -> None:
    inner = deposit("../../etc/x", b"inner")
    message = deposit("poruka 😀.eml", b"message", deposit("prilog.txt", b"attached"), inner)
    whole = archive.accession(message).article
    parts = [archive.articles.holding(sha256(part.original)) for part in message.parts]
    assert [part.name for part in parts if part] == ["prilog.txt", "../../etc/x"]
    assert [part.metadata["part of"] for part in parts if part] == [whole.original] * 2
    assert whole.metadata["parts"] == [
        {"name": "prilog.txt", "original": sha256(b"attached")},
        {"name": "../../etc/x", "original": sha256(b"inner")},
    ]
    assert os.path.lexists("../../etc/x") is False


def test_one_undo_takes_out_a_file_with_all_it_carries(archive: Archive) -> None:
    archive.accession(deposit("a.eml", b"a", deposit("b", b"b", deposit("c", b"c"))))
    assert archive.articles.count() == 3
    archive.undo()
    assert archive.articles.count() == 0


def test_the_report_tells_of_the_files_within(archive: Archive, tmp_path: Path) -> None:
    mail = (
        b"From: a@example.org\r\nSubject: Poruka\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
        b"Tekst\r\n--x\r\nContent-Type: text/html\r\n"
        b"Content-Disposition: attachment; filename=p.html\r\n\r\n<p>prilog</p>\r\n--x--\r\n"
    )
    (tmp_path / "poruka.eml").write_bytes(mail)
    (line,) = archive.import_from([tmp_path])
    (part,) = line.parts
    assert isinstance(part, ImportLine)
    assert (part.path.name, part.status) == ("p.html", "imported")


def test_an_import_that_is_given_up_leaves_no_child_behind(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(start(*words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    monkeypatch.setattr("archivist.accessions._BATCH_SECONDS", 60)
    for number in range(80):
        (tmp_path / f"{number}.html").write_text(f"{PAGE}{number}", encoding="utf-8")
    report = archive.import_from([tmp_path])
    next(report)
    report.close()
    assert started
    assert all(child.returncode is not None for child in started)
    assert archive.articles.count() == 64


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_children_killed_over_and_over_lose_no_file_and_take_none_twice(
    archive: Archive, tmp_path: Path, campaign_count: Callable[[int, int], int]
) -> None:
    files = campaign_count(30, 2_000)
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(files):
        (pages / f"{number:04}.html").write_text(f"{PAGE}{number}", encoding="utf-8")
    chance = random.Random(7)
    done = threading.Event()

    def kill() -> None:
        while not done.wait(chance.uniform(0.1, 0.6)):
            for child in _children():
                os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        lines = list(archive.import_from([pages]))
    finally:
        done.set()
        killer.join()
    assert [line.status for line in lines] == ["imported"] * files
    assert archive.articles.count() == files
    assert {line.sha256 for line in lines} == {sha256(p.read_bytes()) for p in pages.iterdir()}


def _children() -> list[int]:
    """The processes that this one started, as the kernel lists them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []
