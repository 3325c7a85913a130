"""Where an account is, in cells that several pages show alike: stage, health, what is due and late, signs, and what answers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.measure.account_score import AccountScore
from journeybook.measure.facts import AccountFacts
from journeybook.measure.timeline.account_milestones import AccountMilestone, MilestoneState
from journeybook.measure.timeline.account_signs import AccountSign
from journeybook.measure.timeline.stage_stays import StageStay
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.people import Segment
from journeybook.model.plays import Play
from journeybook.model.stage import Milestone, Stage
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Badge, Cell, Inline, Link, Prefix, Row, Table, cell
from journeybook.views.base.labels import heading, play_title, stage_text
from journeybook.views.blocks.events import event_title, overdue_answers
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.score_sheet import band_cell, share_text
from journeybook.views.links.account_links import account_link
from journeybook.views.links.links import people_links, reference_link, stage_page
from journeybook.views.links.occurrences import part_link, stage_link


@dataclass(frozen=True)
class ShownAccount:
    """An account that may be shown: its facts, where it is, and its score, if a model scores it."""

    facts: AccountFacts
    place: Whereabouts
    score: AccountScore | None

    @property
    def stay(self) -> StageStay:
        """Where it is on the as-of day."""
        return self.place.stages.current

    @property
    def late(self) -> tuple[AccountMilestone, ...]:
        """The milestones whose target is over."""
        return tuple(row for row in self.place.milestones if row.state in (MilestoneState.LATE, MilestoneState.OVERDUE))

    @property
    def next_due(self) -> AccountMilestone | None:
        """The milestone whose target lies ahead, the nearest of them."""
        ahead = [row for row in self.place.milestones if row.state is MilestoneState.DUE and row.target]
        return min(ahead, key=lambda row: row.target or date.max, default=None)

    @property
    def signs(self) -> tuple[AccountSign, ...]:
        """The events that are so on the as-of day."""
        return tuple(sign for sign in self.place.signs if sign.truth)


@remembered
def shown_accounts(book: Book) -> dict[str, ShownAccount]:
    """Return the accounts that may be shown, by their ids, in the order of ids."""
    figures = book.figures
    if figures is None or not figures.names_shown:
        return {}
    return {name: ShownAccount(facts, figures.whereabouts[name], figures.score_of(name)) for name, facts in figures.facts.items()}


_MOST_NAMED = 2
"""So many milestones or signs stand in a row of a list; the rest are counted, and stand on the account's page."""


def account_table(book: Book, name: str, accounts: Iterable[ShownAccount], *, with_owner: bool) -> Table:
    """Return accounts as a table: where each is, its health, what is due and late, its signs and what answers them."""
    columns = ("account", "segment", "stage", "since", "band", "next_due", "late", "signs", *(("owner",) if with_owner else ("play",)))
    return listing(book, name, columns, rows=(_row(book, account, with_owner=with_owner) for account in accounts))


def short_stage_cell(book: Book, stay: StageStay) -> Cell:
    """Return a stage as a link without the name of its map; where no stage is stated, why."""
    journey, stage = book.atlas.find(Map, stay.map or ""), book.atlas.find(Stage, f"{stay.map}/{stay.stage}")
    if journey is None or stage is None:
        return stage_cell(book, stay)
    return cell(Link(stage_text(book, stage), stage_page(journey, stage)), *stage_cell(book, stay)[1:])


def stage_cell(book: Book, stay: StageStay) -> Cell:
    """Return a stage as a link, with what is not certain of it; where no stage is stated, why."""
    if stay.unplaced:
        return cell(book.say(f"unplaced.{stay.unplaced}"), book.say("list.comma").join(stay.details))
    journey, stage = book.atlas.find(Map, stay.map or ""), book.atlas.find(Stage, f"{stay.map}/{stay.stage}")
    link: Inline = stage_link(book, journey, stage) if journey and stage else stay.stage or ""
    unsure = Badge(book.say("account.unsure"), "average") if stay.unsure else None
    return cell(link, unsure)


def health_cell(book: Book, account: ShownAccount) -> Cell:
    """Return the band of an account with its score, and on what share of weight it stands where that is not all; else why it has none."""
    score = account.score
    if score is None:
        return cell(book.say("account.no_model"))
    return (*band_cell(book, score), *cell(share_text(book, score) if score.health.used != score.health.whole else None))


