"""What the dialog of the search says: its words, whom to ask where nothing is found, and the words of the glossary for other words."""

from journeybook.model.base import Audience
from journeybook.model.organisation import OUR_NOUNS
from journeybook.model.vocabulary import Term
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, plain_text
from journeybook.views.base.labels import heading
from journeybook.views.links.web_links import organisation_contact

CUSTOMER_NOUNS = ("stage", "step", "milestone")
"""Our words for what customers find, in place of which the organisation may have its own."""


def search_dialog(book: Book, list_url: str, *, has_manual: bool) -> dict[str, object]:
    """Return the dialog's data: `list_url` is the address of the list of everything, for whoever finds nothing."""
    is_internal = book.audience is Audience.INTERNAL
    words = {
        "title": book.say("search.title"),
        "hint": book.say("search.hint"),
        "begin": book.say("search.begin"),
        "close": book.say("search.close"),
        "count": book.say("search.count", count="{count}"),
        "none": book.say("search.none"),
        "nearest": book.say("search.nearest"),
        "absent": book.say("search.absent"),
        "ask": book.say("search.ask"),
        "list": book.say("search.list" if is_internal else "nav.home"),
        "list_address": list_url,
        "more": book.say("search.more"),
        "places": book.say("search.places", count="{count}"),
        "failed": book.say("search.failed"),
        "manual": book.say("search.manual"),
        "all": book.say("search.all"),
        "kind": book.say("search.kind"),
        "plan": heading(book, "search.kind.plan"),
        "stage": heading(book, "search.kind.stage"),
        "segment": heading(book, "kind.segment"),
        "team": heading(book, "kind.team"),
        "phase": heading(book, "kind.phase"),
    }
    ask = [[plain_text(way), str(way.to) if isinstance(way, Link) else None] for way in organisation_contact(book)]
    return {"words": words, "ask": ask, "has_manual": has_manual, "synonyms": _synonyms(book)}


def _synonyms(book: Book) -> list[list[str]]:
    """Return pairs of another word and the word of this atlas: what the glossary lists, and our own words where it has others."""
    also = [[other, term.term] for term in book.atlas.file.inside("glossary", Term) for other in term.also]
    is_internal = book.audience is Audience.INTERNAL
    renamed = ((ours, yours) for ours, yours in book.own_words.items() if ours in (OUR_NOUNS if is_internal else CUSTOMER_NOUNS))
    return [*also, *([book.say(f"noun.{ours}"), yours] for ours, yours in renamed)]
