"""`journeybook diff`: say what changed between two states of the journeys, and what customers will read of it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.atlas_states import AtlasState, atlas_state, for_customers, renamed_maps, report_of
from journeybook.cli.customer_losses import losses_by_changes, with_losses
from journeybook.cli.forge import longest_comment
from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, console, say
from journeybook.compare.finding_differences import finding_differences
from journeybook.load.revision import RevisionMissing
from journeybook.model.base import Audience
from journeybook.publish.exchange_file import exchange_file
from journeybook.render.change_comment import ChangeComment, CommentLink, comment_text
from journeybook.render.change_page import change_page
from journeybook.render.change_text import report_json, report_markdown, report_text
from journeybook.views.base.book import Book
from journeybook.views.changes.change import ChangeReport
from journeybook.views.changes.owners import owned_changes

EXAMPLES = (
    "journeybook diff main",
    "journeybook diff main my-branch --format markdown",
    "journeybook diff main --format comment --link 'Preview=https://preview.example.org/17/'",
    "journeybook diff HEAD --audience public",
    "journeybook diff ../atlas-of-last-year . --page changes.html",
)


class ReportFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    COMMENT = "comment"
    JSON = "json"


Base = Annotated[str, typer.Argument(metavar="BASE", help="Before: a revision in git, or a folder.", show_default=False)]
Head = Annotated[
    str | None,
    typer.Argument(metavar="HEAD", help="After: a revision or a folder. [default: the files as they are]", show_default=False),
]
Written = Annotated[ReportFormat, typer.Option("--format", help="How changes are written.")]
Reader = Annotated[Audience, typer.Option(help="Every change, or only those that customers read.")]
Links = Annotated[
    list[str] | None, typer.Option(metavar="WORDS=URL", help="A link in the comment, such as one to a preview.", show_default=False)
]
Page = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page as well, with each changed map before and after.", show_default=False)
]


def diff(  # noqa: PLR0913 - the options of a command
    base: Base,
    head: Head = None,
    *,
    project: ProjectFolder = Path(),
    written: Written = ReportFormat.TEXT,
    audience: Reader = Audience.INTERNAL,
    link: Links = None,
    page: Page = None,
) -> None:
    """Say what changed between two states of the journeys, in sentences: what is new, gone, moved, renamed or says something else.

    Below each change stands what it does to variants, teams and playbooks, and what customers will newly read, or no longer. Git is only
    read: nothing is checked out. As a comment it says how much changes for whom, whose sign-off it needs, what customers read, and which
    findings are new or cured; one that is too long for the forge is cut, and the last link is said to lead to the rest. Ends with 0 if
    both states could be compared, with 1 if the journeys have errors after the change, and with 2 if one of the states is missing.
    """
    links = tuple(_link(text) for text in link or ())
    try:
        with console().status("Comparing ..."):
            new = atlas_state(project, head)
            old = atlas_state(project, base, as_of=new.checked.as_of)
            before, after, report = report_of(old, new)
    except RevisionMissing as problem:
        say(str(problem))
        raise typer.Exit(FAILED) from None
    is_comment = written is ReportFormat.COMMENT  # which says what customers lose among the findings
    told = report if is_comment else with_losses(old, new, report)
    shown = told if audience is Audience.INTERNAL else for_customers(told)
    if is_comment:
        findings = finding_differences(old.checked.findings, (*new.checked.findings, *losses_by_changes(old, new, report.changes)))
        owners = owned_changes(before, after, shown.changes)
        typer.echo(comment_text(after, ChangeComment(shown, owners, findings, links, longest_comment())), nl=False)
    else:
        typer.echo(_text(after, shown, written), nl=False)
    if page:
        _write_page(page, before, after, shown)
    _end(new)


def _link(text: str) -> CommentLink:
    """Return the link that an option says, or end the command."""
    words, _, url = text.partition("=")
    if not words.strip() or not re.fullmatch(r"https?://[^\s<>]+", url):
        raise typer.BadParameter(
            f"'{text}' is no link: write its words, = and its address, such as Preview=https://preview.example.org/17/"
        )
    return CommentLink(words, url)


def _text(book: Book, report: ChangeReport, written: ReportFormat) -> str:
    match written:
        case ReportFormat.MARKDOWN:
            return report_markdown(book, report)
        case ReportFormat.JSON:
            return report_json(report)
        case _:
            return report_text(book, report)


def _write_page(file: Path, before: Book, after: Book, report: ChangeReport) -> None:
    with console().status(f"Making {file} ..."), exchange_file(file) as output:
        output.write(change_page(before, after, report, renamed_maps(report.changes)).encode())
    say(f"{file} is written")


def _end(new: AtlasState) -> None:
    """End with what is wrong with the journeys after the change."""
    if not new.checked.ok:
        say("The journeys have errors after the change: journeybook check lists them")
        raise typer.Exit(FOUND)
