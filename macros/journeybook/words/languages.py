"""What Unicode's CLDR knows of a language: how days and numbers are written, and which forms of number words have."""

from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_BRITISH = "en-GB"
"""How English is written where nothing else is said: the day before the month."""


@cache
def locale_of(language: str) -> Locale:
    """Return what is known of a language by its code; a language that is not known is taken for English."""
    try:
        return Locale.parse(_BRITISH if language == "en" else language, sep="-")
    except UnknownLocaleError:
        return Locale.parse(_BRITISH, sep="-")


@lru_cache(maxsize=4096)
def long_day(day: date, language: str) -> str:
    """Return a day as people write it in a language.

    >>> [long_day(date(2026, 3, 2), language) for language in ("en", "de", "ja")]
    ['2 March 2026', '2. März 2026', '2026年3月2日']
    """
    return format_date(day, "long", locale=locale_of(language))


def numeral(number: str, language: str) -> str:
    """Return a number that is written as in English with the signs of a language for decimals and between thousands.

    >>> numeral("1,234.5", "de")
    '1.234,5'
    """
    signs = _number_signs(language)
    return "".join(signs.get(sign, sign) for sign in number)


@cache
def _number_signs(language: str) -> dict[str, str]:
    symbols = locale_of(language).number_symbols["latn"]
    return {".": symbols["decimal"], ",": symbols["group"]}