def due_cell(book: Book, account: ShownAccount) -> Cell:
    """Return the next milestone that is due, with its day."""
    row = account.next_due
    return cell(Prefix(book.say("account.due", day=row.target)), milestone_link(book, row)) if row else ()


def late_cell(book: Book, account: ShownAccount) -> Cell:
    """Return the milestones that are late, each with its target day."""
    return tuple(inline for row in account.late for inline in (Prefix(_late_since(book, row)), milestone_link(book, row)))


def signs_cell(book: Book, account: ShownAccount) -> Cell:
    """Return the signs of an account, each with the day since which it is so."""
    return tuple(inline for sign in account.signs for inline in (Prefix(book.say("account.since", day=sign.since)), sign_link(book, sign)))


def milestone_link(book: Book, row: AccountMilestone) -> Inline:
    """Return a milestone of an account as a link."""
    spot = _spots(book).get(id(row.milestone))
    return part_link(book, spot, row.milestone.name) if spot else row.milestone.name


def sign_link(book: Book, sign: AccountSign) -> Inline:
    """Return an event as a link to where it is explained."""
    spot = _spots(book).get(id(sign.event))
    return part_link(book, spot, event_title(book, sign.event)) if spot else event_title(book, sign.event)


def play_links(book: Book, plays: Iterable[Play]) -> Cell:
    """Return plays as links."""
    return tuple(_play_link(book, play) for play in plays)


def answers_cell(book: Book, account: ShownAccount) -> Cell:
    """Return what answers the signs and the overdue milestones of an account, each once."""
    signs = (inline for sign in account.signs for inline in sign_answers(book, sign))
    late = (inline for row in account.place.overdue for inline in overdue_answers(book, row.milestone, (row.map,)))
    return tuple(dict.fromkeys((*signs, *late)))


def sign_answers(book: Book, sign: AccountSign) -> Cell:
    """Return the plays that answer a sign, else its playbook."""
    return play_links(book, sign.plays) or cell(reference_link(book, "playbook", sign.event.playbook))


def segment_cell(book: Book, account: ShownAccount) -> Cell:
    """Return the segment of an account as a link."""
    return cell(reference_link(book, Segment.KIND, account.place.segment))


def _row(book: Book, account: ShownAccount, *, with_owner: bool) -> Row:
    nobody = cell(Badge(heading(book, "account.no_owner")))
    return Row(
        (
            cell(account_link(book, account.facts.account)),
            segment_cell(book, account),
            short_stage_cell(book, account.stay),
            cell(str(account.stay.since)),
            health_cell(book, account),
            due_cell(book, account),
            _first(book, tuple((str(row.target), milestone_link(book, row)) for row in account.late)),
            _first(book, tuple((str(sign.since), sign_link(book, sign)) for sign in account.signs)),
            (people_links(book, account.facts.owner) or nobody) if with_owner else answers_cell(book, account),
        )
    )


def _first(book: Book, dated: tuple[tuple[str, Inline], ...]) -> Cell:
    """Return the first of some dated things, the latest days first, and how many more there are."""
    latest = sorted(dated, key=lambda pair: pair[0], reverse=True)
    inlines = tuple(inline for day, link in latest[:_MOST_NAMED] for inline in (Prefix(book.say("account.due", day=day)), link))
    more = len(dated) - _MOST_NAMED
    return (*inlines, *((book.say("account.more", count=more),) if more > 0 else ()))


def _late_since(book: Book, row: AccountMilestone) -> str:
    return book.say("account.overdue", day=row.target) if row.overdue_since else book.say("account.late", day=row.target)


def _play_link(book: Book, play: Play) -> Inline:
    spot = _spots(book).get(id(play))
    return part_link(book, spot, play_title(book, play)) if spot else play_title(book, play)


@remembered
def _spots(book: Book) -> dict[int, Spot]:
    """Return where the milestones, events and plays of the atlas stand, by the identity of the part."""
    return dict(_first_spots(spot for kind in (Milestone, Event, Play) for spot in book.atlas.spots_of(kind)))


def _first_spots(spots: Iterable[Spot]) -> Iterator[tuple[int, Spot]]:
    known: set[int] = set()
    for spot in spots:
        if id(spot.part) not in known:
            known.add(id(spot.part))
            yield id(spot.part), spot
