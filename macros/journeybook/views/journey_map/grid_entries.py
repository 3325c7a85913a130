"""What stands in the cells of a map's table: one function for each kind of row, from a column to its entries."""

from collections.abc import Iterator

from journeybook.model.enumerations import Medium
from journeybook.model.flow import Station
from journeybook.model.map import Map
from journeybook.model.pain_points import Opportunity, PainPoint
from journeybook.model.stage import Handoff, Milestone, Stage
from journeybook.model.step import Entry as Written
from journeybook.model.step import Touchpoint
from journeybook.model.vocabulary import Channel, FeelingLevel, Lane
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Badge, Cell, Joiner, Link, Prefix, cell
from journeybook.views.base.labels import answered_badge, label, step_text
from journeybook.views.blocks.common_fields import recipient_links, sentences
from journeybook.views.blocks.way_back import way_back
from journeybook.views.journey_map.curve import Curve, CurveKind, FeelingPoint
from journeybook.views.journey_map.grid import Column, EntrySubject, GridEntry, Sign, grid_entry, nearest_column
from journeybook.views.journey_map.grid_steps import sign
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, people_links, reference_link, stage_page
from journeybook.views.links.severity import severity_badge
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import when_text


def text_entries(name: str, column: Column) -> Iterator[GridEntry]:
    """Yield the texts of a field of the experience, such as thoughts."""
    for experience, _ in column.experiences():
        yield from (grid_entry(text, EntrySubject(experience, name)) for text in sentences(experience, name))


def feeling_entries(book: Book, curve: Curve, over: tuple[Column, ...], column: Column) -> Iterator[GridEntry]:
    """Yield how one persona feels, by named level with its value."""
    for point in points_in(curve, over, column):
        aim = book.say("curve.goal", level=point.goal, value=signed(point.goal_value or 0)) if point.goal else None
        badges = (sign(book, point.extreme, book.say(f"curve.{point.extreme}")),) if point.extreme else ()
        spoken = cell(point.feeling.words) if curve.kind is CurveKind.FELT else ()
        text = book.say("curve.level", level=point.level, value=signed(point.value))
        teller = point.station.step if point.station else point.stage
        # That a point is the highest or lowest is not said of it alone, and no difference.
        words = (text, *map(str, (*spoken, aim or "")))
        yield grid_entry(text, EntrySubject(teller, "feels", words), badges=badges, small=(spoken, cell(aim)))


def points_in(curve: Curve, over: tuple[Column, ...], column: Column) -> tuple[FeelingPoint, ...]:
    """Return the points of a curve, of this map or another, that stand in a column."""
    return tuple(point for point in curve.points if nearest_column(point.column_key, over) == column.column_key)


def signed(value: int) -> str:
    r"""Return a number with its sign, as print does.

    >>> signed(2), signed(0), ascii(signed(-1))
    ('+2', '0', "'\\u22121'")
    """
    return f"+{value}" if value > 0 else f"\N{MINUS SIGN}{-value}" if value < 0 else "0"


def touchpoint_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield every channel of a column once, with the steps that use it."""
    used: dict[str, list[tuple[EntrySubject, tuple[Cell, ...]]]] = {}
    for station in column.stations:
        step = station.step
        if step.channel:
            line = (Link(step_text(book, step), step_address(journey, station)),)
            used.setdefault(step.channel, []).append((EntrySubject(step, "channel", (step.channel,)), (line,)))
        for touchpoint in step.touchpoints:
            lines = tuple(_touchpoint(book, touchpoint))
            subject = EntrySubject(step, "touchpoints", (touchpoint.channel, repr(lines)))
            used.setdefault(touchpoint.channel, []).append((subject, lines))
    for reference, uses in used.items():
        channel, link = book.atlas.find(Channel, reference), reference_link(book, "channel", reference)
        offline = (Badge(label(book, channel.medium)),) if channel and channel.medium is Medium.OFFLINE else ()
        to = link.to if isinstance(link, Link) else None
        small = tuple(line for _, lines in uses for line in lines)
        yield grid_entry(channel.name if channel else reference, *(subject for subject, _ in uses), to=to, badges=offline, small=small)


def moment_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield the moments that matter, each with what it decides."""
    for experience, station in column.experiences():
        if experience.moment_that_matters:
            link = cell(Link(step_text(book, station.step), step_address(journey, station))) if station else ()
            subject = EntrySubject(experience, "moment_that_matters")
            yield grid_entry(experience.moment_that_matters.why, subject, badges=(sign(book, "moment"),), small=(link,))


