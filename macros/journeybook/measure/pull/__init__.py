"""Pulling: reads a table or view of a team's database, as its description says, into a snapshot. `pull_table` is the door."""

from journeybook.measure.pull.pull_failed import PullFailed
from journeybook.measure.pull.pull_query import pull_query
from journeybook.measure.pull.snapshot_file import PULLED, pull_table

__all__ = ["PULLED", "PullFailed", "pull_query", "pull_table"]
