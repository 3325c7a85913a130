"""The tables of an account: its timeline, milestones, signs, readings, and what of its facts was left out."""

from collections.abc import Iterable, Iterator
from datetime import date

from journeybook.measure.facts import FactOrigin
from journeybook.measure.timeline.account_milestones import AccountMilestone, MilestoneState
from journeybook.measure.timeline.stage_stays import PlacingRule, SideStay, StageStay, Unplaced
from journeybook.measure.timeline.truth import AccountFact
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Row, Table, cell, plain_text
from journeybook.views.base.labels import heading
from journeybook.views.blocks.account_cells import ShownAccount, milestone_link, sign_answers, sign_link, stage_cell
from journeybook.views.blocks.events import no_answer, overdue_answers
from journeybook.views.blocks.health_bands import measure_name
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.score_sheet import age_text, line_link, reading_text
from journeybook.views.links.links import reference_link
from journeybook.views.links.occurrences import stage_link

_TONES = {MilestoneState.REACHED: "good", MilestoneState.LATE: "average", MilestoneState.OVERDUE: "poor", MilestoneState.DUE: "info"}
_MOST_LINES = 3
"""So many lines stand in a cell; the rest are counted."""


def timeline_table(book: Book, account: ShownAccount) -> Table:
    """Return every stay with its rule, the stays beside the way, and contradictions, in the order of their first days."""
    stages = account.place.stages
    rows = [*_stay_rows(book, stages.stays, account.place.as_of), *(_side_row(book, stay) for stay in stages.beside)]
    for contradiction in stages.contradictions:
        what = cell(Badge(book.say("account.contradiction"), "poor"))
        rows.append(
            (contradiction.since, _days(contradiction.since, contradiction.until, what, (), lines_cell(book, contradiction.leans_on)))
        )
    ordered = sorted(rows, key=lambda row: row[0])
    return listing(book, "account.timeline", ("since", "until", "where", "by_rule", "leans_on"), rows=(row for _, row in ordered))


def milestone_table(book: Book, account: ShownAccount) -> Table:
    """Return the milestones of the account's map with target and actual day."""
    rows = (_milestone_row(book, row) for row in account.place.milestones)
    return listing(book, "account.milestones", ("milestone", "where", "target", "reached", "state", "answer_plays"), rows=rows)


def sign_table(book: Book, account: ShownAccount) -> Table:
    """Return the signs of the account, overdue milestones among them, with what they stand on, and what answers them."""
    signs = [
        Row(
            (
                cell(sign_link(book, sign)),
                cell(str(sign.since)),
                lines_cell(book, sign.leans_on),
                sign_answers(book, sign) or no_answer(book),
            )
        )
        for sign in account.signs
    ]
    overdue = [_overdue_row(book, row) for row in account.place.overdue]
    return listing(book, "account.signs", ("event", "since", "leans_on", "answer_plays"), rows=[*signs, *overdue])


def reading_table(book: Book, account: ShownAccount) -> Table:
    """Return the last reading of each measure, and how many there are."""
    last = {row.measure: row for row in account.facts.readings}
    counts = {name: sum(1 for row in account.facts.readings if row.measure == name) for name in last}
    rows = (
        Row(
            (
                cell(reference_link(book, "measure", name) or measure_name(book, name)),
                cell(reading_text(book, last[name])),
                cell(age_text(book, account.facts.day_of(last[name]), account.facts.as_of)),
                cell(line_link(last[name].origin)),
                cell(str(counts[name])),
            )
        )
        for name in sorted(last)
    )
    return listing(book, "account.readings", ("measure", "value", "age_days", "line", "readings_count"), rows=rows)


def left_out_table(book: Book, account: ShownAccount) -> Table:
    """Return the rows and cells of the account that are no facts, with the reason."""
    source = book.figures.source if book.figures else None
    rows = (
        Row((cell(line_link(FactOrigin(row.source, row.row))), cell(row.column), cell(row.sentence)))
        for row in (source.left_out_of(account.facts.account) if source else ())
    )
    return listing(book, "account.left_out", ("line", "table_column", "why"), rows=rows)


