"""What a file holds beside its text, or hides in it, is counted and said; notes are read last."""

from pathlib import Path

import pytest

import archivist.intake.isolation.child as reader
from archivist.intake.deposit import Deposit
from archivist.intake.documents import docx, odt
from tests.intake.test_papers import OFFICE, packed, shown, word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _word_body(paragraph: str) -> str:
    return f"<w:document {_W}><w:body><w:p>{paragraph}</w:p></w:body></w:document>"


def _open(body: str, styles: str = "") -> bytes:
    return packed(
        **{
            "content.xml": f"<office:document-content {OFFICE}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        }
    )


def _kept(what: str, count: str = "1", verb: str = "is") -> str:
    return f"The file holds {count} {what}, which {verb} kept with the original only."


def test_a_word_document_says_what_it_hides_and_what_lies_beside_its_text() -> None:
    deposit = docx.read(
        word(
            **{
                "word/document.xml": _word_body(
                    "<w:r><w:t>Pozdrav 🕊 </w:t></w:r>"
                    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>tajno</w:t></w:r>"
                    '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> javno</w:t></w:r>'
                ),
                "word/header1.xml": f"<w:hdr {_W}><w:p><w:r><w:t>Strogo</w:t></w:r></w:p></w:hdr>",
                "word/footer1.xml": f"<w:ftr {_W}><w:p><w:r><w:t>1</w:t></w:r></w:p></w:ftr>",
                "word/embeddings/oleObject1.bin": "MZ",
                "word/vbaProject.bin": "Attribut",
            }
        ),
        "dopis.docx",
    )
    assert deposit.text == "Pozdrav 🕊 tajno javno"
    assert deposit.warnings == (
        "The file holds 1 hidden passage, which is shown in the text.",
        _kept("embedded file"),
        _kept("running head"),
        "The document holds macros, which were not run.",
    )


def test_notes_of_a_word_document_stand_at_its_end_without_ways_back() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_R}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId8" Type="{_R}/comments" Target="comments.xml"/></Relationships>'
    )
    deposit = docx.read(
        word(
            **{
                "word/document.xml": _word_body(
                    '<w:r><w:t>Novi Sad</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                    '<w:r><w:commentReference w:id="0"/></w:r>'
                ),
                "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r>'
                "<w:t>Fusnota š</w:t></w:r></w:p></w:footnote></w:footnotes>",
                "word/comments.xml": f'<w:comments {_W}><w:comment w:id="0" w:initials="SM"><w:p>'
                "<w:r><w:t>Provera</w:t></w:r></w:p></w:comment></w:comments>",
                "word/_rels/document.xml.rels": relations,
            }
        ),
        "fusnota.docx",
    )
    assert "↑" not in deposit.text
    assert deposit.text.splitlines()[0] == "Novi Sad[1][SM1]"
    assert [words.strip() for words in deposit.text.splitlines()[1:]] == [
        "Fusnota š",
        "Comment [SM1]",
        "Provera",
    ]
    assert deposit.warnings == ("The file holds 1 comment, which is shown at the end of the text.",)


def test_notes_of_an_open_document_stand_behind_its_text_with_their_marks() -> None:
    note = (
        "<text:note><text:note-citation>a</text:note-citation><text:note-body>"
        "<text:p>Napomena 😀</text:p></text:note-body></text:note>"
    )
    deposit = odt.read(_open(f"<text:p>Tekst{note} ide dalje.</text:p><text:p>Kraj</text:p>"), "b")
    assert shown(deposit) == [
        ("p", "Tekst[a] ide dalje."),
        ("p", "Kraj"),
        ("p", "[a] Napomena 😀"),
    ]


def test_a_body_of_a_note_without_a_note_is_read_where_it_stands() -> None:
    deposit = odt.read(_open("<text:note-body><text:p>Šta?</text:p></text:note-body>"), "b")
    assert deposit.text == "Šta?"


def test_what_tells_a_program_how_to_make_a_list_is_no_text() -> None:
    source = (
        "<text:bibliography><text:bibliography-source>"
        "<text:index-entry-span>, </text:index-entry-span>"
        "</text:bibliography-source><text:p>Izvor</text:p></text:bibliography>"
    )
    assert odt.read(_open(source), "b").text == "Izvor"


