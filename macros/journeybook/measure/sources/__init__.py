"""Account data: reads the tables of a project into facts, and says what it left out and why. `read_sources` is the door."""

from journeybook.measure.sources.fact_source import FactSource, SourceReport, read_sources
from journeybook.measure.sources.table_check import table_findings

__all__ = ["FactSource", "SourceReport", "read_sources", "table_findings"]
