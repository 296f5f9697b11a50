"""The main job on the command line: import, search, highlight, tag, bundle, verify."""

import hashlib
import subprocess
import sys
from pathlib import Path

from archivist.assets import sample_archive
from tests.cli.conftest import Typist

STOP = "Slaviša Milanov is stopped and his telephone is taken"


def test_every_sample_file_goes_in_and_a_second_import_changes_nothing_but_is_reported(
    typed: Typist,
) -> None:
    assert typed("new", "--no-passphrase").code == 0
    first = typed.json("import", str(sample_archive()))
    count = len(list(sample_archive().iterdir()))
    assert first[-1]["summary"].pop("seconds") > 0
    assert first[-1] == {
        "summary": {
            "imported": count,
            "known": 0,
            "updated": 0,
            "refused": 0,
            "with_dates": sum(bool(row["date"]) for row in first[:-1]),
            "proposals": len(typed.json("proposals")),
        }
    }
    for row in first[:-1]:
        assert set(row) == {
            *("path", "status", "article", "title", "published", "date"),
            *("sha256", "warnings", "reason", "parts", "likenesses", "revision"),
        }
        assert row["sha256"] == hashlib.sha256(Path(row["path"]).read_bytes()).hexdigest()
    entries = typed.json("log")
    second = typed.json("import", str(sample_archive()))
    assert {row["status"] for row in second[:-1]} == {"known"}
    assert [row["article"] for row in second[:-1]] == [row["article"] for row in first[:-1]]
    *before, reported = typed.json("log")
    assert before == entries
    assert reported["action"] == "import report"
    assert second[-1]["summary"]["with_dates"] == 0
    assert second[-1]["summary"]["proposals"] == first[-1]["summary"]["proposals"]


def test_an_import_says_what_waits_for_a_decision(typed: Typist) -> None:
    typed("new", "--no-passphrase")
    said = typed("import", str(sample_archive())).err
    waiting = len(typed.json("proposals"))
    assert f"{waiting} proposals wait: archivist proposals." in said
    first, *others = [row["id"] for row in typed.json("proposals")]
    typed.json("dismiss", *others)
    assert "1 proposal waits: archivist proposals." in typed("import", str(sample_archive())).err
    typed.json("accept", first)
    assert "archivist proposals" not in typed("import", str(sample_archive())).err


def test_an_empty_path_takes_nothing_in(sample: Typist, tmp_path: Path) -> None:
    (tmp_path / "beside.txt").write_text("📄 not asked for\r\nČačak", encoding="utf-8")
    outcome = sample("import", "")
    assert outcome.code == 2
    assert "empty" in outcome.err
    assert len(sample.json("articles")) == 23
    assert sample("articles", "-a", "").code == 2
    assert sample("verify", "").code == 2


def test_a_file_that_is_not_utf8_goes_in_with_its_encoding(typed: Typist, tmp_path: Path) -> None:
    file = tmp_path / "čas.txt"
    file.write_bytes("Slaviša Milanović\r\nu Čačku".encode("cp1250"))
    typed("new", "--no-passphrase")
    refused = typed("import", str(file))
    assert refused.code == 1
    assert "--encoding" in refused.out
    unknown = typed("import", str(file), "--encoding", "klingon")
    assert (unknown.code, unknown.err.count("\n")) == (2, 1)
    row, _ = typed.json("import", str(file), "--encoding", "windows-1250")
    assert typed("show", row["article"], "--text").out == "Slaviša Milanović\nu Čačku"


