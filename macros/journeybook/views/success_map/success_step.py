"""Steps of a success map: who does what, in the order of the file, with those of one choice kept together."""

from dataclasses import dataclass
from itertools import groupby

from journeybook.model.enumerations import Edition
from journeybook.model.flow import FlowNode, Station, follows_apart
from journeybook.model.item import Recipient, ResourceUse
from journeybook.model.map import Choice, ChoiceKind, Track
from journeybook.model.pain_points import PainPoint
from journeybook.model.step import Experience, Next, Question, Step
from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answer_text, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import choice_key, step_text
from journeybook.views.blocks.common_fields import customers_stated_text
from journeybook.views.links.needs import step_needs_text
from journeybook.views.links.public_pages import success_page
from journeybook.views.links.texts import length_text, says_text
from journeybook.views.links.web_links import host_of, web_link
from journeybook.views.success_map.attendees_text import attendees_text, side_of_lane
from journeybook.views.success_map.plan_context import Jump, PlanContext
from journeybook.views.success_map.plan_times import PlanTime, plan_times
from journeybook.views.success_map.step_texts import (
    OUR_KINDS,
    channels_text,
    floating_range,
    outcome_text,
    people_text,
    recipients_text,
    ways_text,
)

TOGETHER = {
    ("you", "we"): "you_we",
    ("you", "partner"): "you_partner",
    ("we", "partner"): "we_partner",
    ("you", "we", "partner"): "you_we_partner",
}
"""The words for sides that do a step together."""
CUSTOMER_KINDS = ("persona", "contact-role")


@dataclass(frozen=True)
class Doer:
    """Who does a step: you, we or a partner; which of them, who else takes part, and whose part is limited."""

    side: str
    word: str
    people: str
    beside: str
    limits: str = ""


@dataclass(frozen=True)
class OnlyEditions:
    """The editions to which something belongs, and the same in words; nothing where it is for everybody."""

    editions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


EVERYBODY = OnlyEditions()


@dataclass(frozen=True)
class AskedQuestion:
    """A question that people ask, and the answer where there is one."""

    question: str
    answer: str


@dataclass(frozen=True)
class StepLine:
    """One step as a customer reads it."""

    anchor: str
    other_anchors: tuple[str, ...]
    doer: Doer
    what: str
    link: Link | None
    need: str
    track: str
    only: OnlyEditions
    only_if: str
    reached: tuple[str, ...]
    """The anchors of the steps through whose outcomes or options alone it is reached, be it said here or by its stage."""
    condition: str
    any_time: str
    times: tuple[PlanTime, ...]
    takes: str
    channel: str
    recipients: str
    price: str
    elsewhere: str
    """How other sources state it."""
    note: str
    self_service: Link | None
    resources: tuple[Jump, ...]
    outcomes: tuple[tuple[str, Jump], ...]
    how: str
    questions: tuple[AskedQuestion, ...]
    ends: str
    ends_link: Link | None
    trouble: str = ""
    """The anchor of what can go wrong at it, in its stage's help; nothing where customers read of none."""

    @property
    def is_yours(self) -> bool:
        """Whether the customer does it, alone or with others: only such steps are ticked."""
        return self.doer.side == "you"

    @property
    def is_for_some(self) -> bool:
        """Whether it is reached through some outcomes and options alone."""
        return bool(self.reached)


@dataclass(frozen=True, kw_only=True)
class StepGroup:
    """Steps that belong together: one step, or those of a choice with its name, how many of them are done, and its anchor."""

    only: OnlyEditions = EVERYBODY
    lead: str = ""
    choice: str = ""
    key: str = ""
    steps: tuple[StepLine, ...]
    is_one_of: bool = False
    """Whether the reader takes one of the steps, so that the others may be hidden."""


def step_groups(plan: PlanContext, steps: tuple[Step, ...]) -> tuple[StepGroup, ...]:
    """Return the lines of steps, those of one choice together."""
    groups: list[StepGroup] = []
    for choice, group in groupby(steps, key=lambda step: step.choice):
        several = tuple(group)
        step_lines = tuple(_line(plan, step) for step in several)
        chosen = plan.book.atlas.find(Choice, choice, scope=plan.journey.id)
        if chosen:
            lead = plan.book.say(f"success.choose.{choice_key(chosen.kind)}")
            groups.append(
                StepGroup(
                    only=editions_of(plan, several),
                    lead=lead,
                    choice=chosen.name,
                    key=plan.anchor(chosen),
                    steps=step_lines,
                    is_one_of=chosen.kind is ChoiceKind.ONE_OF,
                )
            )
        else:
            groups += [StepGroup(steps=(line,)) for line in step_lines]
    return tuple(groups)


def editions_of(plan: PlanContext, steps: tuple[Step, ...]) -> OnlyEditions:
    """Return the editions to which all of these steps together belong; nothing where those are all that the map offers."""
    named_editions = {edition for step in steps for edition in step.editions}
    if not all(step.editions for step in steps) or named_editions.issuperset(plan.editions):
        return EVERYBODY
    ordered = tuple(edition for edition in Edition if edition in named_editions)
    return OnlyEditions(tuple(map(str, ordered)), tuple(plan.book.say(f"success.only.{edition}") for edition in ordered))


