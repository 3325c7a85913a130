"""The index of segments: the rules side by side, how customers are served, attributes and use cases."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Stub, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.cards import Card, details, fact
from journeybook.views.blocks.common_fields import common_fields
from journeybook.views.links.links import anchor_of, reference_link, reference_links
from journeybook.views.links.site_map import page_stub
from journeybook.views.links.texts import condition_text


@dataclass(frozen=True)
class SegmentsPage:
    """What the index shows: the table of rules, then what the segments are described by."""

    title: str
    rules: Table
    coverage_models: tuple[Card, ...]
    attributes: tuple[Card, ...]
    use_cases: tuple[Card, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index."""
    yield page_stub(book, "segments", title=heading(book, "nav.segments"), description=book.say("segments.description"))


def view(book: Book) -> SegmentsPage:
    """Return what the index shows."""
    return SegmentsPage(heading(book, "nav.segments"), _rules(book), _coverage_models(book), _attributes(book), _use_cases(book))


def _rules(book: Book) -> Table:
    ordered = sorted(book.atlas.segments, key=lambda segment: -(segment.priority or 0))
    columns = tuple(heading(book, f"segments.column.{name}") for name in ("segment", "group", "rule", "priority", "coverage", "maps"))
    rows = []
    for segment in ordered:
        maps = tuple(journey.id for journey in book.atlas.maps if segment.id in journey.segments)
        priority = answered(book, segment, "priority", str(segment.priority) if segment.priority is not None else None)
        coverage = answered(book, segment, "coverage", cell(reference_link(book, "coverage-model", segment.coverage)))
        rows.append(
            Row(
                (
                    cell(reference_link(book, "segment", segment.id)),
                    answered(book, segment, "group", segment.group),
                    (
                        *answered(book, segment, "rule", cell(condition_text(book, segment.rule))),
                        *answered_among(book, segment, "since", book.say("segments.since", date=segment.since) if segment.since else None),
                        *answered_among(book, segment, "border", segment.border),
                    ),
                    priority,
                    coverage,
                    reference_links(book, "map", maps),
                )
            )
        )
    return Table(heading(book, "segments.caption"), columns, tuple(rows), book.say("segments.empty"))


def _coverage_models(book: Book) -> tuple[Card, ...]:
    cards = []
    for model in book.atlas.file.coverage_models:
        segments = tuple(segment.id for segment in book.atlas.segments if segment.coverage == model.id)
        maps = tuple(journey.id for journey in book.atlas.maps if model.id in journey.coverage)
        lead = details(
            fact(book.say("segments.summary"), answered(book, model, "summary", model.summary)),
            fact(book.say("segments.serves"), reference_links(book, "segment", segments)),
            fact(heading(book, "segments.maps"), reference_links(book, "map", maps)),
        )
        cards.append(Card(anchor_of(model), model.name, (), lead, common_fields(book, model)))
    return tuple(cards)


def _attributes(book: Book) -> tuple[Card, ...]:
    cards = []
    for attribute in book.atlas.file.attributes:
        segments = tuple(segment.id for segment in book.atlas.segments if attribute.id in segment.attributes)
        values = tuple(inline for row in attribute.values for inline in (row.name or row.value, *answered_among(book, row, "name")))
        lead = details(
            fact(book.say("segments.summary"), answered(book, attribute, "summary", attribute.summary)),
            fact(book.say("segments.values"), values or answered(book, attribute, "values") or book.say("segments.yes_or_no")),
            fact(book.say("segments.matters"), reference_links(book, "segment", segments)),
        )
        cards.append(Card(anchor_of(attribute), attribute.name, (), lead, common_fields(book, attribute)))
    return tuple(cards)


def _use_cases(book: Book) -> tuple[Card, ...]:
    cards = []
    for use_case in book.atlas.file.use_cases:
        maps = tuple(journey.id for journey in book.atlas.maps if journey.use_case == use_case.id)
        lead = details(
            fact(book.say("segments.summary"), answered(book, use_case, "summary", use_case.summary)),
            fact(heading(book, "segments.maps"), reference_links(book, "map", maps)),
        )
        cards.append(Card(anchor_of(use_case), use_case.name, (), lead, common_fields(book, use_case)))
    return tuple(cards)
