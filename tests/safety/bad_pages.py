"""Bad pages (rows 56 to 64): what would fetch, run, paint or nest without end."""

import base64

from tests.safety.bad_inputs import Bad, large, refused, taken_in

_COMPLEX = "The Markdown is too complex to lay out; it was read as plain text, a line a paragraph."
_UNKNOWN = (
    "“a.svg” is not a kind of file Archivist reads yet (txt, md, json, html, mhtml, pdf, docx, "
    "odt, rtf, epub, fb2, eml, mbox, warc, rss, opml, csv, jsonl, ris, zip)."
)
_P = "<p>Rečenica 🕊</p>"
_FETCHING = (
    '<base href="file:///etc/"><link rel=stylesheet href="//127.0.0.1/a.css">'
    '<style>@import url("http://127.0.0.1/b.css")</style><img src="http://127.0.0.1/p.png">'
    f'<iframe src="file:///etc/passwd"></iframe>{_P}'
)
_RUNNING = (
    '<meta http-equiv=refresh content="0;url=http://127.0.0.1/"><script>document.write("zlo")'
    "</script><p onclick=alert(1) onerror=alert(2)>Rečenica 🕊</p>"
)
_PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (10**9).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
_HUGE = f'<img src="data:image/png;base64,{base64.b64encode(_PICTURE * 9).decode()}">{_P}'
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/>'
    "<script>alert(1)</script><text>Natpis</text></svg>"
)
_ENTITIES = '<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_FETCHED = '<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _outline(declared: str) -> bytes:
    return f"{declared}<opml><body><outline text='&a;'/></body></opml>".encode()


def _page(body: str) -> bytes:
    return f"<!doctype html><title>Strana</title>{body}".encode()


PAGES: tuple[Bad, ...] = (
    taken_in(
        "row-56-fetching",
        "a.html",
        _page(_FETCHING),
        text="Rečenica 🕊",
    ),
    taken_in(
        "row-57-huge-picture",
        "a.html",
        _page(_HUGE),
        "The text leaves out 1 file inside the page.",
        text="Rečenica 🕊",
    ),
    large(
        taken_in(
            "row-58-100000-div", "a.html", lambda: _page("<div>" * 100_000 + _P), text="Rečenica 🕊"
        )
    ),
    taken_in("row-58-200000-elements", "a.html", lambda: _page("<b>" * 200_000 + "Rečenica 🕊")),
    taken_in(
        "row-58-200000-attributes",
        "a.html",
        lambda: _page(f"<p {' '.join(f'a{n}=b' for n in range(200_000))}>Rečenica 🕊"),
        text="Rečenica 🕊",
    ),
    large(
        taken_in(
            "row-58-closed-only",
            "a.html",
            lambda: _page("</div>" * 200_000 + _P),
            text="Rečenica 🕊",
        )
    ),
    large(
        taken_in(
            "row-58-tables-in-tables",
            "a.html",
            lambda: _page("<table><tr><td>" * 20_000 + "Rečenica 🕊"),
            text="Rečenica 🕊",
        )
    ),
    taken_in(
        "row-57-11-MB-address",
        "a.html",
        lambda: _page(f'<img src="data:image/png;base64,{"A" * 11_000_000}">{_P}'),
        "The text leaves out 1 file inside the page.",
        text="Rečenica 🕊",
    ),
    taken_in("row-59-running", "a.html", _page(_RUNNING), text="Rečenica 🕊"),
    taken_in(
        "row-60-raw-html",
        "a.md",
        "Reč <script>alert(1)</script> ![slika](file:///etc/passwd) 🕊".encode(),
        text="Reč <script>alert(1)</script> ![slika](file:///etc/passwd) 🕊",
    ),
    taken_in("row-61-list", "a.md", b"- " * 2_000 + b"a", _COMPLEX),
    taken_in("row-61-brackets", "a.md", b"[" * 50_000, _COMPLEX),
    taken_in("row-61-emphasis", "a.md", b"a**a" * 20_000, _COMPLEX),
    taken_in(
        "row-61-backticks", "a.md", " ".join("`" * n + "a" for n in range(400)).encode(), _COMPLEX
    ),
    taken_in("row-61-comments", "a.md", b"<!--" * 50_000, _COMPLEX),
    large(
        taken_in(
            "row-62-table",
            "a.md",
            lambda: b"|a" * 3_000 + b"\n" + b"|-" * 3_000 + (b"\n" + b"|a" * 3_000) * 3_000,
            _COMPLEX,
        )
    ),
    taken_in("row-63-svg", "a.html", _page(_SVG), text="Natpis"),
    refused("row-63-svg-alone", "a.svg", _SVG.encode(), _UNKNOWN),
    refused(
        "row-64-entities",
        "a.opml",
        _outline(_ENTITIES),
        "The file declares entities at “a.opml”, which no such file needs.",
    ),
    refused(
        "row-64-fetched",
        "a.opml",
        _outline(_FETCHED),
        "The file declares entities at “a.opml”, which no such file needs.",
    ),
    refused(
        "row-64-deep-xml",
        "a.opml",
        b"<opml>" + b"<outline>" * 200_000,
        "The file is nested too deeply at “a.opml”.",
    ),
)
