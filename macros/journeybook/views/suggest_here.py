"""Suggesting a change to what stands in no map: a playbook, a play, a resource."""

from journeybook.model.base import Part
from journeybook.views.book import Book
from journeybook.views.refer import title_of
from journeybook.views.suggest import Suggest, team_of


def suggest_here(book: Book, part: Part) -> Suggest | None:
    """Open an issue, else write to the team that owns the part, else to the atlas's mailbox; nothing where there is neither."""
    title, place, settings = book.say("suggest.title", name=title_of(part)), part.origin.place, book.atlas.file.suggestions
    said = (book.say("suggest.part", name=title_of(part)), book.say("suggest.file", place=f"{place.file}:{place.line}"), "")
    body = "\n".join([*said, book.say("suggest.question"), ""])
    if settings.issues:
        return Suggest(settings.issues, (("title", title), ("body", body)))
    team = team_of(book, part.__dict__.get("owner"))
    mail = (team.contact.mail if team else None) or settings.mail
    return Suggest(mail, (("subject", title), ("body", body))) if mail else None
