"""The day from which ages are counted."""

from datetime import UTC, date, datetime
from pathlib import Path

from journeybook.load.history import last_change
from journeybook.model.atlas import Atlas


def reference_day(given: date | None, atlas: Atlas, project: Path) -> date:
    """Return the given day, else the atlas's own, else the day of the last content commit, else today."""
    return given or atlas.file.as_of or last_change(project) or datetime.now(UTC).date()