def test_each_row_of_a_table_goes_in_as_an_article_by_a_choice_of_columns(
    typed: Typist, tmp_path: Path
) -> None:
    file = tmp_path / "isečci.csv"
    file.write_bytes('Naslov,Telo\r\n"Telefon 😀","Prvi\r\nred"\r\nDrugi,dva\r\n'.encode())
    typed("new", "--no-passphrase")
    for wrong in ("Naslov", "date=Naslov", "title="):
        outcome = typed("import", str(file), "--map", wrong)
        assert (outcome.code, outcome.err.count("\n")) == (2, 1), wrong
    other = typed("import", str(file), "--map", "title=Headline")
    assert other.code == 1
    assert "no column “Headline”; it has “Naslov”, “Telo”" in other.out
    row, _ = typed.json("import", str(file), "--map", "title=Naslov", "--map", "text=Telo")
    first, second = row["parts"]
    assert typed("show", first["article"], "--text").out == "Telefon 😀\nPrvi\nred"
    assert second["title"] == "Drugi"
    assert typed("show", second["article"], "--original").out == "Drugi,dva"


def test_nothing_in_clear_is_put_into_an_archive(sample: Typist) -> None:
    (backup,) = sample.json("backup", str(sample.folder.parent / "copy"))
    for name, words in {
        "events": ("export", "timeline"),
        "copy": ("backup",),
        "bundle": ("bundle", "--article", sample.id_of("01-")),
        "new": ("new", "--no-passphrase", "-a"),
        "back": ("restore", backup["path"], "-a"),
        "demo": ("demo",),
    }.items():
        place = sample.folder / "deep" / name
        outcome = sample(*words, str(place))
        assert outcome.code == 1, words
        assert "place" in outcome.err
        assert not place.parent.exists()


