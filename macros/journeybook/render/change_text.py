"""A report of changes as text for a terminal, as Markdown for a comment, and as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from journeybook.exchange.markdown_text import markdown_text
from journeybook.findings import visible
from journeybook.views.base.book import Book
from journeybook.views.changes.change import AtlasChange, ChangeReport, CustomerReading

_REFERENCE = re.compile(r"(\\[#~&$]|[!%]|\bGH-)(?=[\w\"])")
"""What a forge takes for a reference behind escaped text, too: to an issue, a proposal, a label, a milestone or an epic."""


def report_text(book: Book, report: ChangeReport) -> str:
    """Return a report as text: a line for each change under its map or other thing, and below it what it does."""
    lines = [line for depth, text in _lines(book, report) for line in [f"{'  ' * depth}{visible(text)}" if text else ""]]
    return "\n".join(lines).strip("\n") + "\n"


def report_markdown(book: Book, report: ChangeReport) -> str:
    """Return a report as Markdown in which no text of an author is markup, nor calls anybody."""
    lines = [f"## {comment_markdown(book.say('changes.title', before=report.before, after=report.after))}", ""]
    for depth, text in _lines(book, report):
        if depth == 0:
            lines += ["", f"### {comment_markdown(text)}", ""] if text else []
        else:
            lines.append(f"{'  ' * (depth - 1)}- {comment_markdown(text)}")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def report_json(report: ChangeReport) -> str:
    """Return a report as JSON: an object with the names of both states, the changes, the pages and the notes."""
    changes = [
        {
            "kind": change.kind,
            "in": {"id": change.home_id, "name": change.home},
            "thing": change.thing,
            "sentence": change.sentence,
            "field": change.field,
            "old": change.old,
            "new": change.new,
            "is_guess": change.is_guess,
            "place": asdict(change.place) if change.place else None,
            "effects": [asdict(effect) for effect in change.effects],
            "customers": _readings(change.readings),
        }
        for change in report.changes
    ]
    pages = [
        {"map": page.map_id, "page": page.page, "sentence": page.sentence, "customers": _readings(page.readings)} for page in report.pages
    ]
    whole = {"before": report.before, "after": report.after, "changes": changes, "pages": pages, "notes": list(report.notes)}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def comment_markdown(text: str) -> str:
    r"""Return any text as one line of Markdown that shows it letter by letter; `@name` calls nobody in it, and `#1` leads nowhere.

    >>> comment_markdown("*First* <b> & @team")
    '\\*First\\* \\<b\\> \\& @&#8203;team'
    >>> comment_markdown("#1, !2 and 3 % of GH-4")
    '\\#&#8203;1, !&#8203;2 and 3 % of GH-&#8203;4'
    """
    escaped = markdown_text(visible(" ".join(text.split()))).replace("\\@", "@&#8203;")
    return _REFERENCE.sub("\\1&#8203;", escaped)


def reading_sentences(book: Book, readings: tuple[CustomerReading, ...]) -> tuple[str, ...]:
    """Return what customers read newly or no longer: a sentence for each text, with every page on which it stands."""
    pages: dict[tuple[bool, str], list[str]] = {}
    for reading in readings:
        pages.setdefault((reading.is_new, " ".join(reading.text.split())), []).append(book.say("changes.page", page=reading.page))
    keys = {True: "changes.newly", False: "changes.no_longer"}
    return tuple(book.say(keys[is_new], pages=book.say("list.comma").join(names), text=text) for (is_new, text), names in pages.items())


def changes_by_home(report: ChangeReport) -> Iterator[tuple[tuple[str, str], tuple[AtlasChange, ...]]]:
    """Yield the id and name of each map or other thing, with the changes in it; what has few of its kind stands as it comes."""
    for key, changes in groupby(report.changes, key=lambda change: (change.home_id, change.home)):
        yield key, tuple(changes)


def change_sentence(book: Book, change: AtlasChange) -> str:
    """Return the sentence of a change; of a thing that is only taken for the same, with this said."""
    return f"{change.sentence} ({book.say('changes.guess')})" if change.is_guess else change.sentence


def _lines(book: Book, report: ChangeReport) -> Iterator[tuple[int, str]]:
    """Yield the lines of a report with their depth; headings have none."""
    for (_, home), changes in changes_by_home(report):
        yield 0, home
        for change in changes:
            yield 1, change_sentence(book, change)
            yield from ((2, effect.sentence) for effect in change.effects)
            yield from ((2, sentence) for sentence in reading_sentences(book, change.readings))
        yield 0, ""
    if report.pages:
        yield 0, book.say("changes.customers")
        for page in report.pages:
            yield 1, page.sentence
            yield from ((2, sentence) for sentence in reading_sentences(book, page.readings))
        yield 0, ""
    if not report.changes and not report.pages:
        yield 0, book.say(report.unchanged)
    if report.notes:
        yield 0, book.say("changes.notes")
        yield from ((1, note) for note in report.notes)


def _readings(readings: tuple[CustomerReading, ...]) -> dict[str, list[dict[str, str]]]:
    """Return what customers newly read and what they no longer read."""
    return {
        name: [{"page": reading.page, "text": reading.text} for reading in readings if reading.is_new is is_new]
        for name, is_new in (("newly", True), ("no_longer", False))
    }
