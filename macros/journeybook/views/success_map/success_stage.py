"""Stages of a success map: what you have at the end, who does what in which order, how you know you are there, and help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from journeybook.model.floating import Floating, floating
from journeybook.model.flow import is_on_the_way
from journeybook.model.item import Fact, Help, ResourceUse, When
from journeybook.model.map import Track
from journeybook.model.pain_points import PainPoint
from journeybook.model.stage import Gate, Milestone, Outcome, Stage
from journeybook.model.step import Floats, Step
from journeybook.views.base.answers import answer_text, answer_texts
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import step_text
from journeybook.views.blocks.common_fields import customers_stated_text
from journeybook.views.links.fact_texts import ANY, customer_fact_texts, customer_join_heading, joined
from journeybook.views.links.links import people_names
from journeybook.views.links.texts import says_text, stage_lengths_text, when_text
from journeybook.views.links.web_links import web_link
from journeybook.views.success_map.plan_context import Jump, PlanContext
from journeybook.views.success_map.plan_document import PlanDocument
from journeybook.views.success_map.stage_begin import StageBegin, stage_begins
from journeybook.views.success_map.step_rows import SideBySide, StepRun, step_rows
from journeybook.views.success_map.step_texts import OUR_KINDS, floating_range, people_text, ways_text
from journeybook.views.success_map.success_anchors import text_anchors
from journeybook.views.success_map.success_step import (
    CUSTOMER_KINDS,
    AskedQuestion,
    OnlyEditions,
    StepGroup,
    StepLine,
    editions_of,
    questions_of,
    trouble_anchor,
)

SHORT_LABEL = 3
"""An author's label of so many letters fits where the number stands; a longer one stands before the name."""


@dataclass(frozen=True)
class StageSection:
    """Steps of a stage or of one of its parts, in their order."""

    title: str
    anchor: str
    condition: str
    summary: str
    groups: tuple[StepGroup | StepRun | SideBySide, ...]
    only: OnlyEditions


@dataclass(frozen=True)
class Goal:
    """A milestone: what is reached, how it is seen, and by when."""

    anchor: str
    other_anchors: tuple[str, ...]
    what: str
    condition: str
    owner: str
    target: str
    test: str
    elsewhere: str


@dataclass(frozen=True)
class Check:
    """A checklist: what you must have before you can go on, all of it or any one."""

    name: str
    condition: str
    lead: str
    must: tuple[str, ...]
    is_any: bool


@dataclass(frozen=True)
class CustomerTrouble:
    """Something that can go wrong, the way back, and what helps."""

    what: str
    condition: str
    way_back: str
    self_help: tuple[Jump, ...]
    anchor: str = ""
    """Where a step leads at which it can go wrong; only the first of a step has one."""


@dataclass(frozen=True)
class Stuck:
    """Help for whoever is stuck in a stage: what to try, and whom to ask."""

    advice: str
    resources: tuple[Jump, ...]
    troubles: tuple[CustomerTrouble, ...]
    ask: str
    link: Link | None


@dataclass(frozen=True)
class StagePart:
    """One stage of the path; `number` is its author's own short label, or its position where no stage is labelled."""

    anchor: str
    other_anchors: tuple[str, ...]
    number: str
    name: str
    beside: bool
    only_if: str
    """The outcomes and options through which alone it is reached."""
    condition: str
    lasts: str
    outcome: str
    summary: str
    elsewhere: str
    by_when: str
    helpers: str
    own_people: str
    starts_join: str
    starts_when: tuple[str, ...]
    any_time: str
    """Over which stages it floats, where it does."""
    meanwhile: tuple[Jump, ...]
    """What may be done at any time in it."""
    tracks: tuple[str, ...]
    sections: tuple[StageSection, ...]
    done_join: str
    done_when: tuple[str, ...]
    goals: tuple[Goal, ...]
    checks: tuple[Check, ...]
    questions: tuple[AskedQuestion, ...]
    resources: tuple[Jump, ...]
    stuck: Stuck | None
    begins: StageBegin | None = None
    """After which stage it begins, in a plan with dates."""


