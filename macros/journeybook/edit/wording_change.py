"""Exchanges words of a part for others, as a form asks for it: the old ones have to stand there, and nothing else in the file changes.

Which words a form may change is said by the model: those that an author worded, no ids, no addresses and nothing that steers the program.
"""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeybook.edit.file_changes import file_change, read_files
from journeybook.edit.suggestion_form import SuggestionForm, SuggestionRefused
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.findings import Place
from journeybook.load.characters import line_end, normalise_nfc, refused_in_text
from journeybook.load.source import read_source
from journeybook.load.spans import TextSpan, nested_spans, read_spans
from journeybook.load.yaml_writer import MAX_WIDTH
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import part_fields
from journeybook.model.scalars import LONGEST_TEXT
from journeybook.model.walk import walk
from journeybook.model.wording import read_form_rows, wordings
from journeybook.publish.exchange_file import FileChange


@dataclass(frozen=True)
class WordingChange:
    """Words of a field at the place where it is written, and the words that are to stand there."""

    place: Place
    field: str
    old: str
    new: str


def wording_changes(atlas: Atlas, form: SuggestionForm) -> tuple[WordingChange, ...]:
    """Return what a form changes; raises SuggestionRefused where no part, or more than one, says what it says."""
    changes: dict[tuple[WordingChange, ...], int] = {}
    refusals: list[SuggestionRefused] = []
    for spot in walk(atlas):
        place = spot.part.origin.place
        places = _places_of_rows(spot.part, form) if place.file == form.file else None
        if places is None:
            continue
        try:
            changes.setdefault(_changes(spot.part, form, places), place.line)
        except SuggestionRefused as refusal:
            refusals.append(refusal)
    at_line = [change for change, line in changes.items() if line == form.line] or list(changes)
    if len(at_line) == 1:
        return at_line[0]
    if at_line:
        raise SuggestionRefused("These words stand in several places, and the form does not say in which: change the file itself.")
    if refusals:
        raise refusals[0]
    raise SuggestionRefused(
        'The file does not say what stands under "What it says now", or not any more: open the form anew from the page.'
    )


def reworded_files(project: Path, changes: tuple[WordingChange, ...]) -> tuple[FileChange, ...]:
    """Return the files with other words in them; raises SuggestionRefused where these cannot stand there."""
    texts = read_files(project).texts
    reworded = dict(texts)
    for change in sorted(changes, key=lambda change: change.place, reverse=True):
        if change.place.file not in texts:
            raise SuggestionRefused("The file cannot be read at the moment: the check says why.")
        reworded[change.place.file] = _reworded(reworded[change.place.file], change)
    return tuple(file_change(project, path, text) for path, text in reworded.items() if text != texts[path])


def _places_of_rows(part: Part, form: SuggestionForm) -> list[tuple[str, str, Place]] | None:
    """Return the field, words and place of each row of the present words; None where the part does not say all of them."""
    left = [(name, text, _place(part, name, position)) for name, position, text in _numbered(part)]
    rows = []
    for name, words in read_form_rows(form.present, {name for name, _, _ in left}) or ():
        row = next((row for row in left if row[0] == name and _is_same(row[1], words)), None)
        if row is None:
            return None
        left.remove(row)
        rows.append(row)
    return rows or None


def _numbered(part: Part) -> Iterator[tuple[str, int, str]]:
    """Yield the words of a part with their field and their number in it."""
    count = Counter[str]()
    for name, text in wordings(part):
        yield name, count[name], text
        count[name] += 1


def _place(part: Part, name: str, position: int) -> Place:
    return part.origin.of(f"{name}.{position}" if part_fields(type(part))[name].many else name)


def _changes(part: Part, form: SuggestionForm, rows: list[tuple[str, str, Place]]) -> tuple[WordingChange, ...]:
    """Return the rows of which the form says something else; raises SuggestionRefused."""
    instead = read_form_rows(form.instead, {name for name, _, _ in rows})
    if instead is None:
        raise SuggestionRefused('Under "What it should say" each text keeps the word and the colon before it, such as "name: New words".')
    if Counter(name for name, _ in instead) != Counter(name for name, _, _ in rows):
        raise SuggestionRefused("The form changes words; to add something or take it away, change the file itself.")
    changes = []
    for name in dict.fromkeys(name for name, _, _ in rows):
        written = [row for row in rows if row[0] == name]
        for (_, old, place), new in zip(written, [words for key, words in instead if key == name], strict=True):
            if not _is_same(old, new):
                has_lines = "\n" in old.strip() or part_fields(type(part))[name].formatted
                changes.append(WordingChange(place, name, old, _allowed(new, has_lines=has_lines)))
    if not changes:
        raise SuggestionRefused('Under "What it should say" stands what the file says already.')
    return tuple(changes)


