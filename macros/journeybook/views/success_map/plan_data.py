"""The reader's own plan: which days they give, which editions they choose from, and what a script needs to reckon every date."""

from dataclasses import dataclass
from typing import Literal, get_args

from journeybook.model.base import Part
from journeybook.model.calendar import Weekday
from journeybook.model.map import PublicFace
from journeybook.model.stage import Milestone
from journeybook.model.step import Step
from journeybook.model.timed import DATED, timing_of
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor
from journeybook.views.base.book import Book
from journeybook.views.base.labels import label, title_of
from journeybook.views.links.texts import when_text
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_document import DayDocument, ElsewhereDocument, MomentDocument, PlanDocument, PlanWord
from journeybook.views.success_map.plan_timing import MomentNames
from journeybook.views.success_map.success_anchors import text_anchors

PLACEHOLDERS = ("count", "customer", "date", "days", "end", "first", "goal", "last", "name", "start", "title", "total", "what")


@dataclass(frozen=True)
class PlanDay:
    """A day that the reader gives, such as the signature."""

    key: str
    name: str
    hint: str


@dataclass(frozen=True)
class PlanEdition:
    """An edition that the reader may choose."""

    value: str
    name: str


@dataclass(frozen=True)
class PlanData:
    """What the reader's own plan needs: its address, the days and editions to choose from, and everything to reckon with."""

    slug: str
    days: tuple[PlanDay, ...]
    editions: tuple[PlanEdition, ...]
    document: PlanDocument


def plan_data(plan: PlanContext) -> PlanData:
    """Return what a success map's script reckons with; names are those of the page, never ids."""
    book, face = plan.book, plan.journey.public
    if face is None:
        raise ValueError("only a map with a public face has a plan")
    names = MomentNames(plan)
    dates = face.dates
    start = names.name(dates.starts or book.atlas.file.default_anchor or "") or next(iter(names.days), "start")
    moments = _moments(plan, names)
    ends = names.name(dates.ends or "")
    elsewhere = {name: ElsewhereDocument(kind="elsewhere", timing=names.written(timing)) for name, timing in _all_elsewhere(names)}
    days = _days(book, names, start, moments)
    calendar = book.atlas.file.calendar
    document: PlanDocument = {
        "slug": face.slug,
        "title": face.title,
        "language": book.language,
        "host": text_anchors("by", (book.atlas.file.organisation.name,))[0].removeprefix("by-"),
        "start": start,
        "ends": ends,
        "days": days,
        "editions": {edition.value: edition.name for edition in _editions(book, face)},
        "moments": {**moments, **elsewhere},
        "choices": {plan.anchor(choice): choice.name for choice in plan.journey.choices},
        "words": {word: _sentence(book, word) for word in get_args(PlanWord)},
        "weekend": sorted(tuple(Weekday).index(day) for day in calendar.weekend),
        "holidays": {holiday.day: holiday.name or "" for holiday in calendar.holidays},
        "on_free_days": face.dates.on_free_days.value,
    }
    return PlanData(face.slug, _asked(book, days), _editions(book, face), document)


def _sentence(book: Book, word: PlanWord) -> str:
    return book.say(f"plan.{word}", **{blank: f"{{{blank}}}" for blank in PLACEHOLDERS})


def _moments(plan: PlanContext, names: MomentNames) -> dict[str, MomentDocument]:
    moments: dict[str, MomentDocument] = {}
    for stage in plan.journey.stages:
        goals = stage.inside("milestones", Milestone)
        for part in (stage, *stage.every_step, *goals):
            moments[plan.anchor(part)] = _moment(plan, names, part, len(moments))
    return moments


def _moment(plan: PlanContext, names: MomentNames, part: Part, index: int) -> MomentDocument:
    what = part.first_text("customer_words", "customer_name", "what", "name")
    kind: Literal["stage", "step", "goal"] = "step" if isinstance(part, Step) else "goal" if isinstance(part, Milestone) else "stage"
    anchor = plan.anchors[id(part)]
    document = MomentDocument(kind=kind, place=index, what=what, lasting=anchor.identity.lasting)
    if anchor.counted != anchor.identity.key:
        document["counted"] = anchor.counted
    if timing := timing_of(part):
        document["timing"] = names.written(timing)
        if text := when_text(plan.book, getattr(part, DATED[type(part)])):
            document["said"] = text
    return document


def _all_elsewhere(names: MomentNames) -> list[tuple[str, Timing]]:
    """Return the moments of other plans, and those that these count from in turn."""
    seen: list[tuple[str, Timing]] = []
    while len(seen) < len(names.elsewhere):
        name, timing = list(names.elsewhere.items())[len(seen)]
        names.written(timing)
        seen.append((name, timing))
    return seen


def _days(book: Book, names: MomentNames, start: str, moments: dict[str, MomentDocument]) -> list[DayDocument]:
    """Return the days to give, the plan's start first, each with its usual time."""
    days: dict[str, DayDocument] = {}
    while len(days) < len(names.days):
        name, part = list(names.days.items())[len(days)]
        usually = part.usually if isinstance(part, Anchor) else None
        days[name] = {"key": name, "name": title_of(part), "usually": names.written(usually) if usually else None}
    if start not in days:
        what = moments[start]["what"] if start in moments else ""
        days[start] = {"key": start, "name": what or book.say("plan.start"), "usually": None}
    return sorted(days.values(), key=lambda day: day["key"] != start)


def _asked(book: Book, days: list[DayDocument]) -> tuple[PlanDay, ...]:
    return tuple(PlanDay(day["key"], day["name"], book.say("plan.fills_in") if day["usually"] else "") for day in days)


def _editions(book: Book, face: PublicFace) -> tuple[PlanEdition, ...]:
    chosen = tuple(PlanEdition(str(edition), label(book, edition)) for edition in face.editions)
    return chosen if len(chosen) > 1 else ()