def test_a_refused_file_gets_its_sentence_and_the_others_go_in(
    typed: Typist, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_bytes("📱 Slaviša\r\nMilanov".encode())
    typed("new", "--no-passphrase")
    outcome = typed("import", str(folder), "--json")
    assert outcome.code == 1
    by_name = {Path(row["path"]).name: row for row in outcome.rows[:-1]}
    assert by_name["empty.txt"]["status"] == "refused"
    assert by_name["empty.txt"]["reason"] == "The file is empty."
    assert by_name["good.txt"]["status"] == "imported"
    assert "1 in, 0 known, 1 refused" in outcome.err


def test_a_name_is_found_in_any_script_and_without_its_marks(sample: Typist) -> None:
    for query in ("Slavisa Milanov", "Славиша Миланов", "SLAVIŠA milanov"):
        rows = sample.json("search", query, "--limit", "50")
        titles = {row["title"] for row in rows[:-1]}
        assert "Телефон претражен без питања" in titles
        assert "Field note: the bag, the label, the laboratory" in titles
        assert rows[-1]["total"] == len(rows) - 1
    rows = sample.json("search", "o cearbhaill")
    assert rows[-1]["total"] >= 6


def test_a_hit_shows_the_words_found(sample: Typist) -> None:
    rows = sample.json("search", "novispy", "--facets")
    for row in rows[:-1]:
        assert set(row) >= {"id", "title", "published", "score", "snippets"}
    snippets = [snippet for row in rows[:-1] for snippet in row["snippets"]]
    found = {
        snippet["text"][start:end].casefold()
        for snippet in snippets
        for start, end in snippet["matches"]
    }
    assert {"novispy", "новиспај"} & found
    assert set(rows[-1]) == {"total", "corrections", "facets"}
    assert any(each["name"] == "Cellebrite" for each in rows[-1]["facets"]["actors"])


def test_nothing_found_is_a_finding_with_a_suggestion(sample: Typist) -> None:
    outcome = sample("search", "celebrite")
    assert outcome.code == 1
    assert "Nothing was found." in outcome.err
    assert "cellebrite" in outcome.err


def test_a_highlight_is_made_by_its_words(sample: Typist) -> None:
    article = sample.id_of("06-")
    (made,) = sample.json(
        *("highlight", article, "--quote", "📱 Славиша Миланов", "--note", "првa белешка"),
        *("--actor", "Slaviša Milanov=owner of the telephone", "--event", STOP),
        *("--tag", "device-search", "--colour", "green"),
    )
    (shown,) = sample.json("show", article)
    assert made["exact"] == "📱 Славиша Миланов"
    assert shown["text"][made["start"] : made["end"]] == made["exact"]
    assert made["actors"] == [{"name": "Slaviša Milanov", "role": "owner of the telephone"}]
    assert made["events"] == [STOP]
    assert made["tags"] == ["device-search"]
    assert made["colour"] == "green"
    assert made["anchored"] is True
    assert sample.json("annotations", "--actor", "Slaviša Milanov") == [made]
    assert sample.json("annotations", "--event", STOP, "--tag", "device-search") == [made]
    assert sample.json("annotations", "--query", "beleska") == [made]
    assert sample.json("annotations", "--query", "nothing") == []


def test_a_highlight_is_made_by_its_place(sample: Typist) -> None:
    article = sample.id_of("08-")
    (shown,) = sample.json("show", article)
    start = shown["text"].index("🔬 Donncha")
    (made,) = sample.json(
        "highlight", article, "--start", str(start), "--end", str(start + len("🔬 Donncha"))
    )
    assert made["exact"] == "🔬 Donncha"


def test_words_that_stand_often_need_their_number(sample: Typist) -> None:
    article = sample.id_of("02-")
    unclear = sample("highlight", article, "--quote", "telephone")
    assert unclear.code == 2
    assert "--nth" in unclear.err
    assert sample("highlight", article, "--quote", "telephone", "--nth", "0").code == 2
    assert "is empty" in sample("highlight", article, "--quote", " ").err
    once = sample("highlight", article, "--quote", "Nobody asked him", "--nth", "2").err
    assert once == "These words stand only once in the article, so there is no 2.\n"
    (second,) = sample.json("highlight", article, "--quote", "telephone", "--nth", "2")
    (third,) = sample.json("highlight", article, "--quote", "telephone", "--nth", "3")
    assert second["exact"] == third["exact"] == "telephone"
    assert second["start"] < third["start"]
    assert sample("highlight", article, "--quote", "telephone", "--nth", "99").code == 1
    assert sample("highlight", article, "--quote", "not in it").code == 1
    assert sample("highlight", article, "--start", "3").code == 2
    assert sample("highlight", article, "--quote", "a", "--start", "3", "--end", "4").code == 2
    assert sample("highlight", article, "--start", "0", "--end", "999999").code == 1


def test_what_does_not_exist_is_created_only_when_asked_and_taken_back_with_the_highlight(
    sample: Typist,
) -> None:
    article = sample.id_of("01-")
    words = ("highlight", article, "--quote", "NoviSpy", "--tag", "naming", "--actor", "Lab=finder")
    refused = sample(*words)
    assert refused.code == 1
    assert "naming" in refused.err
    before = sample.json("tags"), sample.json("actors")
    (made,) = sample.json(*words, "--create")
    assert made["actors"] == [{"name": "Lab", "role": "finder"}]
    sample.json("undo")
    assert sample.json("annotations") == []
    assert (sample.json("tags"), sample.json("actors")) == before


def test_create_adds_no_name_a_second_time_and_warns_of_a_look_alike(sample: Typist) -> None:
    article = sample.id_of("01-")
    before = sample.json("actors")
    marked = ("highlight", article, "--quote", "NoviSpy", "--create")
    (made,) = sample.json(*marked, "--actor", "slavisa milanov=owner", "--tag", "SPYWARE")
    assert made["actors"] == [{"name": "Slaviša Milanov", "role": "owner"}]
    assert made["tags"] == ["spyware"]
    assert [row["name"] for row in sample.json("actors", "--json")].count("Slaviša Milanov") == 1
    assert len(sample.json("actors")) == len(before)
    warned = sample(*marked, "--actor", "Сellebrite=seller")
    assert warned.code == 0
    assert "looks like “Cellebrite” but differs" in warned.err


def test_a_highlight_is_changed_and_withdrawn(sample: Typist) -> None:
    article = sample.id_of("01-")
    (made,) = sample.json(
        "highlight", article, "--quote", "NoviSpy", "--tag", "spyware", "--actor", "Cellebrite"
    )
    (changed,) = sample.json(
        *("annotate", made["id"][:6], "--note", "compare", "--colour", "blue"),
        *("--tag", "export", "--no-tag", "spyware"),
        *("--actor", "Eitay Mack=lawyer", "--no-actor", "Cellebrite", "--event", STOP),
    )
    assert (changed["note"], changed["colour"], changed["tags"]) == ("compare", "blue", ["export"])
    assert changed["actors"] == [{"name": "Eitay Mack", "role": "lawyer"}]
    assert changed["events"] == [STOP]
    (kept,) = sample.json("annotate", made["id"], "--no-event", STOP)
    assert (kept["note"], kept["tags"], kept["events"]) == ("compare", ["export"], [])
    assert sample("annotate", made["id"]).code == 2
    assert sample.json("withdraw", made["id"]) == [{"id": made["id"]}]
    assert sample.json("annotations") == []


def test_an_article_is_shown_whole_as_text_and_as_it_came(sample: Typist) -> None:
    article = sample.id_of("01-")
    (shown,) = sample.json("show", article)
    assert set(shown) >= {
        *("id", "title", "published", "publisher", "url", "language", "words", "sha256"),
        *("status", "text", "leaves", "text_version", "provenance", "facts", "metadata"),
    }
    assert "\r" not in shown["text"]
    kind, start, end, role = shown["leaves"][0]
    assert (kind, role) == ("p", "header")
    assert shown["text"][start:end].startswith("A supplier withdraws")
    assert shown["provenance"][0]["action"].startswith("import")
    assert sample("show", article, "--text").out == shown["text"]
    original = sample("show", article, "--original").out
    assert original.encode() == (sample_archive() / "01-supplier-withdraws.txt").read_bytes()
    assert shown["title"] in sample("show", article).out


def test_a_bundle_is_handed_over_and_verifies(sample: Typist, tmp_path: Path) -> None:
    article = sample.id_of("02-")
    sample.json("highlight", article, "--quote", "Nobody asked him", "--actor", "Slaviša Milanov")
    sample.json(
        "highlight",
        sample.id_of("06-"),
        "--quote",
        "Славиша Миланов",
        "--nth",
        "1",
        "--tag",
        "spyware",
    )
    (issue,) = sample.json(
        *("bundle", str(tmp_path / "SRB-1"), "--title", "Telephones opened in Serbia"),
        *("--actor", "Slaviša Milanov", "--tag", "spyware"),
    )
    # Two highlights, and the two event files that name the actor or bear the tag.
    assert (issue["exhibits"], issue["passages"]) == (4, 2)
    assert set(issue) >= {"issue", "version", "exhibits", "passages", "files"}
    assert "data/bundle.html" in issue["files"]
    one = sample("bundle", str(tmp_path / "SRB-2"), "--article", article)
    assert "1 exhibit, 1 passage, " in one.out
    assert issue["people"] == ["Slaviša Milanov"]
    assert (issue["tags"], issue["undated"]) == (["spyware"], 0)
    rows = sample.json("verify", str(tmp_path / "SRB-1"))
    assert rows[-1]["ok"]
    assert f"SHA-256 of tagmanifest-sha256.txt: {issue['manifest_sha256']};" in rows[-1]["figure"]
    assert all(set(row) == {"check", "ok", "detail"} for row in rows[:-1])
    stock = subprocess.run(
        ["sha256sum", "-c", "manifest-sha256.txt"],
        cwd=tmp_path / "SRB-1",
        capture_output=True,
        check=False,
    )
    assert stock.returncode == 0, stock.stdout
    shipped = subprocess.run(
        [sys.executable, "-I", tmp_path / "SRB-1" / "data" / "verify.py"],
        capture_output=True,
        check=False,
    )
    assert shipped.returncode == 0, shipped.stdout + shipped.stderr


def test_a_changed_bundle_fails(sample: Typist, tmp_path: Path) -> None:
    sample.json("bundle", str(tmp_path / "SRB-1"), "--article", sample.id_of("07-"))
    victim = tmp_path / "SRB-1" / "data" / "bundle.html"
    content = bytearray(victim.read_bytes())
    content[100] ^= 1
    victim.write_bytes(content)
    outcome = sample("verify", str(tmp_path / "SRB-1"), "--json")
    assert outcome.code == 1
    assert not outcome.rows[-1]["ok"]
    assert any("bundle.html" in row["detail"] for row in outcome.rows[:-1] if not row["ok"])


def test_what_leaves_by_name_is_told_and_what_drops_out_for_want_of_a_date(
    sample: Typist, tmp_path: Path
) -> None:
    for name, quote in (("02-", "Nobody asked him"), ("07-", "تفتيش الهواتف في صربيا")):
        place = ("--quote", quote, "--nth", "1")
        sample.json("highlight", sample.id_of(name), *place, "--tag", "spyware")
    done = sample("bundle", str(tmp_path / "B"), "--tag", "spyware", "--from", "2000")
    assert done.code == 0, done.err
    assert "Tags named: spyware\n" in done.out
    assert "The names of the files as they came are a part of the record.\n" in done.out
    assert "1 undated article left out" in done.err


def test_a_bundle_that_lost_its_first_file_is_not_taken_for_an_archive(
    sample: Typist, tmp_path: Path
) -> None:
    sample.json("bundle", str(tmp_path / "B"), "--article", sample.id_of("07-"))
    (tmp_path / "B" / "bagit.txt").unlink()
    outcome = sample("verify", str(tmp_path / "B"))
    assert outcome.code == 1
    assert '"bagit.txt" is missing' in outcome.out
    assert outcome.out.splitlines()[-1].startswith("SHA-256 of tagmanifest-sha256.txt: ")


def test_a_reference_that_was_used_is_refused_with_the_next_free_one(
    sample: Typist, tmp_path: Path
) -> None:
    words = ("--article", sample.id_of("07-"), "--reference", "SRB-1")
    sample.json("bundle", str(tmp_path / "A"), *words)
    outcome = sample("bundle", str(tmp_path / "B"), *words)
    assert outcome.code == 1
    assert "Call this one SRB-1-2." in outcome.err


def test_a_bundle_of_nothing_is_refused(sample: Typist, tmp_path: Path) -> None:
    outcome = sample("bundle", str(tmp_path / "none"))
    assert outcome.code == 1
    assert "Nothing is chosen" in outcome.err
    assert not (tmp_path / "none").exists()
    assert sample("bundle", str(tmp_path / "none"), "--from", "soon").code == 2


def test_the_archive_verifies_and_a_changed_page_is_found(sample: Typist) -> None:
    rows = sample.json("verify")
    assert rows[-1] == {"ok": True}
    assert {row["check"] for row in rows[:-1]} >= {"pages", "journal", "originals", "quotes"}
    victim = sample.folder / "archive.db"
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    outcome = sample("verify")
    assert outcome.code == 1
    assert "Traceback" not in outcome.err


def test_events_are_written_back_out_as_files(sample: Typist, tmp_path: Path) -> None:
    rows = sample.json("export", "timeline", str(tmp_path / "out"))
    assert len(rows) == len(sample.json("events")) == 4
    written = [Path(row["path"]).read_text(encoding="utf-8") for row in rows]
    assert any("second_reader: agrees, 2025-11-04" in text for text in written)


def test_a_table_that_is_in_is_given_its_columns_later(typed: Typist, tmp_path: Path) -> None:
    file = tmp_path / "isečci.csv"
    file.write_bytes('Naslov,Telo\r\n"Telefon 😀",Prvi\r\nDrugi,dva\r\n'.encode())
    typed("new", "--no-passphrase")
    row, _ = typed.json("import", str(file))
    assert typed("reextract", row["article"]).code == 1
    assert typed("reextract", "--all", "--map", "title=Naslov").code == 2
    (line,) = typed.json("reextract", row["article"], "--map", "title=Naslov", "--map", "text=Telo")
    assert [part["title"] for part in line["parts"]] == ["Telefon 😀", "Drugi"]
