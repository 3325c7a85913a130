"""Account data: reads the tables of a project into facts, and says what it left out and why. `read_sources` is the door."""

from journeybook.measure.sources.fact_source import FactSource, SourceReport, read_sources

__all__ = ["FactSource", "SourceReport", "read_sources"]
