"""Mends what is wrong where only one remedy is meant: nothing that customers read changes by it.

Tabs before a line become spaces, marks that nobody sees go, a key or id that is misspelt by little becomes the only one that is near, and a
step that nothing but its order tells from others gets an id. Which rules these are is said beside each rule.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, count
from pathlib import Path

from journeybook.edit.file_changes import file_change
from journeybook.edit.missing_ids import id_edit
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.findings import Correction, Finding
from journeybook.load import rules
from journeybook.load.discover import discover
from journeybook.load.source import read_source
from journeybook.load.spans import TextSpan, nested_spans, read_spans
from journeybook.model.atlas import Atlas
from journeybook.model.scalars import suggested_id
from journeybook.publish.exchange_file import FileChange
from journeybook.validate import Checked
from journeybook.validate.catalogue import catalogue
from journeybook.validate.messages import SHAPE_UNKNOWN_KEY
from journeybook.validate.plan_references import PLAN_PART_GONE
from journeybook.validate.references import REFERENCE_UNKNOWN
from journeybook.validate.rules import step_alike

NEAREST = 0.8
"""The least likeness of a misspelt word and the one that is meant: two letters of ten may differ."""
CLEARLY = 0.1
"""By how much likeness a second word has to stay behind."""
UNSEEN = "\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that nobody sees: of byte order, and of the direction of reading."""


@dataclass(frozen=True)
class _File:
    """The text of a file and the spans of its values by line and column, counted from 1; no spans where it cannot be read."""

    text: str
    spans: dict[tuple[int, int], tuple[TextSpan, ...]]
    atlas: Atlas
    taken: set[str]
    """Every id of the atlas, and those that are given now."""


def mended_files(project: Path, checked: Checked) -> tuple[FileChange, ...]:
    """Return the changes that mend what can be mended safely; what remains is for the author."""
    mendable = {rule.id for rule in catalogue().values() if rule.is_mendable}
    by_file: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        if finding.rule in mendable:
            by_file.setdefault(finding.place.file, []).append(finding)
    data = {file.path: file.data for file in discover(project).files if file.data is not None and file.path in by_file}
    changes, taken = [], {key[2] for key in checked.atlas.index}
    for path, bytes_read in data.items():
        file = _file(path, bytes_read, checked.atlas, taken)
        edits = {edit for finding in sorted(by_file[path]) for edit in MENDERS[finding.rule](file, finding)}
        text = with_edits(file.text, _apart(edits))
        if text != file.text:
            changes.append(file_change(project, path, text))
    return tuple(changes)


def _file(path: str, data: bytes, atlas: Atlas, taken: set[str]) -> _File:
    text = data.removeprefix(codecs.BOM_UTF8).decode()
    spans: dict[tuple[int, int], tuple[TextSpan, ...]] = {}
    if not read_source(path, data).findings:
        for span in nested_spans(read_spans(text)):
            spans[span.line + 1, span.column + 1] = (*spans.get((span.line + 1, span.column + 1), ()), span)
    return _File(text, spans, atlas, taken)


def _apart(edits: set[TextEdit]) -> Iterator[TextEdit]:
    """Yield the edits of which none overlaps one before it."""
    end = -1
    for edit in sorted(edits):
        if edit.start >= end:
            yield edit
            end = max(edit.end, edit.start + 1)


def _tabs(file: _File, finding: Finding) -> Iterator[TextEdit]:
    """Yield two spaces for each tab with which a line begins, in the line of the finding and all below it that begin so."""
    for match in re.finditer(r"(?m)^ *\t[ \t]*(?=[^\s#])", file.text):
        if file.text.count("\n", 0, match.start()) + 1 >= finding.place.line:
            yield TextEdit(match.start(), match.end(), match[0].replace("\t", "  "))


def _unseen(file: _File, _: Finding) -> Iterator[TextEdit]:
    yield from (TextEdit(match.start(), match.end(), "") for match in re.finditer(f"[{UNSEEN}]", file.text))


def _misspelt_key(file: _File, finding: Finding) -> Iterator[TextEdit]:
    correction = finding.correction
    for span in file.spans.get((finding.place.line, finding.place.column), ()):
        if correction and _is_near(correction) and span.is_scalar and span.text == correction.written:
            yield TextEdit(span.start, span.end, correction.meant)


def _misspelt_id(file: _File, finding: Finding) -> Iterator[TextEdit]:
    """Yield the id that is meant, where no other of the atlas is nearly as near."""
    correction = finding.correction
    if not (correction and _is_near(correction)):
        return
    word, meant = correction.written, correction.meant
    others = {key[2] for key in file.atlas.index} - {meant, word}
    if any(_likeness(word, other) > _likeness(word, meant) - CLEARLY for other in others):
        return
    spans = file.spans.get((finding.place.line, finding.place.column), ())
    values = (value for holder in file.spans.values() for outer in holder for key, value in outer.entries or () if key in spans)
    for span in {*spans, *values}:
        raw = file.text[span.start : span.end]
        pattern = rf"(?<![\w/-]){re.escape(word)}(?![\w/-])"
        if span.is_scalar and len(re.findall(pattern, raw)) == 1:
            yield TextEdit(span.start, span.end, re.sub(pattern, meant, raw))


def _id_of_step(file: _File, finding: Finding) -> Iterator[TextEdit]:
    """Yield an id for a step, made of its words; none where customers read the steps of a map, who see no ids."""
    steps = [
        outer
        for holder in file.spans.values()
        for outer in holder
        for key, value in outer.entries or ()
        if (value.line + 1, value.column + 1) == (finding.place.line, finding.place.column) and "id" not in outer.keys
    ]
    if len(steps) != 1 or "`id`" not in finding.hint:
        return
    entries = steps[0].entries or ()
    words = next(value.text for _, value in entries if (value.line + 1, value.column + 1) == (finding.place.line, finding.place.column))
    wanted = suggested_id(words)
    identifier = next(name for name in chain([wanted], (f"{wanted}-{number}" for number in count(2))) if name not in file.taken)
    file.taken.add(identifier)
    yield id_edit(steps[0], identifier, file.text)


def _is_near(correction: Correction) -> bool:
    return _likeness(correction.written, correction.meant) >= NEAREST


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word.lower(), other).ratio()


MENDERS: dict[str, Callable[[_File, Finding], Iterator[TextEdit]]] = {
    rules.YAML_TAB.id: _tabs,
    rules.YAML_CHARACTER.id: _unseen,
    SHAPE_UNKNOWN_KEY.id: _misspelt_key,
    REFERENCE_UNKNOWN.id: _misspelt_id,
    PLAN_PART_GONE.id: _misspelt_id,
    step_alike.ID: _id_of_step,
}
"""What mends the findings of each rule."""
