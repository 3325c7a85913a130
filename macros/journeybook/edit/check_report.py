"""What the server for editing tells the command that started it after each check: the findings, and the ids that editors offer."""

import pickle
from dataclasses import dataclass
from pathlib import Path

from journeybook.edit.editor_ids import EditorIds, ids_of
from journeybook.findings import Finding
from journeybook.model.vocabulary import Lane
from journeybook.publish.exchange_file import exchange_file
from journeybook.validate import Checked


@dataclass(frozen=True)
class CheckReport:
    """The findings of a check, and the lanes and ids of the atlas, which are not known while `atlas.yml` has errors."""

    findings: tuple[Finding, ...]
    lanes: tuple[Lane, ...] = ()
    ids: EditorIds | None = None


def check_report(checked: Checked, findings: tuple[Finding, ...]) -> CheckReport:
    """Return the report on a checked project, with all findings on its files."""
    return CheckReport(findings) if checked.atlas_errors else CheckReport(findings, checked.atlas.lanes, ids_of(checked))


def write_report(report: CheckReport, file: Path) -> None:
    """Write a report to a file for the command that started the server."""
    with exchange_file(file) as output:
        output.write(pickle.dumps(report))


def read_report(file: Path) -> CheckReport:
    """Return the report that the server wrote; a file that holds something else raises TypeError."""
    report = pickle.loads(file.read_bytes())  # noqa: S301 - written a moment ago by our server, in a folder that is its user's alone
    if not isinstance(report, CheckReport):
        raise TypeError(f"{file} holds no report")
    return report
