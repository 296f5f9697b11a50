"""Files of office programs, e-books and PDF: their words, their structure, and what is left out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.documents import docx, epub, odt, rtf
from archivist.intake.lists import feeds
from archivist.intake.paper import pdf
from archivist.text import Leaf
from tests.papers import paper

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
CORE = (
    f'<?xml version="1.0"?><cp:coreProperties {DC} xmlns:cp="http://schemas.openxmlformats.org/'
    'package/2006/metadata/core-properties"><dc:title>Izveštaj 😀</dc:title>'
    "<dc:creator>Slaviša Milanov</dc:creator><dcterms:created>2024-02-21T10:00:00Z"
    "</dcterms:created></cp:coreProperties>"
)
BODY = (
    f'<?xml version="1.0"?><w:document {W}><w:body>'
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A stop near Pirot 📱</w:t>'
    "</w:r></w:p>"
    "<w:p><w:r><w:t>Police stopped </w:t></w:r><w:ins><w:r><w:t>his car</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>nobody</w:delText></w:r></w:del></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Date</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Place"
    "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>2024</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Pirot</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
STYLES = (
    f'<?xml version="1.0"?><w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)


def packed(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, words in parts.items():
            made.writestr(name, words)
    return content.getvalue()


def word(**changed: str) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": BODY,
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": RELATIONS.replace(
            'officeDocument" Target="word/document', 'styles" Target="styles'
        ),
        "docProps/core.xml": CORE,
    }
    return packed(**(parts | changed))


def shown(deposit: Deposit) -> list[tuple[str, str]]:
    """Kind and words of every leaf, after a look that the leaves partition the text."""
    end = -1
    for leaf in deposit.leaves:
        assert leaf.start == end + 1
        end = leaf.end
    assert end == len(deposit.text) or not deposit.leaves
    assert all(0 <= span.start < span.end <= len(deposit.text) for span in deposit.spans)
    return [(leaf.kind, deposit.text[leaf.start : leaf.end]) for leaf in deposit.leaves]


def said(deposit: Deposit, field: str) -> list[tuple[str | None, str]]:
    return [(fact.value, fact.confidence) for fact in deposit.facts if fact.field == field]


def test_a_word_document_gives_its_words_and_says_what_was_tracked() -> None:
    deposit = docx.read(word(), "izveštaj.docx")
    assert shown(deposit) == [
        ("h1", "A stop near Pirot 📱"),
        ("p", "Police stopped his car"),
        ("cell", "Date"),
        ("cell", "Place"),
        ("cell", "2024"),
        ("cell", "Pirot"),
    ]
    assert deposit.title == "Izveštaj 😀"
    assert said(deposit, "author") == [("Slaviša Milanov", "declared")]
    assert said(deposit, "published") == [("2024-02-21", "guess")]
    assert deposit.warnings == (
        "The file holds 1 tracked insertion, which is shown in the text.",
        "The file holds 1 tracked deletion, which is kept with the original only.",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00 an executable", "cut short or damaged"),
        (packed(other="x"), "named like a Word document but is none"),
        (word(**{"word/document.xml": "<w:document"}), "damaged at “word/document.xml”"),
        (
            word(
                **{
                    "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
                    "<x>&c;</x>"
                }
            ),
            "declares entities",
        ),
        (
            word(**{"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}),
            "nested too deeply",
        ),
    ],
)
def test_what_is_no_word_document_is_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        docx.read(content, "x.docx")


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
)
OPEN = (
    f'<?xml version="1.0"?><office:document-content {OFFICE}><office:automatic-styles>'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:text>"
    "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region>"
    "</text:tracked-changes>"
    '<text:h text:outline-level="2">Zaustavljanje 🚗</text:h>'
    '<text:p>Police<text:s text:c="2"/>stopped <text:span text:style-name="T1">his car</text:span>'
    "<office:annotation><text:p>who?</text:p></office:annotation> at "
    '<text:a xlink:href="https://example.org/">Pirot</text:a>.</text:p>'
    "<text:list><text:list-item><text:p>first</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
    "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell>"
    "<text:p>c</text:p></table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell>"
    "</table:table-row></table:table>"
    "</office:text></office:body></office:document-content>"
)
META = (
    f'<?xml version="1.0"?><office:document-meta {OFFICE} {DC}><office:meta>'
    "<dc:title>Beleške</dc:title></office:meta></office:document-meta>"
)


def test_an_open_document_gives_its_words_and_counts_what_is_apart() -> None:
    deposit = odt.read(packed(**{"content.xml": OPEN, "meta.xml": META}), "beleške.odt")
    assert shown(deposit) == [
        ("h2", "Zaustavljanje 🚗"),
        ("p", "Police stopped his car at Pirot."),
        ("li", "first"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
        ("cell", "d"),
    ]
    bold, link = deposit.spans
    assert deposit.text[bold.start : bold.end] == "his car"
    assert link.value == "https://example.org/"
    assert deposit.title == "Beleške"
    assert [warning.split()[3:6] for warning in deposit.warnings] == [
        ["1", "comment,", "which"],
        ["1", "tracked", "change,"],
    ]


def test_a_locked_document_names_the_remedy() -> None:
    locked = {"content.xml": OPEN, "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(Refused, match="locked by a password; save a copy without one"):
        odt.read(packed(**locked), "x.odt")


GRID = "<table><tr><th>a</th><th>b</th></tr><tr><td>{}</td><td>d</td></tr></table>"
CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
BOOK = (
    f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" {DC}><metadata>'
    "<dc:title>Knjiga 😀</dc:title><dc:language>sr</dc:language></metadata><manifest>"
    '<item id="two" href="two.xhtml"/><item id="one" href="deep/one%20a.xhtml"/></manifest>'
    '<spine><itemref idref="one"/><itemref idref="two"/></spine></package>'
)


def test_an_e_book_is_read_in_the_order_of_its_spine() -> None:
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": BOOK,
        "OPS/deep/one a.xhtml": f"<html><body><h1>Prvo</h1>{GRID.format(1)}",
        "OPS/two.xhtml": f"<html><body><p>Drugo</p>{GRID.format(2)}</body>",
    }
    deposit = epub.read(packed(**parts), "knjiga.epub")
    grid = [("cell", "a"), ("cell", "b")]
    assert shown(deposit) == [
        *(("h1", "Prvo"), *grid, ("cell", "1"), ("cell", "d")),
        *(("p", "Drugo"), *grid, ("cell", "2"), ("cell", "d")),
    ]
    assert [leaf.table for leaf in deposit.leaves] == [0, 1, 1, 1, 1, 0, 2, 2, 2, 2]
    assert deposit.title == "Knjiga 😀"
    without = {name: words for name, words in parts.items() if "two" not in name}
    assert epub.read(packed(**without), "knjiga.epub").warnings == (
        "The file holds 1 chapter that cannot be read, which is kept with the original only.",
    )


RICH = (
    rb"{\rtf1\ansi\ansicpg1250{\info{\title Zapis}{\author \'8aeban}}{\fonttbl{\f0 Arial;}}"
    rb"Slavi\'9aa \u-10179?\u-8704?\par Drugi red\par}"
)


def test_rich_text_gives_its_lines_in_every_script() -> None:
    deposit = rtf.read(RICH, "zapis.rtf")
    assert shown(deposit) == [("p", "Slaviša 😀"), ("p", "Drugi red")]
    assert (deposit.title, said(deposit, "author")) == ("Zapis", [("Šeban", "declared")])
    with pytest.raises(Refused, match="none"):
        rtf.read(b"PK\x03\x04", "zapis.rtf")


def test_a_pdf_gives_paragraphs_headings_pages_and_running_heads() -> None:
    body = (
        "Police stopped his car near Pirot and took",
        "his telephone away. Nobody asked for a code.",
    )
    pages = tuple(
        (
            (800.0, 9.0, "Case file"),
            (700.0, 20.0, f"Part {number}"),
            (660.0, 11.0, body[0]),
            (646.0, 11.0, body[1]),
            (40.0, 9.0, f"{number}"),
        )
        for number in (1, 2, 3)
    )
    deposit = pdf.read(paper(*pages), "spis.pdf")
    assert shown(deposit)[:4] == [
        ("p", "Case file"),
        ("h1", "Part 1"),
        ("p", " ".join(body)),
        ("p", "1"),
    ]
    starts = [page.start for page in deposit.pages]
    assert [deposit.text[start : start + 9] for start in starts] == ["Case file"] * 3
    (heads,) = deposit.proposals
    assert heads.content == {"leaves": [[0, 0], [3, 3], [4, 4], [7, 7], [8, 8], [11, 11]]}
    assert deposit.title == "Part 1"
    assert said(deposit, "published") == [("2024-02-21", "guess")]


def test_a_pdf_without_text_says_so_and_a_broken_one_is_a_sentence() -> None:
    deposit = pdf.read(paper((), title="Scan"), "scan.pdf")
    assert deposit.warnings == ("1 page holds no text: it is a picture, as of a scan.",)
    assert deposit.title == "Scan"
    for broken in (b"%PDF-1.4\n", b"", paper(((1.0, 1.0, "a"),))[:60]):
        with pytest.raises(Refused, match="damaged"):
            pdf.read(broken, "x.pdf")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Vesti 😀</title>
<item><title>Zaustavljen</title><link>https://example.org/1</link>
<pubDate>Wed, 21 Feb 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Policija je &lt;b&gt;zaustavila&lt;/b&gt; novinara.&lt;/p&gt;</description>
</item>
</channel></rss>"""