def lines_cell(book: Book, leans_on: Iterable[AccountFact]) -> Cell:
    """Return the lines that facts stand on; of many the first, and how many more."""
    lines = tuple(dict.fromkeys(line_link(fact.origin) for fact in leans_on))
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], *((book.say("account.more_lines", count=more),) if more > 0 else ()))


def rule_text(book: Book, rule: PlacingRule | None) -> str:
    """Return by which rule an account is in a stage."""
    return book.say(f"placingrule.{rule}") if rule else ""


def _stay_rows(book: Book, stays: tuple[StageStay, ...], as_of: date) -> Iterator[tuple[date, Row]]:
    for number, stay in enumerate(stays):
        before = stays[number - 1] if number else None
        until = None if stay.until == as_of else stay.until
        where = (*stage_cell(book, stay), *cell(_turn(book, stay, before, stays[:number])))
        yield stay.since, _days(stay.since, until, where, cell(rule_text(book, stay.rule)), lines_cell(book, stay.leans_on))


def _turn(book: Book, stay: StageStay, before: StageStay | None, earlier: tuple[StageStay, ...]) -> Badge | None:
    """Return what a stay means against those before it: left, came back, or went back."""
    if stay.unplaced is Unplaced.NO_RELATION:
        return Badge(book.say("account.left"), "poor") if before else None
    if before and before.unplaced is Unplaced.NO_RELATION and len(earlier) > 1:
        return Badge(book.say("account.returned"), "info")
    return Badge(book.say("account.went_back"), "average") if stay.rule is PlacingRule.FALL_BACK else None


def _side_row(book: Book, stay: SideStay) -> tuple[date, Row]:
    journey = book.atlas.find(Map, stay.map)
    stage = book.atlas.find(Stage, f"{stay.map}/{stay.stage}") if stay.stage else None
    link = stage_link(book, journey, stage) if journey and stage else reference_link(book, Map.KIND, stay.map)
    unsure = Badge(book.say("account.unsure"), "average") if stay.unsure_since else None
    where = cell(link, Badge(heading(book, "account.beside"), "neutral"), unsure)
    return stay.since, _days(stay.since, stay.until, where, (), lines_cell(book, stay.leans_on))


def _days(since: date, until: date | None, *cells: Cell) -> Row:
    return Row((cell(str(since)), cell(str(until) if until else None), *cells))


def _overdue_row(book: Book, row: AccountMilestone) -> Row:
    milestone = milestone_link(book, row)
    name = book.say("overdue_milestones.event", name=plain_text(milestone))
    event = Link(name, milestone.to) if isinstance(milestone, Link) else name
    answers = overdue_answers(book, row.milestone, (row.map,)) or no_answer(book)
    return Row((cell(event), cell(str(row.overdue_since)), cell(book.say("account.target_day", day=row.target)), answers))


def _milestone_row(book: Book, row: AccountMilestone) -> Row:
    journey, stage = book.atlas.find(Map, row.map), book.atlas.find(Stage, f"{row.map}/{row.stage}")
    assumed = book.say("account.assumed") if row.assumed else None
    since = book.say("account.since", day=row.overdue_since) if row.overdue_since else None
    return Row(
        (
            cell(milestone_link(book, row)),
            cell(stage_link(book, journey, stage) if journey and stage else None),
            cell(str(row.target) if row.target else _why_undated(book, row), assumed),
            cell(str(row.reached) if row.reached else None),
            cell(Badge(book.say(f"milestonestate.{row.state}"), _TONES.get(row.state, "neutral")), since),
            overdue_answers(book, row.milestone, (row.map,)) if row.overdue_since else (),
        )
    )


def _why_undated(book: Book, row: AccountMilestone) -> str | None:
    """Return why a target comes to no day for the account; nothing where there is no target."""
    return book.say(f"target_gap.{row.reason}") if row.reason and row.milestone.target else None
