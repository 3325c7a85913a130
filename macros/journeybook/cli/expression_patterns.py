"""Patterns by which editors mark slips in conditions and times while they are typed; what they let pass, a check reads in full.

Each accepts every text that its parser reads. They are written in what regular expressions of Python and of ECMA 262 share.
"""

_QUOTED = r""""[^"]*"|'[^']*'|“[^”]*”"""
_UNQUOTED = r"""[^"'“]"""
_BEFORE = f"(?:{_UNQUOTED}|{_QUOTED})*"
"""Anything up to a place outside of quotes."""
CONDITION_PATTERN = (
    rf"^(?!{_BEFORE}=\s*[<>])"  # => and =<
    rf"(?!(?:{_BEFORE}[^A-Za-z0-9_.,\u2212\-\"'“”])?[0-9]{{1,3}},[0-9]{{3}}(?![0-9]))"  # 1,000
    r"(?!\s*-?[0-9]+(?:\.[0-9]+)?\s*%?\s*$)"  # a number alone
    rf"(?!(?:{_BEFORE}[\s()%])?(?:[Aa][Nn][Dd]|[Oo][Rr]|[Nn][Oo][Tt])\s*$)"  # what joins nothing
    rf"(?!{_BEFORE}[<>=≤≥≠]\s*$)"
    rf"(?:[A-Za-z0-9_/:.,()%<>=≤≥≠\u2212\u2013\-$£¥€₩₪₫₱₴₹₺₽\s]|!=|{_QUOTED})+$"
)
"""A condition, without signs that mean nothing, open quotes, turned or missing comparisons, and commas in numbers."""
_SIGNS_OF_TIMES = r"[A-Za-z0-9_/:\u2013\-\s]+$"
_SHORT_UNIT = r"(?!(?:.*[\s\u2013])?[0-9]+\s*[A-Za-z](?![A-Za-z0-9_/\-]))"  # 30d
TIMING_PATTERN = (
    rf"^{_SHORT_UNIT}"
    r"(?!(?:.*\s)?[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"  # a day of the calendar
    r"(?!\s*[Ii][Nn]\s)"  # in 30 days
    r"(?!\s*[Dd]\s*[+\-]?\s*[0-9]+\s*$)"  # D+30
    rf"{_SIGNS_OF_TIMES}"
)
"""A time, without days of the calendar, short units, fractions and signs that mean nothing."""
DURATION_PATTERN = rf"^{_SHORT_UNIT}{_SIGNS_OF_TIMES}"
"""A length of time, without short units, fractions and signs that mean nothing."""
