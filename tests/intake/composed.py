"""Made-up documents as files of every kind."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from random import Random

from archivist.intake.words import yaml_text
from tests.intake.composing import Block, Piece, document, words
from tests.safety.bad_packages import pdf

_TAGS = {"strong": "b", "emphasis": "em", "code": "code", "link": "a", "strike": "s"}
_MD = {"strong": "**", "emphasis": "*", "code": "`", "strike": "~~"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DAY = "2024-02-21"


def xml(words: str) -> str:
    return html.escape(_NO_XML.sub("", words))


# As HTML.


def _html_piece(piece: Piece) -> str:
    if not piece.mark:
        return html.escape(piece.words)
    tag = _TAGS[piece.mark]
    address = ' href="https://example.org/š"' if tag == "a" else ""
    return f"<{tag}{address}>{html.escape(piece.words)}</{tag}>"


def html_of(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_html_block, blocks))


def _html_block(block: Block) -> str:
    pieces = " ".join(map(_html_piece, block.pieces))
    match block.kind:
        case "heading":
            return f"<h{block.level}>{pieces}</h{block.level}>"
        case "list":
            tag = ("ul", "ol")[block.level]
            return f"<{tag}>{''.join(f'<li>{html_of(item)}' for item in block.items)}</{tag}>"
        case "table":
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case "quotation":
            return f"<blockquote>{html_of(block.blocks)}</blockquote>"
        case "code":
            return f"<pre>{pieces}</pre>"
    return f"<p>{pieces}</p>"


def _page(chance: Random, blocks: Iterable[Block]) -> str:
    head = f"<title>{html.escape(words(chance, 4))}</title>" if chance.random() < 0.7 else ""
    return f'<!doctype html><html lang="sr"><meta charset=utf-8>{head}<body>{html_of(blocks)}'


# As Markdown and plain text.


def _md_piece(piece: Piece) -> str:
    if piece.mark == "link":
        return f"[{piece.words}](https://example.org/)"
    mark = _MD.get(piece.mark, "")
    return f"{mark}{piece.words}{mark}"


def md_of(blocks: Iterable[Block], indent: str = "") -> str:
    return "\n\n".join(_md_block(block, indent) for block in blocks)


def _md_block(block: Block, indent: str) -> str:
    pieces = " ".join(map(_md_piece, block.pieces))
    match block.kind:
        case "heading":
            return f"{indent}{'#' * block.level} {pieces}"
        case "list":
            mark = ("-", "1.")[block.level]
            items = (md_of(item, f"{indent}   ").lstrip(" ") for item in block.items)
            return "\n".join(f"{indent}{mark} {item}" for item in items)
        case "table":
            rows = [f"{indent}| {' | '.join(row)} |" for row in block.rows]
            rule = f"{indent}|{'---|' * len(block.rows[0])}"
            return "\n".join((rows[0], rule, *rows[1:]))
        case "quotation":
            lines = md_of(block.blocks).split("\n")
            return "\n".join(f"{indent}> {line}" for line in lines)
        case "code":
            return f"{indent}```\n{indent}{pieces}\n{indent}```"
    return f"{indent}{pieces}"


def _lines(blocks: Iterable[Block]) -> str:
    return "\r\n".join(" ".join(block.words()) for block in blocks)


def _header(chance: Random) -> str:
    values: dict[str, object] = {"title": words(chance, 5), "date": _DAY, words(chance, 1): "x"}
    if chance.random() < 0.5:
        values |= {"tags": [words(chance, 2), words(chance, 1)], "actors": [words(chance, 2)]}
    return f"---\n{yaml_text.block(values)}\n---\n"


# As packages.


def packed(members: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, body in members.items():
            package.writestr(name, body)
    return content.getvalue()


def _word_block(block: Block) -> str:
    if block.kind == "table":
        rows = (
            "".join(f"<w:tc>{_word_paragraph(cell)}</w:tc>" for cell in row) for row in block.rows
        )
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    own = "".join(
        f"<w:r><w:t xml:space='preserve'>{xml(p.words)} </w:t></w:r>" for p in block.pieces
    )
    style = f"<w:pPr><w:pStyle w:val='Heading{block.level}'/></w:pPr>" * (block.kind == "heading")
    inner = (*block.blocks, *(each for item in block.items for each in item))
    paragraph = f"<w:p>{style}{own}</w:p>" if own else ""
    return paragraph + "".join(map(_word_block, inner))


def _word_paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{xml(words)}</w:t></w:r></w:p>"


def _docx(_chance: Random, blocks: tuple[Block, ...]) -> bytes:
    body = "".join(map(_word_block, blocks))
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        }
    )


def _open_block(block: Block) -> str:
    own = " ".join(f"<t:span>{xml(piece.words)}</t:span>" for piece in block.pieces)
    match block.kind:
        case "heading":
            return f'<t:h t:outline-level="{block.level}">{own}</t:h>'
        case "table":
            rows = ("".join(f"<b:table-cell><t:p>{xml(cell)}</t:p></b:table-cell>" for cell in row)
                    for row in block.rows)  # fmt: skip
            return (
                f"<b:table>{''.join(f'<b:table-row>{row}</b:table-row>' for row in rows)}</b:table>"
            )
        case "list":
            items = ("".join(map(_open_block, item)) for item in block.items)
            return f"<t:list>{''.join(f'<t:list-item>{i}</t:list-item>' for i in items)}</t:list>"
    note = "<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>beleška</t:p>"
    noted = f"{note}</t:note-body></t:note>" if block.level == 2 else ""
    paragraph = f"<t:p>{own}{noted}</t:p>" if own else ""
    return paragraph + "".join(map(_open_block, block.blocks))


def _odt(_chance: Random, blocks: tuple[Block, ...]) -> bytes:
    body = "".join(map(_open_block, blocks))
    return packed({"content.xml": f'<o xmlns:t="t" xmlns:b="b">{body}</o>'})


def _epub(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    middle = chance.randint(0, len(blocks))
    chapters = [html_of(blocks[:middle]), html_of(blocks[middle:])]
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(2))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(2))
    return packed(
        {
            "META-INF/container.xml": '<c><rootfile full-path="a/b.opf"/></c>',
            "a/b.opf": f"<package>{items}{spine}</package>",
            **{f"a/c{n}.xhtml": f"<html><body>{each}" for n, each in enumerate(chapters)},
        }
    )


def _zip(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    others = {
        f"{n} {name}": made(chance, blocks)
        for n, (name, made) in enumerate(chance.sample(sorted(PLAIN.items()), 3))
    }
    return packed(others)


# As other files.


def _rtf(_chance: Random, blocks: tuple[Block, ...]) -> bytes:
    lines = (" ".join(block.words()) for block in blocks)
    body = "\\par ".join(map(_rtf_words, lines))
    return f"{{\\rtf1\\ansi {body}\\par}}".encode()


def _rtf_words(words: str) -> str:
    units = words.encode("utf-16-le", "surrogatepass")
    codes = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(map(_rtf_letter, codes))


def _rtf_letter(code: int) -> str:
    if 32 <= code < 127 and chr(code) not in "\\{}":
        return chr(code)
    return f"\\u{code if code < 2**15 else code - 2**16}?"


def _fb2_block(block: Block) -> str:
    own = " ".join(xml(piece.words) for piece in block.pieces)
    if block.kind == "heading":
        return f"<subtitle>{own}</subtitle>"
    cells = "".join(
        f"<tr>{''.join(f'<td>{xml(cell)}</td>' for cell in row)}</tr>" for row in block.rows
    )
    inner = (*block.blocks, *(each for item in block.items for each in item))
    table = f"<table>{cells}</table>" if cells else ""
    return f"{f'<p>{own}</p>' if own else ''}{table}{''.join(map(_fb2_block, inner))}"


def _fb2(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    title = f"<book-title>{xml(words(chance, 3))}</book-title>"
    body = "".join(map(_fb2_block, blocks))
    return (
        f"<FictionBook><description><title-info>{title}</title-info></description><body><section>"
        f"<title><p>{xml(words(chance, 2))}</p></title>{body}</section></body></FictionBook>"
    ).encode()


def _mail(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    attached = base64.b64encode(_docx(chance, blocks)).decode()
    is_page = chance.random() < 0.5
    body = html_of(blocks) if is_page else _lines(blocks)
    subject = base64.b64encode(words(chance, 3).encode()).decode()
    return (
        f"From: Ana <a@example.org>\nSubject: =?utf-8?b?{subject}?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="gr=n=ca"\n\n--gr=n=ca\n'
        f"Content-Type: text/{'html' if is_page else 'plain'}; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(body.encode()).decode()}\n"
        "--gr=n=ca\n"
        'Content-Type: application/x; name="a.docx"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="a.docx"\n\n{attached}\n--gr=n=ca--\n'
    ).encode()


def _mbox(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    mails = (_mail(chance, blocks) for _ in range(chance.randint(1, 3)))
    return b"\n".join(b"From a@b Mon Jun 01 10:00:00 2009\n" + mail for mail in mails)


def _mhtml(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    page = base64.b64encode(_page(chance, blocks).encode()).decode()
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="g"\n'
        "Snapshot-Content-Location: https://example.org/\n\n--g\n"
        "Content-Type: text/html; charset=utf-8"
        f"\nContent-Transfer-Encoding: base64\n\n{page}\n--g--\n"
    ).encode()


def _warc(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(chance, blocks).encode()
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: "
        b"2024-02-21T10:00:00Z\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(answer), answer)
    )


def _rss(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    items = (
        f"<item><title>{xml(words(chance, 3))}</title><link>https://example.org/{n}</link>"
        f"<description>{xml(_html_block(block))}</description></item>"
        for n, block in enumerate(blocks)
    )
    return (
        f'<rss version="2.0"><channel><title>Vesti</title>{"".join(items)}</channel></rss>'.encode()
    )


def _atom(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    entries = (
        f"<entry><title>{xml(words(chance, 3))}</title><updated>{_DAY}T10:00:00Z</updated>"
        f'<content type="html">{xml(_html_block(block))}</content></entry>'
        for block in blocks
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Vesti</title>{"".join(entries)}</feed>'
    ).encode()


def _opml(_chance: Random, blocks: tuple[Block, ...]) -> bytes:
    entries = (f'<outline text="{xml(" ".join(block.words()))}">' for block in blocks)
    body = f"{''.join(entries)}{'</outline>' * len(blocks)}"
    return f"<opml><head><title>Izvori</title></head><body>{body}</body></opml>".encode()


def _csv(_chance: Random, blocks: tuple[Block, ...]) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table).writerows(block.words() for block in blocks)
    return table.getvalue().encode()


def _jsonl(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    rows = ({"title": words(chance, 3), "text": html_of([block]), "n": 1} for block in blocks)
    return "\n".join(json.dumps(row, ensure_ascii=chance.random() < 0.5) for row in rows).encode()


def _ris(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    entries = (
        f"TY  - NEWS\nTI  - Vest {words(chance, 3)}\nAB  - {' '.join(block.words())}\nER  - \n"
        for block in blocks
    )
    return "\n".join(entries).encode()


def _pdf(chance: Random, blocks: tuple[Block, ...]) -> bytes:
    lines = [" ".join(block.words()).encode("cp1250", "replace") for block in blocks]
    drawn = b"".join(
        b"BT /F %d Tf %d %d Td <%b> Tj ET\n"
        % (chance.choice((9, 12, 18)), chance.randint(0, 90), 700 - 20 * n, line.hex().encode())
        for n, line in enumerate(lines)
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 750]/Rotate %d/Contents 4 0 R/Resources<</Font"
        b"<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>"
        % chance.choice((0, 0, 90)),
        b"<</Length %d>>stream\n%bendstream" % (len(drawn), drawn),
    )
    return pdf(*objects)


Made = Callable[[Random, tuple[Block, ...]], bytes]

PLAIN: Mapping[str, Made] = {
    "a.txt": lambda _chance, blocks: _lines(blocks).encode(),
    "a.md": lambda chance, blocks: (
        (_header(chance) if chance.random() < 0.5 else "") + md_of(blocks)
    ).encode(),
    "a.html": lambda chance, blocks: _page(chance, blocks).encode(),
    "a.docx": _docx,
    "a.odt": _odt,
    "a.epub": _epub,
    "a.rtf": _rtf,
    "a.fb2": _fb2,
    "a.eml": _mail,
    "a.opml": _opml,
    "a.csv": _csv,
    "a.pdf": _pdf,
}
MADE: Mapping[str, Made] = {
    **PLAIN,
    "a.mbox": _mbox,
    "a.mhtml": _mhtml,
    "a.warc": _warc,
    "a.rss": _rss,
    "a.atom": _atom,
    "a.jsonl": _jsonl,
    "a.ris": _ris,
    "a.zip": _zip,
}
"""How a document is written as a file of that name."""


def written(name: str, chance: Random) -> tuple[bytes, tuple[Block, ...]]:
    """A made-up document as the file `name`, and what it says."""
    blocks = document(chance)
    return MADE[name](chance, blocks), blocks
