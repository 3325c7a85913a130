"""The lists of `atlas.yml` that everything else names: teams, roles, lanes, channels, phases and the like."""

from typing import Annotated, ClassVar

from journeybook.model.annotations import InsteadOf, InWords, NotShown
from journeybook.model.base import Audience, Decided, Part, Public
from journeybook.model.enumerations import Laer, LaneKind, LaneRole, Medium, StageKind, Tone
from journeybook.model.handle import Handle
from journeybook.model.item import Addressed, Named
from journeybook.model.references import TeamRef, WhoRef
from journeybook.model.scalars import DurationText, Flag, Label, Text, TimingText, Web, Whole

CustomerName = Annotated[Public[Text | None], InsteadOf("name"), NotShown("it stands on the customers' pages")]
"""The customers' own word for somebody."""


class Contact(Part):
    """Whom readers can reach."""

    name: Public[Text | None] = None
    """A person's or team's name."""
    mail: Public[Web | None] = None
    """An address such as mailto:help@example.org."""
    page: Public[Web | None] = None
    """A page such as https://example.org/help."""
    telephone: Public[Text | None] = None
    """A number as people dial it, such as +1 555 0100."""
    hours: Public[Text | None] = None
    """When somebody answers, such as weekdays from 8 to 18."""
    other: tuple[Text, ...] = ()
    """Other channels, for colleagues: `Chat room helpdesk`, `Extension 204`."""


class Role(Named):
    """Somebody on the supplier's side, by what they do."""

    KIND: ClassVar[str] = "role"
    customer_name: CustomerName = None
    """What customers call it, in plain words: `your contact in sales`. They read it in place of the name."""
    team: TeamRef | None = None
    """The team the role belongs to."""
    tasks: Text | None = None
    """What the role does, in a sentence."""
    handle: Annotated[Handle | None, NotShown("it stands in the file CODEOWNERS")] = None
    """Who has the role, by their name at GitHub or GitLab: `tern-anna`. Without it, the team's stands in CODEOWNERS."""


class Team(Named, Addressed):
    """A team on the supplier's side; it has a page that gathers everything that is its."""

    KIND: ClassVar[str] = "team"
    contact: Contact = Contact()
    """How to reach the team; suggestions about its things go there. Of a team that is public customers read its name alone."""
    summary: Text | None = None
    """What the team is for."""
    partner: Flag = False
    """Whether it is a partner's team."""
    handle: Annotated[Handle | None, NotShown("it stands in the file CODEOWNERS")] = None
    """Its name at GitHub or GitLab: `our-company/customer-success`. Whoever changes its files asks it for a review."""


class ContactRole(Named):
    """A role that a contact at the customer has; one contact may hold several."""

    KIND: ClassVar[str] = "contact-role"
    customer_name: CustomerName = None
    """What customers call it, in plain words: `whoever runs your payroll`. They read it in place of the name."""
    summary: Text | None = None
    """What the role does."""


class Lane(Named):
    """A row of the maps: somebody's steps, or entries of another kind."""

    KIND: ClassVar[str] = "lane"
    STARTS: ClassVar[Audience | None] = Audience.PUBLIC
    name: Text
    """What the row is called."""
    role: Public[LaneRole] = LaneRole.BACKSTAGE
    """Whose lane it is: customer, frontstage, backstage, support or partner."""
    kind: Public[LaneKind] = LaneKind.STEP
    """What stands in it: step, text, touchpoint, feeling, metric or playbook."""
    team: Public[TeamRef | None] = None
    """The team that does its steps; every supplier lane of steps names one. Customers read the name of a team that is public."""
    summary: Text | None = None
    """What belongs in it."""


class Channel(Named):
    """A way in which customer and company meet."""

    KIND: ClassVar[str] = "channel"
    medium: Public[Medium | None] = None
    """Online or offline."""


class FeelingLevel(Named):
    """A named level of the emotion curve."""

    KIND: ClassVar[str] = "feeling-level"
    value: Whole
    """Where it stands: from -5 (worst) to 5 (best)."""


class Deadline(Part):
    """How long something may take: a length of time, or free words; internal until it says `audience: public` itself."""

    SHORT: ClassVar[str] = "length"
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    length: Annotated[Public[DurationText | None], InWords("text")] = None
    """The length: `15 minutes`, `1 business day`."""
    text: Public[Text | None] = None
    """Free words, beside the length or in its place: `with the next release`."""
    audience: Annotated[Audience | None, NotShown("the customers' page shows what it says")] = None
    """Public where customers may read it, of a level that is public: `{length: 30 minutes, audience: public}`."""


