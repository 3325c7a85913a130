"""Findings in the formats that people, forges and build servers read."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from urllib.parse import quote
from xml.etree import ElementTree as ET

from journeybook import __version__
from journeybook.compare.finding_differences import finding_key
from journeybook.findings import Finding, Level, as_json, as_text, visible
from journeybook.validate.catalogue import catalogue

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "notice"}
_GITLAB = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFORMATION: "info"}
_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFORMATION: "note"}


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


def written_findings(findings: Iterable[Finding], form: Format, folder: str = "") -> str:
    """Return findings in a format, sorted; forges and build servers get files named from the root of the repository."""
    rows = sorted(findings)
    if form is Format.TEXT or form is Format.JSON:
        return as_json(rows) if form is Format.JSON else as_text(rows)
    return _WRITERS[form](rows, f"{folder}/" if folder else "")


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a hash of each finding that stays while its line moves: of file, rule, words without numbers, and place among equals."""
    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for finding in findings:
        key = finding_key(finding)
        seen[key] += 1
        prints.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:40])
    return prints


def _in_words(finding: Finding) -> str:
    return visible(f"{finding.message} ({finding.hint})" if finding.hint else finding.message)


def _github(findings: list[Finding], folder: str) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(f"{line}\n" for line in _commands(findings, folder))


def _commands(findings: list[Finding], folder: str) -> Iterator[str]:
    for finding in findings:
        place = finding.place
        values = {"file": f"{folder}{place.file}", "line": place.line, "col": place.column, "title": finding.rule}
        properties = ",".join(f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in values.items())
        yield f"::{_GITHUB[finding.level]} {properties}::{_escaped(_in_words(finding))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _gitlab(findings: list[Finding], folder: str) -> str:
    """Return a code quality report, which GitLab shows in a merge request."""
    rows = [
        {
            "description": _in_words(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.level],
            "location": {"path": f"{folder}{finding.place.file}", "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return _json(rows)


def _sarif(findings: list[Finding], folder: str) -> str:
    """Return a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS), with the manual of each rule that is named."""
    used = sorted({finding.rule for finding in findings})
    rules = catalogue()
    descriptions = [
        {
            "id": name,
            "shortDescription": {"text": rules[name].sentence},
            "help": {"text": rules[name].manual.strip()},
            "defaultConfiguration": {"level": _SARIF[rules[name].level]},
        }
        for name in used
    ]
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": used.index(finding.rule),
            "level": _SARIF[finding.level],
            "message": {"text": _in_words(finding)},
            "locations": [_location(finding, folder)],
            "partialFingerprints": {"journeybook/v1": fingerprint},
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    driver = {"name": "journeybook", "semanticVersion": __version__, "rules": descriptions}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _location(finding: Finding, folder: str) -> dict[str, object]:
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(f"{folder}{finding.place.file}")}, "region": region}}


def _junit(findings: list[Finding], folder: str) -> str:
    """Return a report of tests: one that fails for each error, one that passes for each other finding, and one for the whole check."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    counts = {"tests": str(len(findings) + 1), "failures": str(len(errors))}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": "journeybook check", **counts, "errors": "0", "skipped": "0"})
    ET.SubElement(suite, "testcase", {"name": "the journeys were checked", "classname": "journeybook", "time": "0"})
    for finding in findings:
        place = visible(f"{folder}{finding.place}")
        case = ET.SubElement(suite, "testcase", {"name": f"{finding.rule} {place}", "classname": visible(finding.place.file), "time": "0"})
        about = f"{place}: {_in_words(finding)}"
        if finding.level is Level.ERROR:
            ET.SubElement(case, "failure", {"type": finding.rule, "message": _in_words(finding)}).text = about
        else:
            ET.SubElement(case, "system-out").text = f"{finding.level}: {about}"
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


_WRITERS: dict[Format, Callable[[list[Finding], str], str]] = {
    Format.GITHUB: _github,
    Format.GITLAB: _gitlab,
    Format.SARIF: _sarif,
    Format.JUNIT: _junit,
}
