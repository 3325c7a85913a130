"""Steps of a success map: what you do and what we do, in the order of the file, with choices kept together."""

from dataclasses import dataclass
from itertools import groupby

from journeybook.model.map import Choice, Map, Track
from journeybook.model.organisation import Channel, Lane
from journeybook.model.stage import Stage
from journeybook.model.step import Next, Step
from journeybook.model.words import LaneRole, Need
from journeybook.views.book import Book
from journeybook.views.customer import success_page, web_link
from journeybook.views.labels import label
from journeybook.views.listing import length_text
from journeybook.views.pieces import Address, Badge, Cell, Fact, Link, facts
from journeybook.views.refer import when_text, who


@dataclass(frozen=True)
class Jump:
    """A text that leads to a spot on the same page, to another plan, or nowhere."""

    text: str
    anchor: str = ""
    to: Address | str = ""


@dataclass(frozen=True)
class Plan:
    """A map that is being made into a success map, with the place of each step on the page and where each resource is."""

    book: Book
    journey: Map
    spots: dict[int, str]
    resources: dict[str, Jump]

    def jumps(self, names: tuple[str, ...]) -> tuple[Jump, ...]:
        """Return where these resources are found."""
        return tuple(self.resources[name] for name in names if name in self.resources)


@dataclass(frozen=True)
class Line:
    """One step as a customer reads it."""

    anchor: str
    what: str
    how: str
    facts: tuple[Fact, ...]
    badges: tuple[Badge, ...]
    note: str
    questions: tuple[str, ...]
    self_service: Link | None
    resources: tuple[Jump, ...]
    outcomes: tuple[tuple[str, Jump], ...]
    ends: str


@dataclass(frozen=True)
class Lines:
    """Steps that belong together: one step, or the steps of a choice with what is chosen."""

    choice: str
    steps: tuple[Line, ...]


def lines(plan: Plan, steps: tuple[Step, ...]) -> tuple[Lines, ...]:
    """Return the lines of steps, those of one choice together."""
    found: list[Lines] = []
    for choice, group in groupby(steps, key=lambda step: step.choice):
        made = tuple(_line(plan, step) for step in group)
        named = plan.book.atlas.find(Choice, choice, scope=plan.journey.id)
        found += [Lines(named.name, made)] if named else [Lines("", (one,)) for one in made]
    return tuple(found)


def is_yours(book: Book, step: Step) -> bool:
    """Say whether a step is the customer's to do."""
    lane = book.atlas.find(Lane, step.lane)
    return lane is not None and lane.role is LaneRole.CUSTOMER


def step_spots(journey: Map) -> dict[int, str]:
    """Return the place of every step of a plan on its page, by its position."""
    return {
        id(step): f"step-{position}-{number}"
        for position, stage in enumerate(journey.stages, start=1)
        for number, step in enumerate((step for owner in (stage, *stage.sub_stages) for step in owner.steps), start=1)
    }


def _line(plan: Plan, step: Step) -> Line:
    outcomes = tuple(link for link in step.next if link.outcome or len(step.next) > 1)
    return Line(
        anchor=plan.spots[id(step)],
        what=plan.book.say("step.labelled", label=step.label, what=step.what) if step.label else step.what,
        how=step.how or "",
        facts=_facts(plan, step),
        badges=_badges(plan, step),
        note=step.customer_note or "",
        questions=step.questions,
        self_service=web_link(step.self_service),
        resources=plan.jumps(step.resources),
        outcomes=tuple((link.outcome or "", _target(plan, link)) for link in outcomes),
        ends=step.ends or "",
    )


def _facts(plan: Plan, step: Step) -> tuple[Fact, ...]:
    book = plan.book
    channel = book.atlas.find(Channel, step.channel)
    pairs: list[tuple[str, Cell | str | None]] = [
        (book.say("success.only_if"), " / ".join(_only_after(plan, step)) or None),
        (book.say("success.who"), who(book, *step.who)),
        (book.say("success.when"), when_text(book, step.when)),
        (book.say("success.takes"), length_text(step.takes)),
        (book.say("success.channel"), channel.name if channel else None),
        (book.say("success.price"), step.price),
    ]
    return facts(*pairs)


def _only_after(plan: Plan, step: Step) -> tuple[str, ...]:
    """Return the named outcomes of its own stage that alone lead to a step; nothing where it is also reached in any other way."""
    near = next(steps for steps in map(_steps, plan.journey.stages) if any(one is step for one in steps))
    place = next(place for place, one in enumerate(near) if one is step)
    before = near[place - 1] if place else None
    if not step.starts and not (before and (before.next or before.ends)):
        return ()
    everywhere = [one for stage in plan.journey.stages for one in _steps(stage)]
    ways = [(one, link.outcome) for one in everywhere for link in one.next if _leads_to(plan, link, step)]
    if any(outcome is None or all(one is not other for other in near) for one, outcome in ways):
        return ()
    return tuple(dict.fromkeys(outcome for _, outcome in ways if outcome))


def _leads_to(plan: Plan, link: Next, step: Step) -> bool:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    return spot is not None and spot.part is step


def _steps(stage: Stage) -> tuple[Step, ...]:
    return tuple(step for owner in (stage, *stage.sub_stages) for step in owner.steps)


def _badges(plan: Plan, step: Step) -> tuple[Badge, ...]:
    track = plan.book.atlas.find(Track, step.track, scope=plan.journey.id)
    need = () if step.need is Need.REQUIRED else (Badge(label(plan.book, step.need)),)
    editions = tuple(Badge(label(plan.book, edition), "info") for edition in step.editions)
    return (*need, *editions, *((Badge(track.name),) if track else ()))


def _target(plan: Plan, link: Next) -> Jump:
    spot = plan.book.atlas.spot("step", link.to, scope=plan.journey.id)
    if spot is None or not isinstance(spot.part, Step):
        return Jump(plan.book.say("success.elsewhere"))
    if id(spot.part) in plan.spots:
        return Jump(spot.part.what, anchor=plan.spots[id(spot.part)])
    face = spot.map.public if spot.map else None
    return Jump(spot.part.what, to=success_page(face) if face else "")
