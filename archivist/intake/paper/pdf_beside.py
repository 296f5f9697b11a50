"""What a PDF holds beside its text: notes on its pages, fields to fill in, signatures; counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from archivist.intake.documents.office import Counted

_LOOKED_AT: Final = 1_000  # pages; to open each takes as long as to read it
_LINKS = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})


def sentences(document: Any) -> Iterator[str]:
    """A sentence for each kind of thing, of a document that is open."""
    seen: Counter[int] = Counter()
    for number in range(min(_LOOKED_AT, len(document))):
        seen.update(_annotations(document, number))
    fields = seen.pop(pdfium.FPDF_ANNOT_WIDGET, 0)
    notes = sum(count for kind, count in seen.items() if kind not in _LINKS)
    for counted in (Counted("annotation", notes), Counted("form field", fields)):
        if counted.count:
            yield counted.sentence()
    signatures = pdfium.FPDF_GetSignatureCount(document)
    if signatures > 0:
        yield "The PDF is signed digitally; the signature was not checked."


def _annotations(document: Any, number: int) -> Iterator[int]:
    """The kind of each annotation of a page."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return
    for each in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, each)
        if annotation:
            yield pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
    page.close()
