"""The text of a file of another program: by the mark of its encoding, else UTF-8, else as Windows-1252 with a remark."""

import codecs

_SAMPLE = 100_000
_LEAST_NULS = 50
"""One byte of so many is 0 in UTF-16, where separators and line ends have one; fewer are damage in a text of bytes."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class UndecodableText(Exception):
    """Raised for bytes that are not the text they say they are."""


def decode_text(data: bytes) -> tuple[str, str]:
    r"""Return a file's text, and a remark where the encoding is a guess.

    >>> decode_text(b"\xff\xfeA\x00"), decode_text(b"\xef\xbb\xbfA")
    (('A', ''), ('A', ''))
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), ""
    if data[:_SAMPLE].count(0) * _LEAST_NULS > len(data[:_SAMPLE]):
        is_little = data[1:_SAMPLE:2].count(0) >= data[0:_SAMPLE:2].count(0)
        encoding = "utf-16-le" if is_little else "utf-16-be"
        return _strictly(data, encoding), "The file does not say its encoding; it was read as UTF-16."
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    remark = "The file is not UTF-8; it was read as Windows-1252: look at the letters with accents."
    try:
        return data.decode("cp1252"), remark
    except UnicodeDecodeError:
        return data.decode("latin-1"), remark


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        message = f"The file is not the text it says it is ({encoding.upper()}): save it again as CSV in UTF-8."
        raise UndecodableText(message) from None
