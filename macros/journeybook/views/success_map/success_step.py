"""Steps of a success map: who does what, in the order of the file, with choices kept together."""

from dataclasses import dataclass
from itertools import groupby

from journeybook.model.enumerations import Edition, LaneRole, Need
from journeybook.model.map import Choice, Track
from journeybook.model.step import Experience, Next, Question, Step
from journeybook.model.vocabulary import Channel, Lane
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import label, step_text
from journeybook.views.links.links import people_links
from journeybook.views.links.public_pages import success_page
from journeybook.views.links.texts import length_text, when_text
from journeybook.views.links.web_links import host_of, web_link
from journeybook.views.success_map.plan_context import Jump, PlanContext

SIDE_BY_ROLE = {LaneRole.CUSTOMER: "you", LaneRole.PARTNER: "partner"}
"""Whose step it is by its lane; every other lane is ours."""
CUSTOMER_KINDS = ("persona", "contact-role")
OUR_KINDS = ("role", "team")


@dataclass(frozen=True)
class Doer:
    """Who does a step: you, we or a partner; which of them, and who else takes part."""

    side: str
    word: str
    people: str
    beside: str


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
    doer: Doer
    what: str
    link: Link | None
    how: str
    only_if: str
    when: str
    takes: str
    channel: str
    price: str
    need: str
    track: str
    only: OnlyEditions
    note: str
    questions: tuple[AskedQuestion, ...]
    self_service: Link | None
    resources: tuple[Jump, ...]
    outcomes: tuple[tuple[str, Jump], ...]
    ends: str
    ends_link: Link | None


@dataclass(frozen=True)
class StepGroup:
    """Steps that belong together: one step, or the steps of a choice with what is chosen and the anchor by which it is known."""

    steps: tuple[StepLine, ...]
    choice: str = ""
    key: str = ""
    only: OnlyEditions = EVERYBODY


def step_groups(plan: PlanContext, steps: tuple[Step, ...]) -> tuple[StepGroup, ...]:
    """Return the lines of steps, those of one choice together."""
    groups: list[StepGroup] = []
    for choice, group in groupby(steps, key=lambda step: step.choice):
        several = tuple(group)
        step_lines = tuple(_line(plan, step) for step in several)
        chosen = plan.book.atlas.find(Choice, choice, scope=plan.journey.id)
        if chosen:
            groups.append(StepGroup(step_lines, chosen.name, plan.anchors[id(chosen)], editions_of(plan, several)))
        else:
            groups += [StepGroup((line,)) for line in step_lines]
    return tuple(groups)


def editions_of(plan: PlanContext, steps: tuple[Step, ...]) -> OnlyEditions:
    """Return the editions to which all of these steps together belong; nothing where those are all that the map offers."""
    named_editions = {edition for step in steps for edition in step.editions}
    if not all(step.editions for step in steps) or named_editions.issuperset(plan.editions):
        return EVERYBODY
    ordered = tuple(edition for edition in Edition if edition in named_editions)
    return OnlyEditions(tuple(map(str, ordered)), tuple(plan.book.say(f"success.only.{edition}") for edition in ordered))


def questions_of(item: Experience) -> tuple[AskedQuestion, ...]:
    """Return the questions that are asked at a step or in a stage."""
    return tuple(AskedQuestion(question.ask, question.answer or "") for question in item.inside("questions", Question))


def _line(plan: PlanContext, step: Step) -> StepLine:
    book = plan.book
    channel = book.atlas.find(Channel, step.channel)
    track = book.atlas.find(Track, step.track, scope=plan.journey.id)
    outcomes = tuple(link for link in step.next if link.outcome or len(step.next) > 1)
    return StepLine(
        anchor=plan.anchors[id(step)],
        doer=_doer(book, step),
        what=step_text(book, step),
        link=Link(step_text(book, step), step.link.url) if step.link else None,
        how=step.how or "",
        only_if=" / ".join(_only_after(plan, step)),
        when=when_text(book, step.when),
        takes=length_text(book, step.takes),
        channel=channel.name if channel else "",
        price=step.price or "",
        need="" if step.need is Need.REQUIRED else label(book, step.need),
        track=track.name if track else "",
        only=editions_of(plan, (step,)),
        note=step.customer_note or "",
        questions=questions_of(step),
        self_service=web_link(step.self_service),
        resources=plan.jumps(step.resources),
        outcomes=tuple((link.outcome or "", _target(plan, link)) for link in outcomes),
        ends=step.ends or "",
        ends_link=Link(step.ends or host_of(step.ends_link.url), step.ends_link.url) if step.ends_link else None,
    )


def people_text(book: Book, names: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    """Return who of these are of such a kind: the customer's own people, or ours."""
    return ", ".join(map(str, people_links(book, *(name for name in names if book.atlas.spot(kinds, name)))))


def _doer(book: Book, step: Step) -> Doer:
    lane = book.atlas.find(Lane, step.lane)
    side = SIDE_BY_ROLE.get(lane.role, "we") if lane else "we"
    theirs, ours = (people_text(book, step.who, kinds) for kinds in (CUSTOMER_KINDS, OUR_KINDS))
    return Doer(side, book.say(f"success.by.{side}"), *((theirs, ours) if side == "you" else (ours, theirs)))


def _only_after(plan: PlanContext, step: Step) -> tuple[str, ...]:
    """Return the named outcomes of its own stage that alone lead to a step; nothing where it is also reached in any other way."""
    near = next(stage.every_step for stage in plan.journey.stages if any(candidate is step for candidate in stage.every_step))
    index = next(index for index, candidate in enumerate(near) if candidate is step)
    before = near[index - 1] if index else None
    if not step.starts and not (before and (before.next or before.ends)):
        return ()
    everywhere = [candidate for stage in plan.journey.stages for candidate in stage.every_step]
    ways = [(candidate, link.outcome) for candidate in everywhere for link in candidate.next if _leads_to(plan, link, step)]
    if any(outcome is None or all(candidate is not other for other in near) for candidate, outcome in ways):
        return ()
    return tuple(dict.fromkeys(outcome for _, outcome in ways if outcome))


def _leads_to(plan: PlanContext, link: Next, step: Step) -> bool:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    return spot is not None and spot.part is step


def _target(plan: PlanContext, link: Next) -> Jump:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    if spot is None or not isinstance(spot.part, Step):
        return Jump(plan.book.say("success.elsewhere"))
    if id(spot.part) in plan.anchors:
        return Jump(spot.part.what, anchor=plan.anchors[id(spot.part)])
    face = spot.map.public if spot.map else None
    return Jump(spot.part.what, to=success_page(face) if face else "")
