"""What stands at the head of a map's sheets of paper: its name, its goal, how far it has come, whose it is, and as of when."""

from dataclasses import dataclass

from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Prefix, cell
from journeybook.views.journey_map.map_header import header_badges
from journeybook.views.links.links import people_names
from journeybook.views.links.web_links import outside_link


@dataclass(frozen=True)
class PaperMap:
    """The head of a map's sheets: its title, goal and badges such as its status; its owner, the day of all ages, and its links."""

    title: str
    goal: str
    badges: Cell
    about: Cell


def paper_map(book: Book, map_id: str) -> PaperMap:
    """Return the head of a map's sheets."""
    journey = book.find(Map, map_id)
    owner = people_names(book, (journey.owner,)) if journey.owner else ""
    owned = (Prefix(book.say("map.owner") + ":"), owner) if owner else ()
    day = book.as_of if book.has_known_ages else book.say("age.unknown_day")
    as_of = book.say("account.as_of", day=day) if day else None
    links = (outside_link(link) for link in journey.links)
    return PaperMap(journey.name, journey.goal, header_badges(book, journey), (*owned, *cell(as_of, *links)))
