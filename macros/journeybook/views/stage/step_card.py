"""A step as a card: who, what and when in sight, everything else folded."""

from journeybook.model.enumerations import Automation, LaneKind, LinkKind
from journeybook.model.flow import Station, follows_apart
from journeybook.model.map import Map
from journeybook.model.step import Entry as LaneEntry
from journeybook.model.step import Experience, Feeling, Next, Question, Step, Story, Touchpoint
from journeybook.model.visibility import UNSEEN
from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Link, Rich, cell
from journeybook.views.base.labels import answered_badge, label, stage_text, state_badge, step_text
from journeybook.views.blocks.attendees import lane_links
from journeybook.views.blocks.cards import Card, Detail, details, fact, points
from journeybook.views.blocks.common_fields import (
    applies_fact,
    base_applies_fact,
    common_fields,
    duty_details,
    recipient_links,
    resource_links,
    small_print,
    unsure_badge,
)
from journeybook.views.blocks.groups import choice_name, node_link
from journeybook.views.blocks.suggest import change_links
from journeybook.views.links.anchors import other_step_anchors, step_anchor
from journeybook.views.links.links import people_links, reference_link, stage_page
from journeybook.views.links.needs import step_need_badges
from journeybook.views.links.texts import length_text, step_times_text, where_text
from journeybook.views.links.web_links import host_of, outside_link


def step_card(book: Book, station: Station, *, journey: Map) -> Card:
    """Return the card of a step."""
    step = station.step
    return Card(
        step_anchor(station),
        step_text(book, step),
        _badges(book, step),
        _lead(book, step, journey=journey),
        (
            *_details(book, step, journey=journey),
            *experience_details(book, step),
            *lane_row_details(book, step),
            *duty_details(book, step),
            *common_fields(book, step, journey=journey, omit=("applies",)),
        ),
        change_links(book, step, journey=journey, stage=station.stage),
        other_step_anchors(station),
    )


def seen_by_customer(book: Book, step: Step) -> bool:
    """Return whether customers see a step: as it says itself, else as the role of its lane says."""
    if step.visible_to_customer is not None:
        return step.visible_to_customer
    roles = [lane.role for name in step.lanes if (lane := book.atlas.find(Lane, name))]
    return not roles or any(role not in UNSEEN for role in roles)


def experience_details(book: Book, item: Experience) -> tuple[Detail, ...]:
    """Return what the customer thinks, feels, asks and meets."""
    return details(
        points(book.say("experience.thinks"), *item.thinks, *answered(book, item, "thinks")),
        points(book.say("experience.feels"), *(feeling_cell(book, feeling) for feeling in item.feels), *answered(book, item, "feels")),
        points(
            book.say("experience.questions"),
            *(question_cell(book, question) for question in item.questions),
            *answered(book, item, "questions"),
        ),
        points(book.say("experience.delights"), *item.delights, *answered(book, item, "delights")),
        points(book.say("experience.technical_limits"), *item.technical_limits, *answered(book, item, "technical_limits")),
        points(book.say("experience.research"), *item.research, *answered(book, item, "research")),
        points(book.say("experience.physical_evidence"), *item.physical_evidence, *answered(book, item, "physical_evidence")),
    )


def question_cell(book: Book, question: Question) -> Cell:
    """Return a question with what to answer."""
    return cell(question.ask, *answered_among(book, question, "answer", (Rich(question.answer),) if question.answer else None))


def feeling_cell(book: Book, feeling: Feeling) -> Cell:
    """Return a feeling in words: the level, the words, whose it is, and on a future map the level aimed at."""
    goal = answered(book, feeling, "goal", cell(level_badge(book, feeling.goal)) if feeling.goal else None)
    return cell(
        level_badge(book, feeling.level),
        *answered_among(book, feeling, "words", feeling.words),
        *answered_among(book, feeling, "persona", cell(reference_link(book, "persona", feeling.persona))),
        book.say("experience.goal") if goal else None,
        *goal,
        *small_print(book, feeling),
    )


def level_badge(book: Book, reference: str) -> Badge:
    """Return a level of the emotion curve as a badge with its tone."""
    level = next((feeling for feeling in book.atlas.feelings if feeling.id == reference), None)
    value = level.value if level else 0
    return Badge(level.name if level else reference, "good" if value > 0 else "poor" if value < 0 else "neutral")


