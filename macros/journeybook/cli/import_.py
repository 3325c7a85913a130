"""`journeybook import`: bring in sticky notes, tables of stages and lanes, lists kept elsewhere, Mermaid, and exported atlases."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.import_plan import (
    ImportPlan,
    ImportRequest,
    Source,
    holds_milestones,
    makes_map,
    map_name,
    plan_import,
)
from journeybook.cli.import_report import left_over_lines, preview_lines
from journeybook.cli.import_writing import write_import
from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, can_ask, checked_project, require_sound_atlas, say
from journeybook.exchange.atlas_names import OWNERS, WHO, AtlasNames, spoken
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.foreign_reader import read_foreign_file
from journeybook.exchange.reading import holds_atlas, is_exported, read_exported
from journeybook.exchange.table_kind import IN_WORDS, LOOKED_FOR, TableKind
from journeybook.findings import visible

STANDARD_INPUT = Path("-")
PASTED = "a pasted text"
"""What stands for the name of a file where there is none."""
UNKNOWN_GOAL = "..."
"""The goal of a map that is only previewed."""
_MEANINGS = {"--lane": "TEXT=LANE, such as yellow=customer", "--who": "TEXT=ID, such as Legal=legal-team"}
EXAMPLES = (
    "journeybook import workshop.csv --preview",
    'journeybook import workshop.csv --goal "The team works with the product every day" --lane yellow=customer --lane pink=company',
    "journeybook import playbooks.xlsx --sheet Catalogue",
    "journeybook import milestones.csv --into first-map",
    "journeybook import duties.xlsx --as raci --who 'Account lead=customer-success'",
    "journeybook import atlas.internal.json",
    "journeybook import journey.mmd --goal 'The first report is read'",
    "journeybook import - --name Workshop --preview < workshop.md",
)


ForeignPath = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="CSV, TSV, XLSX, a Markdown table, HTML, Mermaid, what was exported, or - for a pasted text.",
        show_default=False,
    ),
]
Kind = Annotated[TableKind | None, typer.Option("--as", help="What the tables are, where the guess is wrong.", show_default=False)]
Goal = Annotated[str, typer.Option(metavar="TEXT", help="What customers want to reach: every map says it.", show_default=False)]
MapName = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help="What the map is called, and the files of a pasted text. [default: as the diagram or file is]",
        show_default=False,
    ),
]
Owner = Annotated[str, typer.Option(metavar="TEAM", help="The team or role that answers for the map.", show_default=False)]
Meanings = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT=LANE", help="Which lane a colour or a word of the file means; more than once if wanted.", show_default=False
    ),
]
People = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT=ID", help="Which team, role or person a name of the file means; more than once if wanted.", show_default=False
    ),
]
Into = Annotated[
    str,
    typer.Option(metavar="MAP", help="The map of the atlas into whose stages milestones go, if no column Map says it.", show_default=False),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Read this sheet, hidden or not, and no other; more than once if wanted.", show_default=False),
]


def import_(  # noqa: PLR0913 - each is an option of the command
    file: ForeignPath,
    project: ProjectFolder = Path(),
    *,
    kind: Kind = None,
    goal: Goal = "",
    name: MapName = "",
    owner: Owner = "",
    lane: Meanings = None,
    who: People = None,
    into: Into = "",
    sheet: Sheets = None,
    preview: Annotated[bool, typer.Option("--preview", help="Print what goes where, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Bring in sticky notes, tables of stages and lanes, RACI tables, and lists of playbooks, measures or milestones.

    What `journeybook export atlas` wrote (JSON, XLSX, CSV), a Mermaid journey and a Mermaid flowchart whose subgraphs are lanes are known
    by what stands in them; --as and --sheet are for tables alone. Lanes, teams and people are those of this atlas, by id or name; none is
    added to it. Milestones go into the stages of a map that is there where the column Map or --into names it: everything else in its file
    stays, and a milestone that it has already is told with the difference. What found no place is listed with its cell or line and stands
    in journeys/import afterwards. No file is ever overwritten: a second import of a changed file is written into journeys/import and its
    differences are printed. What would bring errors into the journeys is written there as well. Ends with 1 if nothing could be placed or
    something is wrong with the result, and with 2 if the file cannot be read.
    """
    checked, stem, data = checked_project(project), _stem(file, name), _bytes_of(file)
    if not holds_atlas(data):
        require_sound_atlas(checked)
    names = _names(AtlasNames(checked.atlas), lane or [], who or [])
    request = ImportRequest(_shown_name(file), stem, goal, name, _owner(names, owner), kind, _map(names, into))
    source = _read(file, data, names, map_name(stem), sheet or [])
    request = _completed(request, source, names, asks=not preview)
    plan = plan_import(project, source, request, names, checked)
    if not plan.files:
        _say_nothing_placed(file, plan)
        raise typer.Exit(FOUND)
    if preview:
        typer.echo("\n".join(preview_lines(plan)))
    else:
        _write(project, request, plan, asks=can_ask() and not yes)


