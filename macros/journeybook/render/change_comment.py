"""The one comment below a proposal, as Markdown: what changes for whom, whose sign-off it needs, and which findings are new or cured."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeybook.compare.finding_differences import FindingDifferences
from journeybook.findings import Finding, Level
from journeybook.render.change_text import change_sentence, changes_by_home, comment_markdown, reading_sentences
from journeybook.views.base.book import Book
from journeybook.views.changes.change import ChangeReport, CustomerReading
from journeybook.views.changes.owners import OwnedChanges

COMMENT_MARKER = "<!-- journeybook comment -->"
"""The first line of the comment, which nobody sees, and by which a workflow knows its own comment again."""


@dataclass(frozen=True)
class CommentLink:
    """A link in the comment, such as one to a preview."""

    words: str
    url: str


@dataclass(frozen=True)
class ChangeComment:
    """What the comment says, and how long it may be."""

    report: ChangeReport
    owners: tuple[OwnedChanges, ...]
    findings: FindingDifferences
    links: tuple[CommentLink, ...]
    most: int
    """Characters that it may have, in units of UTF-16."""


def comment_text(book: Book, comment: ChangeComment) -> str:
    """Return the comment; one that is too long is cut behind a line, and ends with a link to where the rest stands: the last one."""
    lines = [COMMENT_MARKER, *_lines(book, comment)]
    if _length(_joined(lines)) <= comment.most:
        return _joined(lines)
    cut = f"**{comment_markdown(book.say('comment.cut', count=comment.most))}**"
    ending = ["", " ".join((cut, *map(_link, comment.links[-1:])))]
    fewest, most = 1, len(lines)
    while fewest < most:
        middle = (fewest + most + 1) // 2
        is_short = _length(_joined([*lines[:middle], *ending])) <= comment.most
        fewest, most = (middle, most) if is_short else (fewest, middle - 1)
    return _joined([*lines[:fewest], *ending])


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _lines(book: Book, comment: ChangeComment) -> Iterator[str]:
    """Yield the lines of the comment, the most needed first, since a long one is cut."""
    yield from (f"## {comment_markdown(book.say('comment.title'))}", "", *(f"- {line}" for line in _summary(book, comment)), "")
    if comment.links:
        yield from (" · ".join(map(_link, comment.links)), "")
    owners = (f"**{_owner(book, row)}**: {comment_markdown(book.say('list.semicolon').join(row.things))}" for row in comment.owners)
    yield from _section(book, "sign_off", owners)
    yield from _section(book, "customers", map(comment_markdown, _for_customers(book, comment.report)))
    yield from _section(book, "new", map(_finding, comment.findings.new))
    yield from _section(book, "cured", map(_finding, comment.findings.cured))
    yield from _section(book, "notes", map(comment_markdown, comment.report.notes))
    yield from _for_colleagues(book, comment.report)


def _summary(book: Book, comment: ChangeComment) -> Iterator[str]:
    """Yield how much changes for whom."""
    report, findings = comment.report, comment.findings
    readings = _readings(report)
    pages = {page.page for page in report.pages} | {reading.page for reading in readings}
    errors = sum(finding.level is Level.ERROR for finding in findings.new)
    counts = {
        "for_customers": {"pages": len(pages), "texts": len(readings)},
        "for_colleagues": {"changes": len(report.changes)},
        "of_check": {"errors": errors, "others": len(findings.new) - errors, "cured": len(findings.cured)},
    }
    for key, values in counts.items():
        yield comment_markdown(book.say(f"comment.{key}", **values) if any(values.values()) else book.say(f"comment.nothing_{key}"))


def _section(book: Book, name: str, entries: Iterable[str]) -> Iterator[str]:
    """Yield a heading with a list below it; nothing where there is nothing to list."""
    rows = [f"- {entry}" for entry in entries]
    if rows:
        yield from (f"### {comment_markdown(book.say(f'comment.{name}'))}", "", *rows, "")


def _owner(book: Book, row: OwnedChanges) -> str:
    return comment_markdown(row.owner or book.say("comment.nobody"))


def _for_customers(book: Book, report: ChangeReport) -> Iterator[str]:
    """Yield which pages come, go or move, and what customers newly read or no longer."""
    yield from (page.sentence for page in report.pages if not page.readings)
    yield from reading_sentences(book, _readings(report))


def _readings(report: ChangeReport) -> tuple[CustomerReading, ...]:
    rows = (*(change.readings for change in report.changes), *(page.readings for page in report.pages))
    return tuple(reading for readings in rows for reading in readings)


def _finding(finding: Finding) -> str:
    hint = f" ({finding.hint})" if finding.hint else ""
    return comment_markdown(f"{finding.level} {finding.rule} {finding.place}: {finding.message}{hint}")


def _for_colleagues(book: Book, report: ChangeReport) -> Iterator[str]:
    yield from (f"### {comment_markdown(book.say('comment.colleagues'))}", "")
    for (_, home), changes in changes_by_home(report):
        yield from (f"#### {comment_markdown(home)}", "")
        for change in changes:
            yield f"- {comment_markdown(change_sentence(book, change))}"
            yield from (f"  - {comment_markdown(effect.sentence)}" for effect in change.effects)
        yield ""
    if not report.changes:
        yield comment_markdown(book.say(report.unchanged))


def _link(link: CommentLink) -> str:
    """Return a link as Markdown; nothing in its address ends it."""
    url = link.url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
    return f"[{comment_markdown(link.words)}]({url})"
