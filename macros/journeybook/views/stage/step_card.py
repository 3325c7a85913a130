"""A step as a card: who, what and when in sight, everything else folded."""

from journeybook.model.enumerations import Automation, LaneRole, LinkKind, Need
from journeybook.model.flow import Station
from journeybook.model.map import Map
from journeybook.model.organisation import Lane
from journeybook.model.step import Entry as LaneEntry
from journeybook.model.step import Experience, Feeling, Next, Row, Step, Touchpoint
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Element, Link, Rich, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.cards import Card, Entry, entries, fact, points
from journeybook.views.blocks.common_fields import blank_texts, common_fields, duties, outside
from journeybook.views.blocks.listing import length_text
from journeybook.views.blocks.suggest import suggest
from journeybook.views.links.anchors import step_anchor
from journeybook.views.links.links import condition_text, recipients, refer, refer_all, stage_page, when_text, who


def step_card(book: Book, station: Station, *, journey: Map) -> Card:
    """Make the card of a step."""
    step = station.step
    return Card(
        step_anchor(station),
        f"{step.label} {step.what}" if step.label else step.what,
        _badges(book, step),
        _lead(book, step, journey=journey),
        (
            *_details(book, step, journey=journey),
            *experience(book, step),
            *rows(book, step.rows),
            *duties(book, step),
            *common_fields(book, step, journey=journey),
        ),
        suggest(book, step, journey=journey, stage=station.stage),
    )


def seen_by_customer(book: Book, step: Step) -> bool:
    """Return whether customers see a step: as it says itself, else as the role of its lane says."""
    if step.visible_to_customer is not None:
        return step.visible_to_customer
    lane = book.atlas.find(Lane, step.lane)
    return lane is None or lane.role in (LaneRole.CUSTOMER, LaneRole.FRONTSTAGE)


def experience(book: Book, item: Experience) -> tuple[Entry, ...]:
    """Return what the customer thinks, feels, asks and meets."""
    return entries(
        points(book.say("experience.thinks"), *item.thinks),
        points(book.say("experience.feels"), *(feeling(book, one) for one in item.feels)),
        points(book.say("experience.questions"), *(cell(one.ask, Rich(one.answer) if one.answer else None) for one in item.questions)),
        points(book.say("experience.delights"), *item.delights),
        points(book.say("experience.technical_limits"), *item.technical_limits),
        points(book.say("experience.research"), *item.research),
        points(book.say("experience.physical_evidence"), *item.physical_evidence),
        points(book.say("blank.title"), *blank_texts(book, item)),
    )


def feeling(book: Book, one: Feeling) -> Cell:
    """Say a feeling: the level, the words, whose it is, and on a future map the level aimed at."""
    goal = level(book, one.goal) if one.goal else None
    return cell(level(book, one.level), one.words, refer(book, "persona", one.persona), book.say("experience.goal") if goal else None, goal)


def level(book: Book, reference: str) -> Badge:
    """Return a level of the emotion curve as a badge with its tone."""
    found = next((one for one in book.atlas.feelings if one.id == reference), None)
    value = found.value if found else 0
    return Badge(found.name if found else reference, "good" if value > 0 else "poor" if value < 0 else "neutral")


def rows(book: Book, listed: tuple[Row, ...]) -> tuple[Entry, ...]:
    """Return the entries of lanes that hold no steps."""
    names = {lane.id: lane.name for lane in book.atlas.lanes}
    return entries(*(points(names.get(row.lane, row.lane), *(lane_entry(book, one) for one in row.entries)) for row in listed))


def lane_entry(book: Book, one: LaneEntry) -> Cell:
    """Say one entry of such a lane."""
    return cell(
        level(book, one.level) if one.level else None,
        refer(book, "channel", one.channel),
        refer(book, "measure", one.measure),
        book.say("step.aim", target=one.target) if one.target else None,
        refer(book, "playbook", one.playbook),
        one.text,
    )


def leads_to(book: Book, step: Step, *, journey: Map) -> tuple[Cell, ...]:
    """Say where a step leads, with outcomes and conditions."""
    ends: tuple[Cell, ...] = ((Badge(book.say("step.ends", outcome=step.ends)),),) if step.ends else ()
    return (*(_next(book, link, journey=journey) for link in step.next), *ends)


