"""The home page of the internal site: every map by segment and persona, what changed, and ways in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.findings import Level
from journeybook.model.enumerations import Status
from journeybook.model.map import Map
from journeybook.model.organisation import Entrance
from journeybook.model.vocabulary import Team
from journeybook.views.base.answers import answer_text, answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Badge, Cell, Labelled, Link, Stub, cell, facts
from journeybook.views.base.labels import heading, stage_text, step_text
from journeybook.views.blocks.coverage import coverage
from journeybook.views.blocks.entrances import RoleEntrance, SegmentChoice, role_entrances, segment_choices
from journeybook.views.blocks.evidence import evidence_coverage
from journeybook.views.blocks.review import review_state
from journeybook.views.blocks.standing_groups import LATE, PLACED, group_counts, is_named, stage_group
from journeybook.views.blocks.standing_strip import StandingStrip, StripCount, counts_by_band, everybody_text, standing_basis
from journeybook.views.journey_map.curve import FeelingPoint
from journeybook.views.journey_map.map_header import map_badges
from journeybook.views.journey_map.sparkline import Spark, spark
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import map_page, reference_link, reference_links, stage_page
from journeybook.views.links.site_map import page_address, page_stub

LATEST = 8
"""So many changes stand on the home page."""


@dataclass(frozen=True)
class MapEntry:
    """A map in the grid: its name, what it is, who owns it, how many stages and accounts it has, its curve, and where it hurts most."""

    link: Link
    counts: str
    badges: Cell
    owner: Cell
    spark: Spark | None
    lowest: Cell


@dataclass(frozen=True)
class HomeGridRow:
    """A segment and its maps, one list for each column of personas."""

    name: Cell
    cells: tuple[tuple[MapEntry, ...], ...]


@dataclass(frozen=True)
class LatestChange:
    """A change: its day, what changed, and the maps it is written in."""

    date: str
    what: str
    why: str
    maps: Cell


@dataclass(frozen=True)
class KeyFigure:
    """A number that matters, what it counts, and the page behind it."""

    value: str
    text: str
    to: Address
    tone: str


@dataclass(frozen=True)
class NextStep:
    """What a new atlas lacks, and the command that begins it."""

    text: str
    command: str


@dataclass(frozen=True)
class HomePage:
    """What the home page shows."""

    title: str
    product: str
    summary: str
    notice: str
    entrances: tuple[Link, ...]
    roles: tuple[RoleEntrance, ...]
    calls: tuple[SegmentChoice, ...]
    numbers: tuple[KeyFigure, ...]
    standing: StandingStrip | None
    columns: tuple[Cell, ...]
    rows: tuple[HomeGridRow, ...]
    apart: tuple[Labelled, ...]
    changes: tuple[LatestChange, ...]
    next_steps: tuple[NextStep, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the home page."""
    yield page_stub(book, "home", title=book.say("nav.home"))


def view(book: Book) -> HomePage:
    """Return what the home page shows."""
    organisation = book.atlas.file.organisation
    columns, rows = grid(book)
    return HomePage(
        title=organisation.name,
        product=organisation.product or answer_text(book, organisation, "product"),
        summary=organisation.summary or answer_text(book, organisation, "summary"),
        notice=organisation.notice or answer_text(book, organisation, "notice"),
        entrances=tuple(link for entrance in book.atlas.file.entrances if (link := _entrance(book, entrance))),
        roles=role_entrances(book),
        calls=segment_choices(book),
        numbers=key_figures(book),
        standing=accounts_now(book),
        columns=columns,
        rows=rows,
        apart=maps_apart(book),
        changes=latest_changes(book),
        next_steps=next_steps(book),
    )


