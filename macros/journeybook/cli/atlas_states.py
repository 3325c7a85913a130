"""Two states of an atlas to compare: a folder, a revision in git, or the files as they are; and the report of what changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from journeybook.cli.terminal import counts_in_words
from journeybook.compare.part_differences import DifferenceKind
from journeybook.findings import Level
from journeybook.load.discover import FOLDER, require_project
from journeybook.load.revision import write_revision
from journeybook.model.base import Audience
from journeybook.model.files import ATLAS
from journeybook.model.map import Map
from journeybook.model.organisation import SCHEMA_VERSION
from journeybook.prove.customer_changes import with_readings
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked, check
from journeybook.views.base.book import Book, open_book
from journeybook.views.changes.change import AtlasChange, ChangeReport, PageReading
from journeybook.views.changes.report import changes_between

_SETTINGS = "atlas"
"""What the home of a change is called that is of the settings of atlas.yml."""


@dataclass(frozen=True)
class AtlasState:
    """An atlas as it was or is, checked, and what it is called; `is_there` unless the folder of its journeys is missing."""

    name: str
    checked: Checked
    is_there: bool = True

    @property
    def has_settings(self) -> bool:
        """Whether atlas.yml could be read, so that its settings are an author's."""
        return self.checked.atlas.file.origin.place.file != ""

    @property
    def broken_files(self) -> frozenset[str]:
        """The files of which something could not be read."""
        return frozenset(loss.place.file for loss in self.checked.lost.losses)


def atlas_state(project: Path, wanted: str | None, *, as_of: date | None = None) -> AtlasState:
    """Return the state that a word means: a folder with journeys, else a revision of the project; the project itself where nothing is said.

    Raises RevisionMissing where there is neither.
    """
    folder = Path(wanted) if wanted else project
    if wanted is None or (folder / FOLDER / ATLAS).is_file():
        require_project(folder)
        return AtlasState(wanted or "", check(folder, as_of=as_of))
    with temporary_folder() as temporary:
        write_revision(project, wanted, temporary)
        is_there = (temporary / FOLDER / ATLAS).is_file()
        return AtlasState(wanted, check(temporary, as_of=as_of), is_there)


def report_of(old: AtlasState, new: AtlasState) -> tuple[Book, Book, ChangeReport]:
    """Return the books of both states, and every change between them as far as both can be read."""
    before, after = (open_book(state.checked, Audience.INTERNAL) for state in (old, new))
    told = changes_between(before, after)
    was_inheriting = old.checked.atlas.file.schema_version < SCHEMA_VERSION
    changes, pages = with_readings(before, after, told, renamed_maps(told), was_inheriting=was_inheriting)
    name = new.name or after.say("changes.working_tree")
    known = tuple(change for change in changes if not _is_unread(change, old, new))
    read = tuple(page for page in pages if _is_read(page, old, new))
    notes = (*_notes(old, old.name), *_notes(new, name))
    return before, after, ChangeReport(old.name, name, known, read, notes)


def renamed_maps(changes: tuple[AtlasChange, ...]) -> dict[str, str]:
    """Return the new ids of maps by their old ones."""
    renames = (change for change in changes if change.kind is DifferenceKind.RENAMED and change.home_id == f"map/{change.new}")
    return {change.old: change.new for change in renames if change.is_home}


def for_customers(report: ChangeReport) -> ChangeReport:
    """Return a report with the changes that customers read, and no others."""
    return replace(report, changes=tuple(change for change in report.changes if change.readings))


def _is_unread(change: AtlasChange, old: AtlasState, new: AtlasState) -> bool:
    """Whether something seems new, gone or empty because the file in which it stood or stands could not be read on the other side."""
    if change.kind is DifferenceKind.CHANGED:
        if change.is_home and change.home_id == _SETTINGS and not (old.has_settings and new.has_settings):
            return True
        sides = ((old.broken_files, change.written_after, change.old), (new.broken_files, change.written_before, change.new))
        return any(broken & {place.file for place in places} and not value for broken, places, value in sides)
    broken, places = {
        DifferenceKind.NEW: (old.broken_files, change.written_after),
        DifferenceKind.GONE: (new.broken_files, change.written_before),
    }.get(change.kind, (frozenset(), frozenset()))
    return bool(broken & {place.file for place in places})


def _is_read(page: PageReading, old: AtlasState, new: AtlasState) -> bool:
    """Whether all could be read, before and after, of which a page of customers is made: the settings, its map and the bases."""
    states = [state for state in (old, new) if state.is_there]
    atlases = [(state.checked.atlas, state.checked.atlas.find(Map, page.map_id)) for state in states]
    maps = [part for atlas, journey in atlases if journey for part in (journey, *atlas.bases_of(journey))]
    files = {part.origin.place.file for part in maps}
    return all(state.has_settings and not state.broken_files & files for state in states)


def _notes(state: AtlasState, name: str) -> Iterator[str]:
    """Yield what of a state could not be compared, and why."""
    if not state.is_there:
        yield f"{name} holds no {FOLDER}/{ATLAS}: everything is told as new or gone."
        return
    version = state.checked.atlas.file.schema_version
    if version != SCHEMA_VERSION:
        yield f"{name} is of version {version} of the vocabulary, and this program reads {SCHEMA_VERSION}: compared is what both can say."
    errors = sorted(finding for finding in state.checked.findings if finding.level is Level.ERROR)
    if errors:
        count = counts_in_words(errors).partition(",")[0]
        yield f"{name} has {count}, of which the first is: {errors[0]}. What cannot be read of it is left out."
