"""Stages of a success map: what you have at the end, what you do, what we do, how you know you are there, and help."""

from dataclasses import dataclass

from journeybook.model.stage import Gate, Milestone, Stage
from journeybook.model.trouble import PainPoint
from journeybook.views.book import Book
from journeybook.views.customer import in_customer_words, inside, said, web_link
from journeybook.views.listing import length_text
from journeybook.views.pieces import Cell, Link
from journeybook.views.refer import when_text, who
from journeybook.views.success_step import Jump, Lines, Plan, is_yours, lines


@dataclass(frozen=True)
class Section:
    """Steps of a stage or of one of its parts, by who does them."""

    title: str
    summary: str
    yours: tuple[Lines, ...]
    ours: tuple[Lines, ...]


@dataclass(frozen=True)
class Goal:
    """A milestone: what is reached, how it is seen, and by when."""

    what: str
    test: str
    target: str


@dataclass(frozen=True)
class Check:
    """A checklist that must hold before one can go on."""

    name: str
    must: tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """Something that can go wrong, the way back, and what helps."""

    what: str
    way_back: str
    self_help: tuple[Jump, ...]


@dataclass(frozen=True)
class Stuck:
    """Help for whoever is stuck in a stage."""

    advice: str
    resources: tuple[Jump, ...]
    ask: Cell
    link: Link | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class StagePart:
    """One stage of the path."""

    anchor: str
    number: int
    name: str
    summary: str
    outcome: str
    starts_when: tuple[str, ...]
    lasts: str
    by_when: str
    helpers: Cell
    sections: tuple[Section, ...]
    done_when: tuple[str, ...]
    goals: tuple[Goal, ...]
    checks: tuple[Check, ...]
    questions: tuple[str, ...]
    resources: tuple[Jump, ...]
    stuck: Stuck | None


def stage_part(plan: Plan, stage: Stage, *, place: int, number: int) -> StagePart:
    """Choose what a success map says of a stage; an internal stage around public steps lends them only its place."""
    book, values = plan.book, stage.__dict__
    return StagePart(
        anchor=f"stage-{place}",
        number=number,
        name=said(stage, "customer_name", "name") or book.say("success.unnamed", number=number),
        summary=said(stage, "summary"),
        outcome=said(values["outcome"], "customer") if values.get("outcome") else "",
        starts_when=in_customer_words(values.get("entry", ())),
        lasts=length_text(values.get("lasts")),
        by_when=when_text(book, values.get("time_box")),
        helpers=who(book, *values.get("roles", ())),
        sections=_sections(plan, stage),
        done_when=in_customer_words(values.get("exit", ())),
        goals=tuple(_goal(book, one) for one in inside(stage, "milestones") if isinstance(one, Milestone)),
        checks=tuple(Check(one.name, in_customer_words(one.checklist)) for one in inside(stage, "gates") if isinstance(one, Gate)),
        questions=values.get("questions", ()),
        resources=plan.jumps(values.get("resources", ())),
        stuck=_stuck(plan, stage),
    )


def troubles(plan: Plan, points: tuple[object, ...]) -> tuple[Trouble, ...]:
    """Return the pain points that customers may read, each with its way back."""
    return tuple(_trouble(plan, point) for point in points if isinstance(point, PainPoint) and said(point, "what"))


def _sections(plan: Plan, stage: Stage) -> tuple[Section, ...]:
    found = []
    for owner in (stage, *stage.sub_stages):
        yours, ours = (lines(plan, tuple(step for step in owner.steps if is_yours(plan.book, step) is mine)) for mine in (True, False))
        title, summary = ("", "") if owner is stage else (said(owner, "name"), said(owner, "summary"))
        found += [Section(title, summary, yours, ours)] if owner.steps or title or summary else []
    return tuple(found)


def _goal(book: Book, milestone: Milestone) -> Goal:
    return Goal(milestone.customer_words or milestone.name, milestone.test or "", when_text(book, milestone.target))


def _stuck(plan: Plan, stage: Stage) -> Stuck | None:
    steps = tuple(step for owner in (stage, *stage.sub_stages) for step in owner.steps)
    found = troubles(plan, tuple(point for owner in (stage, *steps) for point in inside(owner, "pain_points")))
    given = stage.__dict__.get("stuck")
    if given is None:
        return Stuck("", (), (), None, found) if found else None
    return Stuck(given.advice or "", plan.jumps(given.resources), who(plan.book, given.ask), web_link(given.link), found)


def _trouble(plan: Plan, point: PainPoint) -> Trouble:
    recovery = point.recovery
    return Trouble(point.what, (recovery.text or "") if recovery else "", plan.jumps(recovery.self_help) if recovery else ())
