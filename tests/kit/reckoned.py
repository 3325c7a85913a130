"""Cases for the dates of plans: read from a table, reckoned in Python, and made ready for the script that reckons in a browser."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from journeybook.model.calendar import FreeDay, Weekday
from journeybook.model.dates import PLAN_START, DateResolver, ResolvedTiming, WorkingDays
from journeybook.model.timing import Timing, parse_timing
from journeybook.views.success_map.plan_timing import plain_timing

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "model" / "cases" / "dates.yml"
SCRIPT = ROOT / "overrides" / "assets" / "javascripts" / "plan-dates.js"
ASK = """(cases) => cases.map((one) => {
  const dates = window.journeybook.dates;
  const given = new Map(Object.entries(one.given).map(([name, day]) => [name, dates.read(day)]));
  const plan = { ...one, days: one.days, moments: one.moments };
  const found = dates.reckon(plan, given, new Set(one.absent)).when(one.timing, false, 3);
  const write = (day) => day === null ? "" : dates.write(day);
  return [write(found.opens), write(found.closes), found.rhythm.map(write).join(","), found.reason].join("|");
})"""


@dataclass(frozen=True)
class Case:
    """One timing with everything it depends on."""

    timing: Timing
    given: dict[str, date]
    moments: dict[str, Timing] = field(default_factory=dict)
    days: WorkingDays = field(default_factory=WorkingDays)
    fixed: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def reckoned(self) -> ResolvedTiming:
        """Return the answer of the Python engine."""
        return DateResolver(self.given, self.moments, self.days, self.fixed, self.absent).resolve(self.timing)

    def as_values(self) -> dict[str, Any]:
        """Return the case as the script wants it."""
        return {
            "timing": plain_timing(self.timing, str),
            "start": "start",
            "absent": sorted(self.absent),
            "given": {name or "start": day.isoformat() for name, day in self.given.items()},
            "days": [{"key": name, "usually": plain_timing(self.moments[name], str)} for name in sorted(self.fixed)],
            "moments": {name: {"timing": plain_timing(one, str)} for name, one in self.moments.items() if name not in self.fixed},
            "weekend": sorted(self.days.weekend),
            "holidays": dict.fromkeys(self.days.holidays, ""),
            "on_free_days": str(self.days.on_free_days),
        }


def in_words(found: ResolvedTiming) -> str:
    """Return an answer as the table of cases writes it."""
    if found.rhythm:
        return ", ".join(day.isoformat() for day in found.rhythm)
    opens, closes = (day.isoformat() if day else ".." for day in (found.opens, found.closes))
    window = "" if opens == closes == ".." else opens if opens == closes else f"{opens} to {closes}"
    return " ".join(filter(None, (window, found.reason)))


def in_short(found: ResolvedTiming) -> str:
    """Return an answer as the question to the script writes it."""
    opens, closes = (day.isoformat() if day else "" for day in (found.opens, found.closes))
    return "|".join((opens, closes, ",".join(day.isoformat() for day in found.rhythm), found.reason))


def table() -> list[tuple[Case, str]]:
    """Return every case of the table with its answer."""
    return [(_case(row), str(row["is"])) for row in yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)]  # noqa: S506 - texts only


def _case(row: dict[str, Any]) -> Case:
    weekend = row.get("weekend", ["saturday", "sunday"])
    free = frozenset(tuple(Weekday).index(Weekday(day)) for day in weekend)
    return Case(
        _timing(row["timing"]),
        {PLAN_START if name == "start" else name: date.fromisoformat(day) for name, day in (row["given"] or {}).items()},
        {name: _timing(text) for name, text in row.get("moments", {}).items()},
        WorkingDays(free, frozenset(row.get("holidays", ())), FreeDay(row.get("on_free_days", "stay"))),
        frozenset(row.get("fixed", ())),
        frozenset(row.get("absent", ())),
    )


def _timing(written: str | list[str]) -> Timing:
    """Return a timing as authors write it, or the last of several moments where a list of names stands."""
    return parse_timing(written) if isinstance(written, str) else Timing("latest", among=tuple(written), text=f"latest of {written}")
