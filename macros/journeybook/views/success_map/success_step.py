"""Steps of a success map: who does what, in the order of the file, with choices kept together."""

from dataclasses import dataclass
from itertools import groupby

from journeybook.model.enumerations import Edition, LaneRole, Need
from journeybook.model.map import Choice, Track
from journeybook.model.organisation import Channel, Lane
from journeybook.model.step import Experience, Next, Question, Step
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import label
from journeybook.views.blocks.listing import length_text
from journeybook.views.links.customer import success_page, web_link
from journeybook.views.links.links import when_text, who
from journeybook.views.success_map.plan_context import Jump, Plan

SIDES = {LaneRole.CUSTOMER: "you", LaneRole.PARTNER: "partner"}
"""Whose step it is by its lane; every other lane is ours."""
OWN = ("persona", "contact-role")
OURS = ("role", "team")


@dataclass(frozen=True)
class Doer:
    """Who does a step: you, we or a partner; which of them, and who else takes part."""

    side: str
    word: str
    people: str
    beside: str


@dataclass(frozen=True)
class Only:
    """The editions to which something belongs, and the same in words; nothing where it is for everybody."""

    editions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


EVERYBODY = Only()


@dataclass(frozen=True)
class Asked:
    """A question that people ask, and the answer where there is one."""

    question: str
    answer: str


@dataclass(frozen=True)
class Line:
    """One step as a customer reads it."""

    anchor: str
    doer: Doer
    what: str
    how: str
    only_if: str
    when: str
    takes: str
    channel: str
    price: str
    need: str
    track: str
    only: Only
    note: str
    questions: tuple[Asked, ...]
    self_service: Link | None
    resources: tuple[Jump, ...]
    outcomes: tuple[tuple[str, Jump], ...]
    ends: str


@dataclass(frozen=True)
class Lines:
    """Steps that belong together: one step, or the steps of a choice with what is chosen and the spot by which it is known."""

    steps: tuple[Line, ...]
    choice: str = ""
    key: str = ""
    only: Only = EVERYBODY


def lines(plan: Plan, steps: tuple[Step, ...]) -> tuple[Lines, ...]:
    """Return the lines of steps, those of one choice together."""
    found: list[Lines] = []
    for choice, group in groupby(steps, key=lambda step: step.choice):
        several = tuple(group)
        made = tuple(_line(plan, step) for step in several)
        named = plan.book.atlas.find(Choice, choice, scope=plan.journey.id)
        if named:
            found.append(Lines(made, named.name, plan.spots[id(named)], only(plan, several)))
        else:
            found += [Lines((one,)) for one in made]
    return tuple(found)


def only(plan: Plan, steps: tuple[Step, ...]) -> Only:
    """Return the editions to which all of these steps together belong; nothing where those are all that the map offers."""
    named = {edition for step in steps for edition in step.editions}
    if not all(step.editions for step in steps) or named.issuperset(plan.editions):
        return EVERYBODY
    found = tuple(edition for edition in Edition if edition in named)
    return Only(tuple(map(str, found)), tuple(plan.book.say(f"success.only.{edition}") for edition in found))


def asked(item: Experience) -> tuple[Asked, ...]:
    """Return the questions that are asked at a step or in a stage."""
    return tuple(Asked(one.ask, one.answer or "") for one in item.inside("questions", Question))


def _line(plan: Plan, step: Step) -> Line:
    book = plan.book
    channel = book.atlas.find(Channel, step.channel)
    track = book.atlas.find(Track, step.track, scope=plan.journey.id)
    outcomes = tuple(link for link in step.next if link.outcome or len(step.next) > 1)
    return Line(
        anchor=plan.spots[id(step)],
        doer=_doer(book, step),
        what=book.say("step.labelled", label=step.label, what=step.what) if step.label else step.what,
        how=step.how or "",
        only_if=" / ".join(_only_after(plan, step)),
        when=when_text(book, step.when),
        takes=length_text(step.takes),
        channel=channel.name if channel else "",
        price=step.price or "",
        need="" if step.need is Need.REQUIRED else label(book, step.need),
        track=track.name if track else "",
        only=only(plan, (step,)),
        note=step.customer_note or "",
        questions=asked(step),
        self_service=web_link(step.self_service),
        resources=plan.jumps(step.resources),
        outcomes=tuple((link.outcome or "", _target(plan, link)) for link in outcomes),
        ends=step.ends or "",
    )


def people(book: Book, names: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    """Return who of these are of such a kind: the customer's own people, or ours."""
    return ", ".join(map(str, who(book, *(name for name in names if book.atlas.spot(kinds, name)))))


def _doer(book: Book, step: Step) -> Doer:
    lane = book.atlas.find(Lane, step.lane)
    side = SIDES.get(lane.role, "we") if lane else "we"
    theirs, ours = (people(book, step.who, kinds) for kinds in (OWN, OURS))
    return Doer(side, book.say(f"success.by.{side}"), *((theirs, ours) if side == "you" else (ours, theirs)))


def _only_after(plan: Plan, step: Step) -> tuple[str, ...]:
    """Return the named outcomes of its own stage that alone lead to a step; nothing where it is also reached in any other way."""
    near = next(stage.every_step for stage in plan.journey.stages if any(one is step for one in stage.every_step))
    place = next(place for place, one in enumerate(near) if one is step)
    before = near[place - 1] if place else None
    if not step.starts and not (before and (before.next or before.ends)):
        return ()
    everywhere = [one for stage in plan.journey.stages for one in stage.every_step]
    ways = [(one, link.outcome) for one in everywhere for link in one.next if _leads_to(plan, link, step)]
    if any(outcome is None or all(one is not other for other in near) for one, outcome in ways):
        return ()
    return tuple(dict.fromkeys(outcome for _, outcome in ways if outcome))


def _leads_to(plan: Plan, link: Next, step: Step) -> bool:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    return spot is not None and spot.part is step


def _target(plan: Plan, link: Next) -> Jump:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    if spot is None or not isinstance(spot.part, Step):
        return Jump(plan.book.say("success.elsewhere"))
    if id(spot.part) in plan.spots:
        return Jump(spot.part.what, anchor=plan.spots[id(spot.part)])
    face = spot.map.public if spot.map else None
    return Jump(spot.part.what, to=success_page(face) if face else "")
