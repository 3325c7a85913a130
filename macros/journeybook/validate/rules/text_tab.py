r"""No backslash between double quotes has turned letters of a text into a tab or a line break.

Between double quotes `\t` is a tab, `\n` a line break and `\_` a space: a path such as `C:\temp\new` loses its letters. Between single
quotes a backslash is a backslash. A tab in a text of one line is told as well: it comes from a table that was copied. In a text of several
lines, which begins behind `|` on the next line, tabs may stand.

Good:
    goal: "Say \"yes\" to the first rota"
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: 'Save to C:\temp\new'

Bad:
    stages:
      - id: onboarding
        name: Onboarding
        exit: The first rota is published
        steps:
          - customer: "Save to C:\temp\new"

Bad:
    goal: "Copy the list to D:\_old"

Bad:
    goal: "Open \\server\new"

Bad:
    goal: "Publish	the rota"
"""

import re
from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem, Reach
from journeybook.validate.shown_texts import shown_texts

ID = "TEXT-TAB"
LEVEL = Level.ERROR
REACH = Reach.NAMED
_LETTERS = {"\t": r"\t", "\n": r"\n", "\xa0": r"\_"}
_HOST = re.compile(r"(?<![\\\w:])\\(?=\w+[\t\n\xa0])")
_PATH = re.compile(r"(?<![^\W\d_])[A-Za-z]:[\t\n\xa0]|\\\w+[\t\n\xa0]")
"""A drive or a computer with what was a backslash behind it."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every text in which a tab stands or an escape has broken a path."""
    for spot in atlas.spots:
        for shown in shown_texts(spot.part):
            text = shown.text
            if _PATH.search(text):
                hosts = _HOST.sub(r"\\\g<0>", text.rstrip("\n"))
                path = re.sub("[\t\n\xa0]", lambda blank: _LETTERS[blank[0]], hosts)
                message = "a backslash between double quotes has become a tab, a line break or a space here"
                yield Problem(spot.part, message, f"use single quotes: '{path}'", shown.key)
            elif "\t" in text and "\n" not in text.rstrip("\n"):
                hint = "put a space in its place; if a backslash and a t are meant, use single quotes"
                yield Problem(spot.part, f"a tab stands in this text: '{text.strip()}'", hint, shown.key)
