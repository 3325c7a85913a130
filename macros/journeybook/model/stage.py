"""A stage: a phase of the journey with entry and exit facts, and everything that belongs to it."""

from enum import StrEnum
from typing import Annotated, ClassVar

from journeybook.model.annotations import InsteadOf
from journeybook.model.base import Part, Public
from journeybook.model.enumerations import Laer, MilestoneKind, StageKind, State
from journeybook.model.item import (
    Addressed,
    Applies,
    Fact,
    Help,
    Item,
    Named,
    OldPublicNames,
    Owned,
    ResourceUse,
    StageLength,
    Stated,
    When,
)
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.references import (
    HealthRef,
    MeasureRef,
    OwnerRef,
    PersonaRef,
    PhaseRef,
    PlaybookRef,
    PlayRef,
    StageRef,
    WhoRef,
)
from journeybook.model.scalars import Day, DurationText, Flag, Identifier, Text
from journeybook.model.step import Experience, Floats, Step


class Outcome(Part):
    """What a stage is for."""

    SHORT: ClassVar[str] = "customer"
    customer: Public[Text | None] = None
    """What the customer has at its end."""
    business: Text | None = None
    """What the company has at its end."""


class MilestoneOpportunity(Part):
    """What a reached milestone is good for."""

    KEYED: ClassVar[tuple[str, ...]] = ("kind", "text")
    kind: Identifier
    """Testimonial, upsell, reference, or a word of your own."""
    text: Text
    """What to do with it."""


class StatedTarget(Part):
    """A target as another source states it: the level, the time, or both."""

    SHORT: ClassVar[str] = "value"
    value: Text | None = None
    """By when, as that source states it: `60 days after kick-off`."""
    level: Text | None = None
    """Which level, as that source states it: `70 % of seats`."""
    source: Text
    """Where it is stated."""


class BelowZero(StrEnum):
    """What the figures of a milestone make of days below zero: when it was reached before its clock began."""

    ZERO = "zero"
    LEAVE_OUT = "leave-out"
    KEEP = "keep"


class Milestone(Addressed, Owned, Item):
    """An observable success with a start clock and a target."""

    KIND: ClassVar[str] = "milestone"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier | None] = None
    """Its id, needed where a condition, an anchor or an overlay names it."""
    name: Public[Text]
    """What is reached."""
    formerly: OldPublicNames = ()
    applies: Public[Applies | None] = None
    stated_elsewhere: Public[tuple[Stated, ...]] = ()
    owner: Public[WhoRef | None] = None
    """Who answers for it: a team or role, or a persona or contact role of the customer. Customers read "you" where it is theirs."""
    customer_words: Annotated[Public[Text | None], InsteadOf("name")] = None
    """The same as a customer would say it."""
    test: Public[Text | None] = None
    """How anybody can see that it is reached."""
    kind: MilestoneKind | None = None
    """Progress, first value, goal, handoff or commercial."""
    target: Public[When | None] = None
    """When it should be reached: `21 days after signature`, `120 days before renewal-date`."""
    level: Text | None = None
    """The level that is to be reached by then, such as `80 % of seats`."""
    late_after: DurationText | None = None
    """How long after the target it counts as overdue; an overdue milestone is an event of its own."""
    overdue_play: Text | None = None
    """What happens when it is overdue, in words."""
    play: tuple[PlayRef, ...] = ()
    """The plays that answer it when it is overdue; where it names none, those of the events that say that it has not come."""
    playbook: PlaybookRef | None = None
    """The playbook to run when it is overdue, where no play chooses one."""
    opportunities: tuple[MilestoneOpportunity, ...] = ()
    """What to do with it once it is reached: `{testimonial: Ask for a quote}`."""
    targets: tuple[StatedTarget, ...] = ()
    """The same target as other sources state it; a different level, time or clock is a warning each."""
    clamp: Text | None = None
    """What happens to values that come out below zero or absurd."""
    below_zero: BelowZero | None = None
    """What its figures make of days below zero, where it was reached before its clock began: `zero` counts them as day 0, `leave-out` does
    not count the case, and `keep`, or nothing said, keeps them. How many there are is told in any case."""
    manual: Flag = False
    """Whether its date is a person's estimate."""
    maturity: DurationText | None = None
    """Accounts younger than this are left out of its figures."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""


class Handoff(Owned, Item):
    """Work that goes from one team to another, with both sides named."""

    KIND: ClassVar[str] = "handoff"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier | None] = None
    """Its id, needed where something names it."""
    what: Text
    """What is handed over."""
    giver: tuple[WhoRef, ...] = ()
    """The team or role that hands over, or several: `giver: [sales, implementation]`."""
    taker: tuple[WhoRef, ...] = ()
    """The team or role that takes over, or several."""
    by_when: When | None = None
    """By when."""
    entry: tuple[Fact, ...] = ()
    """What must be so before it can happen."""
    documents: tuple[ResourceUse, ...] = ()
    """What goes along; each may say under which condition."""
    checklist: tuple[Fact, ...] = ()
    """What the giver makes sure of; each may say under which condition."""
    accepted_when: Fact | None = None
    """How the taker says yes."""
    to_stage: StageRef | None = None
    """The stage it leads to; `map-id/stage-id` in another map."""


class Gate(Item):
    """A checklist that must hold before one can go on; it may stand for several stages of another team's process."""

    KIND: ClassVar[str] = "gate"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier | None] = None
    """Its id."""
    name: Public[Text]
    """What it is called."""
    applies: Public[Applies | None] = None
    checklist: Public[tuple[Fact, ...]] = ()
    """Everything that must hold."""
    corresponds_to: tuple[StageRef, ...] = ()
    """The stages of other teams' maps it corresponds to."""
    owner: OwnerRef | None = None
    """Who opens it."""


