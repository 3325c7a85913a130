"""Values in the form of YAML that stands on one line, for hints to be copied from."""

from collections.abc import Mapping, Sequence

import yaml

LONGEST_FORM = 90
"""Characters of a text that a hint repeats whole."""

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]


def flow_form(value: Plain) -> str:
    """Return a value as YAML on one line, with quotes where they are needed; a mapping at the top has no braces.

    >>> flow_form({"applies": {"says": "if they agree, and we do"}}), flow_form(["sales", "support"])
    ("applies: {says: 'if they agree, and we do'}", '[sales, support]')
    """
    text = yaml.safe_dump(value, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False)
    line = text.strip().removesuffix("\n...")
    return line[1:-1] if isinstance(value, Mapping) else line


def quoted_form(text: str) -> str:
    """Return a text in single quotes, cut where it is too long for a hint.

    >>> quoted_form("the customer's word: yes")
    "'the customer''s word: yes'"
    """
    return "'" + cut_form(text).replace("'", "''") + "'"


def cut_form(text: str) -> str:
    """Return a text, cut behind a word where it is too long for a hint."""
    return text if len(text) <= LONGEST_FORM else f"{text[:LONGEST_FORM].rsplit(' ', 1)[0]} …"
