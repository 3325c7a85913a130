"""The success plan of one account: what was agreed with it, which success map it follows, and what differs from that map.

No part of it is ever on the public site. What `Shared` stands beside is read by the plan's own customer, in the edition that
`journeybook export plan` makes for them; everything else is read by colleagues alone.
"""

from enum import StrEnum
from typing import ClassVar

from journeybook.model.base import Decided, Part, Shared
from journeybook.model.enumerations import Edition, Progress
from journeybook.model.item import WebLink
from journeybook.model.references import (
    AccountRef,
    ChoiceRef,
    DayRef,
    MapRef,
    MeasureRef,
    MilestoneRef,
    MomentRef,
    OwnerRef,
    StepRef,
    TheirsRef,
)
from journeybook.model.scalars import Day, Flag, Identifier, Text, TimingText, Whole


class ObjectiveStatus(StrEnum):
    """How an objective stands."""

    OPEN = "open"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    REACHED = "reached"
    MISSED = "missed"
    DROPPED = "dropped"


class GivenDay(Part):
    """A day that the plan gives besides its start, such as that of the renewal."""

    KEYED: ClassVar[tuple[str, ...]] = ("anchor", "day")
    anchor: Shared[DayRef]
    """Which day it is, by the anchor's id."""
    day: Shared[Day]
    """The day."""


class ChosenWay(Part):
    """The way that was chosen where the map offers several."""

    KEYED: ClassVar[tuple[str, ...]] = ("choice", "step")
    choice: Shared[ChoiceRef]
    """The choice, by its id in the map."""
    step: Shared[StepRef]
    """The step that was chosen, by its id in the map."""


class SuccessCriterion(Part):
    """By what it is seen that an objective is reached: something measured, and the level that it has to have."""

    SHORT: ClassVar[str] = "says"
    says: Shared[Text]
    """What is measured, in words that the customer shares: `Hours of overtime in a month`."""
    level: Shared[Text | None] = None
    """The level to be reached: `120 or fewer`."""
    measure: MeasureRef | None = None
    """The measure of the library that says it."""


class Objective(Part):
    """What the customer wants to reach, and who on both sides answers for it."""

    what: Shared[Text]
    """The objective in a sentence."""
    category: Shared[Text | None] = None
    """What it is about, such as cost."""
    priority: Shared[Whole | None] = None
    """How important it is; 1 comes first."""
    status: Shared[ObjectiveStatus | None] = None
    """How it stands: open, on-track, at-risk, reached, missed or dropped."""
    criteria: Shared[tuple[SuccessCriterion, ...]] = ()
    """By what it is seen that it is reached: `{says: Hours of overtime in a month, level: 120 or fewer, measure: overtime}`."""
    owner: Shared[OwnerRef | None] = None
    """The team or role of ours that answers for it."""
    customer_owner: Shared[TheirsRef | None] = None
    """The persona or contact role of the customer that answers for it."""
    validated: Shared[Day | None] = None
    """The day on which the customer last said that this is still what they want."""
    internal: Decided[Flag] = False
    """Whether it is for colleagues alone, and left out of the customer's edition."""
    note: Text | None = None
    """Anything else, for colleagues only."""


class PlanTask(Part):
    """Something to be done in the plan, by us or by the customer."""

    what: Shared[Text]
    """What is done."""
    owner: Shared[OwnerRef | None] = None
    """The team or role of ours that does it."""
    customer_owner: Shared[TheirsRef | None] = None
    """The persona or contact role of the customer that does it."""
    due: Shared[Day | None] = None
    """The day by which it is done."""
    when: Shared[TimingText | None] = None
    """Instead of a day, a timing of the map: `by kick-off-held`, `7 days after signature`."""
    at: Shared[MomentRef | None] = None
    """The step, milestone or stage of the map that it belongs to."""
    progress: Decided[Shared[Progress]] = Progress.OPEN
    """How far it has come: open, doing, done or dropped."""
    risk: Text | None = None
    """What may keep it from being done in time."""
    internal: Decided[Flag] = False
    """Whether it is for colleagues alone, and left out of the customer's edition."""


class PlanDifference(Part):
    """What differs from the map: a step left out, something added, or another date."""

    at: Decided[Shared[MomentRef | None]] = None
    """The step, milestone or stage of the map that is left out or has another date."""
    left_out: Decided[Shared[Flag]] = False
    """Whether it is left out."""
    added: Decided[Shared[Text | None]] = None
    """What is added that the map does not have."""
    day: Decided[Shared[Day | None]] = None
    """The day that was agreed instead of the map's, or the day of what is added."""
    says: Shared[Text | None] = None
    """The reason as the customer reads it."""
    why: Text | None = None
    """The reason, for colleagues only."""
    internal: Decided[Flag] = False
    """Whether it is for colleagues alone, and left out of the customer's edition."""


class ReachedMilestone(Part):
    """The day on which a milestone was reached, as somebody wrote it down."""

    KEYED: ClassVar[tuple[str, ...]] = ("milestone", "day")
    milestone: Shared[MilestoneRef]
    """The milestone, by its id in the map."""
    day: Shared[Day]
    """The day."""


class SuccessPlan(Part):
    """The success plan of one account. A file in `plans/` holds one; nothing of it is ever on the public site."""

    KIND: ClassVar[str] = "plan"
    ABOUT: ClassVar[str] = "map"
    id: Shared[Identifier]
    """Its id: small letters, digits and hyphens."""
    account: AccountRef
    """The account whose plan it is."""
    map: Shared[MapRef]
    """The map that it follows. Only of a live map with a public face there is an edition for the customer."""
    title: Shared[Text | None] = None
    """What the customer reads above it, such as `Our plan for 2027`."""
    owner: Shared[OwnerRef | None] = None
    """The team or role of ours that answers for it."""
    start: Shared[Day | None] = None
    """The day on which the map starts for this account."""
    days: Shared[tuple[GivenDay, ...]] = ()
    """Other days from which the map counts: `{renewal-date: 2027-03-01}`."""
    edition: Shared[Edition | None] = None
    """The edition of the success map: human or digital."""
    choices: Shared[tuple[ChosenWay, ...]] = ()
    """The ways chosen where the map offers several: `{way-in: upload-list}`."""
    objectives: Shared[tuple[Objective, ...]] = ()
    """What the customer wants to reach."""
    tasks: Shared[tuple[PlanTask, ...]] = ()
    """What is to be done besides the steps of the map."""
    differences: Shared[tuple[PlanDifference, ...]] = ()
    """What differs from the map, and why."""
    reached: Shared[tuple[ReachedMilestone, ...]] = ()
    """The milestones reached, each with its day: `{kick-off-held: 2027-01-14}`."""
    links: tuple[WebLink, ...] = ()
    """Links to the record of the account and the like."""
    note: Text | None = None
    """Anything else, for colleagues only."""
