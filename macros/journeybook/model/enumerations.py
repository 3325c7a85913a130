"""The closed vocabularies: where an author must choose one of a few words."""

from enum import StrEnum


class MapType(StrEnum):
    """What a map describes."""

    CURRENT = "current"
    FUTURE = "future"
    DAY_IN_LIFE = "day-in-life"
    BLUEPRINT = "blueprint"
    BUYER = "buyer"
    LEAD_NURTURING = "lead-nurturing"
    CHURN = "churn"
    SUPPORT = "support"


class Status(StrEnum):
    """How far a map has come; only live maps can be public."""

    DRAFT = "draft"
    FEEDBACK = "feedback"
    DESIGN = "design"
    VALIDATE = "validate"
    LIVE = "live"
    RETIRED = "retired"


class Answer(StrEnum):
    """What an author answers where a value would stand, each of them different, and none a guess."""

    NONE = "none"
    UNKNOWN = "unknown"
    UNSTATED = "unstated"
    PLANNED = "planned"
    NOT_LAUNCHED = "not-launched"
    NOT_APPLICABLE = "not-applicable"


class State(StrEnum):
    """Whether a thing is in use yet."""

    IN_USE = "in-use"
    PLANNED = "planned"
    NOT_LAUNCHED = "not-launched"
    RETIRED = "retired"


class LaneRole(StrEnum):
    """Whose lane it is; the lines of interaction and of visibility follow from it."""

    CUSTOMER = "customer"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"
    PARTNER = "partner"


class LaneKind(StrEnum):
    """What stands in a lane: steps, or entries of another kind."""

    STEP = "step"
    TEXT = "text"
    TOUCHPOINT = "touchpoint"
    FEELING = "feeling"
    METRIC = "metric"
    PLAYBOOK = "playbook"


class Medium(StrEnum):
    """Whether a channel is online or offline."""

    ONLINE = "online"
    OFFLINE = "offline"


class Laer(StrEnum):
    """The four phases of the LAER model: land, adopt, expand, renew."""

    LAND = "land"
    ADOPT = "adopt"
    EXPAND = "expand"
    RENEW = "renew"


class PersonaRole(StrEnum):
    """The part that a typical person plays on the customer's side."""

    SPONSOR = "sponsor"
    BUYER = "buyer"
    CHAMPION = "champion"
    ADMINISTRATOR = "administrator"
    END_USER = "end-user"
    APPROVER = "approver"
    PARTNER = "partner"


class Need(StrEnum):
    """Whether a step has to be done."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Edition(StrEnum):
    """How a customer is served along a map: by people or by themselves."""

    HUMAN = "human"
    DIGITAL = "digital"


class SwimlaneForm(StrEnum):
    """How the swimlane of a map is shown."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    PANELS = "panels"


class LinkKind(StrEnum):
    """What a link between two steps means."""

    FLOW = "flow"
    HANDOFF = "handoff"
    LOOP = "loop"


class StageKind(StrEnum):
    """Whether a stage is part of the way or beside it."""

    MAIN = "main"
    SIDE = "side"


class MilestoneKind(StrEnum):
    """What a milestone is worth."""

    PROGRESS = "progress"
    FIRST_VALUE = "first-value"
    GOAL = "goal"
    HANDOFF = "handoff"
    COMMERCIAL = "commercial"


class Polarity(StrEnum):
    """Whether an event is good or bad news."""

    GOOD = "good"
    BAD = "bad"


class Automation(StrEnum):
    """Whether a machine could do it."""

    YES = "yes"
    NO = "no"
    DONE = "done"


class Tier(StrEnum):
    """Whether an indicator leads the score or supports it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Telemetry(StrEnum):
    """What a measure tells: what happened, what will happen, or whether the outcome was reached."""

    DESCRIPTIVE = "descriptive"
    PREDICTIVE = "predictive"
    OUTCOME = "outcome"


class ValueSource(StrEnum):
    """Whether a measure's value is computed or set by a person."""

    COMPUTED = "computed"
    HAND_SET = "hand-set"


class Tone(StrEnum):
    """How good it is to be in a band."""

    GOOD = "good"
    AVERAGE = "average"
    POOR = "poor"
    NEUTRAL = "neutral"


class EvidenceKind(StrEnum):
    """Where a belief comes from."""

    CSM = "csm"
    CUSTOMER = "customer"
    DATA = "data"


class EvidenceMethod(StrEnum):
    """How a belief was gathered."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    RECORDING = "recording"
    CHAT_LOG = "chat-log"
    FUNNEL = "funnel"
    TICKETS = "tickets"
    USAGE = "usage"
    WORKSHOP = "workshop"
    WALKTHROUGH = "walkthrough"
    OBSERVATION = "observation"
    DOCUMENT = "document"


class ResourceKind(StrEnum):
    """What a resource is."""

    MAIL = "mail"
    AGENDA = "agenda"
    SLIDES = "slides"
    CHECKLIST = "checklist"
    ARTICLE = "article"
    VIDEO = "video"
    TRAINING = "training"
    TOOL = "tool"
    DOCUMENT = "document"
    INTERVIEW_KIT = "interview-kit"
    CANVAS = "canvas"


class PlayKind(StrEnum):
    """What a play is for."""

    ENGAGEMENT = "engagement"
    WATCH_LIST = "watch-list"
    ESCALATION = "escalation"
    WIN_BACK = "win-back"
    EXPANSION = "expansion"
    ADVOCACY = "advocacy"


class Effort(StrEnum):
    """How much a play takes."""

    AUTOMATED = "automated"
    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    PROJECT = "project"


class Factor(StrEnum):
    """What contributes to a pain point."""

    USER_EXPERIENCE = "user-experience"
    POLICY = "policy"
    PROCEDURE = "procedure"
    TECHNICAL = "technical"
    PEOPLE = "people"


class Hypothesis(StrEnum):
    """What became of what was expected of a change."""

    HELD = "held"
    REFUTED = "refuted"
    UNCLEAR = "unclear"


class Progress(StrEnum):
    """How far a piece of work has come."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Duty(StrEnum):
    """The four duties of a RACI table."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


class ParticipantKind(StrEnum):
    """Who took part in making a map."""

    TEAM = "team"
    CUSTOMER = "customer"
    PARTNER = "partner"
