"""What `check` says of the tables of a project, remembered as long as neither they nor what they are compared with changes."""

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from journeybook.findings import Finding
from journeybook.load.discover import read_project_file, table_paths
from journeybook.measure.sources.atlas_tables import has_early_rule
from journeybook.measure.sources.fact_source import read_sources
from journeybook.measure.sources.question_budget import asked_names
from journeybook.measure.sources.tables_in_git import git_findings
from journeybook.measure.table_limits import MOST_TABLE_BYTES
from journeybook.model.atlas import Atlas
from journeybook.model.measures import Event
from journeybook.model.stage import Milestone
from journeybook.model.vocabulary import Anchor

_HAPPENING = (Event, Milestone, Anchor)


@dataclass(frozen=True)
class _Question:
    """The tables of a project by their contents, and what they are compared with; equal questions have one answer."""

    project: Path
    tables: tuple[tuple[str, str], ...]
    compared: tuple[Any, ...]
    atlas: Atlas = field(compare=False)


def table_findings(project: Path, atlas: Atlas) -> tuple[Finding, ...]:
    """Return everything that is wrong with the tables of account data, and with their fit to the atlas."""
    paths = table_paths(project)
    if not paths and not atlas.metrics:
        return ()
    tables = tuple((path, _digest(project, path)) for path in paths)
    return (*git_findings(project, atlas), *_answer(_Question(project, tables, _compared(atlas), atlas)))


@lru_cache(maxsize=1)
def _answer(question: _Question) -> tuple[Finding, ...]:
    facts = read_sources(question.project, question.atlas)
    facts.connection.close()
    return facts.findings


def _compared(atlas: Atlas) -> tuple[Any, ...]:
    """Return what findings about tables depend on: descriptions and accounts with their places, and the ids that cells may name."""
    ids = ((model.KIND, spot.part.get("id", str), has_early_rule(spot.part)) for model in _HAPPENING for spot in atlas.spots_of(model))
    measures = tuple((measure.id, measure.values, measure.unit, measure.whole) for measure in atlas.measures)
    attributes = tuple((attribute.id, tuple(value.value for value in attribute.values)) for attribute in atlas.file.attributes)
    segments = tuple(segment.id for segment in atlas.segments)
    return atlas.file.as_of, atlas.metrics, atlas.accounts, tuple(ids), measures, attributes, segments, asked_names(atlas)


def _digest(project: Path, path: str) -> str:
    """Return what tells one state of a file from another: its bytes, or of a file too large to be read its size and time."""
    data = read_project_file(project, path, most=MOST_TABLE_BYTES)
    if len(data) <= MOST_TABLE_BYTES:
        return sha256(data).hexdigest()
    status = (project / path).stat()
    return f"{status.st_size} {status.st_mtime_ns}"
