"""Author text in Markdown: one door, behind which no sign of it is Markdown's own."""

import re

_SIGN = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|(?<=[a-z]):(?=//)|(?<=www)[.]|@")
"""What is Markdown wherever it stands; addresses are, too, in many programs."""
_FOREIGN = re.compile(r"[<>#|~&$^]|!(?=\[)")
"""What formatted text does not know, and Markdown does."""
_BEGINNING = re.compile(r"\A(?:([0-9]{1,9})([.)])(?=\s|\Z)|([+=-]))")
"""What is Markdown at the beginning of a line: a list, a rule or a heading."""


def markdown_text(text: str) -> str:
    r"""Return any text as Markdown that shows it letter by letter, in one line.

    >>> print(markdown_text("1. *Ask* <b>why</b> & [go](x), at 5.30 (or so)"))
    1\. \*Ask\* \<b\>why\</b\> \& \[go\](x), at 5.30 (or so)
    """
    escaped = _SIGN.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    return _BEGINNING.sub(lambda begin: f"{begin[1] or ''}\\{begin[2] or begin[3]}", escaped)


def formatted_markdown(text: str, indent: str) -> str:
    r"""Return a formatted text as Markdown, with its emphasis, lists, code and links, each line behind the first indented.

    >>> print(formatted_markdown("See [it](https://example.org)\n\n- **a** <i>", "  "))
    See [it](https://example.org)
    <BLANKLINE>
      - **a** \<i\>
    """
    lines = [_FOREIGN.sub(lambda sign: f"\\{sign[0]}", line.rstrip()) for line in text.strip().split("\n")]
    return "\n".join(f"{indent}{line}" if line and position else line for position, line in enumerate(lines))
