"""What is said of a map before its first stage: its state in badges, its goal and scope, who takes part, and what it is joined to."""

from collections.abc import Iterator

from journeybook.model.calendar import FreeDay, PlanDates
from journeybook.model.enumerations import Status
from journeybook.model.item import Responsibility, Review
from journeybook.model.map import Map, Participant, PublicFace, Success
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Labelled, Link, Prefix, Rich, cell, facts, plain_text
from journeybook.views.base.labels import answered_badge, heading, label
from journeybook.views.blocks.common_fields import applies_cell, applies_label, raci_row, small_print, stated_texts
from journeybook.views.blocks.evidence import PARTLY_FOUNDED, coverage_badge, evidence_coverage
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.journey_map.variant_tree import Variant, variant_tree
from journeybook.views.links.fact_texts import fact_texts, facts_label
from journeybook.views.links.links import map_page, people_links, reference_link, reference_links
from journeybook.views.links.plan_links import plans_of_map
from journeybook.views.links.texts import condition_text
from journeybook.views.links.web_links import outside_link

STATUS_TONES = {Status.LIVE: "good", Status.RETIRED: "neutral"}
"""The tones of a map's status; every other one is on its way."""


def status_badge(book: Book, journey: Map) -> Badge | None:
    """Return how far a map has come, where that was said."""
    tone = STATUS_TONES.get(journey.status, "info") if journey.status else ""
    return answered_badge(book, journey, "status", Badge(label(book, journey.status), tone) if tone else None)


def type_badge(book: Book, journey: Map) -> Badge | None:
    """Return what a map describes, where that was said."""
    return answered_badge(book, journey, "type", Badge(label(book, journey.type)) if journey.type else None)


def map_review_badge(book: Book, journey: Map) -> Badge:
    """Return how a map's review stands: the author's answer, else what follows from the last one."""
    answer = None if journey.review else answered_badge(book, journey, "review", None)
    return answer or review_badge(book, review_state(book, journey.review))


def header_badges(book: Book, journey: Map) -> Cell:
    """Return status, type, evidence and review of a map; one that stands mostly on guesses says so."""
    coverage = evidence_coverage(book, journey)
    guess = (
        Badge(book.say("map.guess"), "average") if coverage.backed and not coverage.sourced and coverage.percent < PARTLY_FOUNDED else None
    )
    review = map_review_badge(book, journey)
    return cell(status_badge(book, journey), type_badge(book, journey), guess, coverage_badge(book, coverage), review)


def head_facts(book: Book, journey: Map) -> tuple[Labelled, ...]:
    """Return what a reader wants to know of a map at once."""
    scope, say = journey.scope, book.say
    return facts(
        *(pair for success in journey.success for pair in _success(book, success)),
        (say("map.success"), answered(book, journey, "success")),
        (say("map.scope"), answered(book, scope or journey, "statement" if scope else "scope", scope.statement if scope else None)),
        (say("map.starts"), answered(book, scope, "starts", scope.starts if scope else None)),
        (say("map.ends"), answered(book, scope, "ends", scope.ends if scope else None)),
        (say("map.use_case"), answered(book, journey, "use_case", cell(reference_link(book, "use-case", journey.use_case)))),
        (say("map.personas"), answered(book, journey, "personas", reference_links(book, "persona", journey.personas))),
        (say("map.segments"), answered(book, journey, "segments", reference_links(book, "segment", journey.segments))),
        (say("map.coverage"), answered(book, journey, "coverage", reference_links(book, "coverage-model", journey.coverage))),
        (applies_label(book, journey.applies), answered(book, journey, "applies", applies_cell(book, journey.applies))),
        (say("map.owner"), answered(book, journey, "owner", people_links(book, journey.owner))),
    )


def connections(book: Book, journey: Map) -> tuple[Labelled, ...]:
    """Return the maps this one is built on, joined to, or the future or present of."""
    others, say = book.atlas.maps, book.say
    return facts(
        (say("map.extends"), reference_links(book, "map", journey.extends)),
        (
            say("map.variants"),
            tuple(_variant_link(book, variant) for variant in variant_tree(book, journey) if variant.journey.future_of != journey.id),
        ),
        (say("map.continues"), answered(book, journey, "continues", reference_links(book, "map", journey.continues))),
        (say("map.continued"), _links(other for other in others if journey.id in other.continues)),
        (say("map.future_of"), answered(book, journey, "future_of", cell(reference_link(book, "map", journey.future_of)))),
        (say("map.future"), _links(other for other in others if other.future_of == journey.id)),
        (say("map.plans"), plans_of_map(book, journey.id)),
    )


def making(book: Book, journey: Map) -> tuple[Labelled, ...]:
    """Return how the map came to be: who took part, who answers, when it was looked at, what stands elsewhere."""
    say, review = book.say, review_state(book, journey.review)
    every = journey.review.triggers if journey.review else ()
    return facts(
        (
            say("map.participants"),
            answered(book, journey, "participants", tuple(_participant(book, participant) for participant in journey.participants)),
        ),
        (
            say("map.reviewed"),
            answered(book, journey, "review", _reviewed(book, journey.review)),
        ),
        (say("map.review_due"), answer_text(book, journey.review, "every") or (str(review.due) if review.due else None)),
        (say("map.review_triggers"), answered(book, journey.review, "triggers", tuple(every))),
        (say("item.raci"), answered(book, journey, "raci", tuple(_duty_line(book, row) for row in journey.raci))),
        (say("item.evidence"), answered(book, journey, "evidence", reference_links(book, "evidence", journey.evidence))),
        (say("item.elsewhere"), answered(book, journey, "stated_elsewhere", stated_texts(book, journey.stated_elsewhere))),
        (say("item.links"), answered(book, journey, "links", tuple(outside_link(link) for link in journey.links))),
        (say("item.source"), answered(book, journey, "source", journey.source)),
        (say("item.note"), answered(book, journey, "note", journey.note)),
    )


