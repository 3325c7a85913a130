"""Plays and playbooks: who does what when something calls for it, and how it is done step by step."""

from enum import StrEnum
from typing import Annotated, ClassVar

from journeybook.model.annotations import InWords
from journeybook.model.base import Decided, Part, Public
from journeybook.model.enumerations import Automation, Effort, PlayKind, State
from journeybook.model.item import Addressed, Fact, Item, Named, Owned, Recipient, ResourceUse, Review, When
from journeybook.model.references import (
    BandRef,
    ChannelRef,
    EventRef,
    MeasureRef,
    PhaseRef,
    PlaybookRef,
    PlaybookStepRef,
    PlayRef,
    SegmentRef,
    WhoRef,
)
from journeybook.model.scalars import ConditionText, DurationText, Flag, Identifier, RichText, Text


class Opening(StrEnum):
    """Who opens a playbook for a customer."""

    BY_HAND = "by-hand"
    AUTOMATICALLY = "automatically"
    BOTH = "both"


class Hold(Part):
    """Something that stops while a play runs, such as campaign mail."""

    SHORT: ClassVar[str] = "what"
    what: Text
    """What stops."""
    until: Text | None = None
    """When it starts again."""
    team: WhoRef | None = None
    """The team that holds back."""


class Play(Addressed, Owned, Item):
    """Who does what when a stage, a health band or an event calls for it. Files stand in `plays/`, or it stands in a stage."""

    KIND: ClassVar[str] = "play"
    SHORT: ClassVar[str] = "use"
    id: Public[Identifier | None] = None
    """Its id; needed in `plays/`."""
    name: Text | None = None
    """What it is called; the playbook's name where nothing is said."""
    use: Decided[PlayRef | None] = None
    """In a stage: the play in `plays/` that is meant; then nothing else is needed."""
    kind: PlayKind | None = None
    """Engagement, watch list, escalation, win-back, expansion or advocacy."""
    phases: tuple[PhaseRef, ...] = ()
    """The lifecycle phases it is for; a play in a stage belongs to that stage."""
    bands: tuple[BandRef, ...] = ()
    """The health bands that call for it."""
    events: tuple[EventRef, ...] = ()
    """The events that call for it."""
    segments: tuple[SegmentRef, ...] = ()
    """Only in these segments; nothing said means all."""
    when: ConditionText | None = None
    """Another condition that calls for it; each band, event and condition does so by itself."""
    nothing_to_do: Flag = False
    """Whether nothing is to be done where it is called for: an answer to its health bands, and no hole."""
    timing: When | None = None
    """When it runs, and how often: `10 days after kick-off`, `every 3 weeks`; without an anchor it counts from what called for it."""
    playbook: PlaybookRef | None = None
    """The playbook it follows."""
    playbook_step: PlaybookStepRef | None = None
    """The step of that playbook it begins at, where that is not the first."""
    effort: Effort | None = None
    """From an automated message to a project."""
    automatable: Automation | None = None
    """Whether a machine could do it: yes, no, or done."""
    suppress: tuple[Hold, ...] = ()
    """What stops while it runs."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired; a planned play leaves its cell a hole."""


class PlaybookStep(Addressed, Item):
    """One instruction of a playbook."""

    KIND: ClassVar[str] = "playbook-step"
    LOCAL: ClassVar[bool] = True
    SHORT: ClassVar[str] = "what"
    id: Public[Identifier | None] = None
    """Its id, needed where something names it."""
    what: Text
    """What to do."""
    only_if: Annotated[ConditionText | None, InWords("applies")] = None
    """Only if this holds."""
    who: tuple[WhoRef, ...] = ()
    """Who does it."""
    when: When | None = None
    """When; without an anchor it counts from what called for the playbook."""
    how: RichText | None = None
    """How, in as many words as it takes."""
    channel: ChannelRef | None = None
    """Through which channel."""
    recipients: tuple[Recipient, ...] = ()
    """Who receives it, with a fallback."""
    resources: tuple[ResourceUse, ...] = ()
    """What is used; each may say under which condition."""
    automatable: Automation | None = None
    """Whether a machine could do it: yes, no, or done."""


class Decision(Part):
    """One row of an if-then table."""

    KEYED: ClassVar[tuple[str, ...]] = ("situation", "then")
    situation: Text
    """If this is so."""
    then: Text
    """Then do this."""


class Playbook(Named, Addressed, Owned):
    """Step-by-step instructions: if something triggers it, these steps, until it closes. One file each in `playbooks/`, or a list."""

    KIND: ClassVar[str] = "playbook"
    type: Text | None = None
    """Its type, in your own words, such as risk, lifecycle or growth; `playbook_types` of `atlas.yml` may list them."""
    opening: Opening | None = None
    """Who opens it for a customer: somebody by hand, a system automatically, or both."""
    phases: tuple[PhaseRef, ...] = ()
    """The lifecycle phases it belongs to."""
    summary: Text | None = None
    """What it is for."""
    trigger: tuple[Fact, ...] = ()
    """What starts it: in words, as a condition (`no reports for 3 weeks`), or both."""
    segments: tuple[SegmentRef, ...] = ()
    """Only in these segments."""
    effort: Effort | None = None
    """From an automated message to a project."""
    time: DurationText | None = None
    """How long it takes."""
    automatable: Automation | None = None
    """Whether a machine could run it: yes, no, or done."""
    steps: tuple[PlaybookStep, ...] = ()
    """What to do, in order."""
    decisions: tuple[Decision, ...] = ()
    """The if-then table: `{The sponsor does not answer: Ask the champion}`."""
    resources: tuple[ResourceUse, ...] = ()
    """What is used; each may say under which condition."""
    outcome: tuple[Fact, ...] = ()
    """How it closes."""
    measures: tuple[MeasureRef, ...] = ()
    """What shows whether it works."""
    suppress: tuple[Hold, ...] = ()
    """What stops while it runs."""
    repeats: When | None = None
    """How often it may run for one customer."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""
    review: Review | None = None
    """When it is looked at again."""
