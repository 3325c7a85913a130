"""A map: one journey for one segment and persona, or a base that others extend."""

from enum import StrEnum
from typing import Annotated, ClassVar

from journeybook.model.alteration import Alteration
from journeybook.model.annotations import InWords, NotShown
from journeybook.model.base import Audience, Decided, Part, Public
from journeybook.model.calendar import PlanDates
from journeybook.model.enumerations import Edition, MapType, ParticipantKind, Status, SwimlaneForm
from journeybook.model.item import Addressed, Applies, Fact, Item, Named, OldPublicNames, Owned, Review, Stated
from journeybook.model.pain_points import Action, Change, Opportunity, PainPoint
from journeybook.model.references import (
    CoverageRef,
    LaneRef,
    MapRef,
    MeasureRef,
    OwnerRef,
    PersonaRef,
    SegmentRef,
    SeverityRef,
    UseCaseRef,
)
from journeybook.model.scalars import ConditionText, Day, Flag, Identifier, RichText, Text
from journeybook.model.stage import Handoff, Stage


class Success(Part):
    """How it is known that the goal is reached."""

    SHORT: ClassVar[str] = "says"
    says: Public[Text | None] = None
    """In words."""
    measure: MeasureRef | None = None
    """The measure."""
    when: Annotated[ConditionText | None, InWords("says")] = None
    """The condition over measures."""


class Scope(Part):
    """What the map covers."""

    SHORT: ClassVar[str] = "statement"
    statement: Public[Text | None] = None
    """In a sentence."""
    starts: Public[Text | None] = None
    """Where the journey begins."""
    ends: Public[Text | None] = None
    """Where it ends."""


class Participant(Part):
    """Somebody who took part in making the map."""

    KEYED: ClassVar[tuple[str, ...]] = ("who", "kind")
    who: Text
    """Who."""
    kind: ParticipantKind | None = None
    """Team, customer or partner."""


class SignOff(Part):
    """A team's agreement."""

    team: OwnerRef
    """The team or role that agrees."""
    date: Day | None = None
    """When it agreed; nothing said means it is still asked."""
    remark: Text | None = None
    """What it said."""


class WriteUp(Part):
    """The short write-up of how the map came to be."""

    SHORT: ClassVar[str] = "text"
    text: RichText | None = None
    """A paragraph."""
    outcomes: tuple[Text, ...] = ()
    """The most important findings."""


class Track(Part):
    """A parallel track."""

    KEYED: ClassVar[tuple[str, ...]] = ("id", "name")
    KIND: ClassVar[str] = "track"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier]
    """Its id, which steps name."""
    name: Public[Text]
    """What it is called."""
    audience: Annotated[Audience | None, NotShown("the customers' page shows it by its name")] = None
    """Who may see its name: internal or public. Nothing said means what its map says."""
    persona: PersonaRef | None = None
    """Whose track it is."""


class Storyline(Part):
    """One of several journeys laid over the map."""

    KEYED: ClassVar[tuple[str, ...]] = ("id", "name")
    KIND: ClassVar[str] = "story"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier]
    """Its id, which steps name."""
    name: Text
    """What it is called."""
    persona: PersonaRef | None = None
    """Whose journey it is."""
    summary: Text | None = None
    """What it is about."""


class ChoiceKind(StrEnum):
    """How many steps of a group are done."""

    ONE_OF = "one-of"
    ANY_OF = "any-of"
    ALL_OF = "all-of"


class Choice(Addressed):
    """A group of steps of which one, several or all are done."""

    KEYED: ClassVar[tuple[str, ...]] = ("id", "name")
    KIND: ClassVar[str] = "choice"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier]
    """Its id, which steps name."""
    name: Public[Text]
    """What the group is about, such as "Ways to pay"."""
    formerly: OldPublicNames = ()
    kind: Public[ChoiceKind | None] = None
    """How many of its steps are done: one of them, any of them (at least one), or all of them in any order."""
    audience: Annotated[Audience | None, NotShown("the customers' page shows it by its name")] = None
    """Who may see what it is about: internal or public. Nothing said means what its map says."""


class Programme(Part):
    """A side programme: entered from anywhere, left on a condition."""

    enter: tuple[Fact, ...]
    """When a customer enters it."""
    leave: tuple[Fact, ...]
    """When a customer leaves it."""
    back_to: Text | None = None
    """Where the customer goes then."""


