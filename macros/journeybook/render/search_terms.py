"""The terms of a text, by which a search index lists it; the script of the search reads what somebody types in the same way.

Letters count without their case and accents. Scripts that write no blanks between words are read in pairs of neighbouring letters, so that
no dictionary is needed. Codes stay whole beside their parts.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_TERM = 40
"""Letters of a term that are kept."""
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-") | dict.fromkeys(map(ord, "\u2019\u02bc\u2018"), "'")
_ACCENTS = re.compile("[\u0300-\u036f]")
_JOINTS = re.compile("[-&.'@_]")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def index_terms(text: str) -> Iterator[str]:
    """Yield every term under which a text is listed, in its order.

    >>> list(index_terms("Kick-off: “Café”, P1-4, Q&A"))
    ['kick', 'off', 'kickoff', 'cafe', 'p1', '4', 'p1-4', 'q&a', 'qa']
    >>> list(index_terms("看新客户"))
    ['看新', '新客', '客户', '户']
    """
    for chunk in _chunks(text):
        yield from _chunk_terms(chunk)


def count_words(text: str) -> int:
    """Return of how many words a text is made, a code or a hyphenated word being one."""
    return len(_chunks(text))


def _chunks(text: str) -> list[str]:
    """Return the words of a text, with the signs that join their parts."""
    plain = _plain(text)
    chunks, begin = list[str](), None
    for position, sign in enumerate(f"{plain} "):
        if _is_letter(sign):
            begin = position if begin is None else begin
        elif begin is not None and not (_JOINTS.match(sign) and position + 1 < len(plain) and _is_letter(plain[position + 1])):
            chunks.append(plain[begin:position])
            begin = None
    return chunks


def _plain(text: str) -> str:
    """Return a text in small letters without accents, its hyphens and apostrophes in one form."""
    small = unicodedata.normalize("NFKC", text.translate(_HYPHENS)).lower().replace("ß", "ss").replace("\u03c2", "\u03c3")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", small)))


@lru_cache(maxsize=65_536)
def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


@lru_cache(maxsize=65_536)
def _chunk_terms(chunk: str) -> tuple[str, ...]:
    parts = _JOINTS.split(chunk)
    if len(parts) == 1:
        return tuple(_run_terms(chunk))
    terms = [term for part in parts if len(part) > 1 or part.isdecimal() for term in _run_terms(part)]
    has_digit = any(map(str.isdecimal, chunk))
    whole = [chunk] if has_digit or "&" in chunk else []
    joined = [] if has_digit else ["".join(parts)]
    return tuple(dict.fromkeys((*terms, *(term[:LONGEST_TERM] for term in (*whole, *joined)))))


def _run_terms(part: str) -> Iterator[str]:
    for run in _RUN.findall(part):
        if _IS_UNSPACED.match(run):
            yield from (run[start : start + 2] for start in range(len(run)))
        else:
            yield run[:LONGEST_TERM]