def _completed(request: ImportRequest, source: Source, names: AtlasNames, *, asks: bool) -> ImportRequest:
    """Return a request with its goal, which is asked for where a map is made and written; refuses a map that nothing can go into."""
    if request.into and not holds_milestones(source, names, request):
        raise typer.BadParameter("milestones alone go into a map, and the file has no table of them", param_hint="--into")
    if request.goal.strip():
        return request
    return replace(request, goal=_ask_goal() if asks and makes_map(source, names, request) else UNKNOWN_GOAL)


def _write(project: Path, request: ImportRequest, plan: ImportPlan, *, asks: bool) -> None:
    """Write what is planned, after a preview and a question where somebody can be asked."""
    if asks:
        say("\n".join(preview_lines(plan)))
        typer.confirm("Write this?", err=True, abort=True)
    write_import(project, request, plan)
    if plan.has_errors:
        raise typer.Exit(FOUND)


def _stem(file: Path, name: str) -> str:
    """Return what the files of an import are called after: the file, or the name where the text is pasted."""
    if file != STANDARD_INPUT:
        return file.stem
    if not name.strip():
        raise typer.BadParameter("a pasted text has no name: say what it is, such as --name Workshop", param_hint="--name")
    return name


def _shown_name(file: Path) -> str:
    return PASTED if file == STANDARD_INPUT else file.name


def _bytes_of(file: Path) -> bytes:
    """Return a file, or what is pasted."""
    if file != STANDARD_INPUT:
        return file.read_bytes()
    if can_ask():
        say("Paste the table or diagram, then press Ctrl-D on a line of its own (on Windows Ctrl-Z and Enter).")
    return sys.stdin.buffer.read()


def _read(file: Path, data: bytes, names: AtlasNames, title: str, sheets: list[str]) -> Source:
    try:
        return read_exported(data, names, title) if is_exported(data) else read_foreign_file(data, sheets)
    except UnreadableFile as problem:
        say(visible(f"{file}: {problem}"))
        raise typer.Exit(FAILED) from None


def _names(names: AtlasNames, lanes: list[str], people: list[str]) -> AtlasNames:
    return replace(names, lanes=_meant(names, lanes, "--lane", "lane"), people=_meant(names, people, "--who", *WHO))


def _meant(names: AtlasNames, meanings: list[str], flag: str, *kinds: str) -> dict[str, str]:
    """Return the ids that texts of the file mean, by the spoken text, as they were said behind a flag."""
    ids: dict[str, str] = {}
    for meaning in meanings:
        text, equals, thing = meaning.rpartition("=")
        identifier = names.find(thing, *kinds)
        if not equals or not spoken(text):
            raise typer.BadParameter(f"write '{meaning}' as {_MEANINGS[flag]}", param_hint=flag)
        if identifier is None:
            raise typer.BadParameter(names.unknown(thing, *kinds), param_hint=flag)
        ids[spoken(text)] = identifier
    return ids


def _owner(names: AtlasNames, owner: str) -> str:
    identifier = names.find(owner, *OWNERS) if owner else ""
    if identifier is None:
        raise typer.BadParameter(names.unknown(owner, *OWNERS), param_hint="--owner")
    return identifier


def _map(names: AtlasNames, into: str) -> str:
    identifier = names.find(into, "map") if into else ""
    if identifier is None:
        raise typer.BadParameter(names.unknown(into, "map"), param_hint="--into")
    return identifier


def _ask_goal() -> str:
    if can_ask():
        return str(typer.prompt("What do customers want to reach? (the goal of the map)", err=True))
    say("A map says what customers want to reach, and the file does not: add --goal TEXT. --preview shows what goes where without it.")
    raise typer.Exit(FAILED)


def _say_nothing_placed(file: Path, plan: ImportPlan) -> None:
    say(visible(f"{file}: nothing could be placed. Looked for: {'; '.join(LOOKED_FOR)}."))
    say(f"If the guess is wrong, say what it is: --as {', '.join(IN_WORDS)}. If a row means a lane under another name: --lane TEXT=LANE.")
    for line in left_over_lines(plan.left_over):
        say(line)
