"""Gives a thing another id in every file: where it is declared, wherever it is named, and in the name of a file that is named for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from journeybook.audience.redact import redact
from journeybook.edit.file_changes import file_change, read_files
from journeybook.edit.id_uses import IdUse, NamedThing, id_uses, with_new_id
from journeybook.edit.old_names import old_name_edits
from journeybook.edit.table_columns import column_edits, naming_lines
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.findings import Place, nearest, shortened
from journeybook.load.discover import FOLDER, YAML_SUFFIXES
from journeybook.load.spans import nested_spans, read_spans
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.identity import PUBLIC_ID
from journeybook.model.item import Addressed
from journeybook.model.scalars import Identifier
from journeybook.model.visibility import may_be_public
from journeybook.publish.exchange_file import FileChange
from journeybook.validate import Checked
from journeybook.validate.check_memory import CheckMemory
from journeybook.validate.reading import read_project
from journeybook.validate.variants import build_variants

_CALL = re.compile(r"\{\{-?\s*(\w+)\(([^(){}]*)\)")
_ARGUMENT = re.compile(r"""(["'])([A-Za-z0-9_-]+)\1""")


class CannotRename(Exception):
    """The reason for which an id is not changed, with what to do instead; no file has been touched."""


@dataclass(frozen=True)
class OldName:
    """Where a thing is declared whose old name is kept, and whether links of customers go by it."""

    place: Place
    is_public: bool = False


@dataclass(frozen=True)
class Renaming:
    """The changes of files that give a thing its new id, and the places at which its old id was named."""

    changes: tuple[FileChange, ...]
    uses: tuple[str, ...]


def renaming(project: Path, checked: Checked, kind: str, old: str, new: str) -> Renaming:
    """Return what gives a thing of a kind another id; raises CannotRename. The project has no errors."""
    thing = _thing(checked.atlas, kind, old)
    _require_free(checked.atlas, thing, new)
    written = read_project(project, CheckMemory())
    whole, _ = build_variants(written.trees, written.lanes)
    trees = (*written.trees, *(tree for tree, _ in whole))
    uses = {use.place: use for use in id_uses(trees, checked.atlas, thing)}
    return _changes(project, thing, new, uses, tuple(_declared(checked.atlas, thing)))


def _changes(project: Path, thing: NamedThing, new: str, uses: dict[Place, IdUse], declared: tuple[OldName, ...]) -> Renaming:
    """Return the changes of every file in which an id is named, and in which the thing is declared."""
    texts = read_files(project).texts
    exchange = (thing.id, new)
    edits = {path: tuple(_edits(text, [use for use in uses.values() if use.place.file == path], exchange)) for path, text in texts.items()}
    for path, text in texts.items():
        if path.startswith(f"{FOLDER}/metrics/") and thing.is_alone:
            edits[path] += tuple(column_edits(text, thing.kind, *exchange))
    kept = {path: tuple(_kept(text, path, declared, exchange)) for path, text in texts.items()}
    pages = dict(_own_pages(project))
    page_edits = {path: tuple(_page_edits(text, thing, new)) for path, text in pages.items()}
    moved = {path: fresh for path in texts if (fresh := _new_name(path, thing, new))}
    for path, fresh in moved.items():
        edits[f"{FOLDER}/atlas.yml"] += tuple(_exemption_edits(texts[f"{FOLDER}/atlas.yml"], path, fresh))
    every_text, every_edit = texts | pages, edits | page_edits
    changes = tuple(
        file_change(project, path, with_edits(every_text[path], (*every_edit[path], *kept.get(path, ()))), moved.get(path, ""))
        for path in every_text
        if every_edit[path] or path in moved
    )
    places = [_place(every_text[path], path, edit) for path in every_text for edit in sorted(set(every_edit[path]))]
    lasting = [
        f"{_place(texts[path], path, edit)} keeps {thing.id}, so that old links lead to {new}" for path in kept for edit in kept[path][:1]
    ]
    lasting += _shared_notes(texts, thing)
    return Renaming(changes, (*places, *lasting, *(f"{path} is {fresh} now" for path, fresh in moved.items())))


def slug_renaming(project: Path, checked: Checked, old: str, new: str) -> Renaming:
    """Return what gives the page of a success map another address; raises CannotRename. The project has no errors."""
    faces = {journey.public.slug: journey for journey in reversed(checked.atlas.maps) if journey.public}
    if old not in faces:
        raise CannotRename(f"there is no slug '{old}': {_did_you_mean(old, sorted(faces))}")
    _require_identifier(new)
    if new in faces:
        raise CannotRename(f"the slug '{new}' is taken by the map {faces[new].id}: choose another")
    face = faces[old].public
    place = face.origin.of("slug") if face else faces[old].origin.place
    declared = (OldName(place),) if may_be_public(faces[old]) else ()
    use = IdUse(_value_place(project, place), (old,))
    return _changes(project, NamedThing("slug", old), new, {use.place: use}, declared)


def _shared_notes(texts: dict[str, str], thing: NamedThing) -> Iterator[str]:
    """Yield what becomes of tables that tell of an id which others have as well: what they say is of these alone from now on."""
    for path, text in texts.items():
        if path.startswith(f"{FOLDER}/metrics/") and not thing.is_alone:
            for line in dict.fromkeys(naming_lines(text, thing.kind, thing.id)):
                rest = "rename those as well if the table means them all, else give this one a column of its own"
                yield f"{path}:{line} stays: {thing.id} there is that of others alone from now on; {rest}"


def _value_place(project: Path, key: Place) -> Place:
    """Return where the value of a key stands."""
    spans = nested_spans(read_spans(read_files(project).texts[key.file]))
    entries = (entry for span in spans for entry in span.entries or ())
    value = next(value for name, value in entries if (name.line + 1, name.column + 1) == (key.line, key.column))
    return Place(key.file, value.line + 1, value.column + 1)


def _thing(atlas: Atlas, kind: str, reference: str) -> NamedThing:
    """Return the thing that a reference names, `its-id` or `map-id/its-id`."""
    kinds = sorted({key[0] for key in atlas.index})
    if kind not in kinds:
        raise CannotRename(f"there is no kind of thing '{kind}' here: {_did_you_mean(kind, kinds)}")
    outer, _, identifier = reference.rpartition("/")
    scopes = [home for known, home, name in atlas.index if (known, name) == (kind, identifier) and outer in ("", home)]
    if not scopes:
        raise CannotRename(
            f"there is no {kind} '{reference}': {_did_you_mean(identifier, sorted({key[2] for key in atlas.index if key[0] == kind}))}"
        )
    family = _family(atlas, scopes[0], identifier)
    if not family >= set(scopes):
        several = ", ".join(f"{home}/{identifier}" for home in scopes)
        raise CannotRename(f"there are several: name the {kind} with what it stands in: {several}")
    files = {atlas.index[kind, home, identifier].part.origin.of("id").file for home in scopes}
    files |= {journey.origin.place.file for journey in atlas.maps if journey.id in family}
    is_alone = family >= {home for known, home, name in atlas.index if (known, name) == (kind, identifier)}
    return NamedThing(kind, identifier, family, frozenset(path.removeprefix(f"{FOLDER}/") for path in files), is_alone)


def _family(atlas: Atlas, scope: str, identifier: str) -> frozenset[str]:
    """Return the ids of the maps in which an id names the same thing as in one: its bases that have it, and all that take from these."""
    owners = {home for _, home, name in atlas.index if name == identifier}
    family, before = {scope}, set[str]()
    while family != before:
        before = set(family)
        family |= {base for journey in atlas.maps if journey.id in before for base in journey.extends if base in owners}
        family |= {journey.id for journey in atlas.maps if before & set(journey.extends)}
    return frozenset(family)


def _declared(atlas: Atlas, thing: NamedThing) -> Iterator[OldName]:
    """Yield where a thing with an address of its own is declared, and whether customers' links go by its id."""
    marked = f"{PUBLIC_ID}{thing.id}"
    is_public = any(key[0] == thing.kind and key[2].endswith(marked) for key in redact(atlas, Audience.PUBLIC).index)
    parts = [spot.part for scope in thing.scopes if (spot := atlas.index.get((thing.kind, scope, thing.id)))]
    yield from {OldName(part.origin.of("id"), is_public): None for part in parts if isinstance(part, Addressed)}


def _kept(text: str, path: str, declared: Iterable[OldName], exchange: tuple[str, str]) -> Iterator[TextEdit]:
    """Yield the edits of one file by which an old name is kept."""
    for old in declared:
        if old.place.file == path:
            yield from old_name_edits(text, (old.place.line, old.place.column), exchange, is_public=old.is_public)


def _require_identifier(new: str) -> None:
    try:
        TypeAdapter(Identifier).validate_python(new)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise CannotRename(f"{detail['msg']}: {detail.get('ctx', {}).get('hint', '')}") from None


def _require_free(atlas: Atlas, thing: NamedThing, new: str) -> None:
    _require_identifier(new)
    is_local = thing.scopes != {""}
    taken = [
        (kind, home)
        for kind, home, name in atlas.index
        if name == new and (home in thing.scopes if is_local else kind == thing.kind and not home)
    ]
    if taken:
        kind, home = taken[0]
        raise CannotRename(f"the id '{new}' is taken by a {kind}{f' in {home}' if home else ''}: choose another")


def _did_you_mean(word: str, allowed: list[str]) -> str:
    guess = nearest(word, allowed)
    return f"did you mean '{guess}'?" if guess else f"known: {shortened(allowed)}"


def _edits(text: str, uses: Iterable[IdUse], exchange: tuple[str, str]) -> Iterator[TextEdit]:
    """Yield the edits of one file, in which an old id is exchanged for a new one."""
    spans = {(span.line + 1, span.column + 1): span for span in nested_spans(read_spans(text)) if span.is_scalar}
    for use in uses:
        span = spans.get((use.place.line, use.place.column))
        raw = text[span.start : span.end] if span else ""
        fresh = with_new_id(raw, use, *exchange)
        if span is not None and fresh != raw:
            yield TextEdit(span.start, span.end, fresh)


def _own_pages(project: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every hand-written page that can be read."""
    for file in sorted((project / "docs").rglob("*.md")) if (project / "docs").is_dir() else ():
        if file.is_file() and not file.is_symlink():
            try:
                yield file.relative_to(project).as_posix(), file.read_bytes().decode()
            except UnicodeDecodeError:
                continue  # `check` has told of it


def _page_edits(text: str, thing: NamedThing, new: str) -> Iterator[TextEdit]:
    """Yield the edits of a hand-written page: ids in calls of macros, `{{ stage("map-id", "stage-id") }}`."""
    for call in _CALL.finditer(text):
        arguments = list(_ARGUMENT.finditer(call[2]))
        for position, argument in enumerate(arguments):
            if argument[2] == thing.id and _means(call[1], [each[2] for each in arguments], position, thing):
                start = call.start(2) + argument.start(2)
                yield TextEdit(start, start + len(thing.id), new)


def _means(view: str, arguments: list[str], position: int, thing: NamedThing) -> bool:
    """Whether an argument of a macro names a thing: pages are called like the kind they show, and take the id of a map first otherwise."""
    if thing.kind == "slug":
        return view == "success_map"
    if position:
        return thing.kind == "stage" and arguments[0] in thing.scopes
    others = {"persona", "segment", "team", "playbook", "resource", "interaction", "health_model", "library", "success_map"}
    return view == thing.kind.replace("-", "_") or (thing.kind == "map" and view not in others)


def _new_name(path: str, thing: NamedThing, new: str) -> str:
    """Return the new path of a file that is named for the thing; empty where it is not."""
    folder, _, name = path.rpartition("/")
    stem, suffix = Path(name).stem, Path(name).suffix
    is_its = thing.scopes == {""} and path.removeprefix(f"{FOLDER}/") in thing.files
    return f"{folder}/{new}{suffix}" if is_its and stem == thing.id and suffix in YAML_SUFFIXES else ""


def _exemption_edits(text: str, path: str, fresh: str) -> Iterator[TextEdit]:
    """Yield the edits of exemptions that name a file which is called otherwise now."""
    root = read_spans(text)
    rows = root.keys["exemptions"][1].items if "exemptions" in root.keys else ()
    for row in rows or ():
        value = row.keys["at"][1] if "at" in row.keys else None
        if value is not None and value.text.partition("#")[0].removeprefix(f"{FOLDER}/") == path.removeprefix(f"{FOLDER}/"):
            start = text.index(Path(path).name, value.start)
            yield TextEdit(start, start + len(Path(path).name), Path(fresh).name)


def _place(text: str, path: str, edit: TextEdit) -> str:
    return f"{path}:{text.count(chr(10), 0, edit.start) + 1}"
