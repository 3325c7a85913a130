"""Promise against data: what each map says how long things take, what the data say, and whether that is kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model.item import StageLength
from journeybook.model.map import Map
from journeybook.model.plays import Play
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Badge, Cell, Labelled, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, play_title, stage_text
from journeybook.views.blocks.figure_texts import days_interval_text, days_number, reached_text, share_interval_text
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.milestone_sheet import MeasuredRow, measured_rows
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.blocks.stay_tables import StayTables
from journeybook.views.links.links import anchor_of, map_page, reference_link, stage_page
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import called_when_text, stage_length_text, when_text

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.figures import Figures
    from journeybook.measure.play_rhythms import RhythmPromise
    from journeybook.measure.promises import LengthPromise, MapPromises, PromiseVerdict, TargetPromise, TimeBoxPromise

_TONES = {"kept": "good", "missed": "poor", "too-few": "neutral", "not-measured": "neutral"}


@dataclass(frozen=True)
class PromisesOfMap:
    """What a map promises: in short how much of it is kept, and line by line."""

    anchor: str
    title: str
    lead: Cell
    table: Table
    reckoning: tuple[Labelled, ...]


@dataclass(frozen=True)
class PromisesPage:
    """The promises of each map that accounts have followed; `privacy` says why some numbers are not there."""

    title: str
    maps: tuple[PromisesOfMap, ...]
    rhythms: Table
    rhythm_reckoning: tuple[Labelled, ...]
    examples: Table
    privacy: str


@dataclass(frozen=True)
class _Line:
    """A row with the id of its stage and its verdict."""

    stage: str
    verdict: str
    row: Row


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page, where data say anything of what a map promises."""
    if book.figures and book.figures.promises:
        yield page_stub(book, "promises", title=heading(book, "promises.title"))


def view(book: Book) -> PromisesPage:
    """Return what the maps promise against the data."""
    figures = book.figures
    if figures is None:
        raise NoSuchThing("there is no table of account data")
    privacy = "" if figures.names_shown else book.say("measured_milestones.privacy")
    return PromisesPage(
        heading(book, "promises.title"),
        tuple(_map(book, figures, row) for row in figures.promises),
        _rhythms(book, figures),
        reckoning(book, cell(book.say("promises.rule_rhythms")), book.say("promises.rhythms_counted")),
        _examples(book),
        privacy,
    )


def _map(book: Book, figures: "Figures", promises: "MapPromises") -> PromisesOfMap:
    journey = promises.journey
    of_map = next(row for row in figures.milestones if row.journey is journey)
    stays = next((StayTables(book, row) for row in figures.stays if row.journey is journey), None)
    measured = {row.row.milestone.id: row for row in measured_rows(book, of_map)}
    lines = [_target(book, row, measured[row.milestone.id]) for row in promises.targets]
    lines += [_length(book, row, stays) for row in promises.lengths if stays]
    lines += [_time_box(book, row, names_shown=figures.names_shown) for row in promises.boxes]
    lines += [_in_words(book, journey, stage) for stage in promises.in_words]
    places = {stage.id: number for number, stage in enumerate(journey.stages)}
    lines.sort(key=lambda line: places[line.stage])
    counts = Counter(line.verdict for line in lines)
    summary = book.say("promises.summary", kept=counts["kept"], missed=counts["missed"], few=counts["too-few"])
    apart = book.say("promises.apart", count=counts["not-measured"]) if counts["not-measured"] else None
    table = listing(book, "promises", ("promise", "verdict", "stated", "data", "median_only", "stage"), rows=(line.row for line in lines))
    relations = shown_counts(book, {"": of_map.relations})[""]
    return PromisesOfMap(
        journey.id,
        journey.name,
        cell(summary, apart, Link(book.say("figures.the_map"), map_page(journey))),
        table,
        reckoning(
            book,
            cell(*(book.say(key) for key in ("promises.rule_targets", "promises.rule_lengths", "promises.rule_boxes"))),
            book.say("promises.counted", number=relations),
        ),
    )


def _target(book: Book, promise: "TargetPromise", measured: MeasuredRow) -> _Line:
    journey, milestone = promise.journey, promise.milestone
    verdict = _told(promise.verdict, is_hidden=not measured.hidden.isdisjoint(("in_time", "due")))
    share = reached_text(book, promise.in_time, promise.due)
    data = book.say("promises.in_time", share=share, interval=share_interval_text(book, promise.interval))
    row = Row(
        (
            cell(Link(milestone.name, page_address("measured_milestones", anchor=measured.anchor))),
            cell(_badge(book, verdict)),
            cell(target_text(book, milestone)),
            cell(measured.shown(data, "in_time", "due")),
            cell(measured.shown(days_number(book, promise.median), "reached")),
            cell(Link(stage_text(book, promise.stage), stage_page(journey, promise.stage, anchor_of(milestone)))),
        )
    )
    return _Line(promise.stage.id, verdict, row)


