"""Where an account is: its stages over time, its signs and its milestones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from journeybook.measure.definitions.conditions import AskedClause
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.account_milestones import AccountMilestone, MilestoneState, account_milestones
from journeybook.measure.timeline.account_signs import AccountSign, account_signs
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.followed_map import FollowedMap, followed_maps
from journeybook.measure.timeline.map_choice import MapCandidates
from journeybook.measure.timeline.relations import contradictions_of
from journeybook.measure.timeline.side_timeline import all_stays
from journeybook.measure.timeline.stage_stays import AccountStages
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


def whereabouts(life: AccountLife, asked: Iterable[AskedClause] = ()) -> Whereabouts:
    """Return where an account is and was; `asked` are parts of conditions that are to be answered as well."""
    index = life.index
    timelines = ConditionTimelines(life)
    candidates = MapCandidates.of(index.atlas, timelines)
    stays, beside, not_by_data = all_stays(life, timelines, candidates)
    journey = index.atlas.find(Map, stays[-1].map)
    relation = life.relation_at(life.end)
    passed = {stay.map for stay in stays if stay.stage and relation and stay.until >= relation.since}
    way = [row for row in candidates.on(life.end).way if row is journey or row.id in passed] if journey else []
    milestones = tuple(row for part in way or ([journey] if journey else []) for row in account_milestones(life, timelines, part, stays))
    segments = life.held("segment", life.end)
    return Whereabouts(
        life.facts.account,
        life.facts.as_of,
        segments[0].value if len({row.value for row in segments}) == 1 else None,
        AccountStages(stays, beside, not_by_data, contradictions_of(life.facts)),
        account_signs(life, timelines, journey.id if journey else None),
        milestones,
        tuple(followed_maps(life, timelines, candidates, stays)),
        {part: timelines.truth_on(part.clause, part.subject, life.end) for part in asked},
    )
