"""`journeybook new`: begin a map, a stage, a persona or another thing, in the words of this atlas."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.starter_files import (
    KEPT_ALONE,
    KIND_FOLDERS,
    StarterKind,
    entry_text,
    file_text,
    starter_title,
    starter_types,
)
from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, checked_project, counts_in_words, print_findings, require_answer, say
from journeybook.edit.insertion import InsertionRefused, insert_entry
from journeybook.edit.starter import NO_ANSWER, PERSONA_ROLES, atlas_words, fill_starter
from journeybook.findings import Level, nearest
from journeybook.load.discover import FOLDER
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import PersonaRole, StageKind
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.map import Map
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID
from journeybook.model.stage import Stage
from journeybook.publish.exchange_file import exchange_file
from journeybook.publish.new_files import write_new_files

EXAMPLES = (
    "journeybook new map win-back --type churn",
    "journeybook new map first-map-2027 --type future --of first-map",
    "journeybook new stage review --map first-map --after onboarding",
    "journeybook new persona office-manager --role administrator",
    "journeybook new --list",
)
Words = dict[str, str]


def new(  # noqa: PLR0913 - the options of a command
    kind: Annotated[StarterKind | None, typer.Argument(help="What is begun.", show_default=False)] = None,
    identifier: Annotated[
        str | None, typer.Argument(metavar="ID", help="Its id: small letters, digits and hyphens.", show_default=False)
    ] = None,
    *,
    project: ProjectFolder = Path(),
    starter_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Of a map or playbook: its type; --list names them.", show_default=False)
    ] = None,
    name: Annotated[str | None, typer.Option(help="What readers call it. [default: its id in words]", show_default=False)] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="ID", help="The team or role that answers for it. [default: the nearest team]", show_default=False)
    ] = None,
    persona: Annotated[
        str | None, typer.Option(metavar="ID", help="Of a map: whose journey it is. [default: the nearest by role]", show_default=False)
    ] = None,
    segment: Annotated[str | None, typer.Option(metavar="ID", help="The segment it is for. [default: all]", show_default=False)] = None,
    role: Annotated[PersonaRole | None, typer.Option(help="Of a persona: the part it plays.", show_default=False)] = None,
    base: Annotated[str | None, typer.Option("--of", metavar="MAP", help="Of a future map: the map of today.", show_default=False)] = None,
    journey: Annotated[str | None, typer.Option("--map", metavar="MAP", help="Of a stage: its map.", show_default=False)] = None,
    after: Annotated[
        str | None, typer.Option(metavar="STAGE", help="Of a stage: the one before it. [default: the last]", show_default=False)
    ] = None,
    playbook: Annotated[
        str | None, typer.Option(metavar="ID", help="Of a play or event: the playbook that is followed.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Put it into the list in this file. [default: a file of its own]", show_default=False)
    ] = None,
    list_types: Annotated[bool, typer.Option("--list", help="Say what can be begun, and stop.")] = False,
) -> None:
    """Begin a map, stage, persona, segment, playbook, play, health model, resource or event.

    What is written teaches by example and uses the lanes, teams, channels and people of this atlas; what the atlas does not have is left
    out. A stage goes into the file of its map and a play into the first list of plays there is; their comments stay. In a terminal, what
    is missing is asked for. Nothing is ever overwritten. Ends with 2 if something is missing, unknown or there already.
    """
    if list_types:
        typer.echo("".join(_type_lines()), nl=False)
        return
    chosen = StarterKind(require_answer(kind, "KIND", "What do you want to begin?", list(StarterKind)))
    own_id = _valid_id(require_answer(identifier, "ID", "Its id, such as first-steps?"))
    types = starter_types(chosen)
    kind_type = next(iter(types)) if len(types) == 1 else require_answer(starter_type, "--type", f"Which type of {chosen}?", list(types))
    atlas = _sound_atlas(project)
    _require_free_id(atlas, chosen, own_id)
    words = atlas_words(atlas) | {
        "id": own_id,
        "name": require_answer(name, "--name", "Its name?", default=own_id.replace("-", " ").replace("_", " ").capitalize()),
    }
    words |= _owner(atlas, owner, words["success"]) | _people(atlas, words, types[kind_type], persona=persona, segment=segment)
    if chosen is StarterKind.PERSONA:
        words["role"] = require_answer(role, "--role", "Which part does it play?", list(PersonaRole))
    words |= _followed(atlas, playbook)
    if chosen is StarterKind.STAGE:
        path = _insert_stage(project, atlas, types[kind_type], words, journey=journey, after=after)
    else:
        words |= _base(atlas, base) if kind_type == "future" else {}
        path = _write(project, chosen, fill_starter(types[kind_type].read_text(encoding="utf-8"), words), own_id, file)
    typer.echo(project / path)
    _say_findings(project, path)


def _type_lines() -> Iterable[str]:
    """Yield a line for each starter: what to write, and what it says of itself."""
    for kind in StarterKind:
        types = starter_types(kind)
        for name, path in types.items():
            words = f"{kind} --type {name}" if len(types) > 1 else str(kind)
            yield f"{words:<32} {starter_title(path)}\n"


def _valid_id(text: str) -> str:
    if not ID_PATTERN.match(text) or len(text) > LONGEST_ID:
        raise typer.BadParameter(f"'{text}' is no id: write small letters, digits and single hyphens, beginning with a letter")
    return text


def _sound_atlas(project: Path) -> Atlas:
    """Return the atlas; ends the command where atlas.yml has errors, since its lanes and teams are not known then."""
    checked = checked_project(project)
    wrong = [finding for finding in checked.findings if finding.level is Level.ERROR and finding.place.file == f"{FOLDER}/{ATLAS}"]
    if wrong:
        say(f"{ATLAS} has errors, so its lanes and teams are not known")
        raise print_findings(wrong)
    return checked.atlas


def _require_free_id(atlas: Atlas, kind: StarterKind, identifier: str) -> None:
    spot = None if kind is StarterKind.STAGE else atlas.spot(FOLDERS[KIND_FOLDERS[kind]].KIND, identifier)
    if spot:
        raise typer.BadParameter(f"there is a {kind} '{identifier}' already, at {spot.part.origin.place}: choose another id")


def _known(identifier: str, known: Iterable[str], noun: str) -> str:
    """Return an id that exists; raises BadParameter with the nearest one otherwise."""
    ids = list(known)
    if identifier not in ids:
        guess = nearest(identifier, ids)
        hint = f": did you mean '{guess}'?" if guess else f"; there is {', '.join(ids)}" if ids else "; there is none yet"
        raise typer.BadParameter(f"there is no {noun} '{identifier}'{hint}")
    return identifier


def _owner(atlas: Atlas, owner: str | None, usual: str) -> Words:
    known = [thing.id for thing in (*atlas.file.teams, *atlas.file.roles)]
    if not known:
        return {"owner": NO_ANSWER}
    return {"owner": _known(require_answer(owner, "--owner", "Who answers for it?", known, default=usual), known, "team or role")}


def _people(atlas: Atlas, words: Words, starter: Path, *, persona: str | None, segment: str | None) -> Words:
    """Return whose journey it is and for which segment, as far as the starter speaks of them."""
    text = starter.read_text(encoding="utf-8")
    wanted = next((word for word in PERSONA_ROLES if f"[${word}]" in text), None)
    known = [person.id for person in atlas.personas]
    people: Words = {}
    if wanted and (persona or known):
        chosen = require_answer(persona, "--persona", "Whose journey is it?", known, default=words.get(wanted))
        people[wanted] = _known(chosen, known, "persona")
    if segment:
        people["segment"] = _known(segment, [group.id for group in atlas.segments], "segment")
    return people


def _followed(atlas: Atlas, playbook: str | None) -> Words:
    """Return the playbook that a play or event follows, or that this is planned."""
    if playbook is None:
        return {"planned": "planned"}
    return {"playbook": _known(playbook, [known.id for known in atlas.playbooks], "playbook")}


def _base(atlas: Atlas, base: str | None) -> Words:
    """Return the map of today that a future map is about, and its first stage."""
    known = [journey.id for journey in atlas.maps if any(stage.kind is StageKind.MAIN for stage in journey.stages)]
    identifier = _known(require_answer(base, "--of", "Of which map is it the future?", known), known, "map with stages")
    journey = atlas.find(Map, identifier)
    stages = [stage.id for stage in journey.stages if stage.kind is StageKind.MAIN] if journey else []
    return {"base": identifier, "base_stage": stages[0]}


def _insert_stage(project: Path, atlas: Atlas, starter: Path, words: Words, *, journey: str | None, after: str | None) -> str:
    """Put a stage into the file of its map, and return the file."""
    identifier = _known(
        require_answer(journey, "--map", "Into which map?", [known.id for known in atlas.maps]), [known.id for known in atlas.maps], "map"
    )
    own = atlas.find(Map, identifier)
    stages = own.stages if own else ()
    if own is None or own.extends or not stages:
        raise typer.BadParameter(f"'{identifier}' takes its stages from another map: write the stage under `alterations:`, with `add:`")
    if words["id"] in {stage.id for stage in stages}:
        raise typer.BadParameter(f"'{identifier}' has a stage '{words['id']}' already: choose another id")
    main = [stage.id for stage in stages if stage.kind is StageKind.MAIN] or [stages[-1].id]
    before = _known(after, [stage.id for stage in stages], "stage") if after else main[-1]
    number = [stage.id for stage in stages].index(before)
    path = own.origin.place.file
    flow = {"starts": "true"} if _leads_away(stages[number]) else {}
    flow |= {"ends": f"{words['name']} is over"} if before == main[-1] else {}
    _insert(project, path, entry_text(fill_starter(starter.read_text(encoding="utf-8"), words | flow)), key="stages", after=number)
    return path


def _leads_away(stage: Stage) -> bool:
    """Return whether the last step of a stage does not simply lead on to the next stage."""
    steps = [*stage.steps, *(step for part in stage.sub_stages for step in part.steps)]
    return bool(steps) and bool(steps[-1].ends or steps[-1].next)


def _write(project: Path, kind: StarterKind, text: str, identifier: str, file: Path | None) -> str:
    """Put a thing into the list it belongs to, or into a file of its own, and return the file."""
    folder = f"{FOLDER}/{KIND_FOLDERS[kind]}"
    lists = sorted((project / folder).glob("*.yml")) if kind is StarterKind.PLAY and file is None else []
    path = f"{folder}/{file.name}" if file else f"{folder}/{lists[0].name}" if lists else f"{folder}/{identifier}.yml"
    if file and (kind in KEPT_ALONE or not (project / path).is_file()):
        raise typer.BadParameter(f"there is no list of the kind {kind} in {path}", param_hint="--file")
    if file or lists:
        _insert(project, path, entry_text(text))
    else:
        write_new_files(project, {path: file_text(kind, text).encode()})
    return path


def _insert(project: Path, path: str, entry: str, *, key: str = "", after: int | None = None) -> None:
    try:
        data = insert_entry(path, (project / path).read_bytes(), entry, key=key, after=after)
    except InsertionRefused as problem:
        say(f"{problem}; nothing was changed.")
        raise typer.Exit(FAILED) from None
    with exchange_file(project / path) as output:
        output.write(data)


def _say_findings(project: Path, path: str) -> None:
    """Print what the check says of the file, and what comes next."""
    findings = [finding for finding in checked_project(project).findings if finding.place.file == path]
    say(f"{path}: {counts_in_words(findings)}. Next: change its words into your own, and run journeybook check.")
    if any(finding.level is Level.ERROR for finding in findings):
        print_findings(findings)
        raise typer.Exit(FOUND)