class SeverityLevel(Named):
    """How much a sign or a pain point matters: what the level means, who acts, and within what time.

    Of a level that is public customers read the name, what it means, and those of its times that are public themselves.
    """

    KIND: ClassVar[str] = "severity-level"
    tone: Decided[Tone | None] = None
    """Its colour: good, average, poor or neutral; nothing said means neutral."""
    summary: Public[Text | None] = None
    """What it means."""
    who: tuple[WhoRef, ...] = ()
    """Who acts."""
    tell: tuple[WhoRef, ...] = ()
    """Who is told."""
    response: Public[Deadline | None] = None
    """Within what time somebody answers: `30 minutes`, or in free words under `text`."""
    updates: Public[Deadline | None] = None
    """After what time there is always some news: `4 hours`, or in free words under `text`."""
    resolution: Public[Deadline | None] = None
    """Within what time it is over: `4 hours`, or in free words under `text`."""


class Phase(Named):
    """A phase of the lifecycle, the company's view that the stages of all maps share."""

    KIND: ClassVar[str] = "phase"
    laer: Laer | None = None
    """Its LAER phase: land, adopt, expand or renew."""
    kind: StageKind = StageKind.MAIN
    """Whether it is part of the way (main) or beside it (side)."""
    summary: Text | None = None
    """What it is for."""
    objective: Text | None = None
    """What is reached when it ends."""


class CoverageModel(Named):
    """How customers are served, whoever they are: high-touch, pooled, digital."""

    KIND: ClassVar[str] = "coverage-model"
    summary: Text | None = None
    """What it means."""


class Anchor(Named):
    """A day from which others are counted, such as the signature."""

    KIND: ClassVar[str] = "anchor"
    STARTS: ClassVar[Audience | None] = Audience.PUBLIC
    summary: Text | None = None
    """How the day is known."""
    question: Public[Text | None] = None
    """The words in which a plan asks its reader for the day: `When did you sign?`"""
    usually: Public[TimingText | None] = None
    """When it usually comes, such as `1 year after signature`: plans fill it in, and readers may change it."""


class UseCase(Named):
    """What customers buy the product for."""

    KIND: ClassVar[str] = "use-case"
    summary: Public[Text | None] = None
    """What it is."""


class AttributeValue(Part):
    """A value that an attribute can have."""

    SHORT: ClassVar[str] = "value"
    KEYED: ClassVar[tuple[str, ...]] = ("value", "name")
    value: Label
    """The value, as conditions and accounts write it."""
    name: Text | None = None
    """What readers see instead of it."""


class Attribute(Named):
    """Something that may be true of customers in any segment, such as regulated care."""

    KIND: ClassVar[str] = "attribute"
    values: tuple[AttributeValue, ...] = ()
    """Its possible values, with names where readers should not see the bare word; nothing said means yes or no."""
    summary: Text | None = None
    """What it means."""


class PlaybookType(Part):
    """A type of playbooks, in the organisation's own word."""

    SHORT: ClassVar[str] = "name"
    KEYED: ClassVar[tuple[str, ...]] = ("name", "summary")
    name: Text
    """The word, as `type:` of a playbook says it."""
    summary: Text | None = None
    """What belongs to it."""


class Term(Part):
    """A word of the organisation's own glossary; internal until it says `audience: public` itself."""

    KEYED: ClassVar[tuple[str, ...]] = ("term", "meaning")
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    term: Public[Text]
    """The word."""
    meaning: Public[Text]
    """What it means here."""
    also: Public[tuple[Text, ...]] = ()
    """Other words for it, by which the search finds what this one finds: `{term: rota, meaning: ..., also: [shift plan, schedule]}`."""
    audience: Annotated[Audience | None, NotShown("it decides whether customers find by the other words")] = None
    """Public where customers' search goes by the other words too: `{term: ending, meaning: ..., also: [cancel], audience: public}`."""


LANES = (
    Lane(id="customer", name="Customer", role=LaneRole.CUSTOMER),
    Lane(id="company", name="Company, seen by the customer", role=LaneRole.FRONTSTAGE),
    Lane(id="backstage", name="Company, unseen", role=LaneRole.BACKSTAGE),
    Lane(id="support", name="Support processes", role=LaneRole.SUPPORT),
    Lane(id="partner", name="Partner", role=LaneRole.PARTNER),
)
"""The lanes of an atlas that names none."""

FEELINGS = tuple(
    FeelingLevel(id=identifier, name=name, value=value)
    for identifier, name, value in (
        ("delighted", "Delighted", 2),
        ("pleased", "Pleased", 1),
        ("neutral", "Neutral", 0),
        ("worried", "Worried", -1),
        ("frustrated", "Frustrated", -2),
    )
)
"""The levels of an atlas that names none."""

SEVERITY_LEVELS = tuple(
    SeverityLevel(id=identifier, name=name, tone=tone)
    for identifier, name, tone in (
        ("critical", "Critical", Tone.POOR),
        ("high", "High", Tone.POOR),
        ("medium", "Medium", Tone.AVERAGE),
        ("low", "Low", Tone.NEUTRAL),
    )
)
"""The levels of severity of an atlas that names none, the worst first."""