def lane_row_details(book: Book, item: Experience) -> tuple[Detail, ...]:
    """Return the entries of lanes that hold no steps, and the answers that stand in such lanes."""
    names = {lane.id: lane.name for lane in book.atlas.lanes}
    rows = (points(names.get(row.lane, row.lane), *(lane_entry_cell(book, entry) for entry in row.entries)) for row in item.rows)
    unsaid = {lane.id: answered(book, item, lane.id) or lane_answer(book, item, lane) for lane in book.atlas.lanes}
    return details(*rows, *(fact(names[lane], answer) for lane, answer in unsaid.items()))


def lane_answer(book: Book, item: Experience, lane: Lane) -> Cell:
    """Return what was answered for all lanes that hold no steps, where a lane is one of them."""
    return () if lane.kind is LaneKind.STEP else answered(book, item, "rows")


def lane_entry_cell(book: Book, lane_entry: LaneEntry) -> Cell:
    """Return one entry of such a lane."""
    return cell(
        *answered_among(book, lane_entry, "level", cell(level_badge(book, lane_entry.level)) if lane_entry.level else None),
        *answered_among(book, lane_entry, "channel", cell(reference_link(book, "channel", lane_entry.channel))),
        *answered_among(book, lane_entry, "measure", cell(reference_link(book, "measure", lane_entry.measure))),
        *answered_among(book, lane_entry, "target", book.say("step.aim", target=lane_entry.target) if lane_entry.target else None),
        *answered_among(book, lane_entry, "playbook", cell(reference_link(book, "playbook", lane_entry.playbook))),
        *answered_among(book, lane_entry, "text", lane_entry.text),
        *small_print(book, lane_entry),
    )


def outcome_cells(book: Book, step: Step, *, journey: Map) -> tuple[Cell, ...]:
    """Return where a step leads, with outcomes and conditions; of a group that parts also what follows in file order."""
    outcome = step.ends or answer_text(book, step, "ends")
    ends = cell(
        Badge(book.say("step.ends", outcome=outcome)) if outcome else None,
        *answered_among(book, step, "ends_link", cell(Link(host_of(step.ends_link), step.ends_link)) if step.ends_link else None),
    )
    apart = ((node_link(book, journey, node),) for node in follows_apart(journey, step))
    return (*(_next(book, link, journey=journey) for link in step.next), *apart, *((ends,) if ends else ()))


def _badges(book: Book, step: Step) -> Cell:
    return cell(
        *lane_links(book, step),
        unsure_badge(book, step),
        Badge(book.say("step.moment"), "info") if step.moment_that_matters else None,
        *step_need_badges(book, step),
        state_badge(book, step),
        answered_badge(book, step, "label", None),
        answered_badge(book, step, "starts", None),
        None if step.answer_in("visible_to_customer") or seen_by_customer(book, step) else Badge(book.say("step.unseen")),
        *(Badge(label(book, edition)) for edition in step.editions),
        answered_badge(book, step, "editions", None),
        answered_badge(book, step, "visible_to_customer", None),
        Badge(label(book, step.automatable)) if step.automatable not in (None, Automation.NO) else None,
    )


def _lead(book: Book, step: Step, *, journey: Map) -> tuple[Detail, ...]:
    return details(
        fact(book.say("step.link"), answered(book, step, "link", (Link(host_of(step.link), step.link),) if step.link else None)),
        base_applies_fact(book, step) if unsure_badge(book, step) else applies_fact(book, step),
        fact(book.say("step.who"), answered(book, step, "who", people_links(book, *step.who))),
        fact(book.say("step.when"), answered(book, step, "when", step_times_text(book, step))),
        fact(book.say("step.channel"), answered(book, step, "channel", cell(reference_link(book, "channel", step.channel)))),
        fact(book.say("step.takes"), answered(book, step, "takes", length_text(book, step.takes))),
        fact(book.say("step.recipients"), answered(book, step, "recipients", recipient_links(book, step.recipients))),
        fact(book.say("step.resources"), answered(book, step, "resources", resource_links(book, step.resources))),
        fact(book.say("step.how"), answered(book, step, "how", (Rich(step.how),) if step.how else None)),
        fact(
            book.say("step.why_it_matters"),
            answered(book, step, "moment_that_matters", step.moment_that_matters.why if step.moment_that_matters else None),
        ),
        points(book.say("step.next"), *outcome_cells(book, step, journey=journey), *answered(book, step, "next")),
    )


