"""Writes a cell's value as a spreadsheet program shows it."""

import re
from datetime import date, datetime, time
from decimal import Decimal

_PATTERN = re.compile(
    r"""(?P<before>(?:"[^"]*"|[^#0.,%"?])*)(?P<whole>[#,]*0+)(?P<parts>\.0+)?(?P<percent>%?)(?P<after>(?:"[^"]*"|[^#0.%"])*)"""
)


def shown_text(value: object, form: str) -> str:
    """Return a value as its number format shows it; dates are written year-month-day, whatever the format.

    >>> shown_text(7, "000"), shown_text(0.25, "0%"), shown_text(1234.5, "#,##0.00"), shown_text(3.0, "General")
    ('007', '25%', '1,234.50', '3')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, form)
    return "" if value is None else str(value)


def _number(value: float, form: str) -> str:
    pattern = _PATTERN.fullmatch(re.sub(r"\[[^\]]*\]|_.|\*.|\\", "", form.partition(";")[0]))
    if pattern is None:
        return format(value, ".15g")
    number = Decimal(repr(value)) * (100 if pattern["percent"] else 1)
    decimals = len(pattern["parts"] or ".") - 1
    digits = f"{abs(number):{',' if ',' in pattern['whole'] else ''}.{decimals}f}"
    whole, point, rest = digits.partition(".")
    digits = whole.rjust(pattern["whole"].count("0"), "0") + point + rest
    sign = "-" if number < 0 else ""
    return f"{sign}{_literal(pattern['before'])}{digits}{pattern['percent']}{_literal(pattern['after'])}"


def _literal(text: str) -> str:
    return text.replace('"', "")
