"""What any item may say besides its own subject: who may see it, whom it applies to, why we believe it, who owns it."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from journeybook.model import value_rules
from journeybook.model.annotations import InsteadOf, InWords, NotShown
from journeybook.model.base import Audience, Decided, Part, Public
from journeybook.model.enumerations import Duty
from journeybook.model.references import CoverageRef, EvidenceRef, OwnerRef, ResourceRef, SegmentRef, WhoRef
from journeybook.model.scalars import ConditionText, Day, DurationText, Flag, Identifier, Text, TimingText, Web, fault


class WebLink(Part):
    """A link to a page outside, such as a tracker ticket or a tool."""

    SHORT: ClassVar[str] = "url"
    url: Public[Web]
    """The whole address, beginning with https://, http:// or mailto:; or one that begins with /, from the atlas's `base_address`."""
    text: Annotated[Public[Text | None], NotShown("the link says the address's host instead")] = None
    """What the link says; the address's host where nothing is said."""


class When(Part):
    """When something happens: an anchor with an offset or window, a recurrence, an event, or free words."""

    SHORT: ClassVar[str] = "at"
    at: Annotated[Public[TimingText | None], InWords("text")] = None
    """The timing in its small language: `14 days after signature`, `every 3 weeks`, `when sponsor-leaves`."""
    text: Public[Text | None] = None
    """Free words, where the small language cannot say it."""


class Applies(Part):
    """Whom an item applies to; nothing said means everybody."""

    SHORT: ClassVar[str] = "when"
    segments: tuple[SegmentRef, ...] = ()
    """Only these segments."""
    except_segments: tuple[SegmentRef, ...] = ()
    """Every segment but these."""
    coverage: tuple[CoverageRef, ...] = ()
    """Only customers served this way."""
    when: Annotated[ConditionText | None, InWords("says")] = None
    """Only where this condition holds, such as `product is payroll`."""
    says: Public[Text | None] = None
    """Only under this condition, in words: `if the budget is agreed`; customers read it where the item is public."""


class StepTime(When):
    """One of the times of a step, such as its usual deadline and the last one."""

    applies: Public[Applies | None] = None
    """For whom, or under which condition, it holds: `{at: by day 90, applies: {says: if you pay the fee}}`."""


class StageLength(Part):
    """One of the lengths of a stage, such as the one of small customers."""

    SHORT: ClassVar[str] = "length"
    length: Public[DurationText | None] = None
    """The length: `14 days`, `6 to 8 weeks`."""
    applies: Public[Applies | None] = None
    """For whom, or under which condition, it holds: `{length: 60 days, applies: {segments: large, says: with many sites}}`."""


class SingleFact(Part):
    """Something that can be seen to be so: in words, as a condition over measures and events, or both."""

    SHORT: ClassVar[str] = "fact"
    fact: Public[Text | None] = None
    """The fact in words."""
    when: Annotated[ConditionText | None, InWords("fact")] = None
    """The fact as a condition; `unstated` where the source does not say."""
    customer_words: Annotated[Public[Text | None], InsteadOf("fact"), NotShown("it stands on the customers' page of its map")] = None
    """The same fact as a customer would say it: how you know you are there."""
    applies: Public[Applies | None] = None
    """Whom it concerns, or under which condition: `{fact: The budget is signed, applies: {says: if there is one}}`."""


class Fact(SingleFact):
    """A fact, or several that join: `exit: {any: [It runs, They leave]}`. How a plain list joins is not stated, and pages say so."""

    all: Public[tuple[SingleFact, ...]] = ()
    """Facts of which every one must be so."""
    any: Public[tuple[SingleFact, ...]] = ()
    """Facts of which at least one must be so."""


class ResourceUse(Part):
    """A resource where it is used; a bare id is enough."""

    SHORT: ClassVar[str] = "resource"
    resource: Public[ResourceRef]
    """The resource."""
    applies: Public[Applies | None] = None
    """When it is used: `{resource: budget-sheet, applies: {says: if a budget is asked for}}`."""


class Stated(Part):
    """The same value as somebody else states it, kept with its source; internal until it says `audience: public` itself."""

    SHORT: ClassVar[str] = "value"
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    value: Public[Text]
    """The value as that source states it."""
    source: Public[Text]
    """Where it is stated."""
    audience: Annotated[Audience | None, NotShown("the customers' page shows what it says")] = None
    """Public where customers may read it, at a map, stage, step or milestone: `{value: 3 days, source: The law, audience: public}`."""