def _allowed(text: str, *, has_lines: bool) -> str:
    """Return words that may be written; raises SuggestionRefused."""
    if not text:
        raise SuggestionRefused("The form changes words; to take something away, change the file itself.")
    if len(text) > LONGEST_TEXT:
        raise SuggestionRefused(f"The new words are longer than {LONGEST_TEXT} letters.")
    if "\n" in text and not has_lines:
        raise SuggestionRefused("The new words have several lines, and what they replace has one.")
    if "\t" in text or refused_in_text(text):
        raise SuggestionRefused("In the new words is a sign that nobody sees and no file may hold: type them instead of pasting them.")
    return normalise_nfc(text)


def _reworded(text: str, change: WordingChange) -> str:
    """Return the text of a file with other words at a place; it reads as before everywhere else, or SuggestionRefused is raised."""
    spans = list(nested_spans(read_spans(text)))
    position = _scalar_at(spans, change)
    span = spans[position]
    for written in _ways_to_write(change.new, span, text):
        result = with_edits(text, [TextEdit(span.start, span.end, written)])
        if not read_source(change.place.file, result.encode()).findings and _reads_as(result, spans, position, change.new):
            return result
    raise SuggestionRefused("The new words cannot stand in this file: change the file itself.")


def _scalar_at(spans: list[TextSpan], change: WordingChange) -> int:
    """Return the number of the scalar that holds the old words: at the place itself, or behind the key that stands there."""
    keys = {id(key) for span in spans for key, _ in span.entries or ()}
    for number, span in enumerate(spans):
        if (span.line + 1, span.column + 1) == (change.place.line, change.place.column) and span.is_scalar:
            at = number + 1 if id(span) in keys and span.text == change.field else number
            if spans[at].is_scalar and _is_same(spans[at].text, change.old):
                return at
    raise SuggestionRefused("These words are not written in the file as the page shows them: change the file itself.")


def _ways_to_write(text: str, span: TextSpan, whole: str) -> Iterator[str]:
    """Yield YAML for a text: as the old one was written, and in quotes where that does not do."""
    if span.style in {"|", ">"}:
        header, _, below = whole[span.start : span.end].partition("\n")
        first = next((line for line in below.split("\n") if line.strip()), "")
        indent = first[: len(first) - len(first.lstrip(" "))]
        for lines in (_folded(text), text.split("\n")) if span.style == ">" else (text.split("\n"),):
            yield line_end(whole).join([header.rstrip(), *(f"{indent}{line}" if line else "" for line in lines)])
    if not span.style and text not in tuple(Answer):
        yield text
    if span.style != '"' and "\n" not in text:
        yield f"""'{text.replace("'", "''")}'"""
    yield json.dumps(text, ensure_ascii=False)


def _folded(text: str) -> list[str]:
    """Return the lines of a folded block, in which a line break of the text is an empty line."""
    parts = [textwrap.wrap(line, MAX_WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")]
    return [line for number, lines in enumerate(parts) for line in ([""] if number else []) + lines]


def _reads_as(result: str, before: list[TextSpan], position: int, text: str) -> bool:
    """Whether a file reads as before but for one text."""
    after = list(nested_spans(read_spans(result)))
    if len(after) != len(before) or not _is_same(after[position].text, text):
        return False
    others = [number for number in range(len(before)) if number != position]
    return [_shape(before[number]) for number in others] == [_shape(after[number]) for number in others]


def _shape(span: TextSpan) -> tuple[str, str, int, int]:
    return span.text, span.style, len(span.entries or ()), len(span.items or ())


def _is_same(text: str, other: str) -> bool:
    """Whether two texts are the same but for line ends and blanks around them."""
    return _bare(text) == _bare(other)


def _bare(text: str) -> str:
    return normalise_nfc(text.replace("\r\n", "\n").strip())
