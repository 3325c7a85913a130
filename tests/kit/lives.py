"""Lives of accounts as tests write them: a line for each fact, and the answers as lines.

`as of 2026-12-31`, `start 2026-01-01`, `ended 2026-09-30`; `2026-01-05 milestone first-rota`, and so for events and anchors;
`2026-02-01 reads logins 4`, with `of main` behind it for an instance; `2026-01-01 to 2026-06-30 segment small`,
`from 2026-01-01 status active`, `from 2026-01-01 subscription main`; `records first-rota praise`: what sources record for any account.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.measure.facts import AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.timeline.account_milestones import MilestoneState
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.language.evaluate import known_value

_LINE = re.compile(r"(?:from )?(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))? (\w+) ?(.*)")


@dataclass(frozen=True)
class Life:
    """The facts of one account, and the ids that its sources record."""

    facts: AccountFacts
    recorded: frozenset[str]


def life_of(text: str, account: str = "a-1") -> Life:
    """Return the life that some lines tell."""
    days: dict[str, date] = {}
    recorded: set[str] = set()
    history, readings, occurrences, periods = [], [], [], []
    for row, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        origin, words = FactOrigin("life", row), line.split()
        if words[0] == "records":
            recorded |= set(words[1:])
        elif words[0] in ("as", "start", "ended"):
            days[words[0]] = date.fromisoformat(words[-1])
        else:
            match = _LINE.fullmatch(line.strip())
            assert match, line
            day, until = date.fromisoformat(match[1]), date.fromisoformat(match[2]) if match[2] else None
            if match[3] in ("milestone", "event", "anchor"):
                occurrences.append(Occurrence(match[3], match[4], day, None, origin))
            elif match[3] == "reads":
                measure, value, *instance = match[4].split(" ")
                readings.append(DatedReading(measure, known_value(value), day, instance[-1] if instance else None, origin))
            elif match[3] in ("subscription", "ticket"):
                periods.append(DatedPeriod(match[3], match[4], day, until, None, None, origin))
            else:
                history.append(HeldValue(match[3], match[4], day, until, origin))
    facts = AccountFacts(
        account,
        days["as"],
        start=days.get("start"),
        ended=days.get("ended"),
        history=tuple(history),
        readings=tuple(sorted(readings, key=lambda reading: reading.day)),
        occurrences=tuple(sorted(occurrences, key=lambda occurrence: occurrence.day)),
        periods=tuple(periods),
    )
    return Life(facts, frozenset(recorded))


def told(where: Whereabouts) -> str:
    """Return where an account is and was as lines: stays, what lies beside, contradictions, signs and milestones that are not reached."""
    return "".join(f"{line}\n" for line in _lines(where))


def _lines(where: Whereabouts) -> Iterator[str]:
    for stay in where.stages.stays:
        place = f"{stay.map}/{stay.stage} by {stay.rule}" if stay.stage else f"none: {stay.unplaced} {list(stay.details)}"
        unsure = f", unsure: {', '.join(stay.unsure)}" if stay.unsure else ""
        rows = sorted(fact.origin.row for fact in stay.leans_on)
        yield f"{stay.since} to {stay.until} {place}{f' on {rows}' if rows else ''}{unsure}"
    for side in where.stages.beside:
        unsure = f", unsure since {side.unsure_since}" if side.unsure_since else ""
        yield f"beside {side.map}/{side.stage} {side.since} to {side.until or 'now'}{unsure}"
    for row in where.stages.not_by_data:
        yield f"not by data: {row.map}/{row.stage}: {row.words}"
    for contradiction in where.stages.contradictions:
        yield f"contradiction {contradiction.since} to {contradiction.until or 'now'}"
    for sign in where.signs:
        plays = [play.id for play in sign.plays]
        missing = f" for want of {', '.join(sign.missing)}" if sign.missing else ""
        yield f"sign {sign.event.id or sign.event.name}: {sign.truth} since {sign.since}{missing}{f' plays {plays}' if plays else ''}"
    for milestone in where.milestones:
        if milestone.state is not MilestoneState.REACHED:
            target = f" target {milestone.target}{' assumed' if milestone.assumed else ''}" if milestone.target else f" {milestone.reason}"
            since = f" since {milestone.overdue_since}" if milestone.overdue_since else ""
            yield f"milestone {milestone.milestone.id}: {milestone.state}{since}{target}"
