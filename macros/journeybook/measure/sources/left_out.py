"""What was read and is no fact: the row or cell, and the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeybook.model.table_enumerations import Reason


@dataclass(frozen=True, order=True)
class LeftOut:
    """A row, or a cell of it, that is no fact; `value` is its text or what is wrong with it."""

    source: str
    row: int
    reason: Reason
    column: str = ""
    value: str = ""
    account: str | None = None

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        return SENTENCES[self.reason][0].format(value=self.value[:60])


@dataclass(frozen=True)
class ReasonCount:
    """How many rows and cells of a source are no facts for one reason, with the first of each value, and then further ones."""

    reason: Reason
    count: int
    examples: tuple[LeftOut, ...]


SENTENCES: Mapping[Reason, tuple[str, str]] = {
    Reason.UNREADABLE_ROW: ("this row cannot be taken apart", "close its quotes, or take out those that stand inside of a text"),
    Reason.RAGGED: ("this row has {value}", "give each row a cell for each heading; a text with a separator in it stands in quotes"),
    Reason.TOO_LONG: ("a cell of this row has more than 2,000 characters", "look for a quote that is never closed"),
    Reason.CONTROL_CHARACTER: ("this row holds a NUL character", "save the table again as text"),
    Reason.NO_ACCOUNT: ("this row names no account", "name it, or delete the row"),
    Reason.HEADINGS: ("this row repeats the headings", "delete it"),
    Reason.TOTALS: (
        "'{value}' is what rows are called that sum up others",
        "delete the row; if an account is called so, name it in journeys/accounts/",
    ),
    Reason.REMARK: (
        "this row holds the words '{value}' and nothing else",
        "delete it; if an account is called so, name it in journeys/accounts/",
    ),
    Reason.UNKNOWN_ACCOUNT: ("there is no account '{value}'", "name it in journeys/accounts/ or in a table of accounts"),
    Reason.EXCLUDED_INSTANCE: ("'{value}' does not count, as journeys/accounts/ says", "nothing is to be done"),
    Reason.REPEATED: (
        "this row stands above already",
        "delete it; where equal events or readings are several facts, say `may_repeat: true` in the description",
    ),
    Reason.REPEATED_OTHERWISE: ("other rows say something else of the same ({value})", "keep the right one; none of them counts"),
    Reason.NO_DATE: ("this row has no date", "write the day; nothing counts without one"),
    Reason.UNREADABLE_DATE: (
        "'{value}' is no date of the declared form",
        "mend it, or declare the form of all dates of this column: `dates:`",
    ),
    Reason.PLACEHOLDER_DATE: (
        "'{value}' is a day that systems write where they know none",
        "write the true day, or leave the cell empty",
    ),
    Reason.UNDECLARED_ZONE: (
        "'{value}' is a time of a stated zone",
        "declare the zone by which days are told apart: `time_zone: Europe/Berlin`",
    ),
    Reason.FUTURE: ("'{value}' lies after the day of which the table tells", "mend the date, or `as_of`"),
    Reason.BEFORE_START: ("'{value}' lies before the sign-up of its account", "mend one of the two; till then it does not count"),
    Reason.AFTER_END: ("'{value}' lies after the end of its account", "mend one of the two; till then it does not count"),
    Reason.BACKWARDS: ("it ends before it begins ({value})", "mend one of the two days"),
    Reason.UNREADABLE_NUMBER: (
        "'{value}' is no number of the declared form",
        "mend it, or declare `decimal` and `thousands` of this table",
    ),
    Reason.NEGATIVE: (
        "'{value}' is below 0",
        "mend it; where that is possible, say the lowest number of this column: `least: -1000`",
    ),
    Reason.OUT_OF_RANGE: ("'{value}' is not possible here", "mend it, or declare `least` and `most` of this column"),
    Reason.UNKNOWN_WORD: ("'{value}' is none of the values that are possible here", "mend it, or say under `words` what it means"),
    Reason.UNKNOWN_ID: ("nothing in the atlas has the id '{value}'", "mend it, or say under `words` which id it stands for"),
    Reason.IGNORED: ("'{value}' is ignored, as the description says", "nothing is to be done"),
    Reason.SEVERAL: ("there are several values of this account on one day", "say how they become one: `roll_up: sum`"),
    Reason.INCOMPLETE: (
        "another value of this account on this day cannot be read, and this one is not all of it",
        "mend the other one; till then neither counts",
    ),
    Reason.CONTRADICTION: ("'{value}' contradicts what else is known of this account", "find out which is true; this one does not count"),
    Reason.TWO_VALUES: ("'{value}' is a second value on the same day", "keep the right one; the first in the order of files counts"),
}
"""What is wrong, and what to do about it, for each reason."""
