"""The list of health models, and which of them scores whom in which phase."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.health import HealthModel, indicators_of
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.coverage import models_by_segment
from journeybook.views.blocks.health_parts import weights_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.links.links import people_links, reference_links
from journeybook.views.links.site_map import page_address, page_stub


@dataclass(frozen=True)
class HealthModelsPage:
    """The models, and a view by segment."""

    models: Table
    by_segment: Table


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of health models."""
    yield page_stub(book, "health_models", title=book.say("health.title"))


def view(book: Book) -> HealthModelsPage:
    """Return the models, then for each phase which model scores each segment."""
    segments = book.atlas.segments
    rows = tuple(Row((cell(name), *(_scored(book, model) for model in models))) for name, models in models_by_segment(book) if any(models))
    columns = (heading(book, "column.stage"), *(segment.name for segment in segments))
    by_segment = Table(heading(book, "health.by_segment"), columns, rows if segments else (), book.say("health.by_segment.empty"))
    return HealthModelsPage(_models(book), by_segment)


def _models(book: Book) -> Table:
    columns = ("health_model", "summary", "indicators", "weights", "phases", "review", "owner")
    return listing(book, "health.models", columns, rows=(_row(book, model) for model in book.atlas.health))


def _row(book: Book, model: HealthModel) -> Row:
    cells = (
        cell(_link(model)),
        answered(book, model, "summary", model.summary),
        cell(str(len({indicator.measure for indicator in indicators_of(model)}))),
        cell(weights_badge(book, model)),
        answered(book, model, "phases", reference_links(book, "phase", model.phases)),
        cell(review_badge(book, review_state(book, model.review)) if model.review else None),
        answered(book, model, "owner", people_links(book, model.owner)),
    )
    return Row(cells)


def _scored(book: Book, model: HealthModel | None) -> Cell:
    return cell(_link(model)) if model else cell(book.say("health.not_here"))


def _link(model: HealthModel) -> Link:
    return Link(model.name, page_address("health_model", model.id))
