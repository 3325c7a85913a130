"""Whose sign-off a change needs: the owners of the maps, playbooks and other things in which something changed, before and after."""

from dataclasses import dataclass

from journeybook.model.base import Part
from journeybook.model.vocabulary import Role, Team
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of
from journeybook.views.changes.change import AtlasChange
from journeybook.views.changes.sentences import thing_text


@dataclass(frozen=True)
class OwnedChanges:
    """An owner, and the things of theirs that change; nobody where none is named."""

    owner: str
    things: tuple[str, ...]


def owned_changes(before: Book, after: Book, changes: tuple[AtlasChange, ...]) -> tuple[OwnedChanges, ...]:
    """Return each owner of what changes, then what nobody answers for; variants that change with their base are their owners'."""
    things: dict[str, dict[str, None]] = {}
    for change in changes:
        for home in (change.home_id, *(f"map/{name}" for name in change.following)):
            for owner, thing in _owners(before, after, home) or [("", change.home)]:
                things.setdefault(owner, {})[thing] = None
    owners = sorted(things, key=lambda owner: (not owner, owner.casefold(), owner))
    return tuple(OwnedChanges(owner, tuple(things[owner])) for owner in owners)


def _owners(before: Book, after: Book, home: str) -> list[tuple[str, str]]:
    """Return the owner of a thing after a change, and before it where that was another, with what the thing is; none of the settings."""
    kind, _, identifier = home.partition("/")
    sides = [(book, spot.part) for book in (after, before) if (spot := book.atlas.spot(kind, identifier))]
    things = [thing_text(book, Spot(part)) for book, part in sides]
    owners = dict.fromkeys(owner for book, part in sides if (owner := _owner(book, part)))
    return [(owner, things[0]) for owner in owners or ("",)] if things else []


def _owner(book: Book, part: Part) -> str:
    """Return what the team or role is called that answers for a part."""
    reference = part.get("owner", str)
    owner = book.atlas.find(Team, reference) or book.atlas.find(Role, reference)
    return title_of(owner) if owner else ""
