"""What goes wrong and what could be better: pain points with their way back, opportunities, changes and their results."""

from typing import ClassVar

from journeybook.model.base import Audience, Part, Public
from journeybook.model.enumerations import Factor, Hypothesis, Progress
from journeybook.model.item import Applies, Item, Owned, ResourceUse, WebLink
from journeybook.model.references import MeasureRef, OwnerRef, PlaybookRef, SeverityRef, StepRef
from journeybook.model.scalars import Day, Identifier, RichText, Text, Whole


class Cause(Part):
    """Something that contributes to a pain point."""

    KEYED: ClassVar[tuple[str, ...]] = ("kind", "text")
    kind: Factor
    """User experience, policy, procedure, technical or people."""
    text: Text
    """What it is."""


class Recovery(Part):
    """How to get back on track."""

    SHORT: ClassVar[str] = "text"
    text: Public[Text | None] = None
    """What to do."""
    route: tuple[StepRef, ...] = ()
    """The alternative way through the map, step by step."""
    playbook: PlaybookRef | None = None
    """The playbook that helps."""
    self_help: Public[tuple[ResourceUse, ...]] = ()
    """What customers can use by themselves; each may say under which condition."""


class PainPoint(Owned, Item):
    """An obstacle the customer meets."""

    KIND: ClassVar[str] = "pain-point"
    LOCAL: ClassVar[bool] = True
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    SHORT: ClassVar[str] = "what"
    id: Public[Identifier | None] = None
    """Its id, needed where something names it."""
    what: Public[Text]
    """What hurts."""
    applies: Public[Applies | None] = None
    severity: SeverityRef | None = None
    """A level of the atlas: critical, high, medium or low where it lists none; nothing said stands before the last level in lists."""
    root_cause: Text | None = None
    """Why it happens."""
    causes: tuple[Cause, ...] = ()
    """What contributes: `{policy: Two signatures are needed}`."""
    recovery: Public[Recovery | None] = None
    """How to get back on track."""
    needs_if_bad: tuple[Text, ...] = ()
    """What the customer needs instead when it goes badly."""


class Result(Part):
    """What a change brought."""

    SHORT: ClassVar[str] = "text"
    text: Text
    """What was found."""
    date: Day | None = None
    """When it was measured."""
    value: Text | None = None
    """The measured value."""
    hypothesis: Hypothesis | None = None
    """Whether what was expected came true: held, refuted or unclear."""


class Opportunity(Owned, Item):
    """An improvement, with what it would bring and take."""

    KIND: ClassVar[str] = "opportunity"
    LOCAL: ClassVar[bool] = True
    SHORT: ClassVar[str] = "what"
    id: Public[Identifier | None] = None
    """Its id, needed where something names it."""
    what: Text
    """What could be better."""
    impact: Whole | None = None
    """What it would bring, from 1 to 5."""
    effort: Whole | None = None
    """What it would take, from 1 to 5."""
    measure: MeasureRef | None = None
    """What would show it."""
    progress: Progress | None = None
    """Open, doing, done or dropped."""
    tracker: WebLink | None = None
    """The ticket."""


class Action(Part):
    """A follow-up action that came out of the map."""

    SHORT: ClassVar[str] = "what"
    what: Text
    """What is to be done."""
    owner: OwnerRef | None = None
    """Who does it."""
    due: Day | None = None
    """By when."""
    progress: Progress | None = None
    """Open, doing, done or dropped."""
    tracker: WebLink | None = None
    """The ticket."""


class Change(Item):
    """An entry of a map's change log, with its hypothesis and, later, its result."""

    date: Public[Day]
    """When it went live."""
    what: Text
    """What changed."""
    why: Text | None = None
    """The hypothesis: what we expect."""
    by: OwnerRef | None = None
    """Who changed it."""
    measure: MeasureRef | None = None
    """What will show it."""
    check_on: Day | None = None
    """When the result is looked at."""
    result: Result | None = None
    """What it brought."""
    release: Text | None = None
    """The release it belongs to."""
    customer_words: Public[RichText | None] = None
    """What customers are told."""