def questions_of(book: Book, item: Experience) -> tuple[AskedQuestion, ...]:
    """Return the questions that are asked at a step or in a stage."""
    return tuple(
        AskedQuestion(question.ask, question.answer or answer_text(book, question, "answer"))
        for question in item.inside("questions", Question)
    )


def trouble_anchor(anchor: str) -> str:
    """Return the anchor of what can go wrong at the step with this anchor."""
    return f"trouble-{anchor}"


def _has_troubles(step: Step) -> bool:
    """Whether customers read of something that can go wrong at a step."""
    return any(point.first_text("what") for point in step.inside("pain_points", PainPoint))


def _line(plan: PlanContext, step: Step) -> StepLine:
    book = plan.book
    track = book.atlas.find(Track, step.track, scope=plan.journey.id)
    told = step.next if plan.branches.leads_away(step) else ()
    return StepLine(
        anchor=plan.anchor(step),
        other_anchors=plan.anchors[id(step)].others,
        doer=_doer(book, step),
        what=step_text(book, step),
        link=Link(step_text(book, step), step.link) if step.link else None,
        how=step.how or answer_text(book, step, "how"),
        reached=tuple(dict.fromkeys(plan.anchor(way.step) for way in plan.branches.ways_to(step))),
        only_if=ways_text(plan, () if plan.is_told_by_stage(step) else plan.branches.ways_to(step)),
        condition=says_text(step),
        times=plan_times(plan, step),
        any_time=floating_range(plan, step.floats),
        takes=length_text(book, step.takes) or answer_text(book, step, "takes"),
        channel=channels_text(book, step) or answer_text(book, step, "channel"),
        recipients=recipients_text(book, step.inside("recipients", Recipient)) or answer_text(book, step, "recipients"),
        price=step.price or answer_text(book, step, "price"),
        need=step_needs_text(book, step),
        track=track.name if track else "",
        only=editions_of(plan, (step,)),
        elsewhere=customers_stated_text(book, step),
        note=step.customer_note or "",
        questions=questions_of(book, step),
        self_service=web_link(step.self_service),
        resources=plan.used(step.inside("resources", ResourceUse)),
        outcomes=(
            *((outcome_text(plan.book, link.outcome), _target(plan, link)) for link in told),
            *(("", _node_target(plan, node)) for node in follows_apart(plan.journey, step)),
        ),
        ends=step.ends or "",
        trouble=trouble_anchor(plan.anchor(step)) if _has_troubles(step) else "",
        ends_link=Link(step.ends or host_of(step.ends_link), step.ends_link) if step.ends_link else None,
    )


def _doer(book: Book, step: Step) -> Doer:
    """Return who does a step, the customer first of several sides; a step that names nobody of us has the teams of its lanes."""
    taking_part = {side_of_lane(book, name) for name in step.lanes}
    sides = tuple(side for side in ("you", "we", "partner") if side in taking_part)
    word = book.say(f"success.by.{TOGETHER.get(sides, sides[0])}")
    theirs, ours = (people_text(book, step.who, kinds) for kinds in (CUSTOMER_KINDS, OUR_KINDS))
    unsaid = named_answer(book, step, "who")
    ours = ours or ("" if unsaid else people_text(book, _teams(book, step), OUR_KINDS))
    first, second = (theirs, ours) if sides[0] == "you" else (ours, theirs)
    return Doer(sides[0], word, first or unsaid, second, attendees_text(book, step))


def _teams(book: Book, step: Step) -> tuple[str, ...]:
    """Return the teams of the lanes that a step stands in."""
    lanes = (book.atlas.find(Lane, name) for name in step.lanes)
    return tuple(dict.fromkeys(team for lane in lanes if lane and (team := lane.get("team", str))))


def _node_target(plan: PlanContext, node: FlowNode) -> Jump:
    """Return a jump to a step, or to the first step of a group under the group's name."""
    if isinstance(node, Station):
        return Jump(step_text(plan.book, node.step), anchor=plan.anchor(node.step))
    chosen = plan.book.atlas.find(Choice, node.group.choice, scope=plan.journey.id)
    first = node.group.members[0].step
    return Jump(chosen.name if chosen else step_text(plan.book, first), anchor=plan.anchor(first))


def _target(plan: PlanContext, link: Next) -> Jump:
    spot = plan.book.atlas.spot(("step", "choice"), link.to, scope=plan.journey.id)
    if spot is not None and isinstance(spot.part, Choice) and spot.map is not None:
        first = next((step for stage in spot.map.stages for step in stage.every_step if step.choice == spot.part.id), None)
        if first is not None and id(first) in plan.anchors:
            return Jump(spot.part.name, anchor=plan.anchor(first))
        return Jump(spot.part.name, to=success_page(spot.map.public) if spot.map.public else "")
    if spot is None or not isinstance(spot.part, Step):
        return Jump(plan.book.say("success.elsewhere"))
    if id(spot.part) in plan.anchors:
        return Jump(step_text(plan.book, spot.part), anchor=plan.anchor(spot.part))
    face = spot.map.public if spot.map else None
    return Jump(step_text(plan.book, spot.part), to=success_page(face) if face else "")
