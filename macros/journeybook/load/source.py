"""Parses the bytes of one YAML file into a node tree, or into findings."""

import codecs
import re
from dataclasses import dataclass

import yaml

from journeybook.findings import Finding, Place
from journeybook.load import rules
from journeybook.load.builder import LimitExceededError, NodeBuilder
from journeybook.load.characters import describe_character, refused_in_file, without_refused
from journeybook.load.comments import comment_signs
from journeybook.load.conflict_marks import conflict_finding
from journeybook.load.joined_lines import YAML_JOINED, joined_line_findings
from journeybook.load.marks import first_index
from journeybook.load.nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode, plain_data
from journeybook.load.syntax import syntax_finding

__all__ = [
    "MappingNode",
    "Node",
    "Plain",
    "ReadResult",
    "ScalarNode",
    "SequenceNode",
    "SourceFile",
    "plain_data",
    "read_source",
]

MAX_FILE_BYTES = 1_000_000
PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_HARMLESS = {
    rule.id
    for rule in (
        rules.YAML_ALIAS,
        rules.YAML_COMMENT,
        rules.YAML_DUPLICATE,
        rules.YAML_KEY,
        rules.YAML_MERGE,
        rules.YAML_TAB,
        rules.YAML_TAG,
        YAML_JOINED,
    )
}
_MISLED = {rules.YAML_SYNTAX.id, rules.YAML_ROOT.id}
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE = "Save the file as UTF-8 in your editor."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that could be parsed: its text and its root node."""

    file: str
    text: str
    root: Node


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of parsing a file; the source is None where nothing in the tree could be relied on."""

    source: SourceFile | None
    findings: tuple[Finding, ...] = ()


def read_source(file: str, data: bytes) -> ReadResult:
    """Parse one file; entries that were refused are missing from the tree and named by the findings."""
    text = _decoded(file, data)
    if isinstance(text, Finding):
        return ReadResult(None, (text,))
    conflict = conflict_finding(file, text)
    if conflict is not None:
        return ReadResult(None, (conflict,))
    findings = _characters(file, text)
    root, more = _parsed(file, without_refused(text) if findings else text)
    # What stands in for a refused character may itself break the grammar: complain of the character only.
    findings += [finding for finding in more if not (findings and finding.rule in _MISLED)]
    source = SourceFile(file, text, root) if root is not None and all(finding.rule in _HARMLESS for finding in findings) else None
    return ReadResult(source, tuple(sorted(findings)))


def _decoded(file: str, data: bytes) -> str | Finding:
    if len(data) > MAX_FILE_BYTES:
        return rules.YAML_SIZE.at(Place(file), "This file is larger than 1 MB.", "Split it into several files.")
    if data.startswith(_WIDE):
        return rules.YAML_ENCODING.at(Place(file), "This file is saved as UTF-16 or UTF-32, not as UTF-8.", _SAVE)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = body[: error.start].decode("utf-8")
        message = f"This file is not saved as UTF-8: the byte 0x{body[error.start]:02X} stands here."
        return rules.YAML_ENCODING.at(_place(file, readable, len(readable)), message, _SAVE)


def _characters(file: str, text: str) -> list[Finding]:
    findings = []
    for character, offsets in refused_in_file(text).items():
        times = "" if len(offsets) == 1 else f", {len(offsets)} times in this file"
        hint = "Delete it; if you cannot see it, type the words around it anew."
        if character == "\0":
            hint = "Is the file saved as UTF-16? Save it as UTF-8; else delete the character."
        if character == "\r":
            hint = "Save the file with line ends of the kind LF or CRLF."
        message = f"Refused character: {describe_character(character)}{times}."
        findings.append(rules.YAML_CHARACTER.at(_place(file, text, offsets[0]), message, hint))
    return findings


def _parsed(file: str, text: str) -> tuple[Node | None, list[Finding]]:
    builder, error = _built(file, text)
    if isinstance(error, yaml.MarkedYAMLError):
        # Parsers read ahead, and some have limits of their own: what is too much for us may stand before what stopped them.
        before, cause = _built(file, text[: first_index(error)])
        if isinstance(cause, LimitExceededError):
            builder, error = before, cause
    if isinstance(error, LimitExceededError):
        return None, builder.findings
    stopped = syntax_finding(file, text, error, builder.last) if error else None
    findings = builder.findings + _tabs(file, text, builder.long_texts, stopped)
    if stopped is not None:
        return None, findings
    findings += joined_line_findings(file, text, builder.joined_texts)
    root = builder.roots[0] if builder.roots else None
    return root, findings + _wrong_root(file, root, findings)


def _built(file: str, text: str) -> tuple[NodeBuilder, Exception | None]:
    """Return the builder after as much of the text as could be parsed, and the error or limit that stopped it, if any."""
    builder = NodeBuilder(file, comment_signs(text))
    try:
        builder.take_all(yaml.parse(text, Loader=PARSER))
    except (LimitExceededError, yaml.YAMLError, ValueError, OverflowError) as error:
        return builder, error
    return builder, None


def _wrong_root(file: str, root: Node | None, findings: list[Finding]) -> list[Finding]:
    if isinstance(root, MappingNode | SequenceNode) or (root is None and findings):
        return []
    if root is None or not root.text:
        return [rules.YAML_EMPTY.at(Place(file), "This file says nothing.", "Write its entries, or delete it.")]
    message = "This file is a single text, neither keys and values nor a list."
    return [
        rules.YAML_ROOT.at(root.place, message, "Write key: value with a space after the colon, or - entry with a space after the dash.")
    ]


def _tabs(file: str, text: str, long_texts: list[tuple[int, int]], stopped: Finding | None) -> list[Finding]:
    """Return the syntax error, if any, and the first tab as indentation that the parser lets pass before it."""
    stop = stopped.place.line - 1 if stopped else text.count("\n") + 1
    tabbed = []
    if "\t" in text:
        inside = {line for first, last in long_texts for line in range(first, last + 1)}
        lines = text.split("\n")[:stop]
        tabbed = [number for number, line in enumerate(lines) if number not in inside and re.match(r" *\t\s*[^\s#]", line)]
    findings = [] if stopped is None else [stopped]
    if tabbed:
        times = "" if len(tabbed) == 1 else f", and {len(tabbed) - 1} more below"
        column = text.split("\n")[tabbed[0]].index("\t") + 1
        message = f"This line is indented with a tab{times}."
        findings.append(rules.YAML_TAB.at(Place(file, tabbed[0] + 1, column), message, "Replace each tab by spaces, two for each level."))
    return findings


def _place(file: str, text: str, offset: int) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