class PublicFace(Item):
    """How customers find and read the success map. A live map with a public face has a page on the public site."""

    STARTS: ClassVar[Audience | None] = Audience.PUBLIC
    slug: Public[Identifier]
    """The page's address; choose customer words, it never changes."""
    formerly: Annotated[Decided[Public[tuple[Identifier, ...]]], NotShown("old links lead to the page by it")] = ()
    """Its old slugs: a page at each of them leads here, and ticks and plans kept under them live on."""
    title: Public[Text]
    """The outcome, in the customer's words."""
    goal: Public[Text]
    """The goal by which customers find it, such as "Publish rotas on time"."""
    role: Public[Text | None] = None
    """The role by which customers find it, such as "I plan the shifts"; nothing said means that they find it by its goal alone."""
    summary: Public[RichText | None] = None
    """A paragraph."""
    editions: Public[tuple[Edition, ...]] = ()
    """Human, digital or both."""
    prerequisites: Public[tuple[RichText, ...]] = ()
    """What one needs before the start."""
    not_for: Public[tuple[RichText, ...]] = ()
    """Not for you if ...: `[You move within the country](https://example.org/moving)`."""
    contact: Public[Text | None] = None
    """Whom to write to when it does not work."""
    severity_levels: Public[tuple[SeverityRef, ...]] = ()
    """The levels of severity whose public times the page shows, such as how fast somebody answers: `[p1, p2]`."""
    dates: Public[PlanDates] = PlanDates()
    """How its dates are reckoned: `{starts: kick-off, ends: renewal-date, on_free_days: next-working-day}`."""
    known_by_id: Annotated[Flag, NotShown("it decides by what links and ticks know a step")] = False
    """Whether the ids of the stages, steps and milestones that customers read are public: then links and ticks outlive other words."""


class Map(Named, Addressed, Owned):
    """One journey: its goal, its scope, its stages. Files stand anywhere in `maps/`."""

    KIND: ClassVar[str] = "map"
    LENDS: ClassVar[tuple[str, ...]] = ("id",)
    name: Text
    """What colleagues call it."""
    extends: Decided[tuple[MapRef, ...]] = ()
    """The base maps it is a variant of; a variant says only what differs."""
    future_of: MapRef | None = None
    """On a future map: the map of today it is the goal of."""
    applies: Public[Applies | None] = None
    stated_elsewhere: Public[tuple[Stated, ...]] = ()
    goal: Text
    """What the customer wants to reach; it is stated first."""
    success: tuple[Success, ...] = ()
    """How it is known that the goal is reached."""
    type: MapType | None = None
    """Current, future, day-in-life, blueprint, buyer, lead-nurturing, churn or support."""
    status: Status | None = None
    """Draft, feedback, design, validate, live or retired; only live maps can be public."""
    use_case: UseCaseRef | None = None
    """What the customer bought the product for."""
    segments: tuple[SegmentRef, ...] = ()
    """The segments it is for."""
    personas: tuple[PersonaRef, ...] = ()
    """Whose journey it is; one or two."""
    coverage: tuple[CoverageRef, ...] = ()
    """How these customers are served."""
    scope: Scope | None = None
    """Where it starts and ends."""
    summary: WriteUp | None = None
    """How it came to be, and its most important findings."""
    lanes: Annotated[tuple[LaneRef, ...], NotShown("it chooses the rows of the map's table and swimlane")] = ()
    """Only these lanes, in this order; nothing said means all lanes that have something in them."""
    swimlane: Annotated[SwimlaneForm | None, NotShown("it chooses the form of the map's swimlane")] = None
    """How its swimlane is shown: horizontal, vertical, or panels of stages; nothing said means what fits the page."""
    continues: tuple[MapRef, ...] = ()
    """The maps whose end is its beginning."""
    programme: Programme | None = None
    """Makes it a side programme."""
    tracks: Public[tuple[Track, ...]] = ()
    """Parallel tracks: `{payroll: Payroll}`."""
    stories: tuple[Storyline, ...] = ()
    """Journeys laid over the map: `{new-home: Moving to a new home}`."""
    choices: Public[tuple[Choice, ...]] = ()
    """Groups of steps of which one, any or all are done: `{pay: {name: Ways to pay, kind: one-of}}`."""
    public: Decided[Public[PublicFace | None]] = None
    """How customers find the success map."""
    alterations: Decided[tuple[Alteration, ...]] = ()
    """What differs from the base maps: add, remove, replace, move."""
    stages: Public[tuple[Stage, ...]] = ()
    """Its stages, in order."""
    handoffs: tuple[Handoff, ...] = ()
    """Handoffs between this map and the next."""
    pain_points: Public[tuple[PainPoint, ...]] = ()
    """Obstacles of the whole journey."""
    opportunities: tuple[Opportunity, ...] = ()
    """Improvements of the whole journey."""
    participants: tuple[Participant, ...] = ()
    """Who took part in making it: `{Two site managers: customer}`."""
    sign_offs: tuple[SignOff, ...] = ()
    """Which teams agreed."""
    review: Public[Review | None] = None
    """When it was last looked at, and when it will be; customers read the day of the last look and nothing else of it."""
    actions: tuple[Action, ...] = ()
    """Follow-up actions."""
    changes: Public[tuple[Change, ...]] = ()
    """The change log."""
