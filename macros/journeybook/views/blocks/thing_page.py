"""What the pages of playbooks, resources, interactions, health models, people and segments show alike: head, facts, tables, uses."""

from collections.abc import Collection
from dataclasses import dataclass

from journeybook.model.health import HealthModel
from journeybook.model.item import Review
from journeybook.model.library import Interaction, Resource
from journeybook.model.plays import Playbook
from journeybook.views.base.answers import named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Table, cell
from journeybook.views.base.labels import answered_badge, kind_label
from journeybook.views.blocks.cards import Detail, details
from journeybook.views.blocks.common_fields import common_fields, owner_fact, raci_points
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.blocks.suggest import ChangeLinks, change_links
from journeybook.views.links.back_references import use_link, uses_of
from journeybook.views.links.occurrences import map_links

NO_TABLE = Table("", (), (), "")


@dataclass(frozen=True)
class ThingPage:
    """The page of one thing: tables that have rows stand under their anchors; `more` is folded."""

    title: str
    badges: Cell = ()
    summary: str = ""
    facts: tuple[Detail, ...] = ()
    tables: tuple[tuple[str, Table], ...] = ()
    more: tuple[Detail, ...] = ()
    used_by: Table = NO_TABLE
    change: ChangeLinks | None = None


def thing_page(  # noqa: PLR0913 - each says one thing of a page, by its name
    book: Book,
    thing: Playbook | Resource | Interaction | HealthModel,
    *,
    badges: Collection[Badge | None],
    facts: tuple[Detail, ...],
    used_by: Table,
    omit: Collection[str] = (),
) -> ThingPage:
    """Return the page of a thing with its owner, its review, its common fields but those to `omit`, and what uses it."""
    dates = thing.get("review", Review)
    review = answered_badge(book, thing, "review", review_badge(book, review_state(book, dates)) if dates else None)
    return ThingPage(
        title=thing.name,
        badges=cell(*badges, review),
        summary=thing.summary or named_answer(book, thing, "summary"),
        facts=(*details(owner_fact(book, thing)), *facts),
        more=(*details(raci_points(book, thing)), *common_fields(book, thing, omit=omit)),
        used_by=used_by,
        change=change_links(book, thing),
    )


def used_by_table(book: Book, kind: str, identifier: str) -> Table:
    """Return everything that names a thing as a table."""
    rows = (
        Row((use_link(book, use), cell(kind_label(book, use.part.KIND)), map_links(use.spots))) for use in uses_of(book, kind, identifier)
    )
    return listing(book, "used_by", ("used", "used_kind", "where"), rows=rows)


def with_rows(**tables: Table) -> tuple[tuple[str, Table], ...]:
    """Return the tables that have rows by their anchors, `pain_points` at `pain-points`."""
    return tuple((name.replace("_", "-"), table) for name, table in tables.items() if table.rows)
