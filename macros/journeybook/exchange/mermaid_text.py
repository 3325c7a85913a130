"""Author text in Mermaid: one door in, which writes every sign that could be Mermaid's own as its number, and one door out."""

import html
import re

_PLAIN = frozenset(" .,!?'/+-()")
_OWN_WORDS = re.compile(r"(?:title|section|journey|graph|flowchart|accTitle|accDescr|end|style|class|click|subgraph)\b", re.IGNORECASE)
_LETTERS, _SURROGATES = range(1, 0x110000), range(0xD800, 0xE000)
_CODE = re.compile(r"#(?:(\d{1,7})|([A-Za-z]\w{1,30}));")


def mermaid_text(text: str) -> str:
    """Return any text as Mermaid draws it letter by letter.

    >>> mermaid_text("Asks: <b>why</b>?")
    'Asks#58; #60;b#62;why#60;/b#62;?'
    >>> mermaid_text("section 2, end")
    '#115;ection 2, end'
    """
    coded = [letter if letter.isalnum() or letter in _PLAIN else f"#{ord(letter)};" for letter in text]
    for edge in {0, len(text) - 1} if text else ():
        if text[edge].isspace():
            coded[edge] = f"#{ord(text[edge])};"
    if _OWN_WORDS.match(text):
        coded[0] = f"#{ord(text[0])};"
    return "".join(coded)


def mermaid_actor(text: str) -> str:
    """Return any text as an actor of a journey, of which there may be several between commas."""
    return mermaid_text(text).replace(",", f"#{ord(',')};")


def text_of(mermaid: str) -> str:
    r"""Return the text that Mermaid draws: its codes as letters, its line breaks as such.

    >>> text_of("Asks#58; #quot;why#quot;<br/>and how")
    'Asks: "why"\nand how'
    """
    return _CODE.sub(_letter, re.sub(r"<br ?/?>", "\n", mermaid.strip()))


def _letter(code: re.Match[str]) -> str:
    if code[1]:
        return chr(int(code[1])) if int(code[1]) in _LETTERS and int(code[1]) not in _SURROGATES else code[0]
    letter = html.unescape(f"&{code[2]};")
    return code[0] if letter.startswith("&") and code[2] != "amp" else letter