def stage_parts(plan: PlanContext, document: PlanDocument) -> tuple[StagePart, ...]:
    """Return every stage of a plan, each knowing which one follows."""
    begins = stage_begins(plan, document)
    position, parts = 0, []
    for stage in plan.journey.stages:
        position += is_on_the_way(stage)
        parts.append(replace(_stage_part(plan, stage, position=position), begins=begins.get(id(stage))))
    names = {before.anchor: after.name for before, after in pairwise(part for part in parts if not part.beside)}
    return tuple(_with_next(plan.book, part, names.get(part.anchor, "")) for part in parts)


def customer_troubles(plan: PlanContext, points: tuple[PainPoint, ...]) -> tuple[CustomerTrouble, ...]:
    """Return the pain points that customers may read, each with its way back."""
    return tuple(_trouble(plan, point) for point in points if point.first_text("what"))


def own_steps(parts: Sequence[StagePart]) -> Iterator[StepLine]:
    """Yield what every customer does in these stages, in their order; of several ways the first."""
    for part in parts:
        for section in part.sections:
            yield from (line for row in section.groups for line in _own_lines(row))


def _own_lines(row: StepGroup | StepRun | SideBySide) -> Iterator[StepLine]:
    if isinstance(row, SideBySide):
        yield from (line for column in row.columns for inner in column.groups for line in _own_lines(inner))
    elif isinstance(row, StepGroup):
        lines = row.steps[:1] if row.is_one_of else row.steps
        yield from (line for line in lines if line.is_yours and not line.is_for_some and not line.only.editions)


def _stage_part(plan: PlanContext, stage: Stage, *, position: int) -> StagePart:
    """Return what a success map says of a stage; an internal stage around public steps lends them only its place."""
    book = plan.book
    beside = not is_on_the_way(stage)
    label, name = stage.first_text("label"), stage.first_text("customer_name", "name") or book.say("success.unnamed", number=position)
    stands_as_number = bool(label) and len(label) <= SHORT_LABEL and not beside
    is_counted = not beside and not any(other.first_text("label") for other in plan.journey.stages)
    roles = stage.inside("roles", str)
    entry, ends = stage.inside("entry", Fact), stage.inside("exit", Fact)
    return StagePart(
        anchor=plan.anchor(stage),
        other_anchors=plan.anchors[id(stage)].others,
        number=label if stands_as_number else str(position) if is_counted else "",
        name=book.say("success.named", label=label, name=name) if label and not stands_as_number else name,
        beside=beside,
        only_if=ways_text(plan, plan.branches.ways_to_stage(stage)),
        condition=says_text(stage),
        summary=stage.first_text("summary"),
        outcome=outcome.first_text("customer") if (outcome := stage.get("outcome", Outcome)) else answer_text(book, stage, "outcome"),
        elsewhere=customers_stated_text(book, stage),
        any_time=floating_range(plan, stage.get("floats", Floats)),
        meanwhile=tuple(_floating_jump(plan, part) for part in floating(plan.journey) if any(other is stage for other in part.over)),
        starts_when=customer_fact_texts(book, entry) or answer_texts(book, stage, "entry"),
        starts_join=customer_join_heading(book, entry),
        lasts=stage_lengths_text(book, stage),
        by_when=when_text(book, stage.get("time_box", When)) or answer_text(book, stage, "time_box"),
        helpers=people_text(book, roles, OUR_KINDS) or answer_text(book, stage, "roles"),
        own_people=people_text(book, roles, CUSTOMER_KINDS),
        tracks=_tracks(plan, stage),
        sections=_sections(plan, stage),
        done_when=customer_fact_texts(book, ends) or answer_texts(book, stage, "exit"),
        done_join=customer_join_heading(book, ends),
        goals=tuple(_goal(plan, milestone) for milestone in stage.inside("milestones", Milestone)),
        checks=tuple(_check(book, gate) for gate in stage.inside("gates", Gate)),
        questions=questions_of(book, stage),
        resources=plan.used(stage.inside("resources", ResourceUse)),
        stuck=_stuck(plan, stage),
    )


def _stage_name(book: Book, stage: Stage) -> str:
    """Return what customers call a stage, behind the author's own label where it has one."""
    label, name = stage.first_text("label"), stage.first_text("customer_name", "name")
    return book.say("success.named", label=label, name=name) if label else name


