"""Measures and events: what can be known about a customer, and what calls for attention."""

from typing import Annotated, ClassVar

from journeybook.model.annotations import InWords
from journeybook.model.base import Decided, Part
from journeybook.model.enumerations import Polarity, State, Telemetry, ValueSource
from journeybook.model.item import Addressed, Named, Owned, When
from journeybook.model.language.nodes import Duration
from journeybook.model.references import EventRef, PlaybookRef, PlayRef, SeverityRef
from journeybook.model.scalars import ConditionText, Day, DurationText, Flag, Identifier, Text


class Reading(Part):
    """One value of a measure that somebody or something set on a day; readings may disagree."""

    value: Text
    """The value."""
    date: Day
    """The day it was set."""
    by: Text
    """The role that set it, or what computed it."""
    how: ValueSource | None = None
    """Computed or hand-set."""


class Measure(Named, Addressed, Owned):
    """Something that is counted, scored or judged: the metric library. A file in `measures/` holds one or a list."""

    KIND: ClassVar[str] = "measure"
    unit: Text | None = None
    """Its unit: %, days, people, points, or `yes or no`."""
    meaning: Text | None = None
    """What it says."""
    formula: Text | None = None
    """How it is worked out, in words."""
    telemetry: Telemetry | None = None
    """Descriptive, predictive or outcome."""
    how: ValueSource | None = None
    """Computed, or set by hand."""
    leading: Flag = False
    """Whether it moves before the outcome does."""
    data_source: Text | None = None
    """The system it comes from."""
    stale_after: DurationText | None = None
    """When its last value is old: it is not used, unless `expires_after` says for how long it still counts."""
    expires_after: DurationText | None = None
    """When an old value stops counting and the measure no longer applies; from `stale_after` until then it counts and is marked."""
    read: When | None = None
    """When, or how often, it is read: `every week`, or in free words under `text`."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired; only what is in use counts in a score."""
    readings: tuple[Reading, ...] = ()
    """Values set by hand or computed, with day and role."""
    values: tuple[Text, ...] = ()
    """The values it can have, where it is not a number."""
    whole: Flag | None = None
    """Whether it counts whole things, such as tickets: then no band is needed between 1 and 2."""
    target: Text | None = None
    """What we aim at."""

    @property
    def counts_for(self) -> Duration | None:
        """How long a value counts: `expires_after`, else `stale_after`; None where it always does."""
        return self.expires_after or self.stale_after


class Event(Named, Addressed, Owned):
    """A good or bad sign that needs attention. Files stand in `events/`, or it stands in a stage."""

    KIND: ClassVar[str] = "event"
    SHORT: ClassVar[str] = "use"
    id: Identifier | None = None  # type: ignore[assignment]  # one that is named with `use` has none
    """Its id; needed in `events/`, and wherever a condition names it."""
    name: Text | None = None  # type: ignore[assignment]  # one that is named with `use` has none
    """What happens."""
    use: Decided[EventRef | None] = None
    """In a stage: the event in `events/` that is meant; then nothing else is needed."""
    polarity: Polarity | None = None
    """Good or bad news; where nothing is said, it is answered as bad news is."""
    when: Annotated[ConditionText | None, InWords("threshold")] = None
    """Its condition: `no kick-off for 10 days`, `licences_used < 40%`."""
    threshold: Text | None = None
    """The condition in words, where the small language cannot say it."""
    severity: SeverityRef | None = None
    """How much it matters: a level of the atlas; critical, high, medium or low where it lists none."""
    play: tuple[PlayRef, ...] = ()
    """The plays that answer it."""
    playbook: PlaybookRef | None = None
    """The playbook to run, where no play chooses one."""
    alert: Text | None = None
    """Who is told, and how fast. Journeybook documents alerts; it sends none."""
    meaning: Text | None = None
    """What it may mean."""
