"""The command line as such: verbs and their help, exit codes, what it loads, how it stops."""

import inspect
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.assets import sample_archive
from archivist.cli.call import Verb
from archivist.cli.console import one_line
from archivist.cli.verbs import VERBS
from archivist.desktop.preflight import APT_LINE
from tests.cli.conftest import Typist

ROOT = Path(__file__).parents[2]
FORBIDDEN = ("PySide6", "socket", "ssl", "sqlcipher3", "whoosh", "yaml", "markdown_it")


def program(*words: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "archivist", *words],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def python(script: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_is_in_the_readme_and_its_help_is_its_docstring(
    verb: Verb, typed: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{verb.name}( [^`]*)?` \| \w", readme, re.MULTILINE)
    with pytest.raises(SystemExit) as left:
        typed(*verb.name.split(), "--help")
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert (inspect.getdoc(verb.perform) or "missing") in printed
    assert f"archivist {verb.name}" in printed.partition("For example:")[2]


def test_the_readme_lists_no_verb_that_does_not_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| verb | what it does |")[2].partition("\n\n")[0]
    listed = re.findall(
        r"^\| `([a-z ]+?)(?: [^a-z`][^`]*| timeline DEST)?` \|", table, re.MULTILINE
    )
    assert sorted(listed) == sorted(verb.name for verb in VERBS)


def test_the_readme_begins_with_the_two_commands_and_ci_runs_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first, second, third = re.findall(r"^```sh\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)[:3]
    assert first.endswith("archivist demo")
    assert second.endswith("pytest -n 2")
    assert "\n" not in first + second
    assert third == APT_LINE
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'command="$(block 2)"' in ci
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_command_line_loads_neither_qt_nor_what_only_some_verbs_need() -> None:
    script = (
        "import archivist.cli, archivist.cli.run, archivist.__main__, sys\n"
        f"print([name for name in {FORBIDDEN!r} if name in sys.modules])"
    )
    assert python(script).stdout.strip() == "[]"


def test_no_verb_loads_qt_and_work_on_an_archive_loads_no_module_of_the_network(
    sample: Typist, tmp_path: Path
) -> None:
    archive = str(sample.folder)
    words = [
        ["import", "-a", archive, str(sample_archive())],
        ["articles", "-a", archive],
        ["bundle", "-a", archive, str(tmp_path / "b"), "--article", sample.id_of("01-")],
        ["verify", "-a", archive],
        ["verify", str(tmp_path / "b")],
    ]
    script = (
        "import sys\nfrom archivist.__main__ import main\n"
        "def loaded(*names): return [name for name in names if name in sys.modules]\n"
        f"codes = [main(words) for words in {words!r}]\n"
        "print(codes, loaded('PySide6', 'socket', 'ssl', 'http'), file=sys.stderr)\n"
        f"print(main(['search', '-a', {archive!r}, 'milanov']), loaded('PySide6'))\n"
    )
    done = python(script)
    assert "[0, 0, 0, 0, 0] []" in done.stderr.splitlines(), done.stderr
    assert done.stdout.splitlines()[-1] == "0 []"


def test_starting_costs_little_more_than_the_standard_library_it_uses(tmp_path: Path) -> None:
    # Compiled once, as an installed program is.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def cpu(code: str) -> float:
        script = f"import time\n{code}\nprint(time.process_time())"
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True
        )
        return float(done.stdout)

    library = "import argparse, dataclasses, datetime, inspect, json, pathlib, re, typing"
    line = (
        "from archivist.cli.parser import parser; from archivist.cli.verbs import VERBS\n"
        "parser(VERBS).parse_args(['articles'])"
    )
    measured = [(cpu(library), cpu(line)) for _ in range(7)]
    assert min(ours for _, ours in measured) < 3 * min(theirs for theirs, _ in measured)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["articles", "--nonsense"], 2),
        (["fly"], 2),
        (["actor"], 2),
        (["highlight"], 2),
        (["articles", "--order", "backwards"], 2),
        (["articles", "--limit", "-3"], 2),
        (["search", "x", "--offset", "²"], 2),
        (["search", "x", "--offset", "9" * 20], 2),
        (["articles", "--limit", "9" * 20], 2),
        (["articles", "--limit", "9" * 5000], 2),
        (["log", "--limit", "9" * 20], 2),
        (["log", "--since", "yesterday"], 2),
        (["log", "--since", "2026-02-30T10:00:00"], 2),
        (["tag", "add", "x", "--colour", "pink"], 2),
        (["tag", "edit", "spyware", "--colour", "pink"], 2),
        (["actor", "edit", "Cellebrite"], 2),
        (["event", "edit", "ffff"], 2),
        (["event", "add", "x", "--importance", "abc"], 2),
        (["event", "add", "x", "--source", '{"url": null}'], 2),
        (["event", "add", "x", "--source", '{"url": ""}'], 2),
        (["event", "add", "x", "--source", '{"url": "\\ud800"}'], 2),
        (["event", "add", "x", "--source", '{"tier":' * 9999], 2),
        (["event", "add", "x", "--source", "[1]"], 2),
        (["event", "add", "x", "--source", ""], 2),
        (["export", "timeline", "/dev/null"], 1),
        (["export", "sculpture", "out"], 2),
        (["search", "actros:x"], 2),
        (["search", "(broken AND"], 2),
        (["show", "ffff"], 1),
        (["show", ""], 1),
        (["withdraw", "ffff"], 1),
        (["annotate", "ffff", "--note", "x"], 1),
        (["import", "not-there.txt"], 1),
        (["verify", "not-there"], 1),
        (["log", "--agent", "nobody"], 0),
    ],
)
def test_each_failure_is_one_sentence_and_its_code(
    sample: Typist, words: list[str], code: int
) -> None:
    outcome = sample(*words)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert "invalid natural" not in outcome.err
    assert "invalid int" not in outcome.err
    assert "no annotation" not in outcome.err
    if code and words[0] != "import":
        assert outcome.err.count("\n") == 1
        assert outcome.err.rstrip()[-1] in ".?"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a full device and names of any bytes")
def test_names_of_any_bytes_go_in_and_a_full_disk_is_a_sentence(
    sample: Typist, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"\xff\xfe two\nlines.txt")).write_bytes("📱 Ó\r\n".encode())
    row, _ = sample.json("import", str(folder))
    assert row["status"] == "imported"
    assert Path(row["path"]).exists()
    assert sample.json("show", row["article"])[0]["name"] == "\ufffd\ufffd two lines.txt"
    typed = sample("tag", "add", os.fsdecode(b"\xff"))
    assert (typed.code, typed.err.count("\n")) == (2, 1)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "archivist", "articles", "-a", str(sample.folder)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "The output cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
