"""The plain form of a text: pasted HTML, and Markdown that formatted text does not know, in what it knows."""

import html
import re
from dataclasses import dataclass, field

from journeybook.model.formatted_text import LINK

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote center dd div dl dt figure figcaption footer header hr main p section table tbody thead",
    )
)
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "tt": "`"}
_DROPPED = frozenset(re.findall(r"\w+", "font img small span sub sup u s del ins mark"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_OTHERS = frozenset({"a", "br", "li", "ol", "pre", "td", "th", "tr", "ul"})
_NAMES = sorted(_BLOCKS | _DROPPED | _HEADINGS | _OTHERS | set(_SIGNS))
_TAG = re.compile(rf"<(/?)({'|'.join(_NAMES)})(?=[\s/>])([^<>]*)>|<!--[^<>]*-->", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_CODE = re.compile(r"(?m)^[ \t]*```[^`]*(?:```|\Z)|`[^`\n]+`")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_CHANGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^#{1,6}[ \t]+([^\n#]*[^\n# \t])[ \t]*#*[ \t]*$"), r"**\1**"),
    (re.compile(r"(?m)^([^\n\s|>*+-][^\n|]*)\n(?:={3,}|-{3,})[ \t]*$"), r"**\1**"),
    (re.compile(r"(?m)^(?:-[ \t]*){3,}$\n?|^(?:\*[ \t]*){3,}$\n?|^(?:_[ \t]*){3,}$\n?"), ""),
    (re.compile(r"!\[\]\("), "[picture]("),
    (re.compile(r"!(\[[^\[\]\n]+\]\()"), r"\1"),
    (re.compile(r"(?m)^>[ \t]?(?![ \t]*[0-9])"), ""),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
    (re.compile(r"<(https?://([^\s<>]+))>"), r"[\2](\1)"),
    (re.compile(r"<(?:mailto:)?([\w.+-]+@[\w.-]+)>"), r"[\1](mailto:\1)"),
    (re.compile(r"(?m)^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+"), r"\1"),
)


def plain_formatted(text: str) -> str:
    r"""Return a formatted text with its HTML and unknown Markdown in the formatting that is known; one without comes back as it is.

    >>> plain_formatted('<p>How to <a href="https://example.org">apply</a> &amp; pay</p>')
    'How to [apply](https://example.org) & pay'
    >>> plain_formatted("# Fees\n\n| What | Costs |\n|---|---|\n| A seal | 5 |\n\nSee[^1].\n\n[^1]: By law.")
    '**Fees**\n\n- What: A seal, Costs: 5\n\nSee (By law.).'
    """
    plain, codes = _put_away(text)
    plain = _without_notes(_without_tables(_without_html(plain, formatted=True)))
    for pattern, replacement in _CHANGES:
        plain = pattern.sub(replacement, plain)
    return _put_back(plain, codes)


def plain_typed(text: str) -> str:
    """Return a text that is shown as typed without HTML, and with the words of its links only.

    >>> plain_typed("See [the page](/fees) &amp; <b>pay</b>, or [1](2)")
    'See the page & pay, or [1](2)'
    """
    plain, codes = _put_away(text)
    return _put_back(_without_html(LINK.sub(r"\1", plain), formatted=False), codes)


def _put_away(text: str) -> tuple[str, list[str]]:
    """Return a text with a sign in the place of each code, and these codes."""
    codes: list[str] = []

    def put(code: re.Match[str]) -> str:
        codes.append(code[0])
        return f"\ue000{len(codes) - 1}\ue001"

    return _CODE.sub(put, text), codes


def _put_back(text: str, codes: list[str]) -> str:
    return _KEPT.sub(lambda kept: codes[int(kept[1])] if int(kept[1]) < len(codes) else kept[0], text)


@dataclass
class _Html:
    """HTML that is read from left to right: the plain pieces so far, and the open lists and links."""

    formatted: bool
    pieces: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def take(self, tag: re.Match[str]) -> None:
        """Add the plain form of a tag."""
        name, closes = (tag[2] or "").lower(), bool(tag[1])
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(tag[3] or "")
        }
        if name in ("ul", "ol"):
            self.pieces.append("\n\n" if not self.lists or closes else "\n")
            self.lists = self.lists[:-1] if closes else [*self.lists, name]
        elif name == "a":
            self.pieces.append(self._link(attributes.get("href", ""), closes=closes))
        elif name == "img" and self.formatted and attributes.get("src"):
            self.pieces.append(f"[{attributes.get('alt') or 'picture'}]({attributes['src']})")
        else:
            self.pieces.append(self._sign(name, closes=closes))

    def _link(self, address: str, *, closes: bool) -> str:
        if not closes:
            self.links.append(address)
            return "[" if address and self.formatted else ""
        address = self.links.pop() if self.links else ""
        return f"]({address})" if address and self.formatted else ""

    def _sign(self, name: str, *, closes: bool) -> str:
        if name in _BLOCKS or name in _HEADINGS:
            bold = "**" if name in _HEADINGS and self.formatted else ""
            return f"{bold}\n\n" if closes else f"\n\n{bold}"
        if name == "li":
            return "" if closes else f"\n{'  ' * (len(self.lists) - 1)}{'1.' if self.lists[-1:] == ['ol'] else '-'} "
        if name in ("td", "th"):
            return "" if closes else " "
        breaks = {"br": "\n", "tr": "" if closes else "\n-", "pre": "\n```\n" if self.formatted else "\n"}
        return breaks.get(name, _SIGNS.get(name, "") if self.formatted else "")


def _without_html(text: str, *, formatted: bool) -> str:
    """Return a text with its tags in plain form, and its entities as characters."""
    reader, end = _Html(formatted), 0
    for tag in _TAG.finditer(text):
        reader.pieces.append(text[end : tag.start()])
        reader.take(tag)
        end = tag.end()
    plain = _ENTITY.sub(lambda entity: html.unescape(entity[0]).replace("\xa0", " "), "".join((*reader.pieces, text[end:])))
    return _tidy(plain) if end else plain


def _tidy(text: str) -> str:
    """Return a text without spaces at the ends of lines, and with one blank line between paragraphs."""
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_tables(text: str) -> str:
    """Return a text with each Markdown table as a list: `- heading: cell, heading: cell`."""
    lines, plain = text.split("\n"), list[str]()
    headings: list[str] = []
    for number, line in enumerate(lines):
        is_row = "|" in line
        if is_row and number + 1 < len(lines) and _is_under_headings(lines[number + 1]):
            headings = _cells(line)
        elif headings and _is_under_headings(line):
            continue
        elif headings and is_row:
            pairs = zip(headings, _cells(line), strict=False)
            plain.append(f"- {', '.join(f'{heading}: {cell}' if heading else cell for heading, cell in pairs)}")
        else:
            headings = []
            plain.append(line)
    return "\n".join(plain)


def _is_under_headings(line: str) -> bool:
    """Whether a line is the one between a table's headings and its cells, such as `|---|---|`."""
    return "---" in line and "|" in line and set(line) <= set("|-: \t")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _without_notes(text: str) -> str:
    """Return a text with footnotes in brackets where they are named, and addresses of reference links in their links."""
    notes = dict(re.findall(r"(?m)^\[\^([^\]\s]+)\]:[ \t]*([^\n]*)$", text))
    addresses = {name.casefold(): url for name, url in re.findall(r"(?m)^\[([^\]\n^]+)\]:[ \t]*<?([^\s<>]+)>?[^\n]*$", text)}
    if not notes and not addresses:
        return re.sub(r"\[\^[^\]\s]+\]", "", text)
    rest = _tidy(re.sub(r"(?m)^\[\^?[^\]\n]+\]:[ \t]*\S[^\n]*$", "", text))
    rest = re.sub(r"(?<![ \t])[ \t]*\[\^([^\]\s]+)\]", lambda note: f" ({notes[note[1]]})" if note[1] in notes else "", rest)

    def linked(link: re.Match[str]) -> str:
        url = addresses.get((link[2] or link[1]).casefold())
        return f"[{link[1]}]({url})" if url else link[0]

    return re.sub(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]", linked, rest)
