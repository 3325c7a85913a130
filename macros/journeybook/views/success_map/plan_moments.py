"""The moments of a plan: its stages, their beginnings and ends, its steps and milestones, under the names of its page."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from journeybook.model.base import Part
from journeybook.model.dates import PLAN_START, DateResolver
from journeybook.model.enumerations import StageKind
from journeybook.model.item import When
from journeybook.model.stage import Milestone, Stage
from journeybook.model.stage_clocks import StageClocks
from journeybook.model.step import Step
from journeybook.model.timed import DATED, timings_of
from journeybook.model.timing import Timing
from journeybook.model.ways_out import ways_out
from journeybook.views.links.texts import when_text
from journeybook.views.success_map.attendees_text import side_of_lane
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_document import ElsewhereDocument, MomentDocument
from journeybook.views.success_map.plan_times import PlanTime, plan_times
from journeybook.views.success_map.plan_timing import MomentNames, plain_timing
from journeybook.views.success_map.success_step import editions_of

ANY_DAY = date(2027, 3, 1)
"""A day that a reader might give, to find out whether anything has a date then."""


@dataclass
class PlanMoments:
    """Everything on the page of a plan by its name there, and the timings of all that has one."""

    documents: dict[str, MomentDocument] = field(default_factory=dict)
    timings: dict[str, Timing] = field(default_factory=dict)
    hidden: dict[str, Timing] = field(default_factory=dict)
    """The timings of the ends of stages, which stand nowhere on the page."""


def plan_moments(plan: PlanContext, names: MomentNames) -> PlanMoments:
    """Return the moments of a plan; what a reader gives or another plan has is gathered in the names."""
    moments = PlanMoments()
    asides = ways_out(plan.journey)
    clocks = StageClocks(plan.journey, plan.anchor, names.name, asides | plan.branches.optional)
    for stage in plan.journey.stages:
        for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone)):
            is_aside = stage.get("kind", StageKind) is StageKind.SIDE or id(part) in asides
            document = _document(plan, part, len(moments.documents), is_aside=is_aside)
            if timing := clocks.timing(stage, part):
                moments.timings[plan.anchor(part)] = names.named(timing)
                document["timing"] = plain_timing(moments.timings[plan.anchor(part)], str)
                if text := _said(plan, part):
                    document["said"] = text
            moments.documents[plan.anchor(part)] = document
            for time, timing in _deadlines(plan, part):
                moments.timings[time.anchor] = names.named(clocks.counted(stage, timing))
                moments.documents[time.anchor] = _deadline(plan.anchor(part), time, document, moments.timings[time.anchor])
    _add_beginnings(plan, moments, clocks)
    return moments


def all_elsewhere(names: MomentNames) -> dict[str, Timing]:
    """Return the moments of other plans, and those that these count from in turn."""
    seen: dict[str, Timing] = {}
    while len(seen) < len(names.elsewhere):
        name, timing = list(names.elsewhere.items())[len(seen)]
        seen[name] = names.named(timing)
    return seen


def written_elsewhere(timings: dict[str, Timing]) -> dict[str, ElsewhereDocument]:
    """Return moments that do not stand on the page as plain values."""
    return {name: ElsewhereDocument(kind="elsewhere", timing=plain_timing(timing, str)) for name, timing in timings.items()}


def has_dates(moments: PlanMoments, elsewhere: dict[str, Timing], days: set[str]) -> bool:
    """Whether any stage, step or milestone of a plan has a date once all these days are given."""
    resolver = DateResolver(dict.fromkeys({PLAN_START, *days}, ANY_DAY), {**moments.timings, **moments.hidden, **elsewhere})
    names = (name for name, document in moments.documents.items() if document["kind"] != "begin" and not document.get("aside"))
    return any(resolver.resolve_name(name).first for name in names if name in moments.timings)


def _document(plan: PlanContext, part: Part, place: int, *, is_aside: bool) -> MomentDocument:
    what = part.first_text("customer_words", "customer_name", "what", "name")
    kind: Literal["stage", "step", "goal"] = "step" if isinstance(part, Step) else "goal" if isinstance(part, Milestone) else "stage"
    anchor = plan.anchors[id(part)]
    document = MomentDocument(kind=kind, place=place, what=what, lasting=anchor.identity.lasting)
    if anchor.counted != anchor.identity.key:
        document["counted"] = anchor.counted
    if isinstance(part, Step) and (only := editions_of(plan, (part,)).editions):
        document["editions"] = list(only)
    if isinstance(part, Step) and (ways := plan.branches.ways_to(part)):
        document["reached"] = list(dict.fromkeys(plan.anchor(way.step) for way in ways))
    if is_aside:
        document["aside"] = True
    if isinstance(part, Step) and all(side_of_lane(plan.book, lane) != "you" for lane in part.lanes):
        document["ours"] = True
    return document


def _said(plan: PlanContext, part: Part) -> str:
    """Return the time of a part in words; of a step with several that of its first date."""
    if isinstance(part, Step):
        return next((time.text for time in plan_times(plan, part) if time.anchor), "")
    return when_text(plan.book, part.get(DATED[type(part)], When))


def _deadlines(plan: PlanContext, part: Part) -> list[tuple[PlanTime, Timing]]:
    """Return the dated times of a step besides its first, each with its timing."""
    times = [time for time in plan_times(plan, part) if time.anchor] if isinstance(part, Step) else []
    return list(zip(times, timings_of(part), strict=True))[1:] if times else []


def _deadline(of: str, time: PlanTime, document: MomentDocument, timing: Timing) -> MomentDocument:
    """Return a further time of a step, which is done with it and shown where it is."""
    deadline = MomentDocument(kind="deadline", of=of, place=document["place"], what=document["what"], lasting=time.anchor, said=time.text)
    deadline["timing"] = plain_timing(timing, str)
    if document.get("aside"):
        deadline["aside"] = True
    if document.get("ours"):
        deadline["ours"] = True
    return deadline


def _add_beginnings(plan: PlanContext, moments: PlanMoments, clocks: StageClocks) -> None:
    """Add when stages begin and end; a beginning has the place of its stage."""
    stages: dict[str, Stage] = {clocks.begins(stage): stage for stage in plan.journey.stages}
    for name, timing in clocks.moments().items():
        if name not in stages:
            moments.hidden[name] = timing
            continue
        stage = moments.documents[plan.anchor(stages[name])]
        moments.timings[name] = timing
        moments.documents[name] = MomentDocument(
            kind="begin", place=stage["place"], what=stage["what"], lasting=name, timing=plain_timing(timing, str)
        )