def public_facts(book: Book, face: PublicFace) -> tuple[Labelled, ...]:
    """Return how customers find and read the map, in the words of its page for them, and what only colleagues read of that."""
    editions = tuple(label(book, edition) for edition in face.editions)
    levels = reference_links(book, "severity-level", face.severity_levels)
    return facts(
        (book.say("success.role"), answered(book, face, "role", face.role)),
        (book.say("success.goal"), face.goal),
        (heading(book, "field.summary"), answered(book, face, "summary", rich_texts(face.summary))),
        (book.say("success.editions"), answered(book, face, "editions", editions)),
        (book.say("success.prerequisites"), answered(book, face, "prerequisites", rich_texts(*face.prerequisites))),
        (book.say("success.not_for"), answered(book, face, "not_for", rich_texts(*face.not_for))),
        (book.say("success.contact"), answered(book, face, "contact", face.contact)),
        (book.say("success.answer_times"), answered(book, face, "severity_levels", levels)),
        (book.say("map.dates"), answered(book, face, "dates", _date_rules(book, face.dates))),
        (book.say("stage.more"), small_print(book, face)),
    )


def rich_texts(*texts: str | None) -> Cell:
    """Return an author's formatted texts as a cell."""
    return tuple(Rich(text) for text in texts if text)


def _date_rules(book: Book, dates: PlanDates) -> Cell:
    """Return from and to which day a plan's dates are reckoned, and what becomes of dates on free days."""
    kinds = ("anchor", "milestone", "event")
    return cell(
        *_behind(book.say("map.starts"), reference_link(book, kinds, dates.starts)),
        *_behind(book.say("map.ends"), reference_link(book, kinds, dates.ends)),
        label(book, dates.on_free_days) if dates.on_free_days is not FreeDay.STAY else None,
    )


def _behind(label_text: str, inline: Inline | None) -> Cell:
    return (Prefix(f"{label_text}:"), inline) if inline else ()


def programme_facts(book: Book, journey: Map) -> tuple[Labelled, ...]:
    """Return when a customer enters and leaves a side programme."""
    programme = journey.programme
    if programme is None:
        return facts((book.say("map.enter"), answered(book, journey, "programme")))
    return facts(
        (facts_label(book, book.say("map.enter"), programme.enter), fact_texts(book, programme.enter)),
        (facts_label(book, book.say("map.leave"), programme.leave), fact_texts(book, programme.leave)),
        (book.say("map.back_to"), answered(book, programme, "back_to", programme.back_to)),
    )


def _participant(book: Book, participant: Participant) -> str:
    """Return who took part, and as what where that was said."""
    kind = label(book, participant.kind) or answer_text(book, participant, "kind")
    return book.say("map.participant", who=participant.who, kind=kind) if kind else participant.who


def _reviewed(book: Book, review: Review | None) -> Cell:
    """Return when a map was looked at last, and who did."""
    if review is None:
        return ()
    last = answered(book, review, "last", str(review.last) if review.last else None)
    return cell(*last, *answered_among(book, review, "by", people_links(book, review.by)))


def _duty_line(book: Book, row: Responsibility) -> str:
    """Return one row of a map's RACI table as a line of text."""
    person, *rest = map(plain_text, raci_row(book, row))
    return book.say("duty.line", who=person, does=book.say("list.comma").join(rest))


def _success(book: Book, success: Success) -> Iterator[tuple[str, Cell]]:
    """Yield in words when the goal is reached, and how that is measured; the condition leads to its measure."""
    measure, rule = reference_link(book, "measure", success.measure), condition_text(book, success.when)
    measured = Link(rule, measure.to) if rule and isinstance(measure, Link) else rule or measure
    yield book.say("map.success"), answered(book, success, "says", success.says)
    unsaid = (*answered(book, success, "when"), *answered_among(book, success, "measure"))
    yield book.say("map.measured" if success.says else "map.success"), cell(measured, *unsaid)


def _variant_link(book: Book, variant: Variant) -> Link:
    """Return a variant as a link; one of a variant says whose it is."""
    name = variant.journey.name
    text = name if variant.depth == 1 else book.say("variants.deeper", name=name, base=variant.base.name)
    return Link(text, map_page(variant.journey))


def _links(maps: Iterator[Map]) -> Cell:
    return tuple(Link(journey.name, map_page(journey)) for journey in maps)


def map_badges(book: Book, journey: Map) -> Cell:
    """Return a map's status, its type, its review and its evidence."""
    return cell(
        status_badge(book, journey),
        type_badge(book, journey),
        map_review_badge(book, journey) if journey.status is not Status.RETIRED else None,
        coverage_badge(book, evidence_coverage(book, journey)),
    )
