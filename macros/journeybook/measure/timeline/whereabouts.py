"""Where an account is: its stages over time, its signs and its milestones; and how many accounts are where."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from journeybook.measure.definitions.conditions import AskedClause
from journeybook.measure.facts import AccountFacts
from journeybook.measure.timeline.account_life import AccountLife, without_excluded
from journeybook.measure.timeline.account_milestones import AccountMilestone, MilestoneState, account_milestones
from journeybook.measure.timeline.account_signs import AccountSign, account_signs
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.followed_map import FollowedMap, followed_maps
from journeybook.measure.timeline.map_choice import MapCandidates
from journeybook.measure.timeline.relations import contradictions_of
from journeybook.measure.timeline.side_timeline import side_stays
from journeybook.measure.timeline.stage_stays import AccountStages, Unplaced
from journeybook.measure.timeline.stage_timeline import stage_stays
from journeybook.model.map import Map


@dataclass(frozen=True)
class Whereabouts:
    """Everything that the rules of an atlas say of one account up to its as-of day."""

    account: str
    as_of: date
    segment: str | None
    stages: AccountStages
    signs: tuple[AccountSign, ...]
    milestones: tuple[AccountMilestone, ...]
    followed: tuple[FollowedMap, ...] = ()
    answers: Mapping[AskedClause, bool | None] = field(default_factory=dict)
    """Parts of conditions about which was asked, and whether they are so on the as-of day."""

    @property
    def overdue(self) -> tuple[AccountMilestone, ...]:
        """The milestones that are overdue, which are events of their own."""
        return tuple(row for row in self.milestones if row.state is MilestoneState.OVERDUE)


@dataclass(frozen=True)
class PlaceCount:
    """How many accounts share a map, stage, segment and band; without a stage `unplaced` says why.

    Of `unsure` ones among them it is not known whether they have gone on, since the exit of the stage is not known.
    """

    map: str | None
    stage: str | None
    segment: str | None
    band: str | None
    unplaced: Unplaced | None
    accounts: int
    unsure: int


@dataclass(frozen=True)
class SignCount:
    """How many accounts meet an event now, do not, or may; and since when the account that has met it longest does.

    An event without an id is known by its name.
    """

    event: str
    met: int
    not_met: int
    unknown: int
    since: date | None


@dataclass(frozen=True)
class WhereaboutsCount:
    """How many accounts are where, what they meet, and which milestones are overdue for how many; nobody is named."""

    as_of: date | None
    accounts: int
    places: tuple[PlaceCount, ...]
    signs: tuple[SignCount, ...]
    overdue: tuple[tuple[str, int], ...]


def whereabouts(
    facts: AccountFacts, index: AtlasIndex, recorded: frozenset[str] = frozenset(), asked: Iterable[AskedClause] = ()
) -> Whereabouts:
    """Return where an account is and was; `recorded` are the ids of events and milestones that the sources record for any account.

    `asked` are parts of conditions that are to be answered as well.
    Instances that the atlas excludes do not count.
    """
    life = AccountLife(without_excluded(facts, index), index, recorded)
    timelines = ConditionTimelines(life)
    candidates = MapCandidates.of(index.atlas, timelines)
    stays = stage_stays(life, timelines, candidates)
    beside, not_by_data = side_stays(life, timelines, candidates, stays)
    journey = index.atlas.find(Map, stays[-1].map)
    milestones = account_milestones(life, timelines, journey, stays) if journey else ()
    segments = life.held("segment", life.end)
    return Whereabouts(
        facts.account,
        facts.as_of,
        segments[0].value if len({row.value for row in segments}) == 1 else None,
        AccountStages(stays, beside, not_by_data, contradictions_of(life.facts)),
        account_signs(life, timelines, journey.id if journey else None),
        milestones,
        tuple(followed_maps(life, timelines, stays)),
        {part: timelines.truth_on(part.clause, part.subject, life.end) for part in asked},
    )


@dataclass
class _Counts:
    places: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)
    unsure: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)
    signs: Counter[tuple[str, bool | None]] = field(default_factory=Counter)
    since: dict[str, date] = field(default_factory=dict)
    overdue: Counter[str] = field(default_factory=Counter)


def count_whereabouts(accounts: Iterable[Whereabouts], band_of: Callable[[str], str | None] = lambda _: None) -> WhereaboutsCount:
    """Return how many accounts are where, going through them once; `band_of` tells the health band of an account by its id."""
    counts, number, as_of = _Counts(), 0, None
    for row in accounts:
        number, as_of, stay = number + 1, row.as_of, row.stages.current
        place = (stay.map or "", stay.stage or "", row.segment or "", band_of(row.account) or "", stay.unplaced or "")
        counts.places[place] += 1
        counts.unsure[place] += bool(stay.unsure)
        for sign in row.signs:
            name = sign.event.id or sign.event.name or ""
            counts.signs[name, sign.truth] += 1
            if sign.truth:
                counts.since[name] = min(sign.since, counts.since.get(name, sign.since))
        counts.overdue.update(milestone.milestone.id or milestone.milestone.name for milestone in row.overdue)
    return WhereaboutsCount(as_of, number, _places(counts), _signs(counts), tuple(sorted(counts.overdue.items())))


def _places(counts: _Counts) -> tuple[PlaceCount, ...]:
    rows = []
    for place in sorted(counts.places):
        journey, stage, segment, band = (part or None for part in place[:4])
        unplaced = Unplaced(place[4]) if place[4] else None
        rows.append(PlaceCount(journey, stage, segment, band, unplaced, counts.places[place], counts.unsure[place]))
    return tuple(rows)


def _signs(counts: _Counts) -> tuple[SignCount, ...]:
    names = sorted({name for name, _ in counts.signs})
    signs = counts.signs
    return tuple(SignCount(name, signs[name, True], signs[name, False], signs[name, None], counts.since.get(name)) for name in names)