def _badges(book: Book, step: Step) -> Cell:
    return cell(
        refer(book, "lane", step.lane),
        Badge(book.say("step.moment"), "info") if step.moment_that_matters else None,
        Badge(label(book, step.need)) if step.need is not Need.REQUIRED else None,
        state_badge(book, step.state),
        None if seen_by_customer(book, step) else Badge(book.say("step.unseen")),
        *(Badge(label(book, edition)) for edition in step.editions),
        Badge(label(book, step.automatable)) if step.automatable not in (None, Automation.NO) else None,
    )


def _lead(book: Book, step: Step, *, journey: Map) -> tuple[Entry, ...]:
    return entries(
        fact(book.say("step.who"), who(book, *step.who)),
        fact(book.say("step.when"), when_text(book, step.when)),
        fact(book.say("step.channel"), cell(refer(book, "channel", step.channel))),
        fact(book.say("step.takes"), length_text(step.takes)),
        fact(book.say("step.recipients"), recipients(book, step.recipients)),
        fact(book.say("step.resources"), refer_all(book, "resource", step.resources)),
        fact(book.say("step.how"), (Rich(step.how),) if step.how else None),
        fact(book.say("step.why_it_matters"), step.moment_that_matters.why if step.moment_that_matters else None),
        points(book.say("step.next"), *leads_to(book, step, journey=journey)),
    )


def _details(book: Book, step: Step, *, journey: Map) -> tuple[Entry, ...]:
    floats = step.floats
    span = (
        (*_stage(book, floats.since, journey=journey), book.say("step.until"), *_stage(book, floats.until, journey=journey))
        if floats
        else ()
    )
    return entries(
        fact(book.say("step.interaction"), cell(refer(book, "interaction", step.interaction))),
        points(book.say("step.touchpoints"), *(_touchpoint(book, one) for one in step.touchpoints)),
        fact(book.say("step.self_service"), (outside(step.self_service),) if step.self_service else None),
        fact(book.say("step.price"), step.price),
        fact(book.say("step.floats"), span),
        fact(book.say("step.track"), _named(step.track, journey.tracks)),
        fact(book.say("step.choice"), _named(step.choice, journey.choices)),
        fact(book.say("step.clock"), cell(refer(book, ("anchor", "milestone", "event"), step.clock, scope=journey.id))),
        fact(book.say("step.persona"), cell(refer(book, "persona", step.persona))),
        points(
            book.say("step.stories"),
            *((_named(one.story, journey.stories), one.text, *([level(book, one.feels)] if one.feels else ())) for one in step.stories),
        ),
        fact(book.say("step.customer_note"), (Rich(step.customer_note),) if step.customer_note else None),
        fact(book.say("step.automatable"), label(book, step.automatable)),
    )


def _next(book: Book, link: Next, *, journey: Map) -> Cell:
    pieces: list[Element] = [Badge(link.outcome, "neutral")] if link.outcome else []
    pieces += cell(refer(book, "step", link.to, scope=journey.id))
    if link.when:
        pieces.append(book.say("applies.when", condition=condition_text(book, link.when)))
    if link.kind is not LinkKind.FLOW:
        pieces.append(Badge(label(book, link.kind), "info"))
    return tuple(pieces)


def _touchpoint(book: Book, one: Touchpoint) -> Cell:
    trigger = book.say("step.trigger", trigger=one.trigger) if one.trigger else None
    return cell(
        refer(book, "channel", one.channel),
        one.what,
        trigger,
        *recipients(book, one.recipients),
        refer(book, "interaction", one.interaction),
    )


def _stage(book: Book, reference: str, *, journey: Map) -> Cell:
    stage = next((stage for stage in journey.stages if stage.id == reference), None)
    return (Link(stage.name, stage_page(journey, stage)),) if stage else cell(refer(book, "stage", reference, scope=journey.id))


def _named(reference: str | None, listed: tuple[object, ...]) -> str:
    found = next((one for one in listed if getattr(one, "id", None) == reference), None)
    return str(getattr(found, "name", reference or ""))
