"""Proposals: the form of YAML that a hint puts before an author, made of what the author wrote."""

import re
from collections.abc import Collection
from datetime import date

from journeybook.findings import FindingRule, nearest
from journeybook.load.flow_form import cut_form, flow_form
from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Applies
from journeybook.model.scalars import ID_PATTERN, suggested_id
from journeybook.model.timing import TimingError, parse_timing
from journeybook.model.value_rules import SHAPE_DAY, SHAPE_FLAG, SHAPE_TIMING

USUAL_WORDS: dict[str, tuple[str, ...]] = {
    "from": ("giver", "since", "starts"),
    "to": ("taker", "until", "ends", "to_stage"),
    "if": ("says", "only_if", "when"),
    "condition": ("says", "only_if", "when"),
    "else": ("otherwise",),
    "fallback": ("otherwise",),
    "or": ("any",),
    "and": ("all",),
    "either": ("one-of",),
    "one": ("one-of",),
    "every": ("all-of",),
    "manual": ("by-hand",),
    "manually": ("by-hand",),
    "opened_by": ("opening",),
    "green": ("good",),
    "amber": ("average",),
    "yellow": ("average",),
    "red": ("poor",),
    "grey": ("neutral",),
    "title": ("name",),
    "description": ("summary", "what"),
    "together_with": ("also_in",),
    "colour": ("tone",),
    "address": ("url", "link"),
    "name": ("what",),
    "what": ("name",),
    "when": ("target",),
    "by_when": ("when", "target"),
    "lasts": ("takes",),
    "with": ("also_in",),
    "client": ("customer",),
    "user": ("customer",),
    "published": ("live",),
    "active": ("live",),
    "archived": ("retired",),
    "sender": ("giver",),
    "receiver": ("taker",),
    "due": ("target", "by_when", "when"),
    "due_date": ("target", "by_when", "when"),
    "deadline": ("target", "by_when", "when"),
    "date": ("target", "when"),
    "age": ("demographics",),
    "emotion": ("feels",),
    "feeling": ("feels",),
    "mood": ("feels",),
    "thought": ("thinks",),
    "thoughts": ("thinks",),
    "touchpoint": ("channel",),
    "responsible": ("owner", "who"),
    "assignee": ("owner", "who"),
    "actor": ("who",),
    "duration": ("takes", "lasts", "time"),
    "kpi": ("measures", "measure"),
    "kpis": ("measures", "measure"),
    "metrics": ("measures",),
}
"""Words that people use for keys and values of ours, the nearest of ours first."""
_ANSWERS: dict[str, Answer] = {
    **{str(answer): answer for answer in Answer},
    **{str(answer).replace("-", " "): answer for answer in Answer},
    **dict.fromkeys(("?", "tbd", "tba", "tbc", "not known", "don't know"), Answer.UNKNOWN),
    **dict.fromkeys(("n/a", "na", "n.a."), Answer.NOT_APPLICABLE),
    **dict.fromkeys(("not stated", "not said"), Answer.UNSTATED),
    "nothing": Answer.NONE,
}
_FLAGS = {"yes": "true", "y": "true", "on": "true", "true": "true", "no": "false", "n": "false", "off": "false", "false": "false"}
_RHYTHMS = {"weekly": "1 week", "monthly": "1 month", "quarterly": "3 months", "yearly": "1 year", "annually": "1 year"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .]+(?P<name>[a-z]{3})[a-z]*[ .,]+(?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3})[a-z]* +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})\W(?P<month>\d{1,2})\W(?P<day>\d{1,2})"),
)
"""Dates as people write them, of which the order of day and month is certain."""
_JOINTS = re.compile(r"[,;&+/]|\band\b")


def guess(word: str, allowed: Collection[str]) -> str | None:
    """Return the allowed word that was probably meant: the one that people say so, else the nearest.

    >>> guess("else", ["to", "otherwise"]), guess("sumary", ["name", "summary"])
    ('otherwise', 'summary')
    """
    usual = USUAL_WORDS.get(word.lower().replace(" ", "_"), ())
    return next((ours for ours in usual if ours in allowed), None) or nearest(word, allowed)


def answer_meant(text: str, field: PartField | None) -> Answer | None:
    """Return the answer that a text means in other letters or words, where it may stand: `Unknown`, `n/a`, `tbd`."""
    answer = _ANSWERS.get(text.strip().lower())
    return answer if answer and field and answer in field.answers else None


def day_meant(text: str) -> str:
    """Return a date as people write it in its usual form; empty where it is none, or its day could be its month.

    >>> day_meant("1 June 2026"), day_meant("01.06.2026"), day_meant("01/06/2026")
    ('2026-06-01', '2026-06-01', '')
    """
    match = next((match for pattern in _DAYS if (match := pattern.fullmatch(text.strip().lower()))), None)
    if match is None or (match.groupdict().get("name") or _MONTHS[0]) not in _MONTHS:
        return ""
    groups = match.groupdict()
    month = int(groups["month"]) if groups.get("month") else _MONTHS.index(groups["name"]) + 1
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return ""


