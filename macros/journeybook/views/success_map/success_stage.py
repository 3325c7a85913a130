"""Stages of a success map: what you have at the end, who does what in which order, how you know you are there, and help."""

from dataclasses import dataclass, replace
from itertools import pairwise

from journeybook.model.enumerations import StageKind
from journeybook.model.item import Fact, Help, When
from journeybook.model.map import Track
from journeybook.model.pain_points import PainPoint
from journeybook.model.stage import Gate, Milestone, Outcome, Stage
from journeybook.model.timing import Duration
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.blocks.listing import length_text
from journeybook.views.links.customer import in_customer_words, web_link
from journeybook.views.links.links import when_text, who
from journeybook.views.success_map.plan_context import Jump, Plan
from journeybook.views.success_map.success_anchors import anchors
from journeybook.views.success_map.success_step import OURS, OWN, Asked, Lines, Only, asked, lines, only, people

SHORT_LABEL = 3
"""An author's label of so many letters fits where the number stands; a longer one stands before the name."""


@dataclass(frozen=True)
class Section:
    """Steps of a stage or of one of its parts, in their order."""

    title: str
    anchor: str
    summary: str
    groups: tuple[Lines, ...]
    only: Only


@dataclass(frozen=True)
class Goal:
    """A milestone: what is reached, how it is seen, and by when."""

    anchor: str
    what: str
    test: str
    target: str


@dataclass(frozen=True)
class Check:
    """A checklist: what you must have before you can go on."""

    name: str
    lead: str
    must: tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """Something that can go wrong, the way back, and what helps."""

    what: str
    way_back: str
    self_help: tuple[Jump, ...]


@dataclass(frozen=True)
class Stuck:
    """Help for whoever is stuck in a stage: what to try, and whom to ask."""

    advice: str
    resources: tuple[Jump, ...]
    ask: str
    link: Link | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class StagePart:
    """One stage of the path; `mark` is its number, or its author's own label."""

    anchor: str
    mark: str
    name: str
    beside: bool
    summary: str
    outcome: str
    starts_when: tuple[str, ...]
    lasts: str
    by_when: str
    helpers: str
    own_people: str
    tracks: tuple[str, ...]
    sections: tuple[Section, ...]
    done_when: tuple[str, ...]
    goals: tuple[Goal, ...]
    checks: tuple[Check, ...]
    questions: tuple[Asked, ...]
    resources: tuple[Jump, ...]
    stuck: Stuck | None


def stage_parts(plan: Plan) -> tuple[StagePart, ...]:
    """Return every stage of a plan; those of the path are numbered, and each knows which one follows."""
    number, made = 0, []
    for stage in plan.journey.stages:
        beside = stage.get("kind", StageKind) is StageKind.SIDE
        number += not beside
        made.append(_stage_part(plan, stage, mark="" if beside else str(number)))
    names = {before.anchor: after.name for before, after in pairwise(part for part in made if not part.beside)}
    return tuple(_with_next(plan.book, part, names.get(part.anchor, "")) for part in made)


def troubles(plan: Plan, points: tuple[PainPoint, ...]) -> tuple[Trouble, ...]:
    """Return the pain points that customers may read, each with its way back."""
    return tuple(_trouble(plan, point) for point in points if point.first_text("what"))


def _stage_part(plan: Plan, stage: Stage, *, mark: str) -> StagePart:
    """Choose what a success map says of a stage; an internal stage around public steps lends them only its place."""
    book = plan.book
    own, name = stage.first_text("label"), stage.first_text("customer_name", "name") or book.say("success.unnamed", number=mark)
    is_short = len(own) <= SHORT_LABEL
    roles = stage.inside("roles", str)
    return StagePart(
        anchor=plan.spots[id(stage)],
        mark=own if own and is_short else mark,
        name=name if is_short else book.say("success.named", label=own, name=name),
        beside=not mark,
        summary=stage.first_text("summary"),
        outcome=outcome.first_text("customer") if (outcome := stage.get("outcome", Outcome)) else "",
        starts_when=in_customer_words(stage.inside("entry", Fact)),
        lasts=length_text(stage.get("lasts", Duration)),
        by_when=when_text(book, stage.get("time_box", When)),
        helpers=people(book, roles, OURS),
        own_people=people(book, roles, OWN),
        tracks=_tracks(plan, stage),
        sections=_sections(plan, stage),
        done_when=in_customer_words(stage.inside("exit", Fact)),
        goals=tuple(_goal(plan, one) for one in stage.inside("milestones", Milestone)),
        checks=tuple(Check(one.name, "", in_customer_words(one.checklist)) for one in stage.inside("gates", Gate)),
        questions=asked(stage),
        resources=plan.jumps(stage.inside("resources", str)),
        stuck=_stuck(plan, stage),
    )


def _with_next(book: Book, part: StagePart, following: str) -> StagePart:
    lead = book.say("success.must_before", name=following) if following else book.say("success.must")
    return replace(part, checks=tuple(replace(check, lead=lead) for check in part.checks))


def _sections(plan: Plan, stage: Stage) -> tuple[Section, ...]:
    titles = ("", *(part.first_text("name") for part in stage.sub_stages))
    summaries = ("", *(part.first_text("summary") for part in stage.sub_stages))
    spots = anchors(f"{plan.spots[id(stage)]}-", titles)
    found = (
        Section(title, spot, summary, lines(plan, owner.steps), only(plan, owner.steps))
        for title, spot, summary, owner in zip(titles, spots, summaries, (stage, *stage.sub_stages), strict=True)
    )
    return tuple(section for section in found if section.groups or section.title or section.summary)


def _tracks(plan: Plan, stage: Stage) -> tuple[str, ...]:
    """Return the tracks that run side by side in a stage, if there is more than one."""
    found = (plan.book.atlas.find(Track, step.track, scope=plan.journey.id) for step in stage.every_step)
    names = tuple(dict.fromkeys(track.name for track in found if track))
    return names if len(names) > 1 else ()


def _goal(plan: Plan, milestone: Milestone) -> Goal:
    words = milestone.customer_words or milestone.name
    return Goal(plan.spots[id(milestone)], words, milestone.test or "", when_text(plan.book, milestone.target))


def _stuck(plan: Plan, stage: Stage) -> Stuck | None:
    found = troubles(plan, tuple(point for owner in (stage, *stage.every_step) for point in owner.inside("pain_points", PainPoint)))
    given = stage.get("stuck", Help)
    if given is None:
        return Stuck("", (), "", None, found) if found else None
    asking = ", ".join(map(str, who(plan.book, given.ask)))
    return Stuck(given.advice or "", plan.jumps(given.resources), asking, web_link(given.link), found)


def _trouble(plan: Plan, point: PainPoint) -> Trouble:
    recovery = point.recovery
    return Trouble(point.what, (recovery.text or "") if recovery else "", plan.jumps(recovery.self_help) if recovery else ())
