"""Begins a thing: chooses its starter, finds the words of this atlas, and puts it into a file of its own or a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from journeybook.cli.starter_files import KEPT_ALONE, KIND_FOLDERS, StarterKind, entry_text, file_text, starter_types
from journeybook.cli.terminal import FAILED, checked_project, require_answer, require_sound_atlas, say
from journeybook.edit.insertion import InsertionRefused, insert_entry
from journeybook.edit.starter import NO_ANSWER, PERSONA_ROLES, atlas_words, fill_starter
from journeybook.findings import nearest
from journeybook.load.discover import FOLDER
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import PersonaRole, StageKind
from journeybook.model.files import FOLDERS
from journeybook.model.map import Map
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID
from journeybook.model.stage import Stage
from journeybook.publish.exchange_file import FileChange, exchange_files, write_new_files

Words = dict[str, str]


@dataclass(frozen=True)
class Wishes:
    """What the flags say of a thing; none where somebody is asked, or the usual holds."""

    starter_type: str | None = None
    name: str | None = None
    owner: str | None = None
    persona: str | None = None
    segment: str | None = None
    role: PersonaRole | None = None
    base: str | None = None
    journey: str | None = None
    after: str | None = None
    playbook: str | None = None
    file: str | None = None
    account: str | None = None


def begin(project: Path, kind: StarterKind, identifier: str, wishes: Wishes) -> str:
    """Write a thing into a file of the project, and return the file; raises BadParameter for what is missing, unknown or taken."""
    _require_valid_id(identifier)
    types = starter_types(kind)
    name = next(iter(types)) if len(types) == 1 else require_answer(wishes.starter_type, "--type", f"Which type of {kind}?", list(types))
    starter = types[name].read_text(encoding="utf-8")
    atlas = require_sound_atlas(checked_project(project))
    _require_free_id(atlas, kind, identifier)
    words = _words(atlas, kind, identifier, starter, wishes)
    if kind is StarterKind.STAGE:
        return _insert_stage(project, atlas, starter, words, wishes)
    return _write(project, kind, fill_starter(starter, words), identifier, wishes.file)


def _words(atlas: Atlas, kind: StarterKind, identifier: str, starter: str, wishes: Wishes) -> Words:
    """Return the words of this atlas, and those that the flags or somebody in a terminal give."""
    words = atlas_words(atlas) | {"id": identifier}
    usual = identifier.replace("-", " ").replace("_", " ").capitalize()
    words["name"] = require_answer(wishes.name, "--name", "Its name?", default=usual)
    words |= _owner(atlas, wishes.owner, words["success"])
    words |= _people(atlas, words, starter, wishes)
    words |= _followed(atlas, wishes.playbook)
    if kind is StarterKind.PERSONA:
        words["role"] = require_answer(wishes.role, "--role", "Which part does it play?", list(PersonaRole))
    if kind is StarterKind.PLAN:
        words |= _followed_map(atlas, identifier, wishes)
    return words | (_base(atlas, wishes.base) if "$base" in starter else {})


def _require_valid_id(text: str) -> None:
    if not ID_PATTERN.match(text) or len(text) > LONGEST_ID:
        raise typer.BadParameter(f"'{text}' is no id: write small letters, digits and single hyphens, beginning with a letter")


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
    return {"owner": _known(require_answer(owner, "--owner", "Who answers for it?", default=usual), known, "team or role")}


def _people(atlas: Atlas, words: Words, starter: str, wishes: Wishes) -> Words:
    """Return whose journey it is and for which segment, as far as the starter speaks of them."""
    wanted = next((word for word in PERSONA_ROLES if f"[${word}]" in starter), None)
    known = [person.id for person in atlas.personas]
    people: Words = {}
    if wanted and (wishes.persona or known):
        chosen = require_answer(wishes.persona, "--persona", "Whose journey is it?", default=words.get(wanted))
        people[wanted] = _known(chosen, known, "persona")
    if wishes.segment:
        people["segment"] = _known(wishes.segment, [group.id for group in atlas.segments], "segment")
    return people


def _followed(atlas: Atlas, playbook: str | None) -> Words:
    """Return the playbook that a play or event follows, or that this is planned."""
    if playbook is None:
        return {"planned": "planned"}
    return {"playbook": _known(playbook, [known.id for known in atlas.playbooks], "playbook")}


def _followed_map(atlas: Atlas, identifier: str, wishes: Wishes) -> Words:
    """Return whose plan it is, usually the account of its name, and the map that it follows."""
    accounts, maps = [account.id for account in atlas.accounts], [journey.id for journey in atlas.maps]
    usual = identifier if identifier in accounts else None
    account = _known(require_answer(wishes.account or usual, "--account", "Whose plan is it?", accounts), accounts, "account")
    return {"account": account, "map": _known(require_answer(wishes.journey, "--map", "Which map does it follow?", maps), maps, "map")}


def _base(atlas: Atlas, base: str | None) -> Words:
    """Return the map of today that a future map is about, and its first stage."""
    known = [journey.id for journey in atlas.maps if any(stage.kind is StageKind.MAIN for stage in journey.stages)]
    identifier = _known(require_answer(base, "--of", "Of which map is it the future?", known), known, "map with stages")
    journey = atlas.find(Map, identifier)
    stages = [stage.id for stage in journey.stages if stage.kind is StageKind.MAIN] if journey else []
    return {"base": identifier, "base_stage": stages[0]}


def _insert_stage(project: Path, atlas: Atlas, starter: str, words: Words, wishes: Wishes) -> str:
    """Put a stage into the file of its map, and return the file."""
    known = [known_map.id for known_map in atlas.maps]
    identifier = _known(require_answer(wishes.journey, "--map", "Into which map?", known), known, "map")
    journey = atlas.find(Map, identifier)
    stages = journey.stages if journey else ()
    if journey is None or journey.extends or not stages:
        raise typer.BadParameter(f"'{identifier}' takes its stages from another map: write the stage under `alterations:`, with `add:`")
    ids = [stage.id for stage in stages]
    if words["id"] in ids:
        raise typer.BadParameter(f"'{identifier}' has a stage '{words['id']}' already: choose another id")
    last = next((stage.id for stage in reversed(stages) if stage.kind is StageKind.MAIN), ids[-1])
    number = ids.index(_known(wishes.after, ids, "stage") if wishes.after else last)
    flow = {"starts": "true"} if _leads_away(stages[number]) else {}
    flow |= {"ends": f"{words['name']} is over"} if ids[number] == last else {}
    path = journey.origin.place.file
    _insert(project, path, entry_text(fill_starter(starter, words | flow)), key="stages", after=number)
    return path


def _leads_away(stage: Stage) -> bool:
    """Return whether the last step of a stage does not simply lead on to the next stage."""
    steps = [*stage.steps, *(step for part in stage.sub_stages for step in part.steps)]
    return bool(steps) and bool(steps[-1].ends or steps[-1].next)


def _write(project: Path, kind: StarterKind, text: str, identifier: str, file: str | None) -> str:
    """Put a thing into the list it belongs to, or into a file of its own, and return the file."""
    folder = f"{FOLDER}/{KIND_FOLDERS[kind]}"
    lists = sorted((project / folder).glob("*.yml")) if kind is StarterKind.PLAY and file is None else []
    path = f"{folder}/{Path(file).name}" if file else f"{folder}/{lists[0].name}" if lists else f"{folder}/{identifier}.yml"
    if file and (kind in KEPT_ALONE or not (project / path).is_file()):
        raise typer.BadParameter(f"there is no list of the kind {kind} in {path}", param_hint="--file")
    if file or lists:
        _insert(project, path, entry_text(text))
    else:
        write_new_files(project, {path: file_text(kind, text).encode()})
    return path


def _insert(project: Path, path: str, entry: str, *, key: str = "", after: int | None = None) -> None:
    old = (project / path).read_bytes()
    try:
        new = insert_entry(path, old, entry, key=key, after=after)
    except InsertionRefused as problem:
        say(f"{problem}; nothing was changed.")
        raise typer.Exit(FAILED) from None
    exchange_files(project, [FileChange(project / path, old, new)])
