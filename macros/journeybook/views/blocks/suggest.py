"""Changing a part: where it is written, and where somebody without access to the files can suggest what should be different."""

import re
from dataclasses import dataclass

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import Role, Team
from journeybook.model.walk import field_values
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of

_FORM = re.compile(r"[?&]template=[^&]+\.ya?ml\b")
"""The part of an address that says that GitHub opens a form, whose fields are filled in by their ids."""
_LONGEST_TEXT = 1_000
"""Letters of a text that are filled in: servers refuse addresses of more than about 8,000 bytes."""


@dataclass(frozen=True)
class Suggest:
    """The address of a tracker or a mailbox, and what is filled in already."""

    base: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangeLinks:
    """How a part is changed: its name, where a change is suggested, and the place at which it is written."""

    name: str
    suggestion: Suggest | None
    place: Place | None


def change_links(book: Book, part: Part, *, journey: Map | None = None, stage: Stage | None = None) -> ChangeLinks:
    """Return how a part is changed."""
    place = part.origin.place
    return ChangeLinks(title_of(part), _suggest(book, part, journey=journey, stage=stage), place if place.file else None)


def team_of(book: Book, owner: str | None) -> Team | None:
    """Return the team that an owner is, or belongs to."""
    role = book.atlas.find(Role, owner)
    return book.atlas.find(Team, owner) or book.atlas.find(Team, role.team if role else None)


def _suggest(book: Book, part: Part, *, journey: Map | None, stage: Stage | None) -> Suggest | None:
    """Return where a change is suggested: a tracker, else the owning team's mailbox, else the atlas's; nothing where there is none."""
    title = book.say("suggest.title", name=title_of(part))
    body = _body(book, part, journey=journey, stage=stage)
    settings = book.atlas.file.suggestions
    if settings.issues and _FORM.search(settings.issues):
        return Suggest(settings.issues, (("title", title), *_form_fields(part, journey=journey, stage=stage)))
    if settings.issues:
        return Suggest(settings.issues, (("title", title), ("body", body)))
    owners = (thing.get("owner", str) for thing in (part, stage, journey) if thing)
    mail = next((address for owner in owners if (address := _mail(book, owner))), None) or settings.mail
    return Suggest(mail, (("subject", title), ("body", body))) if mail else None


def _mail(book: Book, owner: str | None) -> str | None:
    team = team_of(book, owner)
    return team.contact.mail if team else None


def _form_fields(part: Part, *, journey: Map | None, stage: Stage | None) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form that are known: where the part is on the pages, where it is written, and what it says."""
    place = part.origin.place
    around = " · ".join([*(thing.name for thing in (journey, stage) if thing and thing is not part), title_of(part)])
    file = (("file", f"{place.file}:{place.line}"),) if place.file else ()
    return (("where", around), *file, ("now", _present_text(part)))


def _present_text(part: Part) -> str:
    """Return what a part says: its texts as its author wrote them, with their keys."""
    fields = part_fields(type(part))
    rows = [
        f"{name}: {text}"
        for name, value in field_values(part)
        if name != "id" and fields[name].value_type is str and not fields[name].names
        for text in (value if fields[name].many else (value,))
        if text
    ]
    text = "\n".join(rows)
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]} …"


def _body(book: Book, part: Part, *, journey: Map | None, stage: Stage | None) -> str:
    place = part.origin.place
    lines = (
        book.say("suggest.map", name=journey.name) if journey else "",
        book.say("suggest.stage", name=stage.name) if stage else "",
        book.say("suggest.part", name=title_of(part)),
        book.say("suggest.file", place=f"{place.file}:{place.line}") if place.file else "",
    )
    return "\n".join([*filter(None, lines), "", book.say("suggest.question"), ""])
