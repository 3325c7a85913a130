"""A step: one thing somebody does. One line is enough; every detail is optional."""

from typing import Annotated, ClassVar

from journeybook.model.annotations import InWords, LinkedBy
from journeybook.model.base import Audience, Part, Public
from journeybook.model.enumerations import Automation, Edition, LinkKind, Need, State
from journeybook.model.item import Addressed, Applies, Item, OldPublicNames, Owned, Recipient, ResourceUse, Stated, StepTime, WebLink
from journeybook.model.pain_points import Opportunity, PainPoint
from journeybook.model.references import (
    AnchorRef,
    ChannelRef,
    ChoiceRef,
    FeelingRef,
    InteractionRef,
    LaneRef,
    MeasureRef,
    NextRef,
    PersonaRef,
    PlaybookRef,
    StageRef,
    StoryRef,
    TrackRef,
    WhoRef,
)
from journeybook.model.scalars import ConditionText, DurationText, Flag, Identifier, RichText, Text, Web


class Feeling(Item):
    """How a persona feels: a named level for the curve, and words."""

    SHORT: ClassVar[str] = "level"
    level: FeelingRef
    """A level that atlas.yml names, such as frustrated."""
    words: Text | None = None
    """How the persona puts it."""
    persona: PersonaRef | None = None
    """Whose feeling it is, where the map has several personas."""
    goal: FeelingRef | None = None
    """On a future map: the level aimed at."""


class Touchpoint(Item):
    """A spot at which customer and company meet; internal until it says `audience: public` itself."""

    SHORT: ClassVar[str] = "channel"
    STARTS: ClassVar[Audience | None] = Audience.INTERNAL
    channel: Public[ChannelRef]
    """Through which channel."""
    what: Public[Text | None] = None
    """What happens there."""
    trigger: Text | None = None
    """What sets the feeling off."""
    recipients: tuple[Recipient, ...] = ()
    """Who receives it, with a fallback."""
    interaction: InteractionRef | None = None
    """The standard interaction it is."""


class Moment(Part):
    """Marks a moment that matters."""

    SHORT: ClassVar[str] = "why"
    why: Text
    """The business challenge it answers, or what it decides."""


class Next(Part):
    """Where a step leads."""

    SHORT: ClassVar[str] = "to"
    KEYED: ClassVar[tuple[str, ...]] = ("outcome", "to")
    to: Public[NextRef]
    """The step it leads to, or the choice as a whole; `map-id/step-id` in another map."""
    outcome: Public[Text | None] = None
    """The named outcome of a decision, such as won."""
    when: Annotated[ConditionText | None, InWords("outcome")] = None
    """The condition under which it is taken."""
    kind: Public[LinkKind | None] = None
    """Flow, handoff or loop. Nothing said means a flow, and a handoff where it leads from the lanes of one team to those of another."""


class Floats(Part):
    """The range of stages over which a step or a whole stage may happen, outside of the main flow."""

    since: Public[StageRef]
    """The first stage."""
    until: Public[StageRef]
    """The last stage."""


class Story(Item):
    """What happens at a step in one of several journeys laid over the map."""

    KEYED: ClassVar[tuple[str, ...]] = ("story", "text")
    story: StoryRef
    """The journey, one of the map's `stories`."""
    text: Text
    """What happens in it."""
    feels: FeelingRef | None = None
    """How it feels."""


class Entry(Item):
    """An entry in a lane that does not hold steps: text, a touchpoint, a feeling, a metric or a playbook."""

    SHORT: ClassVar[str] = "text"
    text: Public[Text | None] = None
    """The words, in any kind of lane."""
    channel: ChannelRef | None = None
    """In a lane of touchpoints: the channel."""
    level: FeelingRef | None = None
    """In a lane of feelings: the level."""
    measure: MeasureRef | None = None
    """In a lane of metrics: the measure."""
    target: Text | None = None
    """In a lane of metrics: what is aimed at."""
    playbook: PlaybookRef | None = None
    """In a lane of playbooks: the playbook."""


