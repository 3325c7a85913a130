"""A success map on paper: a table of what is to be done with boxes to tick, whom to ask, and every link with its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.formatted_text import links_in, plain_words
from journeybook.views.base.elements import Link
from journeybook.views.success_map.plan_context import Jump
from journeybook.views.success_map.resources import Material
from journeybook.views.success_map.success_stage import StagePart
from journeybook.views.success_map.success_step import EVERYBODY, OnlyEditions, SideBySide, StepGroup, StepLine


@dataclass(frozen=True)
class SheetWay:
    """Where one goes after a step: the outcome that leads there, and the number of its link where it leads outside."""

    outcome: str
    to: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class SheetTrouble:
    """What can go wrong, the way back, and the numbers of the links that help."""

    what: str
    way_back: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class SheetRow:
    """A step or a milestone: what, who, when and how long, and the numbers of its links."""

    anchor: str
    what: str
    when: str
    any_time: str = ""
    who: str = ""
    takes: str = ""
    note: str = ""
    condition: str = ""
    only: OnlyEditions = EVERYBODY
    choice: str = ""
    is_option: bool = False
    """Whether it is one of several steps of which the reader takes one."""
    track: str = ""
    numbers: tuple[int, ...] = ()
    is_goal: bool = False
    price: str = ""
    ways: tuple[SheetWay, ...] = ()
    ends: str = ""
    """How the way ends with this step, where it does."""


@dataclass(frozen=True)
class SheetPart:
    """A stage with its rows, whom to ask in it, and what can go wrong."""

    part: StagePart
    rows: tuple[SheetRow, ...]
    numbers: tuple[int, ...]
    troubles: tuple[SheetTrouble, ...] = ()


@dataclass(frozen=True)
class SheetText:
    """A text above the table: its label, its words, and the numbers of its links."""

    label: str
    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class PaperSheet:
    """The whole plan on paper; links are numbered from one in the order in which they are named."""

    before: tuple[SheetText, ...]
    parts: tuple[SheetPart, ...]
    links: tuple[Link, ...]


def paper_sheet(
    before: tuple[tuple[str, str], ...], parts: tuple[StagePart, ...], resources: tuple[Material, ...], others: tuple[Link, ...]
) -> PaperSheet:
    """Return the paper form of these stages, those beside the path without their steps.

    Before them stand formatted texts with their labels. The links of resources whose text stands on the page count as well, and others
    come last, with those that stand in formatted texts.
    """
    texts = (*(text for part in parts for text in _texts(part)), *(material.body for material in resources))
    numbered = _Numbers(
        {material.anchor: material.link.to for material in resources if material.link and isinstance(material.link.to, str)}
    )
    before_texts = tuple(SheetText(label, plain_words(text), numbered.of(*_links(text))) for label, text in before)
    sheet_parts = tuple(_part(part, numbered) for part in parts)
    for link in others:
        numbered.of(link)
    for text in texts:
        numbered.of(*_links(text))
    return PaperSheet(before_texts, sheet_parts, tuple(Link(text, address) for address, text in numbered.found.items()))


def _links(text: str) -> tuple[Link, ...]:
    return tuple(Link(words, url) for words, url in links_in(text))


class _Numbers:
    """Numbers outside links in the order in which they are asked for."""

    def __init__(self, materials: dict[str, str]) -> None:
        self.materials = materials
        self.found: dict[str, str] = {}

    def of(self, *links: Link | Jump | None) -> tuple[int, ...]:
        """Return the numbers of those of these links that lead outside."""
        outside = [(link.text, to) for link in links if link and (to := self._address(link))]
        for text, to in outside:
            self.found.setdefault(to, text)
        return tuple(dict.fromkeys(list(self.found).index(to) + 1 for _, to in outside))

    def _address(self, link: Link | Jump) -> str:
        if isinstance(link, Jump) and link.anchor:
            return self.materials.get(link.anchor, "")
        return link.to if isinstance(link.to, str) else ""


def _part(part: StagePart, numbered: _Numbers) -> SheetPart:
    if part.beside:
        helps = (*part.resources, *(part.stuck.resources if part.stuck else ()), part.stuck.link if part.stuck else None)
        links = (
            link
            for line in _lines(part)
            for link in (line.link, line.self_service, line.ends_link, *line.resources, *(jump for _, jump in line.outcomes))
        )
        return SheetPart(part, (), numbered.of(*helps, *links), _troubles(part, numbered))
    rows = tuple(row for section in part.sections for place in section.groups for row in _place_rows(place, numbered))
    goals = (SheetRow(goal.anchor, goal.what, goal.target, who=goal.owner, condition=goal.condition, is_goal=True) for goal in part.goals)
    helps = (*part.resources, *(part.stuck.resources if part.stuck else ()), part.stuck.link if part.stuck else None)
    return SheetPart(part, (*rows, *goals), numbered.of(*helps), _troubles(part, numbered))


def _troubles(part: StagePart, numbered: _Numbers) -> tuple[SheetTrouble, ...]:
    troubles = part.stuck.troubles if part.stuck else ()
    return tuple(SheetTrouble(trouble.what, trouble.way_back, numbered.of(*trouble.self_help)) for trouble in troubles)


def _texts(part: StagePart) -> Iterator[str]:
    """Yield the formatted texts of a stage on the page."""
    yield from (question.answer for question in part.questions)
    for line in _lines(part):
        yield from (line.how, line.note, *(question.answer for question in line.questions))


def _lines(part: StagePart) -> Iterator[StepLine]:
    """Yield every step of a stage."""
    for section in part.sections:
        for place in section.groups:
            groups = (place,) if isinstance(place, StepGroup) else (group for column in place.columns for group in column.groups)
            yield from (line for group in groups for line in group.steps)


def _place_rows(place: StepGroup | SideBySide, numbered: _Numbers) -> Iterator[SheetRow]:
    """Yield the rows of a group, or of parallel tracks one after the other, each with the track's name."""
    if isinstance(place, StepGroup):
        yield from _rows(place, numbered)
        return
    for column in place.columns:
        for group in column.groups:
            yield from _rows(group, numbered, track=column.name)


def _rows(group: StepGroup, numbered: _Numbers, *, track: str = "") -> Iterator[SheetRow]:
    for line in group.steps:
        yield SheetRow(
            anchor=line.anchor,
            what=line.what,
            who=_who(line),
            when=line.when,
            any_time=line.any_time,
            takes=line.takes,
            note=line.only_if,
            condition=line.condition,
            only=line.only,
            choice=f"{group.lead}: {group.choice}" if group.choice else "",
            is_option=group.is_one_of,
            track=track or line.track,
            numbers=numbered.of(line.link, line.self_service, line.ends_link, *line.resources),
            price=line.price,
            ways=tuple(SheetWay(outcome, jump.text, numbered.of(jump)) for outcome, jump in line.outcomes),
            ends=line.ends,
        )


def _who(line: StepLine) -> str:
    people = ", ".join(filter(None, (line.doer.people, line.doer.beside)))
    return f"{line.doer.word} ({people})" if people else line.doer.word