def accounts_now(book: Book) -> StandingStrip | None:
    """Return how many accounts are in a stage, in which bands, and with a milestone overdue; nothing where no account is known."""
    if book.figures is None or not book.figures.standings:
        return None
    counts = group_counts(book)
    overdue = page_address("library", "early-warning", anchor="table-overdue-milestones")
    strip = (
        StripCount(counts.text(*PLACED), book.say("standing.everybody"), "info", page_address("portfolio")),
        StripCount(counts.text(*LATE), book.say("standing.late_at_all"), "poor" if counts.has(*LATE) else "neutral", overdue),
        *counts_by_band(book, counts, ("band",), page_address("coverage")),
    )
    return StandingStrip(strip, str(book.figures.as_of), (), None, standing_basis(book, everybody_text(book, counts.text(*PLACED))))


def next_steps(book: Book) -> tuple[NextStep, ...]:
    """Return what is still missing, as long as no map is live."""
    atlas = book.atlas
    if any(journey.status is Status.LIVE for journey in atlas.maps):
        return ()
    missing = {
        "home.next_personas": (not atlas.personas, "journeybook new persona ID"),
        "home.next_segments": (not atlas.segments, "journeybook new segment ID"),
        "home.next_playbooks": (not atlas.playbooks, "journeybook new playbook ID"),
        "home.next_maps": (True, "journeybook new --list"),
        "home.next_public": (not any(journey.public for journey in atlas.maps), "journeybook new map ID --type success-map"),
    }
    return tuple(NextStep(book.say(key), command) for key, (is_missing, command) in missing.items() if is_missing)


def grid(book: Book) -> tuple[tuple[Cell, ...], tuple[HomeGridRow, ...]]:
    """Return the maps by segment and persona; behind these, those for everybody, and those of which it is not known for whom they are."""
    maps = sorted(_current_maps(book), key=lambda journey: -list(Status).index(journey.status or Status.DRAFT))
    personas = [*(persona.id for persona in book.atlas.personas), *dict.fromkeys(_unsaid(book, journey, "personas") for journey in maps)]
    segments = [*(segment.id for segment in book.atlas.segments), *dict.fromkeys(_unsaid(book, journey, "segments") for journey in maps)]
    columns = tuple(cell(reference_link(book, "persona", persona)) for persona in personas if persona)
    rows = tuple(
        HomeGridRow(
            cell(reference_link(book, "segment", segment)),
            tuple(
                tuple(
                    _entry(book, journey, persona if persona in journey.personas else "")
                    for journey in maps
                    if segment in (*journey.segments, _unsaid(book, journey, "segments"))
                    and persona in (*journey.personas, _unsaid(book, journey, "personas"))
                )
                for persona in personas
                if persona
            ),
        )
        for segment in segments
        if segment
    )
    return _without_empty_columns(columns, rows)


def _without_empty_columns(columns: tuple[Cell, ...], rows: tuple[HomeGridRow, ...]) -> tuple[tuple[Cell, ...], tuple[HomeGridRow, ...]]:
    """Return the grid without the columns and rows in which no map stands."""
    kept = [place for place in range(len(columns)) if any(row.cells[place] for row in rows)]
    filled = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows if any(row.cells))
    return tuple(columns[place] for place in kept), filled


def maps_apart(book: Book) -> tuple[Labelled, ...]:
    """Return the maps that are no grid's: those on which others are built, and those that are retired."""
    current = _current_maps(book)
    retired = [journey for journey in book.atlas.maps if journey.status is Status.RETIRED]
    bases = [journey for journey in book.atlas.maps if journey not in current and journey not in retired]
    return facts(
        *(
            (book.say(f"home.{name}"), tuple(Link(journey.name, map_page(journey)) for journey in maps))
            for name, maps in (("bases", bases), ("retired", retired))
        )
    )


def _current_maps(book: Book) -> list[Map]:
    """Return the maps that are somebody's: neither retired nor the base of another that is not retired."""
    kept = [journey for journey in book.atlas.maps if journey.status is not Status.RETIRED]
    bases = {base for journey in kept for base in journey.extends}
    return [journey for journey in kept if journey.id not in bases]


