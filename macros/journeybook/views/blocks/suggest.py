"""Suggesting a change: where somebody without access to the files can say what should be different."""

from dataclasses import dataclass

from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import Role, Team
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of


@dataclass(frozen=True)
class Suggest:
    """The address of a tracker or a mailbox, and what is filled in already."""

    base: str
    values: tuple[tuple[str, str], ...]


def suggest(book: Book, part: Part, *, journey: Map | None = None, stage: Stage | None = None) -> Suggest | None:
    """Return where a change is suggested: a tracker, else the owning team's mailbox, else the atlas's; nothing where there is none."""
    title = book.say("suggest.title", name=title_of(part))
    body = _body(book, part, journey=journey, stage=stage)
    settings = book.atlas.file.suggestions
    if settings.issues:
        return Suggest(settings.issues, (("title", title), ("body", body)))
    owners = (thing.get("owner", str) for thing in (part, stage, journey) if thing)
    mail = next((address for owner in owners if (address := _mail(book, owner))), None) or settings.mail
    return Suggest(mail, (("subject", title), ("body", body))) if mail else None


def team_of(book: Book, owner: str | None) -> Team | None:
    """Return the team that an owner is, or belongs to."""
    role = book.atlas.find(Role, owner)
    return book.atlas.find(Team, owner) or book.atlas.find(Team, role.team if role else None)


def _mail(book: Book, owner: str | None) -> str | None:
    team = team_of(book, owner)
    return team.contact.mail if team else None


def _body(book: Book, part: Part, *, journey: Map | None, stage: Stage | None) -> str:
    place = part.origin.place
    lines = (
        book.say("suggest.map", name=journey.name) if journey else "",
        book.say("suggest.stage", name=stage.name) if stage else "",
        book.say("suggest.part", name=title_of(part)),
        book.say("suggest.file", place=f"{place.file}:{place.line}") if place.file else "",
    )
    return "\n".join([*filter(None, lines), "", book.say("suggest.question"), ""])
