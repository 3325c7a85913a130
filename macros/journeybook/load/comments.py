"""Comments that look as if their authors meant text: `title: Ticket #5`."""

import re

_HASH = re.compile(r"(?<![ \t])[ \t]+#(?=\w)")
CommentSigns = dict[int, list[tuple[int, int]]]
"""By line, counted from 0: where blanks before a sign # begin, and where the sign stands."""


def comment_signs(text: str) -> CommentSigns:
    """Return every # that follows a blank and touches a letter or digit; the parser knows which of them stand inside quotes.

    >>> comment_signs("title: Ticket #5")
    {0: [(13, 14)]}
    """
    lines = {}
    for number, line in enumerate(text.split("\n")) if "#" in text else ():
        columns = [(match.start(), match.end() - 1) for match in _HASH.finditer(line)] if "#" in line else []
        if columns:
            lines[number] = columns
    return lines
