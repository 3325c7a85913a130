"""The picture of a path: its stages as numbered stops, a flag for each milestone, and the goal at the end."""

from dataclasses import dataclass

from journeybook.draw.trail import FLAG_HEIGHT, STOP_RADIUS, TEXT_LEADING, StopText, Trail, mirrored, trail
from journeybook.views.base.book import Book
from journeybook.views.success_map.success_stage import StagePart


@dataclass(frozen=True)
class PathStop:
    """A stop that leads to its stage: what stands in it, and all of it in one sentence."""

    anchor: str
    number: str
    sentence: str
    is_for_some: bool
    """Whether only some customers come by: then its circle is open and dashed."""


@dataclass(frozen=True)
class PathPicture:
    """The drawn path with its stops, the sizes it was drawn with, and the goal at its end, which is its last stop."""

    trail: Trail
    stops: tuple[PathStop, ...]
    goal: str
    begin: int = -STOP_RADIUS
    """Where the words below a stop begin, from its centre: on the left, or on the right where one reads from there."""
    onwards: int = 1
    """Whether flags point to the right, 1, or to the left, -1: the way on."""
    radius: int = STOP_RADIUS
    flag: int = FLAG_HEIGHT
    leading: int = TEXT_LEADING


def path_picture(book: Book, path: tuple[StagePart, ...], goal: str) -> PathPicture | None:
    """Return the drawn path of a plan; one with fewer than two stages is no path."""
    if len(path) < 2:  # noqa: PLR2004 - two ends make a way
        return None
    captions = [StopText(part.name, (_limits(book, part), _length(part), _flags(book, part)), len(part.goals)) for part in path]
    stops = tuple(PathStop(part.anchor, part.number, _sentence(book, part), bool(_limits(book, part))) for part in path)
    drawn = trail([*captions, StopText(goal)], book.language)
    if book.direction == "rtl":
        return PathPicture(mirrored(drawn), stops, goal, begin=STOP_RADIUS, onwards=-1)
    return PathPicture(drawn, stops, goal)


def _length(part: StagePart) -> str:
    return part.lasts or part.by_when


def _limits(book: Book, part: StagePart) -> str:
    """Return through which outcomes and options, and under which condition, a stage is reached, where that is not always."""
    texts = (book.say("success.path_only_if", ways=part.only_if) if part.only_if else "", part.condition)
    return book.say("list.comma").join(filter(None, texts))


def _flags(book: Book, part: StagePart) -> str:
    count = len(part.goals)
    return book.say("success.flags", count=count) if count else ""


def _sentence(book: Book, part: StagePart) -> str:
    name = book.say("success.step_of", number=part.number, name=part.name) if part.number else part.name
    texts = (name, _limits(book, part), _length(part), _flags(book, part))
    return ", ".join(filter(None, texts))