class LaneEntries(Part):
    """The entries of one lane at a step or stage."""

    KEYED: ClassVar[tuple[str, ...]] = ("lane", "entries")
    lane: LaneRef
    """The lane; it must not be one of steps."""
    entries: tuple[Entry, ...]
    """What stands in it."""


class Question(Part):
    """A question of the customer's, and the answer where there is one: `questions: {Can I undo it?: "Yes, for a day."}`."""

    SHORT: ClassVar[str] = "ask"
    KEYED: ClassVar[tuple[str, ...]] = ("ask", "answer")
    ask: Public[Text]
    """The question."""
    answer: Public[RichText | None] = None
    """What to answer; customers read it as well, as soon as they may read the question."""


class Attendee(Part):
    """A lane that takes part in a step of another: `{lane: finance, need: optional}`, or shorter `{finance: optional}`."""

    SHORT: ClassVar[str] = "lane"
    KEYED: ClassVar[tuple[str, ...]] = ("lane", "need")
    lane: Public[LaneRef]
    """The lane; it holds steps."""
    need: Public[Need | None] = None
    """Whether it must take part: required, recommended or optional."""
    applies: Public[Applies | None] = None
    """When it takes part: `{lane: finance, applies: {says: if there is a discount}}`."""


class StepNeed(Part):
    """Whether a step has to be done, by all customers or by some of them."""

    SHORT: ClassVar[str] = "need"
    need: Public[Need]
    """Required, recommended or optional."""
    applies: Public[Applies | None] = None
    """For whom, or under which condition, it holds: `{need: optional, applies: {segments: small, says: with one site}}`."""


class Experience(Item):
    """What the customer thinks, feels, asks and meets; a step or a whole stage may say it."""

    thinks: tuple[Text, ...] = ()
    """Thoughts, as the customer would put them."""
    feels: tuple[Feeling, ...] = ()
    """Feelings: `feels: frustrated`, or with words and persona."""
    questions: Public[tuple[Question, ...]] = ()
    """Questions the customer has, each with its answer where there is one."""
    delights: tuple[Text, ...] = ()
    """Happy moments."""
    technical_limits: tuple[Text, ...] = ()
    """Technical limits that are met."""
    research: tuple[Text, ...] = ()
    """What the buyer finds out, and where."""
    physical_evidence: tuple[Text, ...] = ()
    """What the customer can see or touch: a letter, a screen, a badge."""
    moment_that_matters: Moment | None = None
    """Why this decides the outcome."""
    pain_points: Public[tuple[PainPoint, ...]] = ()
    """Obstacles, each with its way back."""
    opportunities: tuple[Opportunity, ...] = ()
    """What could be better."""
    rows: tuple[LaneEntries, ...] = ()
    """Entries of lanes that do not hold steps: `rows: {policies: Overtime is approved first}`."""


