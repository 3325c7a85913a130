"""Hand-written pages in `docs/`: whether the folder can be read to its end, and the pages are small and plain enough to be made.

The time for some pages grows with the square of their length. MkDocs follows links in this folder, and waits where there is no file.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.discover import read_project_file
from journeybook.load.settings import too_large_at

MOST_PAGE_BYTES = 500_000
MOST_PAGES, MOST_PAGES_BYTES, MOST_CODE_BLOCKS = 500, 5_000_000, 4_000
"""Hand-written pages, the bytes of all of them together, and blocks of code in them."""
MOST_HEADINGS = 1_000
"""Headings of one page: a table of contents takes time that grows with their square."""
MOST_OPEN = 200
"""Brackets, and elements of HTML, that are open at once."""
MOST_SIGNS = 100_000
"""Lines, and signs of Markdown in them, of all pages together: one takes about 50 microseconds of computing."""
MOST_LOOKS = 1_000_000_000
"""Bytes looked at for all pages: a block, such as a paragraph, is looked through for each sign in it, a page for each that stays open."""
_LOOKS_PER_OPEN = 20
"""How much slower it is to look for the end of what is open."""
_SIGNS = b"*_`[]\\&<!~^=#{:\n"
_BLOCK_END = re.compile(rb"\n[ \t\r]*(?=\n)")
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_ANGLE, _BRACKET = re.compile("[<>]"), re.compile(r"[\[\]]")
_AS_BRACKETS = str.maketrans("<>", "[]")
_USUAL_DEPTH = 5
_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_TOP = re.compile(rb"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
_HEADING = re.compile(rb"^[ >\t]*+(?:#|[=-]+[ \t]*\r?$|.*<[hH][1-6])", re.MULTILINE)
_HEADING_SIGNS = b"#=-<"
"""The signs of which each heading has one at least."""
_FENCE = re.compile(rb"^[ >\t]*+(?:```|~~~)", re.MULTILINE)
_FENCE_OPENING = re.compile(
    rb"""([ >\t]*+(?:`{3,}+|~{3,}+))"""
    rb"""(?:(?:[ \t]*+[\w#.+-]*+(?!=))?+(?:[ \t]++[a-z_]+=(?:"[^"]*"|'[^']*'))*+|[ \t]*+\{[ \w.#-]*+\})[ \t]*+$"""
)
"""The line that opens a block of code, as far as its closing: a language and options in quotes, or classes, may follow."""
FILE_DOCS = FindingRule(
    "FILE-DOCS",
    Level.ERROR,
    """The folder `docs/` holds files and folders, its pages are saved as UTF-8, and no link in it leads back to where it lies.

A link to a folder in which it lies never ends. What is no file at all, such as a pipe or a link to nothing, cannot be read.

Good:
    # ../docs/notes.md
    What we heard

Bad:
    # ../docs/again.md, a link to ../docs
""",
)
FILE_PAGE = FindingRule(
    "FILE-PAGE",
    Level.ERROR,
    f"""A hand-written page has at most {MOST_PAGE_BYTES // 1000} KB, with at most {MOST_OPEN} brackets or elements of HTML open at once.

It has at most {MOST_HEADINGS:,} headings, and at its top no more than the settings of a site may hold, with aliases written out.
There are at most {MOST_PAGES} of them, together with {MOST_PAGES_BYTES // 1_000_000} MB and {MOST_CODE_BLOCKS:,} blocks of code, and with
{MOST_SIGNS:,} lines and signs of Markdown such as `*`. A paragraph, a list or a table, from one empty line to the next, is looked through
for each line and sign in it, and a page for each bracket or element that is open at once, which takes {_LOOKS_PER_OPEN} times as long: that
makes at most {MOST_LOOKS // 1_000_000:,} MB for all pages together. A list of 1,000 lines, each with a name in bold and a link, makes half
of it.
Longer or deeper ones, and those whose brackets and elements are never closed, can take hours and all memory to be made.

Good:
    # ../docs/public/help.md
    Ask [the harbour office](mailto:harbour@example.org).

Bad:
    # ../docs/public/help.md
    <div> # {MOST_OPEN + 1} times
""",
)


def own_page_findings(project: Path) -> Iterator[Finding]:
    """Yield the findings about what cannot be read in `docs/`, and about each page that is too large or too deep to be made."""
    yield from _unreadable_findings(project, "docs")
    size, fences, signs, looks = 0, 0, 0, 0
    for count, place in enumerate(_pages(project), 1):
        data = read_project_file(project, place, most=MOST_PAGE_BYTES)
        yield from _page_findings(place, data)
        size, fences = size + len(data), fences + len(_FENCE.findall(data))
        signs, looks = signs + _signs_in(data), looks + _looks(data)
        if count > MOST_PAGES or size > MOST_PAGES_BYTES or fences > 2 * MOST_CODE_BLOCKS or signs > MOST_SIGNS:
            most = f"{MOST_CODE_BLOCKS:,} blocks of code or {MOST_SIGNS:,} lines and signs of Markdown"
            message = f"with this page there are more than {MOST_PAGES} pages, {MOST_PAGES_BYTES // 1_000_000} MB, {most} in `docs/`"
            yield FILE_PAGE.at(_place(place), message, "keep long documents elsewhere, and link to them")
            return
        if looks > MOST_LOOKS:
            message = "up to this page, paragraphs, lists and tables in `docs/` are too long for the signs of Markdown in them"
            yield FILE_PAGE.at(_place(place), message, "part them by empty lines, and close what is open")
            return


def _signs_in(data: bytes) -> int:
    """Return how many lines and signs of Markdown a text has."""
    return len(data) - len(data.translate(None, _SIGNS))


def _looks(data: bytes) -> int:
    """Return how many bytes are looked at to make a page, as Python-Markdown does it."""
    open_at_once = max(_most_open(data.decode("utf-8", "replace")).values())
    return sum(len(block) * _signs_in(block) for block in _BLOCK_END.split(data)) + _LOOKS_PER_OPEN * open_at_once * len(data)


def _pages(project: Path) -> Iterator[str]:
    """Yield the path of every hand-written page, without following links."""
    home = project / "docs"
    for folder, folders, names in () if home.is_symlink() else os.walk(home):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith(".md") and path.is_file() and not path.is_symlink():
                yield path.relative_to(project).as_posix()


def leads_back(path: Path) -> bool:
    """Whether this is a link to a folder in which it lies."""
    return path.is_symlink() and path.exists() and any(parent.samefile(path) for parent in path.parents)


def has_unreadable_name(path: str) -> bool:
    """Whether a path holds bytes that are no UTF-8, which no address can be made of."""
    return any("\ud800" <= character <= "\udfff" for character in path)


def _unreadable_findings(project: Path, folder: str) -> Iterator[Finding]:
    """Yield a finding for each link that never ends, and for what is neither a file nor a folder; hidden files are passed over."""
    for entry in sorted((project / folder).iterdir()) if (project / folder).is_dir() else ():
        path = f"{folder}/{entry.name}"
        if has_unreadable_name(path):
            yield FILE_DOCS.at(
                _place(path), "This name is not written in UTF-8.", "Rename it: small letters, digits and hyphens work everywhere."
            )
        elif not entry.is_dir():
            if not entry.is_file() and not entry.name.startswith("."):
                yield FILE_DOCS.at(_place(path), "This is not an ordinary file.", "Remove it from the folder.")
        elif leads_back(entry):
            yield FILE_DOCS.at(_place(path), "This link leads back to a folder in which it lies.", "Remove it.")
        else:
            yield from _unreadable_findings(project, path)


def _place(path: str, line: int = 1) -> Place:
    return Place(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), line)


def _page_findings(file: str, data: bytes) -> Iterator[Finding]:
    if len(data) > MOST_PAGE_BYTES:
        yield FILE_PAGE.at(_place(file), f"this page is larger than {MOST_PAGE_BYTES // 1000} KB", "divide it into several pages")
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        yield FILE_DOCS.at(_place(file, data.count(b"\n", 0, problem.start) + 1), "This page is not written in UTF-8.", "Save it as UTF-8.")
        return
    top = _TOP.match(data)
    if top and (line := too_large_at(top[1])):
        yield FILE_PAGE.at(
            _place(file, line + 1), "the top of this page passes what settings may hold, with aliases written out", "shorten it"
        )
    if _has_too_many_headings(data[top.end() if top else 0 :]):
        yield FILE_PAGE.at(_place(file), f"this page has more than {MOST_HEADINGS:,} headings", "divide it into several pages")
    for number, kind in _too_deep(text):
        message = f"more than {MOST_OPEN} {kind} are open here"
        yield FILE_PAGE.at(_place(file, number), message, "close them, or divide the page into several")


def _has_too_many_headings(data: bytes) -> bool:
    signs = len(data) - len(data.translate(None, _HEADING_SIGNS))
    return signs > MOST_HEADINGS and _headings_in(data) > MOST_HEADINGS


def _headings_in(data: bytes) -> int:
    """Return how many lines are headings and stand in no block of code; behind the first block that may be none, those in blocks count."""
    lines, count, count_before, fence = data.splitlines(), 0, 0, b""
    for number, line in enumerate(lines):
        if fence and line.rstrip() == fence:
            count, fence = count_before, b""
            continue
        opening = None if fence else _FENCE_OPENING.match(line)
        is_less_indented = line.strip() and not line.startswith(fence.rstrip(b"`~"))
        if is_less_indented or (not fence and not opening and _FENCE.match(line)):
            return count + sum(bool(_HEADING.match(rest)) for rest in lines[number:])
        fence, count_before = (opening[1], count) if opening else (fence, count_before)
        count += bool(_HEADING.match(line))
    return count


def _too_deep(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the first line at which too much of a kind is open, with the name of the kind."""
    for kind, depth in _most_open(text).items():
        if depth > MOST_OPEN:
            first = next(offset for offset, depth in _depths(_nestings(text)[kind]) if depth > MOST_OPEN)
            yield text.count("\n", 0, first) + 1, kind


@lru_cache(maxsize=8)
def _most_open(text: str) -> dict[str, int]:
    """Return how many of each kind of nesting are open at once; pairs are taken out from the innermost to the outermost."""
    elements = "".join("]" if slash else "[" for slash, name in _ELEMENT.findall(text) if name.lower() not in _VOID)
    angles = "".join(_ANGLE.findall(text)).translate(_AS_BRACKETS)
    brackets = "".join(_BRACKET.findall(text))
    return {"elements of HTML": _depth(elements), "signs <": _depth(angles), "brackets [": _depth(brackets)}


def _depth(brackets: str) -> int:
    """Return how many brackets are open at once; one that closes nothing does not count.

    >>> _depth("][[]][]"), _depth("[][["), _depth("")
    (2, 2, 0)
    """
    left = brackets
    for depth in range(_USUAL_DEPTH):
        if "[" not in left:
            return depth
        left = left.replace("[]", "")
    return max((depth for _, depth in _depths(_signs(brackets, _BRACKET))), default=0)


def _nestings(text: str) -> dict[str, Iterator[tuple[int, int]]]:
    """Return where each kind of nesting opens (1) and closes (-1), by the offset in the text."""
    return {"elements of HTML": _elements(text), "signs <": _signs(text, _ANGLE), "brackets [": _signs(text, _BRACKET)}


def _depths(changes: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the depth behind each change, with its offset."""
    depth = 0
    for offset, change in changes:
        depth = max(0, depth + change)
        yield offset, depth


def _elements(text: str) -> Iterator[tuple[int, int]]:
    return ((tag.start(), -1 if tag[1] else 1) for tag in _ELEMENT.finditer(text) if tag[2].lower() not in _VOID)


def _signs(text: str, kind: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    return ((sign.start(), 1 if sign[0] in "<[" else -1) for sign in kind.finditer(text))
