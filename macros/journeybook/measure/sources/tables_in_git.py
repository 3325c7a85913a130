"""Finds tables of account data that git holds, though nobody said why it may."""

from collections.abc import Iterator
from pathlib import Path

from journeybook.findings import Finding, Place
from journeybook.load.discover import FOLDER, table_paths
from journeybook.load.history import tracked_files
from journeybook.measure.sources.source_tables import source_tables
from journeybook.model.atlas import Atlas
from journeybook.model.table_rules import TABLE_IN_GIT


def git_findings(project: Path, atlas: Atlas) -> Iterator[Finding]:
    """Yield a finding for each table that git holds and whose description does not say why."""
    paths = table_paths(project)
    tracked = tracked_files(project, f"{FOLDER}/metrics") if paths else frozenset()
    allowed = {pair.path for pair in source_tables(project, atlas)[0] if pair.source.in_git}
    hint = "take it out by `git rm --cached` and keep it out by .gitignore, or say under `in_git` why it may stay"
    for path in paths:
        if path in tracked and path not in allowed:
            yield TABLE_IN_GIT.at(Place(path), "git holds this table, and its history keeps it for good", hint)
