"""A playbook's page: if something triggers it, these steps, until it closes; and everything that calls for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.identity import identities, other_keys, step_thing
from journeybook.model.measures import Event
from journeybook.model.plays import Play, Playbook, PlaybookStep
from journeybook.views.base.answers import answer_text, answer_texts, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Rich, Row, Stub, Table, cell
from journeybook.views.base.labels import answered_badge, kind_label, label, state_badge
from journeybook.views.blocks.cards import Card, Points, details, fact, points
from journeybook.views.blocks.common_fields import applies_cell, common_fields, recipient_links, resource_links
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.play_card import called_by, hold, play_spots
from journeybook.views.blocks.thing_page import ThingPage, thing_page
from journeybook.views.links.anchors import former_anchors
from journeybook.views.links.back_references import use_link, uses_of
from journeybook.views.links.fact_texts import fact_texts, join_heading
from journeybook.views.links.links import people_links, reference_link, reference_links
from journeybook.views.links.occurrences import map_links, stage_links
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import called_when_text, condition_text, length_text, when_text


@dataclass(frozen=True)
class PlaybookPage:
    """The trigger, the steps and the closing outcome; then what is said of the whole, and what uses it."""

    thing: ThingPage
    triggers: tuple[str, ...]
    triggers_join: str
    steps: tuple[Card, ...]
    no_steps: str
    decisions: Table
    holds: Points | None
    outcome: tuple[str, ...]
    outcome_join: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every playbook."""
    yield from thing_pages(book, "playbook", book.atlas.playbooks)


def view(book: Book, playbook_id: str) -> PlaybookPage:
    """Return what the page of a playbook shows."""
    playbook = book.find(Playbook, playbook_id)
    facts = details(
        fact(book.say("playbook.type"), _type_summary(book, playbook)),
        fact(book.say("playbook.no_type"), answer_text(book, playbook, "type")),
        fact(book.say("playbook.opening"), answered(book, playbook, "opening", label(book, playbook.opening))),
        fact(
            book.say("playbook.effort"),
            (
                *answered_among(book, playbook, "effort", label(book, playbook.effort)),
                *answered_among(book, playbook, "time", length_text(book, playbook.time)),
            ),
        ),
        fact(
            book.say("playbook.for"),
            (
                *answered_among(book, playbook, "segments", reference_links(book, "segment", playbook.segments)),
                *answered_among(book, playbook, "applies", applies_cell(book, playbook.applies)),
            ),
        ),
        fact(book.say("playbook.phases"), answered(book, playbook, "phases", reference_links(book, "phase", playbook.phases))),
        fact(book.say("playbook.resources"), answered(book, playbook, "resources", resource_links(book, playbook.resources))),
        fact(book.say("playbook.repeats"), answered(book, playbook, "repeats", when_text(book, playbook.repeats))),
        fact(book.say("playbook.automatable"), answered(book, playbook, "automatable", label(book, playbook.automatable))),
        fact(book.say("playbook.measures"), answered(book, playbook, "measures", reference_links(book, "measure", playbook.measures))),
    )
    rows = (Row((cell(row.situation), cell(row.then))) for row in playbook.decisions)
    badges = (answered_badge(book, playbook, "type", Badge(playbook.type) if playbook.type else None), state_badge(book, playbook))
    return PlaybookPage(
        thing=thing_page(book, playbook, badges=badges, facts=facts, used_by=_used_by(book, playbook), omit=("applies",)),
        triggers=fact_texts(book, playbook.trigger) or answer_texts(book, playbook, "trigger"),
        triggers_join=join_heading(book, playbook.trigger),
        steps=tuple(_steps(book, playbook)),
        no_steps=answer_text(book, playbook, "steps") or book.say("playbook.no_steps"),
        decisions=listing(book, "playbook.decisions", ("situation", "then"), rows=rows, answer=answer_text(book, playbook, "decisions")),
        holds=points(book.say("play.suppress"), *(hold(book, held) for held in playbook.suppress), *answered(book, playbook, "suppress")),
        outcome=fact_texts(book, playbook.outcome) or answer_texts(book, playbook, "outcome"),
        outcome_join=join_heading(book, playbook.outcome),
    )


def _type_summary(book: Book, playbook: Playbook) -> str:
    """Return what the atlas says of the playbook's type."""
    return next((kind.summary or "" for kind in book.atlas.file.playbook_types if kind.name == playbook.type), "")


def _steps(book: Book, playbook: Playbook) -> Iterator[Card]:
    things = [step_thing(step) for step in playbook.steps]
    anchors = zip(identities(PlaybookStep.KIND, things), other_keys(PlaybookStep.KIND, things), strict=True)
    for step, (identity, others) in zip(playbook.steps, anchors, strict=True):
        yield _step(book, step, identity.key, (*others, *former_anchors(step)))


def _step(book: Book, step: PlaybookStep, anchor: str, other_anchors: tuple[str, ...]) -> Card:
    lead = details(
        fact(book.say("playbook.only_if"), answered(book, step, "only_if", condition_text(book, step.only_if))),
        fact(book.say("playbook.who"), answered(book, step, "who", people_links(book, *step.who))),
        fact(book.say("playbook.when"), answered(book, step, "when", called_when_text(book, step.when))),
        fact(book.say("playbook.channel"), answered(book, step, "channel", cell(reference_link(book, "channel", step.channel)))),
        fact(book.say("playbook.recipients"), answered(book, step, "recipients", recipient_links(book, step.recipients))),
        fact(book.say("playbook.how"), answered(book, step, "how", cell(Rich(step.how) if step.how else None))),
        fact(book.say("playbook.resources"), answered(book, step, "resources", resource_links(book, step.resources))),
    )
    automation = Badge(book.say(f"playbook.automatable.{step.automatable}"), "info") if step.automatable else None
    automation = answered_badge(book, step, "automatable", automation)
    return Card(anchor, step.what, cell(automation), lead, common_fields(book, step), other_anchors=other_anchors)


def _used_by(book: Book, playbook: Playbook) -> Table:
    plays = play_spots(book)
    rows = []
    for use in uses_of(book, "playbook", playbook.id):
        part = use.part
        calls: Cell = ()
        where = map_links(use.spots)
        if isinstance(part, Play):
            spots = tuple(spot for spot in plays[part] if spot.stage)
            calls, where = called_by(book, part), stage_links(book, spots) or reference_links(book, "phase", part.phases)
        elif isinstance(part, Event) and part.id:
            in_stages = tuple(spot for use_of_event in uses_of(book, "event", part.id) for spot in use_of_event.spots if spot.stage)
            where = where or stage_links(book, in_stages)
        rows.append(Row((use_link(book, use), cell(kind_label(book, part.KIND)), calls, where)))
    return listing(book, "playbook.used_by", ("used", "used_kind", "called_by", "where"), rows=rows)
