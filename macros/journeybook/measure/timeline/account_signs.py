"""Signs of an account: for every event whether it is so on the as-of day, since when, on what, and the plays that answer it."""

from dataclasses import dataclass
from datetime import date

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.truth import AccountFact, TruthTimeline, Verdict
from journeybook.model.measures import Event
from journeybook.model.plays import Play


@dataclass(frozen=True)
class AccountSign:
    """An event for one account: true, false or unknown on the as-of day, and since when that is so.

    `map` and `stage` say where the event is written out, if it is no shared one.
    """

    event: Event
    map: str | None
    stage: str | None
    truth: bool | None
    since: date
    leans_on: tuple[AccountFact, ...]
    missing: tuple[str, ...]
    plays: tuple[Play, ...]


def account_signs(life: AccountLife, timelines: ConditionTimelines, journey: str | None) -> tuple[AccountSign, ...]:
    """Return the signs of an account: of all shared events, and of those that its map writes out.

    An event that does not concern the account is left out; where it is not known whether it does, its sign is unknown. An account that is
    no customer on the as-of day has none.
    """
    if life.relation_at(life.end) is None:
        return ()
    signs = []
    for row in life.index.events:
        if row.map not in (None, journey):
            continue
        so = _timeline(timelines, row.event)
        if life.index.limits(row.event):
            concerned = timelines.concerns(row.event)
            if concerned.truth_at(life.end) is False:
                continue
            so = timelines.combined([so, concerned], 2)
        verdict, since = so.at(life.end), so.since(life.end) or life.begin
        signs.append(AccountSign(row.event, row.map, row.stage, verdict.truth, since, verdict.leans_on, verdict.missing, row.plays))
    return tuple(signs)


def _timeline(timelines: ConditionTimelines, event: Event) -> TruthTimeline:
    if event.id:
        return timelines.occurring(event.id, event.when)
    return timelines.condition(event.when) if event.when else timelines.constant(Verdict(None))
