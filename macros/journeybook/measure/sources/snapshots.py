"""Snapshots of tables that are pulled: Parquet files beside a description, whose names say of which day each tells."""

import re
from collections.abc import Iterable
from datetime import date

from journeybook.model.data_source import DataSource

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = ".parquet"


def snapshot_path(source: DataSource, day: date) -> str:
    """Return the path of the snapshot that tells of a day: `journeys/metrics/usage.2026-04-30.parquet`."""
    return f"{source.origin.place.file.rpartition('.')[0]}.{day.isoformat()}{_SUFFIX}"


def snapshots(source: DataSource, paths: Iterable[str]) -> dict[date, str]:
    """Return the snapshots of a table among some paths by their day, the newest last; nothing where none is pulled."""
    if source.pull is None:
        return {}
    days = {day: path for path in paths if (day := snapshot_day(source, path))}
    return dict(sorted(days.items()))


def snapshot_day(source: DataSource, path: str) -> date | None:
    """Return the day of which a snapshot of this table tells, by its path; None for any other file."""
    stem = f"{source.origin.place.file.rpartition('.')[0]}."
    text = path.removeprefix(stem).removesuffix(_SUFFIX)
    if f"{stem}{text}{_SUFFIX}" != path or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
