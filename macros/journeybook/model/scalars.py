"""The types of single values: every value arrives as the text the author typed, and these decide what it means."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from journeybook.findings import FindingRule
from journeybook.model import value_rules
from journeybook.model.annotations import Formatted, OutsideAddress
from journeybook.model.formatted_text import refused_link, with_absolute_links
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.language.parser import CONDITION_WORDS, ConditionError, parse_condition
from journeybook.model.timing import TIMING_WORDS, Timing, TimingError, parse_duration, parse_timing
from journeybook.model.urls import absolute_url, encoded_url, is_page_file, is_published, is_relative

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An e-mail address inside a text."""
ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*\Z")
LANGUAGES = frozenset(
    re.findall(
        r"\S+",
        """af ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr gl he hi hr hu hy id is it ja ka kn ko ku-IQ
        lb lt lv mk mn ms my nb nl nn pl pt pt-BR ro ru sa sh si sk sl sq sr sv ta te th tl tr uk ur uz vi zh zh-Hant zh-TW""",
    )
)
"""The languages of the theme; the interface's own words are English until somebody adds a file for one of them."""
_HOST_FIRST = re.compile(r"(//)?[\w.+-]+(@[\w-]+)?\.[a-z]{2,}(?=[/?#]|\Z)")
"""The beginning of an address that lacks its scheme: `www.example.org`, or somebody's mail."""
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?\Z")
BASE_ADDRESS = "base_address"
"""The key under which those who validate hand in the atlas's base address."""
LONGEST_ID = 63
LONGEST_TEXT = 20_000
RESERVED_IDS = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "index",
        "coverage",
        "plays",
        "customer-view",
        *(f"com{n}" for n in range(10)),
        *(f"lpt{n}" for n in range(10)),
    }
)
EXPRESSION_WORDS = CONDITION_WORDS | TIMING_WORDS
"""Words of conditions and timings, which therefore cannot be ids: nothing could name them there."""


class AnswerWord(str):
    """An unquoted `unknown`, or another answer, where no answer may stand."""

    __slots__ = ()


def fault(rule: FindingRule, message: str, hint: str, *, column: int | None = None) -> PydanticCustomError:
    """Return the error of a single value: its rule, what is wrong, what to do, and the column in the text, from 0."""
    context: dict[str, Any] = {"rule": rule, "message": message, "hint": hint}
    return PydanticCustomError(rule.id, "{message}", context if column is None else context | {"column": column})


def _typed(value: Any) -> str:  # noqa: ANN401 - whatever stood in the file
    if isinstance(value, AnswerWord):
        hint = "write what it is; a text that reads like this stands in quotes"
        raise fault(value_rules.SHAPE_ANSWER, f"this cannot be left open with '{value}'", hint)
    if isinstance(value, str):
        return value
    kind = "a list" if isinstance(value, list | tuple) else "a group of keys" if isinstance(value, dict) else "something else"
    hint = "write one value behind the colon"
    if isinstance(value, dict):
        hint += "; a text with a colon and a space in it stands in quotes"
    raise fault(value_rules.SHAPE_SINGLE_VALUE, f"a single value belongs here, not {kind}", hint)