def test_a_feed_is_one_article_with_a_section_an_entry() -> None:
    deposit = feeds.read(FEED.encode(), "vesti.rss")
    assert shown(deposit) == [
        ("h2", "Zaustavljen"),
        ("p", "Wed, 21 Feb 2024 10:00:00 GMT"),
        ("p", "https://example.org/1"),
        ("p", "Policija je zaustavila novinara."),
    ]
    assert deposit.title == "Vesti 😀"
    with pytest.raises(Refused, match="named like a news feed but is none"):
        feeds.read(b"no feed", "vesti.rss")


def test_a_feed_that_is_the_name_of_a_file_is_that_name_and_not_the_file(tmp_path: Path) -> None:
    other = tmp_path / "tuđe.rss"
    other.write_text("<rss version='2.0'><channel><title>Tajna 🕊</title></channel></rss>", "utf-8")
    for name in (str(other), f"file://{other}"):
        with pytest.raises(Refused, match="named like a news feed but is none"):
            feeds.read(name.encode(), "vesti.rss")


@pytest.mark.parametrize("read", [docx.read, odt.read, epub.read])
def test_a_package_that_lacks_its_heart_is_a_sentence(
    read: Callable[[bytes, str], Deposit],
) -> None:
    with pytest.raises(Refused, match=r"lacks its part|is none"):
        read(packed(mimetype="x"), "x")


def test_no_leaf_is_beyond_its_text() -> None:
    for deposit in (docx.read(word(), "a.docx"), rtf.read(RICH, "a.rtf")):
        assert deposit.leaves
        assert all(isinstance(leaf, Leaf) for leaf in deposit.leaves)