def _counts(book: Book, journey: Map) -> str:
    """Return how many stages a map has, and where single accounts may be known, how many accounts are in them."""
    stages = book.say("home.stages", count=len(journey.stages))
    if not is_named(book):
        return stages
    numbers = group_counts(book).numbers
    here = sum(numbers.get(stage_group(journey.id, stage.id, "own"), 0) for stage in journey.stages)
    return book.say("list.comma").join((stages, book.say("home.accounts", count=here))) if here else stages


def _unsaid(book: Book, journey: Map, name: str) -> str:
    """Return what stands for the segments, or personas, of a map that names none: an answer, or everybody; nothing where it names some."""
    if journey.inside(name, str):
        return ""
    return named_answer(book, journey, name) or heading(book, f"home.every_{name.removesuffix('s')}")


def latest_changes(book: Book) -> tuple[LatestChange, ...]:
    """Return the newest changes of all maps; one that variants share is named once."""
    maps: dict[object, list[Map]] = {}
    for journey in book.atlas.maps:
        for change in journey.changes:
            maps.setdefault((change.date, change.what, change.origin.place), []).append(journey)
    changes = {(change.date, change.what, change.origin.place): change for journey in book.atlas.maps for change in journey.changes}
    newest = sorted(changes, key=lambda key: key[0], reverse=True)[:LATEST]
    return tuple(
        LatestChange(
            changes[key].date.isoformat(),
            changes[key].what,
            changes[key].why or "",
            tuple(Link(changed.name, map_page(changed)) for changed in maps[key]),
        )
        for key in newest
    )


def key_figures(book: Book) -> tuple[KeyFigure, ...]:
    """Return the numbers that matter to whoever leads customer success, each with its page."""
    states = [review_state(book, journey.review) for journey in book.atlas.maps if journey.status is not Status.RETIRED]
    overdue = sum(state.overdue or state.due is None for state in states)
    counted = [evidence_coverage(book, journey) for journey in book.atlas.maps]
    total, backed = sum(share.total for share in counted), sum(share.backed for share in counted)
    warnings = sum(finding.level is Level.WARNING for finding in book.findings)
    played = coverage(book)
    shown = KeyFigure(f"{played.percent} %", book.say("home.coverage"), page_address("coverage"), "good" if not played.holes else "average")
    unknown = None if book.has_known_ages else book.say("age.unknown")
    tone = "average" if unknown else "poor" if overdue else "good"
    return (
        *((shown,) if played.of else ()),
        KeyFigure(
            unknown or f"{backed * 100 // total if total else 0} %", book.say("home.founded"), page_address("library", "evidence"), "info"
        ),
        KeyFigure(unknown or str(overdue), heading(book, "home.overdue"), page_address("library", "review"), tone),
        KeyFigure(str(warnings), book.say("home.findings"), page_address("library", "findings"), "average" if warnings else "good"),
    )


def _entry(book: Book, journey: Map, persona: str) -> MapEntry:
    curve = spark(book, journey, persona)
    point = curve.trough if curve else None
    name = Badge(point.level, "poor" if point.value < 0 else "neutral") if point else None
    spot = _spot(book, journey, point) if point else None
    owner = answered(book, journey, "owner", reference_links(book, ("team", "role"), (journey.owner,)) if journey.owner else None)
    return MapEntry(
        Link(journey.name, map_page(journey)), _counts(book, journey), map_badges(book, journey), owner, curve, cell(name, spot)
    )


def _spot(book: Book, journey: Map, point: FeelingPoint) -> Link:
    if point.station:
        return Link(step_text(book, point.station.step), step_address(journey, point.station))
    return Link(stage_text(book, point.stage), stage_page(journey, point.stage))


def _entrance(book: Book, entrance: Entrance) -> Link | None:
    journey, team = book.atlas.find(Map, entrance.map), book.atlas.find(Team, entrance.team)
    if journey:
        return Link(entrance.text, map_page(journey))
    return Link(entrance.text, page_address("team", team.id)) if team else None
