"""Tells one mistake once: what is wrong with a value only because reading refused it is left to the finding that says so."""

from collections.abc import Iterable, Iterator

from journeybook.findings import Finding
from journeybook.load.rules import YAML_ALIAS, YAML_COMMENT, YAML_KEY, YAML_TAG
from journeybook.model.value_rules import SHAPE_EMPTY, SHAPE_SINGLE_VALUE

_SHAPE = "SHAPE-"
"""What the rules begin with that are about a value itself."""


def without_consequences(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without the consequences of others; a value that is empty because of a comment says so itself."""
    rows = tuple(findings)
    refused = {row.place for row in rows if row.rule in (YAML_ALIAS.id, YAML_TAG.id)}
    keys = _by_line(rows, YAML_KEY.id)
    empty, comments = _by_line(rows, SHAPE_EMPTY.id), _by_line(rows, YAML_COMMENT.id)
    for row in rows:
        line = (row.place.file, row.place.line)
        follows = row.rule.startswith(_SHAPE) and row.place in refused
        follows |= row.rule == SHAPE_SINGLE_VALUE.id and line in keys
        follows |= row.rule == YAML_COMMENT.id and line in empty
        if row.rule == SHAPE_EMPTY.id and line in comments and not follows:
            yield SHAPE_EMPTY.at(row.place, f"{row.message}: what stands behind # is a comment", comments[line].hint)
        elif not follows:
            yield row


def _by_line(findings: Iterable[Finding], rule: str) -> dict[tuple[str, int], Finding]:
    """Return the findings of a rule by file and line."""
    return {(row.place.file, row.place.line): row for row in findings if row.rule == rule}
