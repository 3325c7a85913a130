"""Recognises marks of Markdown, and signs copied with a list, where YAML has its own: numbers, stars, pictures, bold keys, fences."""

import re
import unicodedata

from journeybook.findings import Finding, Place
from journeybook.load.rules import YAML_SYNTAX

_FENCE = re.compile(r"(`{3,8}|~{3,8})[\w-]{0,30}")
_BOLD_KEY = re.compile(r"(\s*(?:- +)?)(\*{1,2}|_{2})(\w[\w -]*)(?::\2|\2 *:)\s*(.*)$")
_BULLET = re.compile("\\s*([\u2013\u2014\u2022\u00b7\u25cf\u25aa\u25e6\u2023\u2212\u2011])\\s*")
_LIST_SIGN = re.compile(r"(\*|\+|\(?\d{1,2}[.)]|\S)\s")
_OTHER_SIGN = re.compile(r"(?P<before>\s*(?:- +)?[a-z][\w-]*) *(?P<sign>[=;]) *(?P<value>\S.*)$")


def markdown_mark(file: str, text: str, line: int) -> Finding | None:
    """Return the finding about a mark that is none of YAML's in a line of a file, counted from 0.

    >>> print(markdown_mark("a.yml", "**goal**: To learn", 2))
    a.yml:3:1 error YAML-SYNTAX Stars around a key make nothing bold here. (Write the key without them: `goal: To learn`)
    """
    line_text = text.strip()
    indentation = len(text) - len(text.lstrip())
    if fence := _FENCE.fullmatch(line_text):
        hint = "Delete this line, and the one that closes the block."
        return YAML_SYNTAX.at(Place(file, line + 1, indentation + 1), f"The line {fence[1]} belongs to Markdown, not to YAML.", hint)
    if bold := _BOLD_KEY.match(text):
        hint = f"Write the key without them: `{bold[3].strip()}: {bold[4]}`"
        return YAML_SYNTAX.at(Place(file, line + 1, bold.start(2) + 1), "Stars around a key make nothing bold here.", hint)
    sign = _LIST_SIGN.match(line_text)
    is_list = sign and (sign[1] in "*+" or len(sign[1]) > 1 or (unicodedata.category(sign[1]) == "So" and not sign[1].isascii()))
    return _no_hyphen(Place(file, line + 1, indentation + 1), sign[1]) if sign and is_list else None


def bullet_mark(file: str, text: str, line: int) -> Finding | None:
    """Return the finding about a line that begins with a bullet or dash of a word processor."""
    bullet = _BULLET.match(text)
    return _no_hyphen(Place(file, line + 1, bullet.start(1) + 1), bullet[1]) if bullet else None


def other_key_sign(file: str, text: str, line: int) -> Finding | None:
    """Return the finding about a line of which the key ends with another sign than a colon.

    >>> print(other_key_sign("a.yml", "goal = To learn", 2))
    a.yml:3:6 error YAML-SYNTAX A key ends with a colon, not with =. (Write `goal: To learn`)
    """
    match = _OTHER_SIGN.match(text)
    if match is None:
        return None
    hint = f"Write `{match['before'].strip()}: {match['value'].strip()}`"
    place = Place(file, line + 1, match.start("sign") + 1)
    return YAML_SYNTAX.at(place, f"A key ends with a colon, not with {match['sign']}.", hint)


def _no_hyphen(place: Place, sign: str) -> Finding:
    return YAML_SYNTAX.at(
        place, f"An entry of a list begins with a hyphen and a space, not with {sign}.", "Type - and a space in its place."
    )