def _details(book: Book, step: Step, *, journey: Map) -> tuple[Detail, ...]:
    floats = step.floats
    span = _stage(book, floats.since, journey=journey) if floats else ()
    if floats and floats.until != floats.since:
        span = (*span, book.say("step.until"), *_stage(book, floats.until, journey=journey))
    return details(
        fact(
            book.say("step.interaction"), answered(book, step, "interaction", cell(reference_link(book, "interaction", step.interaction)))
        ),
        points(
            book.say("step.touchpoints"),
            *(_touchpoint(book, touchpoint) for touchpoint in step.touchpoints),
            *answered(book, step, "touchpoints"),
        ),
        fact(
            book.say("step.self_service"),
            answered(book, step, "self_service", (outside_link(step.self_service),) if step.self_service else None),
        ),
        fact(book.say("step.price"), answered(book, step, "price", step.price)),
        fact(book.say("step.floats"), answered(book, step, "floats", span)),
        fact(book.say("step.track"), answered(book, step, "track", _named(step.track, journey.tracks))),
        fact(book.say("step.choice"), answered(book, step, "choice", choice_name(book, journey, step.choice) if step.choice else None)),
        fact(
            book.say("step.clock"),
            answered(book, step, "clock", cell(reference_link(book, ("anchor", "milestone", "event"), step.clock, scope=journey.id))),
        ),
        fact(book.say("step.persona"), answered(book, step, "persona", cell(reference_link(book, "persona", step.persona)))),
        points(
            book.say("step.stories"), *(_story(book, story, journey=journey) for story in step.stories), *answered(book, step, "stories")
        ),
        fact(
            book.say("step.customer_note"),
            answered(book, step, "customer_note", (Rich(step.customer_note),) if step.customer_note else None),
        ),
        fact(book.say("step.automatable"), answered(book, step, "automatable", label(book, step.automatable))),
    )


def _story(book: Book, story: Story, *, journey: Map) -> Cell:
    feels = answered_among(book, story, "feels", cell(level_badge(book, story.feels)) if story.feels else None)
    return (_named(story.story, journey.stories), story.text, *feels, *small_print(book, story))


def _next(book: Book, link: Next, *, journey: Map) -> Cell:
    inlines: list[Inline] = list(answered(book, link, "outcome", cell(Badge(link.outcome, "neutral")) if link.outcome else None))
    inlines += cell(reference_link(book, ("step", "choice"), link.to, scope=journey.id))
    inlines += cell(where_text(book, link.when, answer=answer_text(book, link, "when")))
    inlines += cell(
        answered_badge(book, link, "kind", Badge(label(book, link.kind), "info") if link.kind not in (None, LinkKind.FLOW) else None)
    )
    return tuple(inlines)


def _touchpoint(book: Book, touchpoint: Touchpoint) -> Cell:
    trigger = book.say("step.trigger", trigger=touchpoint.trigger) if touchpoint.trigger else None
    return cell(
        reference_link(book, "channel", touchpoint.channel),
        *answered_among(book, touchpoint, "what", touchpoint.what),
        *answered_among(book, touchpoint, "trigger", trigger),
        *answered_among(book, touchpoint, "recipients", recipient_links(book, touchpoint.recipients)),
        *answered_among(book, touchpoint, "interaction", cell(reference_link(book, "interaction", touchpoint.interaction))),
        *small_print(book, touchpoint),
    )


def _stage(book: Book, reference: str, *, journey: Map) -> Cell:
    stage = next((stage for stage in journey.stages if stage.id == reference), None)
    return (
        (Link(stage_text(book, stage), stage_page(journey, stage)),)
        if stage
        else cell(reference_link(book, "stage", reference, scope=journey.id))
    )


def _named(reference: str | None, parts: tuple[object, ...]) -> str:
    part = next((candidate for candidate in parts if getattr(candidate, "id", None) == reference), None)
    return str(getattr(part, "name", reference or ""))
