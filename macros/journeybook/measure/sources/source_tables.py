"""Which description belongs to which table: what has no partner is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeybook.findings import Finding, Place, nearest
from journeybook.load.discover import TABLE_SUFFIXES, YAML_SUFFIXES, table_paths
from journeybook.measure.sources.snapshots import snapshot_day, snapshots
from journeybook.model.atlas import Atlas
from journeybook.model.data_source import DataSource
from journeybook.model.table_rules import TABLE_ABSENT, TABLE_MISSING, TABLE_NOT_PULLED, TABLE_UNDESCRIBED


@dataclass(frozen=True)
class SourceTable:
    """A description with the path of its table."""

    source: DataSource
    path: str

    def as_of(self, atlas: Atlas) -> date | None:
        """Return the day of which the table tells: that of a snapshot, else what the description or the atlas says."""
        return snapshot_day(self.source, self.path) if self.source.pull else self.source.as_of or atlas.file.as_of


def source_tables(project: Path, atlas: Atlas) -> tuple[list[SourceTable], list[Finding]]:
    """Return each table with its description, in the order of the paths, and the findings about those without a partner."""
    paths = table_paths(project)
    pairs, findings = [], []
    for source in atlas.metrics:
        partners = tuple(_partners(source, paths))
        if len(partners) == 1:
            pairs.append(SourceTable(source, partners[0]))
        else:
            findings.append(_missing(source, partners, paths))
    for pair in pairs:
        twin = next(other for other in pairs if other.path == pair.path)
        if twin is not pair:
            findings.append(
                TABLE_MISSING.at(pair.source.origin.place, f"{pair.path} is described twice", f"see {twin.source.origin.place}")
            )
    findings += _undescribed(project, atlas, paths)
    return sorted({pair.path: pair for pair in reversed(pairs)}.values(), key=lambda pair: pair.path), findings


def _partners(source: DataSource, paths: tuple[str, ...]) -> Iterator[str]:
    folder = source.origin.place.file.rpartition("/")[0]
    if source.pull:
        yield from list(snapshots(source, paths).values())[-1:]
        return
    names = (source.table,) if source.table else tuple(f"{source.stem}{suffix}" for suffix in TABLE_SUFFIXES)
    yield from (path for name in names if (path := f"{folder}/{name}") in paths)


def _undescribed(project: Path, atlas: Atlas, paths: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding for each table of which nothing is read; a description of the wrong shape is told alone."""
    described = {path for source in atlas.metrics for path in (*_partners(source, paths), *snapshots(source, paths).values())}
    pulled = {source.origin.place.file.rpartition(".")[0] for source in atlas.metrics if source.pull}
    for path in paths:
        if path in described:
            continue
        if path.rpartition(".")[0] in pulled:
            hint = "remove it, or take `pull` out of the description"
            yield TABLE_UNDESCRIBED.at(Place(path), "nothing is read of this table, since its description has `pull`", hint)
        elif not any((project / path).with_suffix(suffix).exists() for suffix in YAML_SUFFIXES):
            hint = "describe it in a file of the same name that ends in .yml; till then nothing is read of it"
            yield TABLE_UNDESCRIBED.at(Place(path), "nothing describes this table", hint)


def _missing(source: DataSource, partners: tuple[str, ...], paths: tuple[str, ...]) -> Finding:
    if partners:
        return TABLE_MISSING.at(source.origin.place, f"it may describe {' or '.join(partners)}", "say which one under `table`")
    if source.pull:
        hint = f"run journeybook data pull {source.stem}; till then nothing is read of it"
        return TABLE_NOT_PULLED.at(source.origin.of("pull"), f"no snapshot of {source.pull.table} is here", hint)
    wanted = source.table or f"{source.stem}.csv"
    guess = nearest(wanted, [path.rpartition("/")[2] for path in paths])
    rule = TABLE_MISSING if guess else TABLE_ABSENT
    hint = (
        f"did you mean {guess}?" if guess else f"put it beside this file, ending in {', '.join(TABLE_SUFFIXES)}; till then nothing is read"
    )
    return rule.at(source.origin.of("table"), f"there is no table {wanted}", hint)
