"""The customer's side: segments, personas, and accounts whose history has dates."""

from typing import Annotated, ClassVar

from journeybook.model.annotations import InWords
from journeybook.model.base import Part
from journeybook.model.enumerations import PersonaRole
from journeybook.model.item import Addressed, Named, Owned
from journeybook.model.references import AttributeRef, ChannelRef, ContactRoleRef, CoverageRef, SegmentRef
from journeybook.model.scalars import ConditionText, Day, Identifier, Text, Whole


class Segment(Named, Addressed, Owned):
    """A group of customers, with the rule that puts a customer in it. A file in `segments/` holds one or a list."""

    KIND: ClassVar[str] = "segment"
    name: Text
    """Our word for the group; it stands in no public text."""
    rule: Annotated[ConditionText | None, InWords("summary")] = None
    """Who belongs to it, over one or two measures: `staff >= 50 and yearly_spend < 20000`."""
    since: Day | None = None
    """The first day on which the rule holds."""
    border: Text | None = None
    """Where a customer belongs who lies exactly on the border of the rule; `unstated` where the source does not say."""
    group: Text | None = None
    """The group of segments it is a part of, such as a tier; the parts of a group may be served differently."""
    priority: Whole | None = None
    """Which segment wins where two rules hold: the higher number."""
    coverage: CoverageRef | None = None
    """How the group is served."""
    attributes: tuple[AttributeRef, ...] = ()
    """Attributes that matter in it."""
    summary: Text | None = None
    """Who they are."""
    needs: tuple[Text, ...] = ()
    """What they need."""


class Persona(Named, Addressed, Owned):
    """A typical person on the customer's side. A file in `personas/` holds one or a list."""

    KIND: ClassVar[str] = "persona"
    role: PersonaRole
    """Sponsor, buyer, champion, administrator, end user, approver or partner."""
    contact_roles: tuple[ContactRoleRef, ...] = ()
    """The contact roles such a person usually holds."""
    segments: tuple[SegmentRef, ...] = ()
    """Where we meet them."""
    summary: Text | None = None
    """Who they are."""
    quote: Text | None = None
    """A sentence such a person says."""
    demographics: tuple[Text, ...] = ()
    """Age, training, work place, and the like."""
    channels: tuple[ChannelRef, ...] = ()
    """How they like to be met."""
    goals: tuple[Text, ...] = ()
    """What they want to reach."""
    problems: tuple[Text, ...] = ()
    """What stands in their way."""
    history: tuple[Text, ...] = ()
    """What they have been through with us or others."""
    decides: tuple[Text, ...] = ()
    """What they decide, alone or with others."""


class Period(Part):
    """A value that an account had for a time."""

    field: Text
    """What changed: segment, priority, status, or a name of your own."""
    value: Text
    """The value it had."""
    since: Day
    """The first day."""
    until: Day | None = None
    """The last day; nothing said means it still holds."""


class Instance(Part):
    """One subscription or installation of an account."""

    SHORT: ClassVar[str] = "id"
    id: Identifier
    """Its id."""
    name: Text | None = None
    """What it is called."""
    excluded: Text | None = None
    """Why it is left out of the account's figures; nothing said means it counts."""


class Account(Named, Owned):
    """A customer, by an id and a name that gives nobody away; figures live in `metrics/`. Files stand in `accounts/`."""

    KIND: ClassVar[str] = "account"
    name: Text
    """A name that gives nobody away."""
    history: tuple[Period, ...] = ()
    """Segment, priority and status with the dates between which they held."""
    instances: tuple[Instance, ...] = ()
    """Its subscriptions; the excluded ones say why."""
