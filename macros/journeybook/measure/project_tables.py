"""What is wrong with the tables of account data of a project, at no cost for one that has none."""

from pathlib import Path

from journeybook.findings import Finding
from journeybook.load.discover import table_paths
from journeybook.model.atlas import Atlas


def checked_tables(project: Path, atlas: Atlas) -> tuple[Finding, ...]:
    """Return what is wrong with the tables of account data of a project."""
    if not atlas.metrics and not table_paths(project):
        return ()
    from journeybook.measure.sources import table_findings  # noqa: PLC0415 - a project without tables starts no query engine

    return table_findings(project, atlas)
