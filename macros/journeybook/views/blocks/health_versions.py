"""The versions of a health model: what earlier ones said otherwise, and what they make of the accounts of today."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeybook.model.health import HealthModel
from journeybook.model.health_versions import EarlierModel, earlier_models
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Labelled, Row, Table, cell, cell_text, facts
from journeybook.views.blocks.health_bands import (
    band_badge,
    band_ranges,
    bonus_table,
    measure_name,
    outside_table,
    override_table,
)
from journeybook.views.blocks.health_parts import group_table, indicator_table
from journeybook.views.blocks.health_score import score_rules
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.score_sheet import band_cell, share_text
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.links.texts import length_text

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.account_score import AccountScore
    from journeybook.measure.statistics.suppression import CountSum

_FEW = 5
"""Where single accounts may not be shown, a version by which fewer than these lie in another band is not counted: nobody can subtract."""
_PARTS = 2
"""So many tables are of inputs and groups."""


@dataclass(frozen=True)
class FormerModel:
    """An earlier version of a model: up to which day it was in force, and the rules and rows of tables that were otherwise in it."""

    title: str
    rules: tuple[str, ...]
    tables: tuple[Table, ...]


def version_table(book: Book, model: HealthModel) -> Table:
    """Return the versions of a model with their reasons, the newest first."""
    rows = (
        Row(
            (
                cell(str(version.date)),
                answered(book, version, "version", version.version),
                cell(version.what),
                answered(book, version, "why", version.why),
            )
        )
        for version in reversed(model.versions)
    )
    columns = ("in_force_from", "version", "what", "why")
    return listing(book, "health.versions", columns, rows=rows, answer=answer_text(book, model, "versions"))


def former_models(book: Book, model: HealthModel) -> tuple[FormerModel, ...]:
    """Return what the earlier versions of a model said otherwise than the one after each, the newest first."""
    earlier = earlier_models(model)
    newer = (model, *(version.model for version in earlier))
    return tuple(_former(book, after, version) for after, version in zip(newer, earlier, strict=False))


def version_counts(book: Book, model: HealthModel) -> Table:
    """Return how many accounts of today lie in each band by each version of a model, and how many of them lie in another today."""
    moved = book.say("health.version_moved")
    bands = _bands_by_version(book, model)
    today = next(iter(bands.values()), ())
    counts = {name: Counter(band for band in row if band) for name, row in bands.items()}
    columns = sorted({band for row in counts.values() for band in row})
    cells = {(name, column): counts[name][column] for name in bands for column in columns}
    cells |= {(name, moved): sum(now != then for now, then in zip(today, row, strict=True)) for name, row in bands.items()}
    cells |= {(name, ""): row.total() for name, row in counts.items()}
    shown = shown_counts(book, cells, _sums(bands, columns)) if bands else {}
    rows = (
        Row((cell(name), *(cell(shown[name, column]) for column in (*columns, moved))))
        for name in bands
        if book.figures is None or book.figures.names_shown or not 0 < cells[name, moved] < _FEW
    )
    table = listing(book, "health.version_counts", ("by_model",), rows=rows)
    return replace(table, columns=(*table.columns, *columns, moved))


def _bands_by_version(book: Book, model: HealthModel) -> dict[str, tuple[str, ...]]:
    """Return in which band each account that the model scores lies, by each version; nothing where no earlier one is told."""
    figures = book.figures
    if figures is None or not figures.earlier_models[model.id]:
        return {}
    accounts = [name for name in figures.whereabouts if figures.model_of(name) is model]
    bands = {book.say("health.version_today"): tuple(_band_text(book, figures.score_of(name, model)) for name in accounts)}
    scores = [figures.earlier_scores(name, model) for name in accounts]
    for number, version in enumerate(figures.earlier_models[model.id]):
        name = book.say("health.until", day=version.until)
        bands[name] = tuple(_band_text(book, row[number][1]) for row in scores)
    return bands


def _sums(names: Iterable[str], columns: Sequence[str]) -> "list[CountSum[tuple[str, str]]]":
    from journeybook.measure.statistics.suppression import CountSum  # noqa: PLC0415 - a page without account data starts no statistics

    return [CountSum((name, ""), tuple((name, column) for column in columns)) for name in names]


def earlier_lines(book: Book, score: "AccountScore") -> tuple[Labelled, ...]:
    """Return what earlier versions of a model make of an account, where that is another score or band than today's."""
    earlier = (
        book.figures.earlier_scores(score.account, score.model) if book.figures and book.figures.earlier_models.get(score.model.id) else ()
    )
    return facts(
        *(
            (book.say("health.by_model_until", day=version.until), _outcome(book, other))
            for version, other in earlier
            if other is None or (other.health.score, _band_text(book, other)) != (score.health.score, _band_text(book, score))
        )
    )


def _outcome(book: Book, score: "AccountScore | None") -> Cell:
    if score is None:
        return cell(book.say("health.unscored.not-applicable"))
    return (*band_cell(book, score), *cell(share_text(book, score)))


def _band_text(book: Book, score: "AccountScore | None") -> str:
    """Return in which band or state an account is by a version; nothing where that version is not for it."""
    if score is None:
        return ""
    health = score.health
    if health.outside:
        return health.outside.name
    return band_badge(health.band).text if health.band else book.say("health.version_no_band")


def _former(book: Book, after: HealthModel, version: EarlierModel) -> FormerModel:
    pairs = tuple(zip(_tables(book, version.model), _tables(book, after), strict=True))
    title, name = book.say("health.model_until", day=version.until), version.model.version
    later = (*score_rules(book, after), *_lengths(book, after))
    rules = [rule for rule in (*score_rules(book, version.model), *_lengths(book, version.model)) if rule not in later]
    without = version.replaced_by.before.without if version.replaced_by.before else ()
    absent = [measure_name(book, name) for name in without]
    absent += [cell_text(row.cells[0]) for then, now in pairs[_PARTS:] for row in _absent_rows(then, now)]
    return FormerModel(
        title + " (" + book.say("health.version", version=name) + ")" if name else title,
        (*rules, *((book.say("health.not_there", names=book.say("list.comma").join(absent)),) if absent else ())),
        tuple(table for then, now in pairs if (table := _otherwise(then, now)).rows),
    )


def _tables(book: Book, model: HealthModel) -> Iterator[Table]:
    """Yield the tables of inputs and groups, then those of which the first cell of a row names it."""
    for make in (indicator_table, group_table, band_ranges, override_table, bonus_table, outside_table):
        yield make(book, model)


def _absent_rows(then: Table, now: Table) -> Iterator[Row]:
    """Yield the rows of a table of which nothing stood in an earlier one."""
    known = [row.cells[0] for row in then.rows]
    yield from (row for row in now.rows if row.cells[0] not in known)


def _lengths(book: Book, model: HealthModel) -> Iterator[str]:
    """Yield for how long nothing is scored."""
    if model.warm_up:
        yield book.say("health.warm_up") + ": " + book.say("health.not_scored", length=length_text(book, model.warm_up))


def _otherwise(then: Table, now: Table) -> Table:
    """Return the rows of a table that do not stand in a later one; nothing can be linked at them, as anchors are of the present model."""
    later = [row.cells for row in now.rows]
    return replace(then, rows=tuple(Row(row.cells) for row in then.rows if row.cells not in later))
