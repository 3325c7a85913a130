"""What many maps share: resources, evidence, standard interactions and the adoption framework."""

from typing import ClassVar

from journeybook.model.base import Part, Public
from journeybook.model.enumerations import EvidenceKind, EvidenceMethod, Need, ResourceKind, State
from journeybook.model.item import Addressed, Named, Owned, Recipient, ResourceUse, Review, When
from journeybook.model.references import (
    ChannelRef,
    InteractionRef,
    MeasureRef,
    PersonaRef,
    PhaseRef,
    PlaceRef,
    ResourceRef,
    SegmentRef,
    StepRef,
    WhoRef,
)
from journeybook.model.scalars import ConditionText, Day, FileName, Identifier, RichText, Text, Web, Whole


class Resource(Named, Addressed, Owned):
    """Something that is used: a mail template, an agenda, slides, an article. A file in `resources/` holds one or a list."""

    KIND: ClassVar[str] = "resource"
    kind: Public[ResourceKind]
    """Mail, agenda, slides, checklist, article, video, training, tool, document, interview kit or canvas."""
    summary: Public[Text | None] = None
    """What it is for."""
    subject: Public[Text | None] = None
    """A mail's subject."""
    body: Public[RichText | None] = None
    """The text itself; a mail is copied in one click."""
    questions: Public[tuple[Text, ...]] = ()
    """The questions of an interview kit."""
    link: Public[Web | None] = None
    """Where it lives, if not here."""
    file: FileName | None = None
    """A file in `journeys/resources/`; the internal site has it, and its page links to it."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""
    review: Review | None = None
    """When it is looked at again."""


class Observation(Part):
    """One line of a walkthrough log."""

    step: StepRef | None = None
    """The step that was walked."""
    saw: Text
    """What was seen."""
    felt: Text | None = None
    """What it felt like."""


class Evidence(Named, Owned):
    """Why we believe something. A file in `evidence/` holds one or a list."""

    KIND: ClassVar[str] = "evidence"
    name: Text
    """What it is called in the ledger."""
    kind: EvidenceKind
    """From the customer-success team, from customers, or from data."""
    method: EvidenceMethod | None = None
    """Interview, survey, recording, chat log, funnel, tickets, usage, workshop, walkthrough, observation or document."""
    date: Day
    """When it was gathered."""
    count: Whole | None = None
    """How many people, answers or records stand behind it."""
    says: Text | None = None
    """What it says."""
    segments: tuple[SegmentRef, ...] = ()
    """Where it was gathered."""
    personas: tuple[PersonaRef, ...] = ()
    """From whom."""
    kit: ResourceRef | None = None
    """The interview kit that was used."""
    log: tuple[Observation, ...] = ()
    """The log of a walkthrough: what was seen and felt, step by step."""


class MeetingAttendee(Recipient):
    """Who attends a meeting, who comes instead, and whether they have to: `{to: finance-lead, need: optional}`, or shorter."""

    KEYED: ClassVar[tuple[str, ...]] = ("to", "need")
    need: Need | None = None
    """Whether they have to come: required, recommended or optional."""


class Interaction(Named, Addressed, Owned):
    """A standard interaction: a mail, a call or a meeting, for whom `applies` says. A file in `interactions/` holds one or a list."""

    KIND: ClassVar[str] = "interaction"
    summary: Text | None = None
    """What it is."""
    goal: Text | None = None
    """What is to be reached by it."""
    channel: ChannelRef | None = None
    """Through which channel."""
    phases: tuple[PhaseRef, ...] = ()
    """The lifecycle phases it belongs to."""
    who: tuple[WhoRef, ...] = ()
    """Who does it; of a meeting, who holds it."""
    recipients: tuple[Recipient, ...] = ()
    """Who receives it, with a fallback."""
    attendees: tuple[MeetingAttendee, ...] = ()
    """Who attends a meeting, from both sides, with a fallback: `[{to: sponsor, otherwise: champion}, {finance-lead: optional}]`."""
    agenda: tuple[Text, ...] = ()
    """What a meeting goes through, in order."""
    when: When | None = None
    """When, and how often: `every 3 months`."""
    resources: tuple[ResourceUse, ...] = ()
    """What is used; each may say under which condition."""
    replaces: InteractionRef | None = None
    """The interaction it took the place of."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""


class AdoptionAttribute(Part):
    """One of the few attributes of adoption, with its measures and the moments in which it is won."""

    id: Identifier
    """Its id."""
    name: Text
    """What it is called."""
    meaning: Text
    """What it means here."""
    measures: tuple[MeasureRef, ...] = ()
    """What shows it."""
    moments: tuple[PlaceRef, ...] = ()
    """The steps or stages in which it is won: `map-id/step-id`."""
    when: ConditionText | None = None
    """The level from which on a customer has it: `licences_used >= 80%`."""


class AdoptionFramework(Named, Owned):
    """What adoption means, in about six attributes tied to moments. A file in `adoption/` holds one."""

    KIND: ClassVar[str] = "adoption"
    summary: Text | None = None
    """What it is for."""
    attributes: tuple[AdoptionAttribute, ...] = ()
    """Its attributes."""
