"""Which columns of a table of playbooks, measures or milestones become which field, and how their cells are read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from journeybook.exchange.atlas_names import OWNERS, WHO, AtlasNames, spoken
from journeybook.exchange.columns import Spellings
from journeybook.exchange.foreign_cells import ForeignCell
from journeybook.exchange.import_draft import Ledger, cleaned, time_value
from journeybook.findings import shortened
from journeybook.load.nodes import Plain
from journeybook.model.enumerations import Answer, Automation, Effort, MilestoneKind, State, Telemetry, ValueSource
from journeybook.model.plays import Opening
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID
from journeybook.model.timing import TimingError, parse_duration

_YES, _NO = {"yes", "true", "x", "y", "1"}, {"no", "false", "n", "0"}


@dataclass(frozen=True)
class FieldColumn:
    """A field, the words with which tables head it, and what its cells hold."""

    spellings: tuple[str, ...]
    form: str = "text"
    """Text, lines, facts, time, length, flag, id or home, or nothing of these where kinds or words are given."""
    kinds: tuple[str, ...] = ()
    """The kinds of things that its cells name."""
    words: type[StrEnum] | None = None
    many: bool = False


NAME = "name"
HOME = "home"
"""The form of a column that says where a thing belongs, and is no field of it."""
OF_STEP = {"who": "who of a step", "when": "when of a step"}
"""The columns that tell of the one step in a row, where each step of a playbook has a row of its own, by the field of the step."""
_OWNER = FieldColumn(("owner", "playbook owner", "responsible", "team"), kinds=OWNERS)
_STATE = FieldColumn(("state", "status"), words=State)
_NOTE = FieldColumn(("note", "notes", "comment", "comments", "remark", "remarks"))
PLAYBOOK_COLUMNS = {
    NAME: FieldColumn(("playbook", "playbook name", "play", "name", "title")),
    "type": FieldColumn(("type", "playbook type", "category")),
    "opening": FieldColumn(("opening", "opened", "activation"), words=Opening),
    "phases": FieldColumn(("phase", "phases", "lifecycle phase", "lifecycle stage", "stage"), kinds=("phase",), many=True),
    "summary": FieldColumn(("summary", "description", "purpose", "objective", "goal")),
    "trigger": FieldColumn(
        ("trigger", "triggers", "trigger event", "condition", "when", "when to use", "signal", "if"), "facts", many=True
    ),
    "segments": FieldColumn(("segment", "segments", "applies to"), kinds=("segment",), many=True),
    "owner": _OWNER,
    "effort": FieldColumn(("effort",), words=Effort),
    "time": FieldColumn(("time", "duration", "takes"), "length"),
    "automatable": FieldColumn(("automatable", "automated", "automation"), words=Automation),
    "steps": FieldColumn(
        ("steps", "step", "actions", "action", "tasks", "activities", "instructions", "response", "then"), "lines", many=True
    ),
    OF_STEP["who"]: FieldColumn(("who", "step owner", "assignee", "assigned to", "performed by"), kinds=WHO, many=True),
    OF_STEP["when"]: FieldColumn(("timeline", "timing", "day", "due", "due date", "deadline", "step timing"), "time"),
    "outcome": FieldColumn(
        ("outcome", "exit", "exit criteria", "closing outcome", "closes when", "success criteria", "expected outcome"), "facts", many=True
    ),
    "measures": FieldColumn(("measures", "metrics", "kpi", "success metrics"), kinds=("measure",), many=True),
    "state": _STATE,
    "note": _NOTE,
}
MEASURE_COLUMNS = {
    NAME: FieldColumn(("measure", "metric", "kpi", "indicator", "metric name", "name", "title")),
    "unit": FieldColumn(("unit", "units")),
    "meaning": FieldColumn(("meaning", "definition", "description", "what it measures", "what it tells")),
    "formula": FieldColumn(("formula", "calculation", "how it is calculated", "computed as")),
    "telemetry": FieldColumn(("telemetry", "class", "metric type", "type"), words=Telemetry),
    "how": FieldColumn(("how", "computed or set"), words=ValueSource),
    "leading": FieldColumn(("leading", "leading indicator"), "flag"),
    "data_source": FieldColumn(("data source", "source", "system", "tool")),
    "read": FieldColumn(("frequency", "cadence", "read", "how often"), "time"),
    "target": FieldColumn(("target", "goal", "benchmark")),
    "owner": FieldColumn(("owner", "metric owner", "responsible", "team"), kinds=OWNERS),
    "state": _STATE,
    "note": _NOTE,
}
MILESTONE_COLUMNS = {
    "map": FieldColumn(("map", "journey", "journey map"), HOME),
    "stage": FieldColumn(("stage", "phase", "journey stage"), HOME),
    "id": FieldColumn(("id", "milestone id"), "id"),
    NAME: FieldColumn(("milestone", "milestone name", "name", "title")),
    "customer_words": FieldColumn(("customer words", "customer facing", "for customers")),
    "test": FieldColumn(
        ("test", "evidence", "how we know", "definition", "criteria", "success criteria", "description", "definition of done")
    ),
    "kind": FieldColumn(("kind", "type"), words=MilestoneKind),
    "owner": FieldColumn(("owner", "milestone owner", "responsible", "team"), kinds=WHO),
    "target": FieldColumn(("target", "target date", "due", "due date", "deadline", "by when", "when", "target day", "timing"), "time"),
    "level": FieldColumn(("level", "threshold")),
    "late_after": FieldColumn(("late after", "overdue after", "grace period"), "length"),
    "overdue_play": FieldColumn(("if late", "when overdue", "if overdue")),
    "note": _NOTE,
}
LibraryColumns = dict[str, FieldColumn]


def spellings_of(columns: LibraryColumns) -> Spellings:
    """Return the words with which tables head each field."""
    return {name: column.spellings for name, column in columns.items()}


def cell_values(ledger: Ledger, cell: ForeignCell, column: FieldColumn, where: str, names: AtlasNames) -> list[Plain]:
    """Return the values that a cell gives its field; what cannot be one is left over with the reason."""
    if column.kinds:
        ids = ledger.references(cell, where, names, *column.kinds)
        if len(ids) > 1 and not column.many:
            ledger.leave(cell, f"one is allowed, and '{ids[0]}' was taken")
        return [*ids] if column.many else [*ids[:1]]
    if column.many:
        return [*ledger.lines(cell, where)]
    if not ledger.is_usable(cell):
        return []
    value, reason = _single(cleaned(cell.text), column, names)
    if value is None:
        ledger.leave(cell, reason)
        return []
    text = ledger.text(cell, where) or ""
    return [text if column.form == "text" and not column.words else value]


def _single(text: str, column: FieldColumn, names: AtlasNames) -> "tuple[Plain | None, str]":
    """Return a text as the value of its field, or why it is none."""
    if text in set(Answer):
        return text, ""
    if column.words:
        word = next((word.value for word in column.words if spoken(word.value) == spoken(text)), None)
        return word, f"'{text}' is none of {shortened([word.value for word in column.words])}"
    if column.form == "flag":
        flag = "true" if text.casefold() in _YES else "false" if text.casefold() in _NO else None
        return flag, f"'{text}' is neither yes nor no"
    if column.form == "id":
        fits = re.fullmatch(ID_PATTERN, text) and len(text) <= LONGEST_ID
        return text if fits else None, f"'{text}' is no id: small letters, digits and hyphens"
    if column.form == "length":
        try:
            parse_duration(text)
        except TimingError:
            return None, f"'{text}' is no length of time, such as `14 days`"
    return (time_value(text, names.anchors) if column.form == "time" else text), ""
