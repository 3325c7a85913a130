"""What the atlas knows of accounts and ids, as tables for the engine: everything that cells are compared with."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from journeybook.measure.facts import FACT_TABLES, NUMBER, PLAY
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.language.evaluate import known_value
from journeybook.model.measures import Event, Measure
from journeybook.model.plays import Play
from journeybook.model.stage import BelowZero, Milestone
from journeybook.model.vocabulary import Anchor

_TABLES = {
    "instances": "account VARCHAR, instance VARCHAR, excluded BOOLEAN",
    "measures": "measure VARCHAR, has_words BOOLEAN, is_whole BOOLEAN, is_percent BOOLEAN",
    "measure_words": f"measure VARCHAR, word VARCHAR, number {NUMBER}",
    "ids": "kind VARCHAR, id VARCHAR, is_clamped BOOLEAN",
    "field_values": "field VARCHAR, value VARCHAR",
    "faulty": "account VARCHAR, measure VARCHAR, day DATE",
    "cells": f"account VARCHAR, instance VARCHAR, measure VARCHAR, number {NUMBER}, word VARCHAR, day DATE, roll_up VARCHAR, "
    '"column" VARCHAR, source VARCHAR, row BIGINT',
    "current": 'account VARCHAR, field VARCHAR, value VARCHAR, as_of DATE, "column" VARCHAR, source VARCHAR, row BIGINT',
    "changes": 'account VARCHAR, field VARCHAR, value VARCHAR, since DATE, "column" VARCHAR, source VARCHAR, row BIGINT',
}


def create_tables(connection: duckdb.DuckDBPyConnection, atlas: Atlas) -> None:
    """Make the fact tables, and those of what the atlas knows; accounts and their history are facts already."""
    for name, columns in FACT_TABLES.items():
        typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.execute(f"CREATE TABLE {name} ({typed})")
    for name, typed in _TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({typed})")
    insert_rows(connection, "accounts", _accounts(atlas))
    insert_rows(connection, "history", _history(atlas))
    insert_rows(
        connection,
        "instances",
        ((account.id, item.id, item.excluded is not None) for account in atlas.accounts for item in account.instances),
    )
    insert_rows(connection, "measures", ((item.id, has_words(item), bool(item.whole), is_percent(item)) for item in atlas.measures))
    insert_rows(connection, "measure_words", ((item.id, word, _number(word)) for item in atlas.measures for word in _words(item)))
    insert_rows(connection, "ids", _ids(atlas))
    insert_rows(connection, "field_values", _field_values(atlas))


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows of plain values to a table."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        connection.execute(f"INSERT INTO {table} SELECT {', '.join('unnest(?)' for _ in columns)}", columns)


def has_words(measure: Measure) -> bool:
    """Return whether the values of a measure are words instead of numbers."""
    return bool(measure.values) or measure.unit == "yes or no"


def is_percent(measure: Measure) -> bool:
    """Return whether the values of a measure are percentages: its unit is `%`, percent, or begins so, such as `% of seats`."""
    return (measure.unit or "").lower().startswith(("%", "percent", "per cent"))


def _words(measure: Measure) -> tuple[str, ...]:
    return measure.values or (("yes", "no") if has_words(measure) else ())


def _number(word: str) -> Decimal | None:
    """Return a word that conditions compare as a number, such as one of a scale from 1 to 5."""
    value = known_value(word)
    return value if isinstance(value, Decimal) else None


def _accounts(atlas: Atlas) -> Iterator[tuple[Any, ...]]:
    for account in atlas.accounts:
        yield account.id, account.name, account.owner, None, None, account.origin.place.file, account.origin.place.line


def _history(atlas: Atlas) -> Iterator[tuple[Any, ...]]:
    for account in atlas.accounts:
        for period in account.history:
            place = period.origin.place
            yield account.id, period.field, period.value, period.since, period.until, place.file, place.line


def _ids(atlas: Atlas) -> Iterator[tuple[str, str, bool]]:
    """Yield the kind and id of everything that can happen on a day, and whether it has a rule for days before its clock."""
    for kind, model in (("event", Event), ("milestone", Milestone), ("anchor", Anchor), (PLAY, Play)):
        parts = {identifier: spot.part for spot in atlas.spots_of(model) if (identifier := spot.part.get("id", str))}
        yield from ((kind, identifier, has_early_rule(part)) for identifier, part in parts.items())


def has_early_rule(part: Part) -> bool:
    """Return whether something says what becomes of days before its clock, so that they may lie before the sign-up."""
    return bool(part.get("clamp", str) or part.get("below_zero", BelowZero))


def _field_values(atlas: Atlas) -> Iterator[tuple[str, str]]:
    yield from (("segment", segment.id) for segment in atlas.segments)
    for attribute in atlas.file.attributes:
        yield from ((attribute.id, value.value) for value in attribute.values)
        yield from ((attribute.id, word) for word in ("yes", "no") if not attribute.values)
