"""Changing a part: where it is written, and where somebody without access to the files can suggest what should be different."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import Role, Team
from journeybook.model.wording import form_row, wordings
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of

_FORM = re.compile(r"[?&]template=[^&]+\.ya?ml\b")
"""The part of an address that says that GitHub opens a form, whose fields are filled in by their ids."""
_MOST_BYTES = 2_500
"""Bytes, as an address writes them, of the words that are filled in twice: servers refuse addresses of more than about 8,000."""


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
    """Return the fields of a form that are known: where the part is on the pages, where it is written, what it says and is to say."""
    place = part.origin.place
    around = " · ".join([*(thing.name for thing in (journey, stage) if thing and thing is not part), title_of(part)])
    file = (("file", f"{place.file}:{place.line}"),) if place.file else ()
    words = _present_words(part)
    return (("where", around), *file, ("now", words), ("instead", words))


def _present_words(part: Part) -> str:
    """Return what a part says, as rows of a form; texts for which an address has no room are left out whole."""
    rows, left = [], _MOST_BYTES
    for name, text in wordings(part):
        row = form_row(name, text)
        length = len(quote(f"{row}\n"))
        if length <= left:
            rows.append(row)
            left -= length
    return "\n".join(rows)


def _body(book: Book, part: Part, *, journey: Map | None, stage: Stage | None) -> str:
    place = part.origin.place
    lines = (
        book.say("suggest.map", name=journey.name) if journey else "",
        book.say("suggest.stage", name=stage.name) if stage else "",
        book.say("suggest.part", name=title_of(part)),
        book.say("suggest.file", place=f"{place.file}:{place.line}") if place.file else "",
    )
    return "\n".join([*filter(None, lines), "", book.say("suggest.question"), ""])