class Stakeholder(Part):
    """Somebody whose view counts in a stage."""

    SHORT: ClassVar[str] = "who"
    KEYED: ClassVar[tuple[str, ...]] = ("who", "interest")
    who: WhoRef
    """The persona, contact role, role or team."""
    interest: Text | None = None
    """What they want from it."""


class Score(Part):
    """What a stage was scored at, by whom and when."""

    measure: MeasureRef
    """The measure, such as satisfaction with the stage."""
    value: Text
    """The value."""
    date: Day
    """When it was taken."""
    by: Text
    """The role that took it, or the source."""


class SubStage(Named):
    """A part of a stage, with steps of its own."""

    KIND: ClassVar[str] = "sub-stage"
    LOCAL: ClassVar[bool] = True
    applies: Public[Applies | None] = None
    summary: Public[Text | None] = None
    """What it is."""
    steps: Public[tuple[Step, ...]] = ()
    """Its steps, in order."""


class Stage(Named, Addressed, Experience, Owned):
    """A phase of the journey; it ends on a fact that can be seen, not on a date."""

    KIND: ClassVar[str] = "stage"
    LENDS: ClassVar[tuple[str, ...]] = ("customer_name",)
    LOCAL: ClassVar[bool] = True
    label: Public[Text | None] = None
    """The author's own label."""
    applies: Public[Applies | None] = None
    stated_elsewhere: Public[tuple[Stated, ...]] = ()
    formerly: OldPublicNames = ()
    customer_name: Annotated[Public[Text | None], InsteadOf("name")] = None
    """What customers call it."""
    phase: PhaseRef | None = None
    """The lifecycle phase it belongs to: the company's view of it."""
    laer: Laer | None = None
    """Its LAER phase, where it differs from its lifecycle phase's."""
    kind: Public[StageKind] = StageKind.MAIN
    """Part of the way (main), or beside it such as an escalation (side)."""
    floats: Public[Floats | None] = None
    """The range of stages over which it may happen, outside of the main flow: `{since: onboarding, until: renewal}`."""
    time_of_day: Text | None = None
    """On a day-in-life map: the hours, such as 06:00-08:00."""
    personas: tuple[PersonaRef, ...] = ()
    """Whose stage it is, where two people's stages are cut differently."""
    summary: Public[Text | None] = None
    """What it is."""
    entry: Public[tuple[Fact, ...]] = ()
    """What must be so for it to begin."""
    exit: Public[tuple[Fact, ...]] = ()
    """The facts that end it."""
    pre_empts: Fact | None = None
    """The condition under which it comes before every other stage, such as `renewal-date within 120 days`."""
    falls_back_to: StageRef | None = None
    """Where a customer falls back to."""
    falls_back: Fact | None = None
    """When a customer falls back; `unstated` where the source does not say."""
    outcome: Public[Outcome | None] = None
    """What the customer and the business have at its end."""
    deliverables: tuple[Text, ...] = ()
    """What is handed out or written in it: a plan, a report, a list."""
    time_box: Public[When | None] = None
    """By when it should be over, or how long it may take: `{text: 90 days}` or `within 90 days of signature`."""
    lasts: Public[tuple[StageLength, ...]] = ()
    """How long it usually takes: `6 to 8 weeks`; several where that is not the same for all.

    Of several the plan goes by the first that has no condition. Where each has one, the next stage begins on no known day.
    """
    roles: Public[tuple[WhoRef, ...]] = ()
    """Who is engaged."""
    stakeholders: tuple[Stakeholder, ...] = ()
    """Whose view counts: `{operations-director: Wants fewer hours}`."""
    resources: Public[tuple[ResourceUse, ...]] = ()
    """What is used; each may say under which condition."""
    steps: Public[tuple[Step, ...]] = ()
    """Its steps, in order."""
    sub_stages: Public[tuple[SubStage, ...]] = ()
    """Its parts, each with steps."""
    milestones: Public[tuple[Milestone, ...]] = ()
    """Its milestones."""
    events: tuple[Event, ...] = ()
    """Events that need attention here: ids from `events/`, or written out."""
    plays: tuple[Play, ...] = ()
    """Plays of this stage: ids from `plays/`, or written out."""
    measures: tuple[MeasureRef, ...] = ()
    """What is measured here."""
    scores: tuple[Score, ...] = ()
    """How the stage scored."""
    health: HealthRef | None = None
    """Its health model; nothing said means the one of its lifecycle phase."""
    handoffs: tuple[Handoff, ...] = ()
    """Work that goes from one team to another when it ends."""
    gates: Public[tuple[Gate, ...]] = ()
    """Checklists that must hold before one can go on."""
    stuck: Public[Help | None] = None
    """What a customer does who is stuck."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""

    @property
    def every_step(self) -> tuple[Step, ...]:
        """Every step in the order of the file: its own first, then those of its parts."""
        return tuple(step for owner in (self, *self.sub_stages) for step in owner.steps)
