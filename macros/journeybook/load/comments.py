"""Comments that look as if their authors meant text: `title: Ticket #5`."""

import re

_HASH = re.compile(r"[ \t]+#(?=\w)")
Hashes = dict[int, list[tuple[int, int]]]
"""By line, counted from 0: where blanks before a sign # begin, and where the sign stands."""


def hashes(text: str) -> Hashes:
    """Find every # that follows a blank and touches a letter or digit; inside quotes they are harmless, which only the parser knows.

    >>> hashes("title: Ticket #5")
    {0: [(13, 14)]}
    """
    found = {}
    for line, words in enumerate(text.split("\n")) if "#" in text else ():
        spots = [(match.start(), match.end() - 1) for match in _HASH.finditer(words)] if "#" in words else []
        if spots:
            found[line] = spots
    return found