def single_text(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    """Return the text of a single value; raises the error of its shape."""
    text = _typed(value)
    if not text.strip():
        raise fault(value_rules.SHAPE_EMPTY, "the value is empty", "write something behind the colon, or delete the line")
    if len(text) > LONGEST_TEXT:
        raise fault(value_rules.SHAPE_TOO_LONG, f"the text has {len(text)} characters", f"at most {LONGEST_TEXT} are allowed")
    return unicodedata.normalize("NFC", text)


def _identifier(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if not ID_PATTERN.match(text) or len(text) > LONGEST_ID or text in RESERVED_IDS:
        hint = f"use small letters, digits and single hyphens, at most {LONGEST_ID}, such as '{suggested_id(text)}'"
        raise fault(value_rules.SHAPE_ID, f"'{_shortened(text)}' cannot be an id", hint)
    if text in EXPRESSION_WORDS:
        message = f"'{text}' cannot be an id, because it is a word of conditions and timings"
        raise fault(value_rules.SHAPE_ID, message, f"choose another word, such as '{text}-it'")
    return text


def _label(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    return text if text in EXPRESSION_WORDS else _identifier(text)


def suggested_id(text: str) -> str:
    """Return an id made of a text.

    >>> suggested_id("Ways to pay")
    'ways-to-pay'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-") or "first-step"
    return slug if ID_PATTERN.match(slug) and slug not in RESERVED_IDS | EXPRESSION_WORDS else f"item-{slug}"[:LONGEST_ID].strip("-")


def parse_reference(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    """Parse the id of another thing: `its-id`, or `map-id/its-id` inside another map."""
    text = single_text(value)
    parts = text.split("/")
    if len(parts) > 2 or not all(ID_PATTERN.match(part) and len(part) <= LONGEST_ID for part in parts):  # noqa: PLR2004 - map/id
        raise fault(
            value_rules.SHAPE_REFERENCE,
            f"'{_shortened(text)}' is not an id",
            "write the id of the thing meant, not its name; map-id/its-id in another map",
        )
    return text


def _flag(value: Any) -> bool:  # noqa: ANN401 - an author may have written anything
    text = value if isinstance(value, bool) else single_text(value)
    if text in (True, "true"):
        return True
    if text in (False, "false"):
        return False
    raise fault(value_rules.SHAPE_FLAG, f"'{_shortened(str(text))}' is neither true nor false", "write true or false, in small letters")


def _whole(value: Any) -> int:  # noqa: ANN401 - an author may have written anything
    if isinstance(value, int):
        return value
    text = single_text(value)
    if not re.match(r"-?(0|[1-9][0-9]{0,8})\Z", text):
        raise fault(
            value_rules.SHAPE_WHOLE_NUMBER,
            f"'{_shortened(text)}' is not a whole number",
            "write digits only, such as 12: no leading 0, comma or _",
        )
    return int(text)


def _number(value: Any) -> Decimal:  # noqa: ANN401 - an author may have written anything
    if isinstance(value, int | Decimal):
        return Decimal(value)
    text = single_text(value)
    bare = text.rstrip(" %")
    if not _NUMBER.match(text):
        form = (
            f"write {bare}" if _NUMBER.match(bare) else "write digits and at most one point, such as 12 or 0.5: no leading 0, comma, _ or e"
        )
        raise fault(value_rules.SHAPE_NUMBER, f"'{_shortened(text)}' is not a number", form)
    return Decimal(text)


def _day(value: Any) -> date:  # noqa: ANN401 - an author may have written anything
    if isinstance(value, date):
        return value
    text = single_text(value)
    try:
        if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise fault(value_rules.SHAPE_DAY, f"'{_shortened(text)}' is not a date", "write year-month-day, such as 2026-03-01")


def _yearly_day(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    try:
        if re.match(r"([0-9]{4}-)?[0-9]{2}-[0-9]{2}\Z", text):
            date.fromisoformat(text if len(text) > len("12-25") else f"2000-{text}")
            return text
    except ValueError:
        pass
    raise fault(
        value_rules.SHAPE_YEARLY_DAY,
        f"'{_shortened(text)}' is not a date",
        "write year-month-day, such as 2027-03-26, or 12-25 for every year",
    )


def _web(value: Any, info: ValidationInfo) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    url = encoded_url(absolute_url(text, _base_address(info)))
    if not is_published(url):
        raise _no_link(text)
    return url


def _rich(value: Any, info: ValidationInfo) -> str:  # noqa: ANN401 - an author may have written anything
    text = with_absolute_links(single_text(value), _base_address(info))
    refused = refused_link(text)
    if refused:
        raise _no_link(refused)
    return text


def _base_address(info: ValidationInfo) -> str:
    """Return the address from which relative links are reckoned, if the atlas has one."""
    return str((info.context or {}).get(BASE_ADDRESS, ""))


def _no_link(text: str) -> PydanticCustomError:
    """Return the error of an address that may not be linked, with the nearest one that may."""
    hint = "write a whole address that begins with https://, http:// or mailto:"
    nearest_link = f"mailto:{text}" if MAIL.fullmatch(text) else f"https://{text.lstrip('/')}"
    if is_page_file(text):
        hint += f", or ./{text} with `base_address:` in atlas.yml, from which it is reckoned"
    elif is_relative(text):
        hint += ", or add `base_address:` to atlas.yml, from which this one is reckoned"
    elif is_published(nearest_link) and _HOST_FIRST.match(text):
        hint = f"write {nearest_link}"
    return fault(value_rules.SHAPE_LINK, f"'{_shortened(text)}' is not a link we publish", hint)


def _colour(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if not re.match(r"#[0-9a-f]{6}\Z", text):
        raise fault(
            value_rules.SHAPE_COLOUR, f"'{_shortened(text)}' is not a colour", "write six hexadecimal digits in quotes, such as '#1f5f8b'"
        )
    return text


def _language(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if text not in LANGUAGES:
        raise fault(
            value_rules.SHAPE_LANGUAGE,
            f"'{_shortened(text)}' is not a language the theme speaks",
            f"known codes: {' '.join(sorted(LANGUAGES))}",
        )
    return text


def _file(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if not re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*\.[A-Za-z0-9]+\Z", text):
        raise fault(
            value_rules.SHAPE_FILE,
            f"'{_shortened(text)}' is not a file name",
            "file names have plain letters, digits, hyphens, underscores and dots only, such as Plan-2026.pdf, and are written without "
            "their folder, which is journeys/resources",
        )
    return text


def _parser(
    parse: Callable[[str], Any], wanted: type, refusal: type[Exception], rule: FindingRule, words: tuple[str, ...] = ()
) -> Callable[[Any], Any]:
    """Return what reads a small language, of which some words may also be answers."""

    def read(value: Any) -> Any:  # noqa: ANN401 - an author may have written anything
        if isinstance(value, wanted):
            return value
        try:
            return parse(single_text(str(value) if value in words else value))
        except refusal as error:
            message, hint = getattr(error, "message", str(error)), getattr(error, "hint", "")
            raise fault(rule, message, hint, column=getattr(error, "column", None)) from error

    return read


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a message must stay readable


_STRING = WithJsonSchema({"type": "string"})
Text = Annotated[str, BeforeValidator(single_text)]
RichText = Annotated[str, BeforeValidator(_rich), Formatted()]
Identifier = Annotated[str, BeforeValidator(_identifier)]
Label = Annotated[str, BeforeValidator(_label)]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer"})]
Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
YearlyDay = Annotated[str, BeforeValidator(_yearly_day)]
Web = Annotated[str, BeforeValidator(_web), OutsideAddress()]
Colour = Annotated[str, BeforeValidator(_colour)]
Language = Annotated[str, BeforeValidator(_language)]
FileName = Annotated[str, BeforeValidator(_file)]
TimingText = Annotated[Timing, PlainValidator(_parser(parse_timing, Timing, TimingError, value_rules.SHAPE_TIMING)), _STRING]
DurationText = Annotated[Duration, PlainValidator(_parser(parse_duration, Duration, TimingError, value_rules.SHAPE_DURATION)), _STRING]
ConditionText = Annotated[
    Condition, PlainValidator(_parser(parse_condition, Condition, ConditionError, value_rules.SHAPE_CONDITION, ("unstated",))), _STRING
]
