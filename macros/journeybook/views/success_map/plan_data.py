"""The reader's own plan: which days they give, which editions they choose from, and what a script needs to reckon every date."""

from dataclasses import dataclass
from typing import get_args

from journeybook.model.calendar import Weekday
from journeybook.model.map import PublicFace
from journeybook.model.timing import counts_from_start
from journeybook.model.vocabulary import Anchor
from journeybook.views.base.book import Book
from journeybook.views.base.labels import label, title_of
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_document import DayDocument, MomentDocument, PlanDocument, PlanWord
from journeybook.views.success_map.plan_moments import PlanMoments, all_elsewhere, has_dates, plan_moments, written_elsewhere
from journeybook.views.success_map.plan_timing import MomentNames
from journeybook.views.success_map.success_anchors import text_anchors

PLACEHOLDERS = ("count", "customer", "date", "days", "end", "first", "goal", "last", "name", "said", "start", "title", "total", "what")


@dataclass(frozen=True)
class PlanDay:
    """A day that the reader gives, such as the signature."""

    key: str
    name: str
    """The question in the reader's words, else what the day is called."""
    hint: str


@dataclass(frozen=True)
class PlanEdition:
    """An edition that the reader may choose."""

    value: str
    name: str


@dataclass(frozen=True)
class PlanData:
    """What the reader's own plan needs: its address, the days and editions to choose from, and everything to reckon with.

    A plan in which nothing can have a date asks for no day.
    """

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
    moments = plan_moments(plan, names)
    start, ends = _start(plan, face, names, moments), names.name(face.dates.ends or "")
    elsewhere = all_elsewhere(names)
    days = _days(book, names, start, moments.documents) if has_dates(moments, elsewhere, {start, ends, *names.days}) else []
    calendar = book.atlas.file.calendar
    document: PlanDocument = {
        "slug": face.slug,
        "old_slugs": list(face.formerly),
        "old_names": {name: anchor.identity.key for anchor in plan.anchors.values() for name in anchor.former},
        "title": face.title,
        "language": book.language,
        "host": text_anchors("by", (book.atlas.file.organisation.name,))[0].removeprefix("by-"),
        "start": start,
        "ends": ends,
        "days": days,
        "editions": {edition.value: edition.name for edition in _editions(book, face)},
        "moments": {**moments.documents, **written_elsewhere({**moments.hidden, **elsewhere})},
        "choices": _choices(plan),
        "words": {word: _sentence(book, word) for word in get_args(PlanWord)},
        "weekend": sorted(tuple(Weekday).index(day) for day in calendar.weekend),
        "holidays": {holiday.day: holiday.name or "" for holiday in calendar.holidays},
        "on_free_days": face.dates.on_free_days.value,
    }
    if english := [word for word in get_args(PlanWord) if f"plan.{word}" in book.catalogue.untranslated]:
        document["english"] = english
    return PlanData(face.slug, _asked(book, days, names), _editions(book, face), document)


def _start(plan: PlanContext, face: PublicFace, names: MomentNames, moments: PlanMoments) -> str:
    """Return the name of the day with which the plan starts: the one it says, else the atlas's if anything counts from it, else another."""
    usual = plan.book.atlas.file.default_anchor or ""
    timings = (*moments.timings.values(), *moments.hidden.values(), *all_elsewhere(names).values())
    is_counted_from = any(map(counts_from_start, timings)) or any(part.get("id", str) == usual for part in names.days.values())
    return names.name(face.dates.starts or (usual if is_counted_from else "")) or next(iter(names.days), "start")


def _choices(plan: PlanContext) -> dict[str, str]:
    """Return the names of the choices of which customers see a step, by their anchors."""
    taken = {step.choice for stage in plan.journey.stages for step in stage.every_step}
    return {plan.anchor(choice): choice.name for choice in plan.journey.choices if choice.id in taken}


def _sentence(book: Book, word: PlanWord) -> str:
    return book.say(f"plan.{word}", **{blank: f"{{{blank}}}" for blank in PLACEHOLDERS})


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


def _asked(book: Book, days: list[DayDocument], names: MomentNames) -> tuple[PlanDay, ...]:
    """Return the days for which the page asks, in the words of their authors."""

    def question(day: DayDocument) -> str:
        part = names.days.get(day["key"])
        return (part.question if isinstance(part, Anchor) else None) or day["name"]

    return tuple(PlanDay(day["key"], question(day), book.say("plan.fills_in") if day["usually"] else "") for day in days)


def _editions(book: Book, face: PublicFace) -> tuple[PlanEdition, ...]:
    chosen = tuple(PlanEdition(str(edition), label(book, edition)) for edition in face.editions)
    return chosen if len(chosen) > 1 else ()