def _length(book: Book, promise: "LengthPromise", stays: StayTables) -> _Line:
    name = stage_text(book, promise.stage)
    is_part = len(promise.stage.inside("lasts", StageLength)) > 1 or promise.stated.applies is not None
    is_hidden = not stays.names_shown and (is_part or bool(stays.hidden[promise.stage.id]) or not promise.ended)
    interval = days_interval_text(book, promise.interval)
    verdict = _told(promise.verdict, is_hidden=is_hidden)
    numbers = {"ended": promise.ended, "open": promise.open, "interval": interval}
    data = book.say("promises.stays" if interval else "promises.stays_alone", **numbers)
    row = Row(
        (
            cell(Link(book.say("promises.length_of", stage_name=name), page_address("measured_stages", anchor=promise.journey.id))),
            cell(_badge(book, verdict)),
            cell(stage_length_text(book, promise.stated)),
            cell(book.say("small_cells.hidden") if is_hidden else data),
            cell("" if is_hidden or promise.median is None else str(promise.median)),
            cell(Link(name, stage_page(promise.journey, promise.stage))),
        )
    )
    return _Line(promise.stage.id, verdict, row)


def _time_box(book: Book, promise: "TimeBoxPromise", *, names_shown: bool) -> _Line:
    """Return the row of a time box; where names are not shown its numbers, which others would let a reader subtract, are not either."""
    figure = promise.figure
    share = reached_text(book, figure.in_time, figure.due)
    apart = {"promises.undated": figure.undated, "promises.unclear": figure.unclear}
    data = cell(
        book.say("promises.in_time", share=share, interval=share_interval_text(book, promise.interval)),
        *(book.say(key, count=count) for key, count in apart.items() if count),
    )
    row = Row(
        (
            cell(book.say("promises.box_of", stage_name=stage_text(book, promise.stage))),
            cell(_badge(book, _told(promise.verdict, is_hidden=not names_shown))),
            cell(when_text(book, promise.stage.time_box)),
            data if names_shown else cell(book.say("small_cells.hidden")),
            (),
            cell(Link(stage_text(book, promise.stage), stage_page(promise.journey, promise.stage))),
        )
    )
    return _Line(promise.stage.id, _told(promise.verdict, is_hidden=not names_shown), row)


def _in_words(book: Book, journey: Map, stage: Stage) -> _Line:
    cells = (
        cell(book.say("promises.box_of", stage_name=stage_text(book, stage))),
        cell(_badge(book, "not-measured")),
        cell(when_text(book, stage.time_box)),
        cell(book.say("promises.in_words")),
        (),
        cell(Link(stage_text(book, stage), stage_page(journey, stage))),
    )
    return _Line(stage.id, "not-measured", Row(cells))


def _rhythms(book: Book, figures: "Figures") -> Table:
    """Return every play with a rhythm, and whether the tables say that it is kept."""
    rows = (_rhythm(book, row, names_shown=figures.names_shown) for row in figures.rhythms)
    return listing(book, "promises.rhythms", ("rhythm", "verdict", "rhythm_stated", "data"), rows=rows)


def _rhythm(book: Book, promise: "RhythmPromise", *, names_shown: bool) -> Row:
    play = promise.play
    link = reference_link(book, Play.KIND, play.id) or play_title(book, play)
    stated = cell(called_when_text(book, play.timing))
    if promise.verdict is None:
        reason = "promises.no_table" if play.id else "promises.no_id"
        return Row((cell(link), cell(_badge(book, "not-measured")), stated, cell(book.say(reason))))
    share = reached_text(book, promise.kept, promise.accounts)
    data = cell(
        book.say("promises.rhythm_kept", share=share, interval=share_interval_text(book, promise.interval)) if promise.accounts else None,
        book.say("promises.once", count=promise.once) if promise.once else None,
    )
    verdict = _told(promise.verdict, is_hidden=not names_shown)
    return Row((cell(link), cell(_badge(book, verdict)), stated, data if names_shown else cell(book.say("small_cells.hidden"))))


def _examples(book: Book) -> Table:
    """Return the examples of health models that tell in words what a score did: no data are compared with them."""
    rows = (
        Row((cell(example.title), cell(_badge(book, "not-measured")), cell(Link(model.name, page_address("health_model", model.id)))))
        for model in book.atlas.health
        for example in model.examples
        if not example.values
    )
    return listing(book, "promises.examples", ("example", "verdict", "health_model"), rows=rows)


def _told(verdict: "PromiseVerdict", *, is_hidden: bool) -> str:
    """Return the verdict; where its counts may not be shown, there is too little to say."""
    return "too-few" if is_hidden else verdict.value


def _badge(book: Book, verdict: str) -> Badge:
    return Badge(book.say(f"promises.{verdict}"), _TONES[verdict])