def _floating_jump(plan: PlanContext, part: Floating) -> Jump:
    text = step_text(plan.book, part.station.step) if part.station else _stage_name(plan.book, part.stage)
    return Jump(text, anchor=plan.anchor(part.station.step if part.station else part.stage))


def _with_next(book: Book, part: StagePart, following: str) -> StagePart:
    return replace(part, checks=tuple(replace(check, lead=_check_lead(book, check, following)) for check in part.checks))


def _check(book: Book, gate: Gate) -> Check:
    must = customer_fact_texts(book, gate.checklist) or answer_texts(book, gate, "checklist")
    return Check(gate.name, says_text(gate), "", must, is_any=len(must) > 1 and joined(gate.checklist)[0] == ANY)


def _check_lead(book: Book, check: Check, following: str) -> str:
    key = "success.must_any" if check.is_any else "success.must"
    return book.say(f"{key}_before", name=following) if following else book.say(key)


def _sections(plan: PlanContext, stage: Stage) -> tuple[StageSection, ...]:
    titles = ("", *(part.first_text("name") for part in stage.sub_stages))
    summaries = ("", *(part.first_text("summary") for part in stage.sub_stages))
    anchors = text_anchors(f"{plan.anchor(stage)}-", titles)
    sections = (
        StageSection(
            title, anchor, says_text(owner) if title else "", summary, step_rows(plan, owner.steps), editions_of(plan, owner.steps)
        )
        for title, anchor, summary, owner in zip(titles, anchors, summaries, (stage, *stage.sub_stages), strict=True)
    )
    return tuple(section for section in sections if section.groups or section.title or section.summary)


def _tracks(plan: PlanContext, stage: Stage) -> tuple[str, ...]:
    """Return the tracks that run side by side in a stage, if there is more than one."""
    tracks = (plan.book.atlas.find(Track, step.track, scope=plan.journey.id) for step in stage.every_step)
    names = tuple(dict.fromkeys(track.name for track in tracks if track))
    return names if len(names) > 1 else ()


def _goal(plan: PlanContext, milestone: Milestone) -> Goal:
    text = milestone.customer_words or milestone.name
    owner = people_text(plan.book, (milestone.owner,) if milestone.owner else (), CUSTOMER_KINDS)
    return Goal(
        anchor=plan.anchor(milestone),
        other_anchors=plan.anchors[id(milestone)].others,
        what=text,
        test=milestone.test or answer_text(plan.book, milestone, "test"),
        target=when_text(plan.book, milestone.target) or answer_text(plan.book, milestone, "target"),
        owner=plan.book.say("success.yours", names=owner) if owner else "",
        condition=says_text(milestone),
        elsewhere=customers_stated_text(plan.book, milestone),
    )


def _stuck(plan: PlanContext, stage: Stage) -> Stuck | None:
    at_steps = (pain for step in stage.every_step for pain in _troubles_at(plan, step))
    pains = (*customer_troubles(plan, stage.inside("pain_points", PainPoint)), *at_steps)
    given = stage.get("stuck", Help)
    if given is None:
        advice = answer_text(plan.book, stage, "stuck")
        return Stuck(advice, (), pains, "", None) if pains or advice else None
    asking = people_names(plan.book, (given.ask,) if given.ask else ()) or answer_text(plan.book, given, "ask")
    return Stuck(given.advice or answer_text(plan.book, given, "advice"), plan.used(given.resources), pains, asking, web_link(given.link))


def _troubles_at(plan: PlanContext, step: Step) -> tuple[CustomerTrouble, ...]:
    troubles = customer_troubles(plan, step.inside("pain_points", PainPoint))
    return (replace(troubles[0], anchor=trouble_anchor(plan.anchor(step))), *troubles[1:]) if troubles else ()


def _trouble(plan: PlanContext, point: PainPoint) -> CustomerTrouble:
    recovery = point.recovery
    if recovery is None:
        return CustomerTrouble(point.what, says_text(point), answer_text(plan.book, point, "recovery"), ())
    way_back = recovery.text or answer_text(plan.book, recovery, "text")
    return CustomerTrouble(point.what, says_text(point), way_back, plan.used(recovery.self_help))