class Step(Addressed, Experience, Owned):
    """One thing somebody does. `customer: Invites three colleagues` is a whole step."""

    KIND: ClassVar[str] = "step"
    LOCAL: ClassVar[bool] = True
    id: Public[Identifier | None] = None
    """Needed only where something links to the step; then its address never changes."""
    formerly: OldPublicNames = ()
    label: Public[Text | None] = None
    """The author's own label, such as 4a; it is never renumbered."""
    applies: Public[Applies | None] = None
    stated_elsewhere: Public[tuple[Stated, ...]] = ()
    lane: Public[LaneRef]
    """Whose lane it stands in; written shorter as `customer: what is done`."""
    also_in: Public[tuple[Attendee, ...]] = ()
    """The lanes of those who do it together, as in a meeting: `{customer: Kick-off call, also_in: [company, {finance: optional}]}`."""
    what: Annotated[Public[Text], LinkedBy("link")]
    """What is done. Its words may be a link: `customer: "[Fill in the form](https://example.org/form)"`."""
    link: Public[Web | None] = None
    """Where its words lead."""
    who: Public[tuple[WhoRef, ...]] = ()
    """Who does it: contact roles or personas of the customer, teams or roles of ours."""
    persona: PersonaRef | None = None
    """Whose view it is told from, where the map has several personas."""
    when: Public[tuple[StepTime, ...]] = ()
    """When: `2 days after kick-off`, `120 days before renewal-date`, `every 3 weeks`; several where one deadline follows another.

    What counts from the step, and the stage that waits for it, go by the first.
    """
    takes: Public[DurationText | None] = None
    """How long it takes."""
    how: Public[RichText | None] = None
    """How, in as many words as it takes."""
    channel: Public[ChannelRef | None] = None
    """The channel; a step with a channel is a touchpoint."""
    touchpoints: Public[tuple[Touchpoint, ...]] = ()
    """Further touchpoints, with channel, trigger and recipients; for customers with `audience: public`."""
    recipients: Public[tuple[Recipient, ...]] = ()
    """Who receives it, with a fallback: `{to: administrator, otherwise: sold-to}`; for customers with `audience: public`."""
    resources: Public[tuple[ResourceUse, ...]] = ()
    """What is used; each may say under which condition."""
    interaction: InteractionRef | None = None
    """The standard interaction it is."""
    self_service: Public[WebLink | None] = None
    """Where customers can do it by themselves."""
    visible_to_customer: Flag | None = None
    """False where the company acts alone; nothing said means what the lane's role says."""
    need: Public[tuple[StepNeed, ...]] = ()
    """Required, recommended or optional; several where that is not the same for all, each with `applies`. Nothing said counts as required.

    Nobody waits for a step whose every need is optional.
    """
    editions: Public[tuple[Edition, ...]] = ()
    """Only in the human or the digital edition; nothing said means both."""
    floats: Public[Floats | None] = None
    """The range of stages over which it may happen, outside of the main flow."""
    track: Public[TrackRef | None] = None
    """The parallel track it belongs to."""
    choice: Public[ChoiceRef | None] = None
    """The group it belongs to: one of the map's `choices`, of which one, any or all are done."""
    starts: Public[Flag] = False
    """True where nothing leads here from the step before: it begins a way of its own."""
    next: Public[tuple[Next, ...]] = ()
    """Where it leads; nothing said means the next step in the file. `next: {won: sign, lost: say-goodbye}`."""
    ends: Annotated[Public[Text | None], LinkedBy("ends_link")] = None
    """The outcome with which the way ends here. Its words may be a link: `ends: "[Apply elsewhere](https://example.org)"`."""
    ends_link: Public[Web | None] = None
    """Where the way goes on that ends here, on a page outside."""
    stories: tuple[Story, ...] = ()
    """What happens here in each journey laid over the map: `{new-home: ...}`."""
    automatable: Automation | None = None
    """Whether a machine could do it: yes, no, or done."""
    price: Public[Text | None] = None
    """What it costs the customer."""
    customer_note: Public[RichText | None] = None
    """Anything the customer should know."""
    clock: Public[AnchorRef | None] = None
    """An anchor, milestone or event that this step brings about."""
    state: State = State.IN_USE
    """In use, planned, not launched, or retired."""

    @property
    def lanes(self) -> tuple[str, ...]:
        """Every lane in which it stands, its own first."""
        return (self.lane, *(attendee.lane for attendee in self.also_in))

    @property
    def is_for_everybody(self) -> bool:
        """Whether nobody passes over it: it is neither optional or recommended, nor for some customers alone."""
        return self.is_required and self.get("applies", Applies) is None

    @property
    def is_required(self) -> bool:
        """Whether it has to be done by all: nothing says that it is optional or recommended for anybody."""
        return all(need.need is Need.REQUIRED for need in self.inside("need", StepNeed))

    @property
    def is_optional(self) -> bool:
        """Whether nobody waits for it: whatever is said of its need is that it is optional."""
        needs = self.inside("need", StepNeed)
        return bool(needs) and all(need.need is Need.OPTIONAL for need in needs)
