"""A persona's page: who this is, and where this person appears in the journeys."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.pain_points import PainPoint
from journeybook.model.people import Persona
from journeybook.model.step import Feeling, Step
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answer_text, answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, label, step_text
from journeybook.views.blocks.cards import Detail, details, fact, points
from journeybook.views.blocks.common_fields import common_fields, duty_details, unsure_badge
from journeybook.views.blocks.thing_page import ThingPage, with_rows
from journeybook.views.links.links import map_page, reference_links
from journeybook.views.links.occurrences import Telling, appearance_links, occurrences_naming, part_link, rows_naming, stage_name
from journeybook.views.links.severity import severity_cell
from journeybook.views.links.site_map import thing_pages
from journeybook.views.links.texts import step_times_text
from journeybook.views.stage.step_card import level_badge


@dataclass(frozen=True)
class PersonaPage:
    """What a persona's page shows: the person in words, then tables of maps, steps, feelings and pain points."""

    thing: ThingPage
    role: str
    quote: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every persona."""
    yield from thing_pages(book, "persona", book.atlas.personas)


def view(book: Book, persona_id: str) -> PersonaPage:
    """Return what a persona's page shows."""
    persona = book.find(Persona, persona_id)
    tables = with_rows(
        maps=_maps(book, persona), steps=_steps(book, persona), feelings=_feelings(book, persona), pain_points=_pains(book, persona)
    )
    thing = ThingPage(
        persona.name, summary=persona.summary or named_answer(book, persona, "summary"), facts=_facts(book, persona), tables=tables
    )
    return PersonaPage(thing, label(book, persona.role), persona.quote or named_answer(book, persona, "quote"))


def _facts(book: Book, persona: Persona) -> tuple[Detail, ...]:
    about = details(
        points(book.say("persona.goals"), *persona.goals, *answered(book, persona, "goals")),
        points(book.say("persona.problems"), *persona.problems, *answered(book, persona, "problems")),
        points(book.say("persona.decides"), *persona.decides, *answered(book, persona, "decides")),
        points(book.say("persona.history"), *persona.history, *answered(book, persona, "history")),
        points(book.say("persona.demographics"), *persona.demographics, *answered(book, persona, "demographics")),
        fact(book.say("persona.channels"), answered(book, persona, "channels", reference_links(book, "channel", persona.channels))),
        fact(
            book.say("persona.contact_roles"),
            answered(book, persona, "contact_roles", reference_links(book, "contact-role", persona.contact_roles)),
        ),
        fact(book.say("persona.segments"), answered(book, persona, "segments", reference_links(book, "segment", persona.segments))),
    )
    return (*about, *duty_details(book, persona), *common_fields(book, persona))


def _maps(book: Book, persona: Persona) -> Table:
    maps = [journey for journey in book.atlas.maps if persona.id in journey.personas]
    rows = [
        Row(
            (
                cell(Link(journey.name, map_page(journey))),
                cell(journey.goal),
                answered(book, journey, "status", label(book, journey.status)),
            )
        )
        for journey in maps
    ]
    return _table(book, ("maps", "goal", "status"), rows)


def _steps(book: Book, persona: Persona) -> Table:
    def tells(step: Step, spot: Spot) -> Telling:
        when = step_times_text(book, step) or answer_text(book, step, "when")
        return step_text(book, step), cell(when, unsure_badge(book, step)), cell(stage_name(book, spot))

    rows = rows_naming(book, Step, _people, (persona.id, *persona.contact_roles), tells)
    return _table(book, ("steps", "when", "stage", "appears"), rows)


def _feelings(book: Book, persona: Persona) -> Table:
    def tells(feeling: Feeling, spot: Spot) -> tuple[Cell, Cell, str]:
        return cell(level_badge(book, feeling.level)), answered(book, feeling, "words", cell(feeling.words)), _near(book, spot)

    rows = []
    for feeling in occurrences_naming(book, Feeling, _who_feels, (persona.id,), tells):
        level, words, near = tells(feeling.part, feeling.spots[0])
        rows.append(Row((level, words, cell(part_link(book, feeling.spots[0], near)), appearance_links(book, feeling.spots))))
    return _table(book, ("feelings", "words", "at", "appears"), rows)


def _pains(book: Book, persona: Persona) -> Table:
    def tells(pain: PainPoint, spot: Spot) -> Telling:
        severity = severity_cell(book, pain)
        return pain.what, severity, cell(stage_name(book, spot))

    rows = rows_naming(book, PainPoint, _told_by, (persona.id,), tells)
    return _table(book, ("pain_points", "severity", "stage", "appears"), rows)


def _people(_: Book, step: Step, __: Spot) -> Iterator[str | None]:
    """Yield who does a step, and from whose view it is told."""
    yield from (step.persona, *step.who)


def _who_feels(book: Book, feeling: Feeling, spot: Spot) -> Iterator[str | None]:
    yield from (feeling.persona,) if feeling.persona else _told_by(book, feeling, spot)


def _told_by(_: Book, __: Part, spot: Spot) -> Iterator[str | None]:
    """Yield the persona from whose view a part is told: its step says so, else the map is one persona's alone."""
    told = next((parent.persona for parent in reversed(spot.parents) if isinstance(parent, Step)), None)
    journey = next((parent for parent in spot.parents if isinstance(parent, Map)), None)
    alone = journey.personas if journey and len(journey.personas) == 1 else ()
    yield from (told,) if told else alone


def _near(book: Book, spot: Spot) -> str:
    step = next((parent for parent in reversed(spot.parents) if isinstance(parent, Step)), None)
    return step_text(book, step) if step else stage_name(book, spot)


def _table(book: Book, names: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(heading(book, f"persona.{names[0]}"), tuple(heading(book, f"persona.column.{name}") for name in names), tuple(rows), "")