def test_a_closed_stream_is_a_sentence_or_silence_and_never_a_traceback(sample: Typist) -> None:
    def closing(streams: str, *words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "archivist", *words]
        return subprocess.run(
            ["sh", "-c", f'exec "$@" {streams}', "sh", *command],
            capture_output=True,
            text=True,
            check=False,
        )

    archive = ("-a", str(sample.folder))
    for words in (("articles", *archive), ("--version",), ("articles", "--help")):
        deaf = closing(">&-", *words)
        assert deaf.returncode == 1
        assert deaf.stderr == "The output cannot be written: Bad file descriptor.\n"
    assert closing("2>&-", "search", "milanov", *archive).returncode == 0
    assert closing("<&-", "articles", *archive).stdout == sample("articles").out
    assert closing(">&- 2>&- <&-", "articles", *archive).returncode == 1
    assert sample.json("verify")[-1] == {"ok": True}


def test_a_verb_that_does_not_exist_is_named_alone(typed: Typist) -> None:
    assert typed("fly").err == "There is no verb 'fly'. See archivist --help.\n"
    assert typed("actor", "fly").err == "There is no verb 'fly'. See archivist actor --help.\n"


def test_common_options_stand_before_or_after_the_verb(sample: Typist) -> None:
    before = sample("--json", "-a", str(sample.folder), "articles")
    assert before.rows == sample.json("articles", "-a", str(sample.folder))


def test_a_title_moves_no_cursor_and_hides_no_word() -> None:
    assert one_line("a\x1b[2Jb\nc\u202ed") == "a\ufffd[2Jb c<U+202E>d"


def test_a_list_cuts_a_long_title_and_json_does_not(sample: Typist, tmp_path: Path) -> None:
    title = ("📱 Čitav pasus " * 700).strip()
    (tmp_path / "long.md").write_text(f"---\r\ntitle: {title}\r\n---\r\nReč.\r\n", newline="")
    reported = sample("import", str(tmp_path / "long.md")).out
    for printed in (reported, sample("articles").out, sample("search", "title:pasus").out):
        line = next(line for line in printed.splitlines() if "Čitav" in line)
        assert line.endswith("…")
        assert 100 < len(line) < 300
    assert title in [row["title"] for row in sample.json("articles")]


def test_the_window_opens_without_a_verb_or_with_gui(sample: Typist) -> None:
    blocked = sample("gui")
    assert (blocked.code, blocked.err) == (2, "There is no screen here.\n")
    sample.obstacle = ""
    assert sample("gui").code == 0
    assert sample("gui", str(sample.folder)).code == 0
    assert sample("gui", "nowhere").code == 1
    sample.environment = {}
    assert sample().code == 0
    assert sample.windows == [sample.folder, sample.folder, None]


def test_without_a_screen_and_a_verb_a_sentence_names_the_way_out() -> None:
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    done = program(env=environment | {"QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_ends_it_silently(sample: Typist) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "archivist", "log", "--json", "-a", str(sample.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_ctrl_c_keeps_what_is_in_and_says_130(typed: Typist, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1500):
        text = f"Article {number} 📱\r\nSlaviša Milanov\n" + f"A sentence {number}. " * 200
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    typed("new", "--no-passphrase")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "archivist", "import", "-a", str(typed.folder), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever started the tests may ignore Ctrl-C, which a new program would inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        reported = [running.stdout.readline() for _ in range(100)]
        running.send_signal(signal.SIGINT)
        reported += running.stdout.readlines()
        said = running.stderr.read()
    assert running.returncode == 130
    assert "Interrupted." in said
    assert "Traceback" not in said
    kept = len(typed.json("articles"))
    assert len([line for line in reported if line.startswith("imported")]) <= kept < 1500
    assert typed.json("verify")[-1] == {"ok": True}


def test_no_colour_and_no_progress_but_on_a_terminal(sample: Typist) -> None:
    outcome = sample("search", "milanov")
    assert "\x1b" not in outcome.out + outcome.err
    assert "[Milanov]" in outcome.out


def test_text_of_any_script_survives_a_terminal_without_it(sample: Typist) -> None:
    done = program(
        *("articles", "-a", str(sample.folder)),
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "Телефон претражен без питања" in done.stdout