def pain_point_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield the obstacles, each with its severity and the way back."""
    for experience, station in column.experiences():
        for pain in experience.pain_points:
            ways = way_back(book, pain, scope=journey.id)
            small = (Prefix(book.say("grid.recovery")), *ways) if ways else cell(book.say("way_back.none"))
            badges = (sign(book, "pain_point"), *_badges(severity_badge(book, pain)))
            to = address_in_stage(journey, column.stage, pain, station)
            yield grid_entry(pain.what, EntrySubject(pain), to=to, badges=badges, small=(small,))


def opportunity_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield the improvements, each with what it would bring and take."""
    for experience, station in column.experiences():
        for chance in experience.opportunities:
            weighed = (
                book.say("opportunity.weighed", impact=chance.impact, effort=chance.effort) if chance.impact and chance.effort else None
            )
            small = cell(weighed, *answered_among(book, chance, "progress", label(book, chance.progress)))
            to = address_in_stage(journey, column.stage, chance, station)
            yield grid_entry(chance.what, EntrySubject(chance), to=to, badges=(sign(book, "opportunity"),), small=(small,))


def milestone_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield the milestones of a whole stage, each with its target."""
    for milestone in column.stage.milestones:
        kind = _badges(answered_badge(book, milestone, "kind", Badge(label(book, milestone.kind), "info") if milestone.kind else None))
        small = (
            *answered_among(book, milestone, "target", target_text(book, milestone)),
            *answered_among(book, milestone, "owner", people_links(book, milestone.owner)),
        )
        to = address_in_stage(journey, column.stage, milestone)
        yield grid_entry(milestone.name, EntrySubject(milestone), to=to, badges=(sign(book, "milestone"), *kind), small=(small,))


def handoff_entries(book: Book, journey: Map, column: Column) -> Iterator[GridEntry]:
    """Yield the handoffs of a whole stage, each from whom to whom and by when."""
    for handoff in column.stage.handoffs:
        to = address_in_stage(journey, column.stage, handoff)
        yield grid_entry(handoff.what, EntrySubject(handoff), to=to, small=(handoff_cell(book, handoff),))


def handoff_cell(book: Book, handoff: Handoff) -> Cell:
    """Return who hands over to whom, and by when."""
    giver = answered(book, handoff, "giver", people_links(book, *handoff.giver))
    taker = answered(book, handoff, "taker", people_links(book, *handoff.taker))
    sides = (*giver, Joiner(book.say("handoff.to")), *taker) if giver and taker else (*giver, *taker)
    return cell(*sides, *answered_among(book, handoff, "by_when", when_text(book, handoff.by_when)))


def address_in_stage(
    journey: Map, stage: Stage, part: PainPoint | Opportunity | Milestone | Handoff, station: Station | None = None
) -> Address:
    """Return where a part of a stage stands on the stage's page: its own anchor, else that of its step."""
    if part.id:
        return stage_page(journey, stage, anchor_of(part))
    return step_address(journey, station) if station else stage_page(journey, stage)


def lane_entries(book: Book, lane: Lane, column: Column) -> Iterator[GridEntry]:
    """Yield what stands in a lane that does not hold steps."""
    for experience, _ in column.experiences():
        for row in experience.rows:
            if row.lane == lane.id:
                yield from (_written(book, written, EntrySubject(experience, "rows")) for written in row.entries)


def _written(book: Book, written: Written, subject: EntrySubject) -> GridEntry:
    """Return an entry by its kind: the thing it names first, then its words."""
    level = book.atlas.find(FeelingLevel, written.level)
    link = (
        reference_link(book, "playbook", written.playbook)
        or reference_link(book, "measure", written.measure)
        or reference_link(book, "channel", written.channel)
    )
    felt = book.say("curve.level", level=level.name, value=signed(level.value)) if level else ""
    small = cell(felt, book.say("step.aim", target=written.target) if written.target else None)
    if isinstance(link, Link):
        return grid_entry(link.text, subject, to=link.to, small=(cell(written.text, *small),))
    if written.text:
        return grid_entry(written.text, subject, small=(small,))
    return grid_entry(felt or str(link or ""), subject, small=(small if not felt else small[1:],))


def _badges(*badges: Badge | None) -> tuple[Badge | Sign, ...]:
    return tuple(badge for badge in badges if badge)


def _touchpoint(book: Book, touchpoint: Touchpoint) -> Iterator[Cell]:
    """Yield, each as a line: what happens, what sets the feeling off, who receives it, and which standard interaction it is."""
    yield cell(touchpoint.what)
    yield cell(book.say("step.trigger", trigger=touchpoint.trigger) if touchpoint.trigger else None)
    yield recipient_links(book, touchpoint.recipients)
    yield cell(reference_link(book, "interaction", touchpoint.interaction))
