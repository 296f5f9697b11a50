"""Files of every format that try to have another file or address opened while they are read."""

from tests.safety.bad_packages import packed, paper

PAGE = """<!doctype html><base href="file:///etc/"><link rel=stylesheet href="http://127.0.0.1/a.css">
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
_PAGE = PAGE.encode()
_DECLARED = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
_HTTP = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = (
    b"<w:document %b xmlns:r='%b' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
    b"xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
    b"<w:body><w:p><w:r><w:t>Zapis</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
    b"<a:blip r:link='rId1'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    b"</w:body></w:document>"
) % (_W, _RELATIONS)
_LINKED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="%b/image" Target="file:///etc/passwd" TargetMode="External"/>'
    b'<Relationship Id="rId2" Type="%b/styles" Target="/etc/passwd"/></Relationships>'
) % (_RELATIONS, _RELATIONS)
_OPEN = (
    b'<o xmlns:d="d" xmlns:x="x"><p>Zapis</p><d:image x:href="file:///etc/passwd"/>'
    b'<d:object x:href="http://127.0.0.1/"/></o>'
)
_CONTAINER = b'<container><rootfile full-path="c.opf"/></container>'
_SPINE = (
    b'<package><item id="a" href="../../../etc/passwd"/><item id="b" href="b.xhtml"/>'
    b'<item id="c" href="http://127.0.0.1/"/><itemref idref="a"/><itemref idref="b"/>'
    b'<itemref idref="c"/></package>'
)

REACHING: dict[str, bytes] = {
    "a.html": _PAGE,
    "a.mhtml": b"Content-Type: multipart/related; boundary=b\nSnapshot-Content-Location: file:///etc/x"
    b"\n\n--b\nContent-Type: text/html\n\n%b\n--b--\n" % _PAGE,
    "a.eml": b"Subject: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + _PAGE,
    "b.eml": b"Subject: a\nContent-Type: message/external-body; access-type=local-file; "
    b'name="/etc/passwd"\n\nContent-Type: text/plain\n\n',
    "a.mbox": b"From a Mon Jun 01 10:00:00 2009\nContent-Type: text/html\n\n" + _PAGE,
    "a.warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://127.0.0.1/\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(_HTTP), _HTTP),
    "a.pdf": paper(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/F(/etc/passwd)/Length 0>>stream\n\nendstream",
        catalog=b"/OpenAction<</S/URI/URI(http://127.0.0.1/)>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>",
        page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]"
        b"/A<</S/GoToR/F(/etc/passwd)/D[0]>>>>]",
        stream=b"/X Do BT /F 12 Tf 9 9 Td (Zapis) Tj ET",
    ),
    "a.docx": packed(
        (
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", _WORD),
            ("word/_rels/document.xml.rels", _LINKED),
        )
    ),
    "a.odt": packed([("content.xml", _OPEN)]),
    "a.epub": packed(
        (("META-INF/container.xml", _CONTAINER), ("c.opf", _SPINE), ("b.xhtml", _PAGE))
    ),
    "a.rtf": rb"{\rtf1{\*\template file:///etc/passwd}{\field{\*\fldinst INCLUDETEXT /etc/passwd}"
    rb"{\fldrslt Zapis}}{\*\filetbl{\file /etc/passwd}}{\object\objautlink /etc/passwd}}",
    "a.fb2": _DECLARED + b'<FictionBook><body><p>Zapis<image href="file:///etc/passwd"/></p></body>'
    b"</FictionBook>",
    "a.rss": _DECLARED
    + b'<rss version="2.0" xml:base="file:///etc/"><channel><title>a</title><item>'
    b'<enclosure url="http://127.0.0.1/a"/><description>&lt;img src="/etc/passwd"&gt;Zapis'
    b"</description></item></channel></rss>",
    "a.atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content src="file:///etc/passwd"/>'
    b"<title>Zapis</title></entry></feed>",
    "a.opml": _DECLARED
    + b'<opml><body><outline text="Zapis" xmlUrl="http://127.0.0.1/"/></body></opml>',
    "a.csv": b'a,b\n"=WEBSERVICE(""http://127.0.0.1/"")",/etc/passwd\n',
    "a.jsonl": b'{"title": "Zapis", "$ref": "file:///etc/passwd", "url": "http://127.0.0.1/"}\n',
    "a.ris": b"TY  - ELEC\nTI  - Zapis\nL1  - /etc/passwd\nUR  - http://127.0.0.1/\nER  - \n",
    "a.zip": packed([("a.html", _PAGE), ("b.txt", b"/etc/passwd")]),
    "a.md": b"---\ntitle: Zapis\ninclude: /etc/passwd\n---\n"
    b"![a](file:///etc/passwd) <img src=/etc/x>\n",
    "a.txt": b"file:///etc/passwd\nhttp://127.0.0.1/\n",
    "a.json": b'{"title": "A", "date": "2024", "actors": ["A"], "url": "file:///etc/passwd"}',
}
