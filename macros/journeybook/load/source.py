"""Reads the bytes of one YAML file into texts, lists and mappings with their places, or into findings."""

import codecs
import re
from dataclasses import dataclass

import yaml

from journeybook.findings import Finding, Level, Place
from journeybook.load.builder import Builder, TooMuchError
from journeybook.load.characters import named, refused_in_file, without_refused
from journeybook.load.comments import hashes
from journeybook.load.marks import first_index
from journeybook.load.nodes import Draft, Listing, Mapping, Node, Plain, Scalar, drafted, plain
from journeybook.load.rules import RULES, Rule
from journeybook.load.syntax import explain

__all__ = [
    "RULES",
    "Draft",
    "Listing",
    "Mapping",
    "Node",
    "Plain",
    "Reading",
    "Rule",
    "Scalar",
    "Source",
    "drafted",
    "plain",
    "read_source",
]

LARGEST = 1_000_000
PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_HARMLESS = {Rule.YAML_ALIAS, Rule.YAML_COMMENT, Rule.YAML_DUPLICATE, Rule.YAML_KEY, Rule.YAML_MERGE, Rule.YAML_TAB, Rule.YAML_TAG}
_MISLED = {Rule.YAML_SYNTAX, Rule.YAML_ROOT}
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE = "Save the file as UTF-8 in your editor."


@dataclass(frozen=True, slots=True)
class Source:
    """One file that could be read: its text and its tree."""

    file: str
    text: str
    root: Node


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file; without a source, nothing in the tree could be relied on."""

    source: Source | None
    findings: tuple[Finding, ...] = ()


def read_source(file: str, data: bytes) -> Reading:
    """Read one file; entries that were refused are missing from the tree, and the findings name them."""
    text = _decoded(file, data)
    if isinstance(text, Finding):
        return Reading(None, (text,))
    findings = _characters(file, text)
    root, more = _parsed(file, without_refused(text) if findings else text)
    # What stands in for a refused character may itself break the grammar: complain of the character only.
    findings += [finding for finding in more if not (findings and finding.rule in _MISLED)]
    source = Source(file, text, root) if root is not None and all(finding.rule in _HARMLESS for finding in findings) else None
    return Reading(source, tuple(sorted(findings)))


def _decoded(file: str, data: bytes) -> str | Finding:
    if len(data) > LARGEST:
        return _refused(Place(file), Rule.YAML_SIZE, "This file is larger than 1 MB.", "Split it into several files.")
    if data.startswith(_WIDE):
        return _refused(Place(file), Rule.YAML_ENCODING, "This file is saved as UTF-16 or UTF-32, not as UTF-8.", _SAVE)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        message = f"This file is not saved as UTF-8: the byte 0x{body[error.start]:02X} stands here."
        return _refused(_place(file, before, len(before)), Rule.YAML_ENCODING, message, _SAVE)


def _characters(file: str, text: str) -> list[Finding]:
    findings = []
    for character, offsets in refused_in_file(text).items():
        times = "" if len(offsets) == 1 else f", {len(offsets)} times in this file"
        hint = "Delete it; if you cannot see it, type the words around it anew."
        if character == "\0":
            hint = "Is the file saved as UTF-16? Save it as UTF-8; else delete the character."
        if character == "\r":
            hint = "Save the file with line ends of the kind LF or CRLF."
        message = f"Refused character: {named(character)}{times}."
        findings.append(_refused(_place(file, text, offsets[0]), Rule.YAML_CHARACTER, message, hint))
    return findings


def _parsed(file: str, text: str) -> tuple[Node | None, list[Finding]]:
    builder, error = _built(file, text)
    if isinstance(error, yaml.MarkedYAMLError):
        # Parsers read ahead, and some have limits of their own: what is too much for us may stand before what stopped them.
        before, cause = _built(file, text[: first_index(error)])
        if isinstance(cause, TooMuchError):
            builder, error = before, cause
    if isinstance(error, TooMuchError):
        return None, builder.findings
    stopped = explain(file, text, error, builder.last) if error else None
    findings = builder.findings + _tabs(file, text, builder.long_texts, stopped)
    if stopped is not None:
        return None, findings
    root = builder.roots[0] if builder.roots else None
    return root, findings + _wrong_root(file, root, findings)


def _built(file: str, text: str) -> tuple[Builder, Exception | None]:
    """Return what could be built of the text, and the parser's or our own reason not to read on."""
    builder = Builder(file, hashes(text))
    try:
        builder.take_all(yaml.parse(text, Loader=PARSER))
    except (TooMuchError, yaml.YAMLError, ValueError, OverflowError) as error:
        return builder, error
    return builder, None


def _wrong_root(file: str, root: Node | None, findings: list[Finding]) -> list[Finding]:
    if isinstance(root, Mapping | Listing) or (root is None and findings):
        return []
    if root is None or not root.text:
        return [_refused(Place(file), Rule.YAML_EMPTY, "This file says nothing.", "Write its entries, or delete it.")]
    message = "This file is a single text, not a mapping or a list."
    return [
        _refused(
            root.place, Rule.YAML_ROOT, message, "Write key: value with a space after the colon, or - entry with a space after the dash."
        )
    ]


def _tabs(file: str, text: str, long_texts: list[tuple[int, int]], stopped: Finding | None) -> list[Finding]:
    """Find tabs as indentation that the parser lets pass, up to the place where it stopped, and name it too."""
    stop = stopped.place.line - 1 if stopped else text.count("\n") + 1
    found = []
    if "\t" in text:
        inside = {line for first, last in long_texts for line in range(first, last + 1)}
        lines = text.split("\n")[:stop]
        found = [line for line, words in enumerate(lines) if line not in inside and re.match(r" *\t\s*[^\s#]", words)]
    findings = [] if stopped is None else [stopped]
    if found:
        times = "" if len(found) == 1 else f", and {len(found) - 1} more below"
        column = text.split("\n")[found[0]].index("\t") + 1
        message = f"This line is indented with a tab{times}."
        findings.append(
            _refused(Place(file, found[0] + 1, column), Rule.YAML_TAB, message, "Replace each tab by spaces, two for each level.")
        )
    return findings


def _place(file: str, text: str, offset: int) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _refused(place: Place, rule: Rule, message: str, hint: str) -> Finding:
    return Finding(place, Level.ERROR, rule, message, hint)
