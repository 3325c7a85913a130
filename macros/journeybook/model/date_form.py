"""The forms in which tables write dates: `DD.MM.YYYY` and the like, declared and never guessed."""

import re

ISO_DAY, ISO_MONTH = "YYYY-MM-DD", "YYYY-MM"
"""The forms that are read where none is declared: no other way of writing days means the same to everybody."""
_TOKENS = {"YYYY": r"(\d{4})", "MM": r"(\d{2})", "DD": r"(\d{2})", "M": r"(\d{1,2})", "D": r"(\d{1,2})"}
_TOKEN = re.compile("|".join(_TOKENS))
UNIX_FORMS = {"unix-seconds": r"(\d{9,10})", "unix-milliseconds": r"(\d{12,13})"}
"""The forms of instants, which count from the beginning of 1970 in universal time, with their regular expressions."""
_SEPARATORS = frozenset("-./ ")


def is_whole_number(form: str) -> bool:
    """Return whether dates of a form are whole numbers, so that a column of numbers can hold them.

    >>> is_whole_number("unix-seconds"), is_whole_number("YYYYMMDD"), is_whole_number("DD.MM.YYYY")
    (True, True, False)
    """
    return form in UNIX_FORMS or not set(form) & _SEPARATORS


def date_pattern(form: str) -> tuple[str, str] | None:
    r"""Return the regular expression of a form of dates and, for each of its groups, Y, M, D or U (an instant); None for no form.

    >>> date_pattern("DD.MM.YYYY"), date_pattern("M/YYYY"), date_pattern("DD.MM.YY")
    (('(\\d{2})\\.(\\d{2})\\.(\\d{4})', 'DMY'), ('(\\d{1,2})/(\\d{4})', 'MY'), None)
    """
    if form in UNIX_FORMS:
        return UNIX_FORMS[form], "U"
    tokens = _TOKEN.findall(form)
    letters = "".join(token[0] for token in tokens)
    if sorted(letters) not in (["D", "M", "Y"], ["M", "Y"]) or set(_TOKEN.sub("", form)) - _SEPARATORS:
        return None
    return "".join(_TOKENS.get(piece, re.escape(piece)) for piece in re.split(f"({_TOKEN.pattern})", form)), letters