def value_meant(rule: FindingRule, key: str, text: str) -> str:
    """Return how a date, a flag or a time is written that people wrote in their own way; empty where nobody can know."""
    if rule is SHAPE_DAY and (day := day_meant(text)):
        return f"write `{key}: {day}`"
    if rule is SHAPE_DAY and key == "review" and (rhythm := _RHYTHMS.get(text.strip().lower())):
        return f"write `review: {{last: 2026-03-01, every: {rhythm}}}`, with the day of the last review"
    if rule is SHAPE_FLAG and text.lower() in _FLAGS:
        return f"write `{key}: {_FLAGS[text.lower()]}`, in small letters and without quotes"
    if rule is SHAPE_TIMING and _is_timing(text.lower()):
        return f"write it in small letters: `{key}: {text.lower()}`"
    return ""


def in_words(model: type[Part], key: str, written: str, text: str) -> str:
    """Return how the same is said in plain words, where a field beside takes them; empty where none does.

    >>> in_words(Applies, "when", "applies", "if they want")
    'applies: {says: if they want}'
    """
    field = part_fields(model).get(key)
    if field is None or not field.in_words:
        return ""
    shown = cut_form(text)
    target = part_fields(model)[field.in_words]
    value = {target.name: {"says": shown} if target.part is Applies else shown}
    is_short = written != key
    if is_short and target.name == model.SHORT:
        return flow_form({written: shown})
    return flow_form({written: value} if is_short else value)


def with_words(hint: str, words: str, text: str) -> str:
    """Return a hint with the form in plain words: before it where the text is a phrase, else behind it."""
    if not words:
        return hint
    return f"in plain words write `{words}`; else: {hint}" if are_words(text) else f"{hint}; in plain words write `{words}`"


def are_words(text: str) -> bool:
    """Whether a text is a phrase: several words, without signs of comparison.

    >>> are_words("if they want"), are_words("logins >= 3"), are_words("soon")
    (True, False, False)
    """
    return " " in text.strip() and not re.search("[<>=\u2264\u2265\u2260]", text)


def as_list(key: str, text: str) -> str:
    """Return several ids that stand in one text as a list; empty where the text holds none.

    >>> as_list("giver", "sales and support"), as_list("giver", "Customer success")
    ('giver: [sales, support]', '')
    """
    pieces = [piece.strip() for piece in _JOINTS.split(text) if piece.strip()]
    return flow_form({key: pieces}) if len(pieces) > 1 and all(ID_PATTERN.match(piece) for piece in pieces) else ""


def whole_form(part: type[Part], text: str) -> str:
    """Return how a bare text, or several in one, are written as a thing with keys; empty where more is needed than a text says."""
    pieces = [piece.strip() for piece in re.split("[,;]", text) if piece.strip()]
    if not pieces:
        return ""
    if part.KEYED:
        return _keyed_form(part, pieces)
    givers = re.fullmatch(r"\s*([\w-]+)\s*(?:->|=>|\u2192)\s*([\w-]+)\s*", text)
    if givers and "giver" in part_fields(part):
        return f"{{what: what is handed over, giver: {givers[1]}, taker: {givers[2]}}}"
    needed = [name for name, field in part_fields(part).items() if field.required]
    if not needed or not set(needed) <= {"id", "name", "what"} or cut_form(text) != text:
        return ""
    forms = [{name: suggested_id(piece) if name == "id" else piece for name in needed} for piece in (pieces if "id" in needed else [text])]
    return ", ".join(f"{{{flow_form(dict(form))}}}" for form in forms)


def _keyed_form(part: type[Part], pieces: list[str]) -> str:
    """Return texts as items with a key and a value each: `csm=R` as `csm: R`; empty where they are no such pairs."""
    first, second = part.KEYED
    if first == "id" and second == "name":
        return flow_form({suggested_id(piece): piece for piece in pieces})
    pairs = [re.fullmatch(r"([a-z][\w-]*) ?[=:] ?(\S+)", piece) for piece in pieces]
    if all(pairs):
        return ", ".join(f"{pair[1]}: {pair[2]}" for pair in pairs if pair)
    is_plain = all(map(ID_PATTERN.match, pieces)) or (len(pieces) == 1 and re.fullmatch(r"\w[\w '-]*", pieces[0]))
    return ", ".join(f"{piece}: {second}" for piece in pieces) if is_plain else ""


def _is_timing(text: str) -> bool:
    """Whether a text is a time that can be read."""
    try:
        parse_timing(text)
    except TimingError:
        return False
    return True
