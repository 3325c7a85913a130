"""The contents of `journeys/atlas.yml`: the organisation, its words, and the lists everything else names."""

from enum import StrEnum
from typing import Annotated, ClassVar

from journeybook.findings import Level
from journeybook.model.annotations import NotShown
from journeybook.model.base import Audience, Part, Public
from journeybook.model.calendar import Calendar
from journeybook.model.item import WebLink
from journeybook.model.references import AnchorRef, MapRef, TeamRef
from journeybook.model.scalars import Colour, Day, DurationText, FileName, Identifier, Language, RichText, Text, Web, Whole
from journeybook.model.vocabulary import (
    Anchor,
    Attribute,
    Channel,
    Contact,
    ContactRole,
    CoverageModel,
    FeelingLevel,
    Lane,
    Phase,
    PlaybookType,
    Role,
    SeverityLevel,
    Team,
    Term,
    UseCase,
)


class Organisation(Part):
    """Who keeps this atlas."""

    SHORT: ClassVar[str] = "name"
    name: Public[Text]
    """The organisation's name."""
    product: Public[Text | None] = None
    """What it sells."""
    summary: Public[Text | None] = None
    """One or two sentences about it."""
    notice: Public[Text | None] = None
    """Shown on the home page of both sites, for instance that everything here is invented."""


class Brand(Part):
    """How the sites look."""

    OPEN: ClassVar[bool] = False
    logo: Public[FileName | None] = None
    """A PNG, JPEG or WebP picture in `journeys/resources/`."""
    primary: Public[Colour | None] = None
    """The main colour, such as '#1f5f8b'."""
    accent: Public[Colour | None] = None
    """The colour of links and buttons."""


class Suggestions(Part):
    """Where "Suggest a change" leads."""

    OPEN: ClassVar[bool] = False
    issues: Web | None = None
    """The address that opens a new issue, such as https://github.com/our/atlas/issues/new.

    With `?template=change.yml` behind it, GitHub opens that form: its fields `where`, `file`, `now` and `instead` are filled in.
    """
    mail: Web | None = None
    """The address a suggestion is mailed to, where there is no tracker and its owner has no address."""


OUR_NOUNS = frozenset({"segment", "persona", "stage", "step", "map", "milestone", "playbook", "play", "event", "handoff", "health"})
"""Our words for which an organisation may have its own."""


class Word(Part):
    """The organisation's own word for one of ours."""

    OPEN: ClassVar[bool] = False
    KEYED: ClassVar[tuple[str, ...]] = ("ours", "yours")
    ours: Public[Text]
    """Our word: segment, persona, stage, step, map, milestone, playbook, play, event, handoff, health."""
    yours: Public[Text]
    """The organisation's word for it; every page says it in the place of ours."""
    plural: Public[Text | None] = None
    """Its plural, where an English word would have another, and in any other language: `{persona: {yours: person, plural: people}}`."""


class EvidenceDefaults(Part):
    """When evidence is too old."""

    OPEN: ClassVar[bool] = False
    max_age: DurationText | None = None
    """Evidence older than this no longer counts; a year where nothing is said."""


class ReviewDefaults(Part):
    """How often maps are reviewed, and from where on something is too much."""

    OPEN: ClassVar[bool] = False
    every: DurationText | None = None
    """The default; 90 days where nothing is said."""
    most_changes: Whole = 2
    """How many live changes may wait for a result at once before a warning; two is the field's advice."""
    most_steps: Whole = 60
    """How many steps a stage may have before a warning that no picture of it can be read."""


class Entrance(Part):
    """A way in by role, on the home page: "I am in Support"."""

    OPEN: ClassVar[bool] = False
    text: Text
    """What the reader says."""
    team: TeamRef | None = None
    """Leads to this team's page."""
    map: MapRef | None = None
    """Leads to this map."""


class Paper(StrEnum):
    """The paper on which pages are printed: that of most countries, or that of North America."""

    A4 = "a4"
    LETTER = "letter"


class Exemption(Part):
    """A finding that stays on purpose, for good or until a day."""

    OPEN: ClassVar[bool] = False
    rule: Text
    """The rule's id."""
    at: Text
    """Where: the file, or file#id for one thing in it with all that it holds, such as maps/base.yml#kick-off."""
    reason: Text
    """Why it stays."""
    until: Day | None = None
    """The day on which the exemption ends; nothing said means that it lasts."""


class RuleLevel(Part):
    """How grave the findings of one rule of practice are for this team."""

    OPEN: ClassVar[bool] = False
    KEYED: ClassVar[tuple[str, ...]] = ("rule", "level")
    rule: Text
    """The rule's id."""
    level: Level
    """An error stops a build, a warning does not, and information asks for nothing."""
    at: Text | None = None
    """Where: a file or a folder below `journeys/`, such as `maps/future/`; nothing said means everywhere."""


class EverydayText(Part):
    """An internal text that public pages and files may hold all the same, since everybody says it."""

    OPEN: ClassVar[bool] = False
    KEYED: ClassVar[tuple[str, ...]] = ("text", "reason")
    text: Text
    """The whole of the internal text, such as "User guide"."""
    reason: Text
    """Why it tells nothing."""


