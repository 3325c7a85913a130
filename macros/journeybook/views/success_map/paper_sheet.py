"""A success map on paper: a table of what is to be done with boxes to tick, whom to ask, and every link with its address.

Paper says what the page says, in the same order, but for what is folded there: how a step is done, questions with their answers, the
texts of resources, and what changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.formatted_text import links_in, plain_words
from journeybook.views.base.elements import Address, Link
from journeybook.views.success_map.plan_context import Jump
from journeybook.views.success_map.resources import Material
from journeybook.views.success_map.step_rows import SideBySide, StepRun
from journeybook.views.success_map.success_stage import CustomerTrouble, StagePart, StageSection
from journeybook.views.success_map.success_step import StepGroup, StepLine


@dataclass(frozen=True)
class SheetText:
    """A text with its label, where it has one, and the numbers of its links."""

    label: str
    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class SheetJump:
    """What a step or stage leads to or needs: its words, the outcome or condition, and the number of its link where it leads outside."""

    words: str
    condition: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class SheetTrouble:
    """What can go wrong with its way back, and what helps."""

    trouble: CustomerTrouble
    helps: tuple[SheetJump, ...]


@dataclass(frozen=True)
class SheetRow:
    """A step with the choice and the track that it belongs to, and the numbers of its links."""

    line: StepLine
    choice: str
    is_option: bool
    """Whether it is one of several steps of which the reader takes one."""
    track: str
    run: StepRun | None
    """The run in which it stands."""
    begins_run: bool
    numbers: tuple[int, ...]
    note: SheetText | None
    resources: tuple[SheetJump, ...]
    ways: tuple[SheetJump, ...]
    ends_numbers: tuple[int, ...]


@dataclass(frozen=True)
class SheetSection:
    """The steps of a stage or of one of its parts."""

    section: StageSection
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class SheetPart:
    """A stage with its steps, what it needs, and the links of its help."""

    part: StagePart
    sections: tuple[SheetSection, ...]
    resources: tuple[SheetJump, ...]
    stuck: tuple[SheetJump, ...]
    numbers: tuple[int, ...]
    troubles: tuple[SheetTrouble, ...]


@dataclass(frozen=True)
class PaperSheet:
    """The whole plan on paper; links are numbered from one in the order in which they are named."""

    before: tuple[SheetText, ...]
    parts: tuple[SheetPart, ...]
    troubles: tuple[SheetTrouble, ...]
    links: tuple[Link, ...]


def paper_sheet(
    before: tuple[tuple[str, str], ...],
    parts: tuple[StagePart, ...],
    troubles: tuple[CustomerTrouble, ...],
    resources: tuple[Material, ...],
    others: tuple[Link, ...],
) -> PaperSheet:
    """Return the paper form of these stages.

    Before them stand formatted texts with their labels. The links of resources whose text stands on the page count as well, and others
    come last, with those that stand in formatted texts.
    """
    folded = (*(text for part in parts for text in _folded_texts(part)), *(material.body for material in resources))
    numbered = _Numbers(
        {material.anchor: material.link.to for material in resources if material.link and isinstance(material.link.to, str)}
    )
    before_texts = tuple(_text(label, text, numbered) for label, text in before)
    sheet_parts = tuple(_part(part, numbered) for part in parts)
    sheet_troubles = tuple(_trouble(trouble, numbered) for trouble in troubles)
    for link in others:
        numbered.of(link)
    for text in folded:
        numbered.of(*_links(text))
    return PaperSheet(before_texts, sheet_parts, sheet_troubles, numbered.links())


class _Numbers:
    """Numbers outside links, and those to other plans, in the order in which they are asked for."""

    def __init__(self, materials: dict[str, str]) -> None:
        self.materials = materials
        self.texts: dict[Address | str, list[str]] = {}

    def of(self, *links: Link | Jump | None) -> tuple[int, ...]:
        """Return the numbers of those of these links that lead off the page."""
        outside = [(link.text, to) for link in links if link and (to := self._target(link))]
        for text, to in outside:
            self.texts.setdefault(to, [])
            if text not in self.texts[to]:
                self.texts[to].append(text)
        return tuple(dict.fromkeys(list(self.texts).index(to) + 1 for _, to in outside))

    def links(self) -> tuple[Link, ...]:
        """Return the numbered links, each with all the words that led there."""
        return tuple(Link(", ".join(texts), to) for to, texts in self.texts.items())

    def _target(self, link: Link | Jump) -> Address | str:
        if isinstance(link, Jump) and link.anchor:
            return self.materials.get(link.anchor, "")
        return link.to


def _part(part: StagePart, numbered: _Numbers) -> SheetPart:
    return SheetPart(
        part=part,
        sections=tuple(SheetSection(section, tuple(_rows(section, numbered))) for section in part.sections),
        resources=_jumps(part.resources, numbered),
        stuck=_jumps(part.stuck.resources if part.stuck else (), numbered),
        numbers=numbered.of(part.stuck.link if part.stuck else None),
        troubles=tuple(_trouble(trouble, numbered) for trouble in (part.stuck.troubles if part.stuck else ())),
    )


def _rows(section: StageSection, numbered: _Numbers) -> Iterator[SheetRow]:
    """Yield the rows of a section, parallel tracks one after the other, each with the track's name."""
    for track, run, group in _groups(section):
        for line in group.steps:
            yield _row(line, group, run, track or line.track, numbered)


def _groups(section: StageSection) -> Iterator[tuple[str, StepRun | None, StepGroup]]:
    """Yield the groups of a section, each with the name of the track and the run in which it stands."""
    for place in section.groups:
        columns = ((column.name, column.groups) for column in place.columns) if isinstance(place, SideBySide) else (("", (place,)),)
        for track, rows in columns:
            for row in rows:
                run = row if isinstance(row, StepRun) else None
                yield from ((track, run, group) for group in (row.groups if isinstance(row, StepRun) else (row,)))


def _row(line: StepLine, group: StepGroup, run: StepRun | None, track: str, numbered: _Numbers) -> SheetRow:
    return SheetRow(
        line=line,
        run=run,
        begins_run=run is not None and run.groups[0].steps[0] is line,
        choice=f"{group.lead}: {group.choice}" if group.choice else "",
        is_option=group.is_one_of,
        track=track,
        numbers=numbered.of(line.link, line.self_service),
        note=_text("", line.note, numbered) if line.note else None,
        resources=_jumps(line.resources, numbered),
        ways=tuple(SheetJump(jump.text, outcome, numbered.of(jump)) for outcome, jump in line.outcomes),
        ends_numbers=numbered.of(line.ends_link),
    )


def _jumps(jumps: tuple[Jump, ...], numbered: _Numbers) -> tuple[SheetJump, ...]:
    return tuple(SheetJump(jump.text, jump.condition, numbered.of(jump)) for jump in jumps)


def _trouble(trouble: CustomerTrouble, numbered: _Numbers) -> SheetTrouble:
    return SheetTrouble(trouble, _jumps(trouble.self_help, numbered))


def _text(label: str, text: str, numbered: _Numbers) -> SheetText:
    return SheetText(label, plain_words(text), numbered.of(*_links(text)))


def _links(text: str) -> tuple[Link, ...]:
    return tuple(Link(words, url) for words, url in links_in(text))


def _folded_texts(part: StagePart) -> Iterator[str]:
    """Yield the formatted texts of a stage that are folded on the page."""
    yield from (question.answer for question in part.questions)
    for section in part.sections:
        for _, _, group in _groups(section):
            for line in group.steps:
                yield from (line.how, *(question.answer for question in line.questions))
