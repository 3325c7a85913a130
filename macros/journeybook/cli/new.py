"""`journeybook new`: begin a map, a stage, a persona or another thing, in the words of this atlas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from journeybook.cli.beginning import Wishes, begin
from journeybook.cli.data_draft import draft_description
from journeybook.cli.starter_files import StarterKind, starter_title, starter_types
from journeybook.cli.terminal import FOUND, ProjectFolder, checked_project, counts_in_words, print_findings, require_answer, say
from journeybook.findings import Level
from journeybook.load.discover import TABLE_SUFFIXES
from journeybook.model.enumerations import PersonaRole
from journeybook.model.table_enumerations import RowKind

EXAMPLES = (
    "journeybook new map win-back --type churn",
    "journeybook new map first-map-2027 --type future --of first-map",
    "journeybook new stage review --map first-map --after onboarding",
    "journeybook new persona office-manager --role administrator",
    "journeybook new account tern-tours",
    "journeybook new plan tern-tours --map first-map",
    "journeybook new data usage.csv --dates DD.MM.YYYY",
    "journeybook new --list",
)


def _option(flag: str, metavar: str, text: str) -> Any:  # noqa: ANN401 - what typer makes of it
    return typer.Option(flag, metavar=metavar, help=text, show_default=False)


Identifier = Annotated[
    str | None, typer.Argument(metavar="ID", help="Its id: small letters, digits and hyphens; of data, a table in journeys/metrics.")
]
TypeOption = Annotated[str | None, _option("--type", "TYPE", "Of a map or playbook: its type; --list names them.")]
NameOption = Annotated[str | None, _option("--name", "NAME", "What readers call it. [default: its id in words]")]
OwnerOption = Annotated[str | None, _option("--owner", "ID", "The team or role that answers for it. [default: the nearest team]")]
PersonaOption = Annotated[str | None, _option("--persona", "ID", "Of a map: whose journey it is. [default: the nearest by role]")]
SegmentOption = Annotated[str | None, _option("--segment", "ID", "The segment it is for. [default: all]")]
RoleOption = Annotated[PersonaRole | None, typer.Option("--role", help="Of a persona: the part it plays.", show_default=False)]
BaseOption = Annotated[str | None, _option("--of", "MAP", "Of a future map: the map of today.")]
MapOption = Annotated[str | None, _option("--map", "MAP", "Of a stage: its map; of a plan, the map that it follows.")]
AfterOption = Annotated[str | None, _option("--after", "STAGE", "Of a stage: the one before it. [default: the last]")]
PlaybookOption = Annotated[str | None, _option("--playbook", "ID", "Of a play or event: the playbook that is followed.")]
AccountOption = Annotated[str | None, _option("--account", "ID", "Of a plan: whose it is. [default: the account with its id]")]
RowOption = Annotated[RowKind | None, _option("--row", "KIND", "Of a table: what a row is. [default: by its headings]")]
DatesOption = Annotated[
    list[str] | None,
    _option("--dates", "FORM", "Of a table: the form of its dates, such as DD.MM.YYYY; HEADING=FORM where columns differ."),
]
FileOption = Annotated[str | None, _option("--file", "FILE", "Put it into the list in this file. [default: a file of its own]")]


def new(  # noqa: PLR0913 - the options of a command
    kind: Annotated[StarterKind | None, typer.Argument(help="What is begun.", show_default=False)] = None,
    identifier: Identifier = None,
    *,
    project: ProjectFolder = Path(),
    starter_type: TypeOption = None,
    name: NameOption = None,
    owner: OwnerOption = None,
    persona: PersonaOption = None,
    segment: SegmentOption = None,
    role: RoleOption = None,
    base: BaseOption = None,
    journey: MapOption = None,
    after: AfterOption = None,
    playbook: PlaybookOption = None,
    account: AccountOption = None,
    file: FileOption = None,
    row: RowOption = None,
    dates: DatesOption = None,
    list_types: Annotated[bool, typer.Option("--list", help="Say what can be begun, and stop.")] = False,
) -> None:
    """Begin a map, stage, persona, segment, playbook, play, health model, resource, event, account, plan or description of a table.

    What is written teaches by example and uses the lanes, teams, channels and people of this atlas; what it does not have is left out. A
    stage goes into the file of its map and a play into the first list of plays there is; their comments stay. For a table in
    journeys/metrics, such as usage.csv, a draft is made, in which each guess is to be confirmed; you choose the form of its dates. In a
    terminal, what is missing is asked for. Nothing is overwritten. Ends with 2 if something is missing, unknown or there already.
    """
    if list_types:
        typer.echo("".join(_type_lines()), nl=False)
        return
    chosen = StarterKind(require_answer(kind, "KIND", "What do you want to begin?", list(StarterKind)))
    own_id = require_answer(identifier, "ID", "Its id, such as first-steps?")
    if chosen is StarterKind.DATA and own_id.endswith(TABLE_SUFFIXES):
        path = draft_description(project, own_id, row, dates or ())
    else:
        wishes = Wishes(starter_type, name, owner, persona, segment, role, base, journey, after, playbook, file, account)
        path = begin(project, chosen, own_id, wishes)
    typer.echo(project / path)
    _say_findings(project, path)


def _type_lines() -> Iterator[str]:
    """Yield a line for each starter: what to write, and what it says of itself."""
    for kind in StarterKind:
        types = starter_types(kind)
        for name, path in types.items():
            words = f"{kind} --type {name}" if len(types) > 1 else str(kind)
            yield f"{words:<32} {starter_title(path)}\n"


def _say_findings(project: Path, path: str) -> None:
    """Print what the check says of the file, and what comes next."""
    findings = [finding for finding in checked_project(project).findings if finding.place.file == path]
    say(f"{path}: {counts_in_words(findings)}. Next: change its words into your own, and run journeybook check.")
    if any(finding.level is Level.ERROR for finding in findings):
        print_findings(findings)
        raise typer.Exit(FOUND)
