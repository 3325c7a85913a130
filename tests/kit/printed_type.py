"""The sizes of type on a printed page."""

import math
from collections.abc import Iterator

from pypdfium2 import PdfTextPage
from pypdfium2 import raw as pdfium


def type_sizes(text: PdfTextPage) -> Iterator[float]:
    """Yield the size of each letter and figure that is seen, in points on paper."""
    matrix = pdfium.FS_MATRIX()
    for number in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text.raw, number)).isalnum():
            pdfium.FPDFText_GetMatrix(text.raw, number, matrix)
            yield pdfium.FPDFText_GetFontSize(text.raw, number) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