def test_an_open_document_says_what_it_hides_and_carries() -> None:
    styles = (
        '<style:style style:name="T9"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        '<text:p>Vidi <text:span text:style-name="T9">skriveno</text:span></text:p>'
        '<text:section text:display="none"><text:p>odeljak</text:p></text:section>'
        '<text:p><draw:frame xmlns:draw="d"><draw:object/><draw:image/></draw:frame>'
        '<draw:frame xmlns:draw="d"><draw:image/></draw:frame></text:p>'
    )
    deposit = odt.read(_open(body, styles), "b")
    assert deposit.text.splitlines()[:2] == ["Vidi skriveno", "odeljak"]
    assert deposit.warnings == (
        "The file holds 2 hidden passages, which are shown in the text.",
        _kept("embedded object"),
        _kept("picture"),
    )


def test_rich_text_says_what_was_left_out_of_it() -> None:
    source = (
        r"{\rtf1\ansi Izve\'9ataj {\v skriveno}{\*\annotation tu}{\footnote dole}"
        r"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}\par}"
    )
    assert reader.read(source.encode(), "a.rtf").warnings == (
        _kept("comment"),
        _kept("footnote"),
        _kept("picture"),
        "The file holds 1 hidden passage, which is shown in the text.",
    )


def test_cells_of_rich_text_are_parted_by_tabs_and_unknown_marks_of_lists_are_dots() -> None:
    source = (
        r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f3\fcharset128 OpenSymbol;}}\f0"
        r"\trowd\cellx99 Dan\cell Mesto\cell\row {\listtext\f3 \'96\tab}\f0 prvo\par}"
    )
    assert reader.read(source.encode(), "a.rtf").text == "Dan\tMesto\t\n•\tprvo"


def test_a_message_within_a_message_keeps_its_own_attachments() -> None:
    inner = (
        'Content-Type: multipart/mixed; boundary="i"\nSubject: unutra\n\n'
        "--i\nContent-Type: text/plain\n\ntekst\n"
        '--i\nContent-Type: text/plain\nContent-Disposition: attachment; filename="š.txt"\n\n'
        "prilog 📎\n--i--\n"
    )
    outer = (
        'Subject: spolja\nContent-Type: multipart/mixed; boundary="o"\n\n'
        f"--o\nContent-Type: message/rfc822\n\n{inner}\n--o--\n"
    )
    deposit = reader.read(outer.encode(), "a.eml")
    (message,) = deposit.parts
    (attached,) = message.parts
    assert (message.title, attached.text) == ("unutra", "prilog 📎")


def test_a_mail_says_how_much_it_hides() -> None:
    mail = (
        'Subject: A\nContent-Type: text/html\n\n<p>Vidi 😀</p><p style="display:none">ne vidi</p>'
    )
    assert reader.read(mail.encode(), "a.eml").warnings == (
        "The mail hides 2 words; they are kept apart.",
    )


_RESOURCE = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/%C5%A1\r\n"
    b"WARC-Date: 2024-02-21T10:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n"
    b"<p>Zapis\xf0\x9f\x93\x8e\n\r\n\r\n"
)
_OLDER = (
    b"filedesc://a.arc 0.0.0.0 20240221100000 text/plain 63\n1 0 Us\n"
    b"URL IP-address Archive-date Content-type Archive-length\n\n"
    b"https://example.org/%C5%A1 0.0.0.0 20240221100000 text/html 56\n"
    b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Zapis\xf0\x9f\x93\x8e\n\n"
)


@pytest.mark.parametrize(("name", "part"), [("a.warc", _RESOURCE), ("a.arc", _OLDER)])
def test_a_web_archive_gives_resources_and_the_older_kind_its_pages(name: str, part: bytes) -> None:
    (page,) = reader.read(part, name).parts
    assert page.text == "Zapis📎"
    assert _fact(page, "retrieved") == "2024-02-21T10:00:00Z"
    assert _fact(page, "url").startswith("https://example.org/")


def _fact(deposit: Deposit, field: str) -> str:
    return next(fact.value or "" for fact in deposit.facts if fact.field == field)


def test_a_pdf_says_that_it_holds_notes_fields_and_signatures(shared: Path) -> None:
    noted = shared / "data" / "pdf" / "024-annotations.pdf"
    assert _kept("annotations", "3", "are") in reader.read(noted.read_bytes(), "a.pdf").warnings
    signed = shared / "data" / "documents" / "testPDF_acroform3.pdf"
    assert reader.read(signed.read_bytes(), "b.pdf").warnings == (
        _kept("form fields", "5", "are"),
        "The PDF is signed digitally; the signature was not checked.",
    )


def test_a_pdf_title_ends_where_its_words_do(shared: Path) -> None:
    path = shared / "data" / "pdf" / "007-imagemagick-images.pdf"
    assert reader.read(path.read_bytes(), path.name).title == "imagemagick-ASCII85Decode"