def _duties(value: object) -> object:
    """Read `RA`, `R, A` or a list of letters."""
    texts = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    if not texts or not all(isinstance(text, str) for text in texts):
        raise fault(value_rules.SHAPE_DUTIES, "duties are letters", "write R, A, C and I, alone or together, such as RA")
    letters = tuple(letter for text in texts for letter in text.upper() if letter not in " ,/+&")
    if not letters or any(letter not in tuple(Duty) for letter in letters):
        raise fault(
            value_rules.SHAPE_DUTIES,
            f"'{', '.join(texts)}' names a duty that is not known",
            "use the letters R, A, C and I, alone or together, such as RA",
        )
    return letters


class Responsibility(Part):
    """One row of a RACI table."""

    KEYED: ClassVar[tuple[str, ...]] = ("who", "does")
    who: WhoRef
    """The team, role, persona or contact role."""
    does: Annotated[tuple[Duty, ...], BeforeValidator(_duties)]
    """Its duties by letter: R responsible, A accountable, C consulted, I informed; combined as `RA`."""
    segment: SegmentRef | None = None
    """Only in this segment."""
    pooled: Flag = False
    """Whether a pool of people shares the duty rather than one named person."""


class Item(Part):
    """Anything that can have its own audience, applicability, evidence and source."""

    audience: Decided[Audience | None] = None
    """Who may see it: internal or public. Nothing said means internal, or what its map says."""
    applies: Applies | None = None
    """Whom it applies to, or under which condition; nothing said means everybody. Customers read at most its `says`."""
    evidence: tuple[EvidenceRef, ...] = ()
    """Why we believe it: ids of entries in the evidence ledger."""
    source: Text | None = None
    """Where this was stated first."""
    stated_elsewhere: tuple[Stated, ...] = ()
    """The same thing as other sources state it."""
    links: tuple[WebLink, ...] = ()
    """Links to tickets and tools."""
    note: Text | None = None
    """Anything else, for colleagues only."""


class Recipient(Item):
    """Who receives something, and who instead if that person is not known; internal until it says `audience: public` itself."""

    SHORT: ClassVar[str] = "to"
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    to: Public[WhoRef]
    """The contact role, persona, role or team it goes to."""
    otherwise: Public[WhoRef | None] = None
    """The fallback."""


class Former(Part):
    """By what a thing was known before; internal until it says `audience: public` itself."""

    SHORT: ClassVar[str] = "name"
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    name: Public[Text]
    """Its old id. Of what is known by its words, the old words, or the anchor that `journeybook check --against` names."""
    audience: Annotated[Audience | None, NotShown("it decides whether customers' links lead on")] = None
    """Public where links and ticks of customers go by it."""


class Addressed(Part):
    """What has an address of its own, a page or an anchor, under which others may have saved it."""

    formerly: Annotated[Decided[tuple[Former, ...]], NotShown("old links lead to the thing by it")] = ()
    """Its old ids, so that old links lead to it: `formerly: [old-id]`; `journeybook rename` writes them.

    At a stage, step, milestone or choice with `audience: public` also for customers: `formerly: [{name: Invite all, audience: public}]`.
    """


OldPublicNames = Annotated[Decided[Public[tuple[Former, ...]]], NotShown("old links and ticks lead to the thing by it")]
"""Old names of what customers link to and tick, each public if it says so."""


class Named(Item):
    """An item that other files can name by its id."""

    id: Public[Identifier]
    """Its id: small letters, digits and hyphens; never change it, names may change freely."""
    name: Public[Text]
    """What people call it."""


class Owned(Item):
    """An item that somebody answers for."""

    owner: OwnerRef | None = None
    """The team or role that answers for it."""
    raci: tuple[Responsibility, ...] = ()
    """Who does what, as letters: `raci: {csm: RA, support: C}`."""


class Help(Part):
    """What a customer does who is stuck."""

    SHORT: ClassVar[str] = "advice"
    advice: Public[Text | None] = None
    """What to try first."""
    resources: Public[tuple[ResourceUse, ...]] = ()
    """Self-help; each may say under which condition."""
    ask: Public[WhoRef | None] = None
    """The person to ask."""
    link: Public[WebLink | None] = None
    """A page with help."""


class Review(Part):
    """When something is looked at again."""

    SHORT: ClassVar[str] = "last"
    last: Public[Day | None] = None
    """The date of the last review."""
    by: OwnerRef | None = None
    """Who reviewed it."""
    every: DurationText | None = None
    """How often it is reviewed; the atlas says the default."""
    triggers: tuple[Text, ...] = ()
    """What else calls for a review, such as a release."""
