"""Reading a hostile page opens no file and no socket: the kernel is asked, not the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = """<!doctype html><base href="file:///etc/"><link rel=stylesheet href="http://127.0.0.1/a.css">
<link rel=preload href="//127.0.0.1/share/x"><meta http-equiv=refresh content="0;url=http://127.0.0.1/">
<meta property="og:image" content="http://127.0.0.1/i.png"><title><img src="//host/x"></title>
<style>@import url("http://127.0.0.1/b.css"); body { background: url(/etc/passwd) }</style>
<script src="http://127.0.0.1/x.js"></script><script type="application/ld+json">
{"@context": "http://127.0.0.1/context", "@type": "Article", "url": "file:///etc/passwd"}</script>
<nav><a href=/a>a</a><a href=/b>b</a></nav><nav><li><a href=/c>c</a><li><a href=/d>d</a></nav>
<img src="/etc/passwd"><img src="http://127.0.0.1/p.png" srcset="//127.0.0.1/q 2x" onerror="x()">
<iframe src="file:///etc/shadow"></iframe><object data="/etc/hosts"></object><embed src="/etc/x">
<svg><image href="/etc/passwd"/><use href="http://127.0.0.1/#x"/></svg>
<video src=/etc/x poster=/y></video>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;""" + (
    "<p>Rečenica koja je dovoljno duga da bude prepoznata kao tekst članka. 😀</p>" * 20
)

READ = """
import os, sys
from archivist import confinement
confinement.confine()
from archivist.intake import child
page = open(sys.argv[1], "rb").read()
first = child.read(page.replace(b"127.0.0.1", b"warm.up"), "a.html")
os.access("/MARK-BEGIN", os.F_OK)
deposit = child.read(page, "b.html")
os.access("/MARK-END", os.F_OK)
assert "Rečenica" in deposit.text
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_between_two_marks_a_hostile_page_opens_nothing(tmp_path: Path) -> None:
    page, trace = tmp_path / "page.html", tmp_path / "trace"
    page.write_text(HOSTILE, encoding="utf-8")
    calls = "trace=%file,%network,%process"
    python = [sys.executable, "-c", READ, str(page)]
    command = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace), *python]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in ran.stderr.lower():
        pytest.skip("this machine lets nobody trace")
    assert ran.returncode == 0, ran.stderr
    between = trace.read_text("utf-8").split("/MARK-BEGIN")[1].split("/MARK-END")[0]
    made = re.findall(r"^\d+ +(\w+)\((.*)", between, re.MULTILINE)
    assert [call for call in made if "MARK" not in call[1] and call[0] != "access"] == []