class GonePage(Part):
    """A page of customers that is no more and has no successor, and what they read at its address."""

    OPEN: ClassVar[bool] = False
    KEYED: ClassVar[tuple[str, ...]] = ("slug", "says")
    slug: Public[Identifier]
    """Its address: the slug that it had, or one of its old ones."""
    says: Annotated[Public[RichText], NotShown("it stands on the customers' page at that address")]
    """What customers read there: where it went, or why it is gone, with links if you like."""


SCHEMA_VERSION = 2
"""The version of the vocabulary that this program reads: since 2 no text becomes public by inheritance."""


class AtlasFile(Part):
    """The whole of `journeys/atlas.yml`."""

    OPEN: ClassVar[bool] = False
    STARTS: ClassVar[Audience | None] = Audience.PUBLIC
    schema_version: Whole
    """The version of this vocabulary: 2."""
    language: Public[Language] = "en"
    """The language of the interface, by its code: English and German are whole, others as far as `translations/` says."""
    organisation: Public[Organisation]
    """Who keeps the atlas."""
    brand: Public[Brand] = Brand()
    """Logo and colours."""
    contact: Public[Contact] = Contact()
    """Whom readers of both sites can reach."""
    legal: Public[WebLink | None] = None
    """The legal notice."""
    privacy: Public[WebLink | None] = None
    """The privacy notice."""
    base_address: Web | None = None
    """The website on which links that begin with / lead somewhere, such as https://www.example.org."""
    suggestions: Suggestions = Suggestions()
    """Where "Suggest a change" leads."""
    words: Public[tuple[Word, ...]] = ()
    """The organisation's own words for ours: `words: {segment: tier}`."""
    teams: Public[tuple[Team, ...]] = ()
    """The supplier's teams."""
    roles: Public[tuple[Role, ...]] = ()
    """The supplier's roles."""
    contact_roles: Public[tuple[ContactRole, ...]] = ()
    """The roles contacts hold at the customer."""
    lanes: Public[tuple[Lane, ...]] = ()
    """The rows of the maps, in order from the customer inwards; five usual ones where nothing is said."""
    channels: Public[tuple[Channel, ...]] = ()
    """The ways in which customer and company meet."""
    feelings: tuple[FeelingLevel, ...] = ()
    """The named levels of the emotion curve; five usual ones where nothing is said."""
    severity_levels: Public[tuple[SeverityLevel, ...]] = ()
    """The levels of severity of signs and pain points, the worst first; critical, high, medium and low where nothing is said."""
    lifecycle: tuple[Phase, ...] = ()
    """The phases, in order."""
    coverage_models: tuple[CoverageModel, ...] = ()
    """How customers are served."""
    anchors: Public[tuple[Anchor, ...]] = ()
    """The days from which others are counted."""
    default_anchor: Public[AnchorRef | None] = None
    """The anchor meant by `day 14`."""
    renewals: tuple[AnchorRef, ...] = ()
    """What shows a renewal: days or milestones, such as `[renewal-date]`; nothing said means the days with which maps end."""
    calendar: Public[Calendar] = Calendar()
    """Which days are free: weekends and holidays."""
    paper: Public[Paper] = Paper.A4
    """The paper of PDFs and printed pages: `a4` or `letter`; a large table stands on a3 or ledger."""
    use_cases: tuple[UseCase, ...] = ()
    """What customers buy the product for."""
    attributes: tuple[Attribute, ...] = ()
    """What may be true of customers in any segment."""
    playbook_types: tuple[PlaybookType, ...] = ()
    """The types of playbooks: `[risk, growth]`, or with what each means, `{risk: A customer may leave}`; nothing said means any word."""
    gone: Annotated[Public[tuple[GonePage, ...]], NotShown("it stands on the customers' page at that address")] = ()
    """Pages that customers had and that are no more: `{first-steps: This programme has ended. Write to us.}`."""
    glossary: Public[tuple[Term, ...]] = ()
    """The organisation's own terms: `{rota: a week's plan of shifts}`."""
    evidence: EvidenceDefaults = EvidenceDefaults()
    """When evidence is too old."""
    review: ReviewDefaults = ReviewDefaults()
    """How often maps are reviewed."""
    entrances: tuple[Entrance, ...] = ()
    """Ways in by role, on the home page."""
    internal_words: tuple[Text, ...] = ()
    """Words that must not stand in anything public, such as names of internal systems."""
    public_codes: tuple[Text, ...] = ()
    """Codes that look like ticket numbers and that customers know, such as the numbers of forms: `[DD-214, TR-1]`."""
    everyday_texts: Annotated[tuple[EverydayText, ...], NotShown("it is read where public pages are searched")] = ()
    """Internal texts that may stand in `docs/public` and `overrides`, each with the reason: `{User guide: Every page speaks of one}`."""
    as_of: Day | None = None
    """The day from which ages are counted; nothing said means the last change's day."""
    exemptions: tuple[Exemption, ...] = ()
    """Findings that stay on purpose."""
    levels: Annotated[tuple[RuleLevel, ...], NotShown("each finding says its level")] = ()
    """How grave rules of practice are for this team, the last row that fits: `{STAGE-WITHOUT-EXIT: warning}`."""
