"""The closed vocabularies of descriptions of tables, and of what is read of them."""

from enum import StrEnum


class RowKind(StrEnum):
    """What one row of a table is."""

    ACCOUNT = "account"
    READING = "reading"
    EVENT = "event"
    MILESTONE = "milestone"
    SUBSCRIPTION = "subscription"
    TICKET = "ticket"


class ColumnMeaning(StrEnum):
    """What the cells of a column of a table are."""

    ACCOUNT = "account"
    INSTANCE = "instance"
    NAME = "name"
    OWNER = "owner"
    SEGMENT = "segment"
    STATUS = "status"
    PRIORITY = "priority"
    ATTRIBUTE = "attribute"
    CHURNED = "churned"
    START = "start"
    END = "end"
    ANCHOR = "anchor"
    EVENT = "event"
    MILESTONE = "milestone"
    MEASURE = "measure"
    MEASURE_ID = "measure-id"
    VALUE = "value"
    KIND = "kind"
    ID = "id"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    OPENED = "opened"
    CLOSED = "closed"
    LEVEL = "level"
    IGNORED = "ignored"


class ValueRollUp(StrEnum):
    """How several values of an account on one day become one."""

    SUM = "sum"
    MEAN = "mean"
    LOWEST = "lowest"
    HIGHEST = "highest"
    LAST = "last"


class CellSeparator(StrEnum):
    """What stands between the cells of a row; `space` is any number of spaces."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    TAB = "tab"
    BAR = "bar"
    SPACE = "space"


class NumberMark(StrEnum):
    """What stands before the decimals of a number, or between its thousands."""

    POINT = "point"
    COMMA = "comma"
    SPACE = "space"
    APOSTROPHE = "apostrophe"


class TableEncoding(StrEnum):
    """How a table is saved."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"


class Reason(StrEnum):
    """Why a row or cell of a table is no fact; the first that holds."""

    UNREADABLE_ROW = "unreadable-row"
    RAGGED = "ragged"
    TOO_LONG = "too-long"
    CONTROL_CHARACTER = "control-character"
    NO_ACCOUNT = "no-account"
    HEADINGS = "headings"
    TOTALS = "totals"
    REMARK = "remark"
    UNKNOWN_ACCOUNT = "unknown-account"
    EXCLUDED_INSTANCE = "excluded-instance"
    REPEATED = "repeated"
    REPEATED_OTHERWISE = "repeated-otherwise"
    NO_DATE = "no-date"
    UNREADABLE_DATE = "unreadable-date"
    PLACEHOLDER_DATE = "placeholder-date"
    UNDECLARED_ZONE = "undeclared-zone"
    FUTURE = "future"
    BEFORE_START = "before-start"
    AFTER_END = "after-end"
    BACKWARDS = "backwards"
    UNREADABLE_NUMBER = "unreadable-number"
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out-of-range"
    UNKNOWN_WORD = "unknown-word"
    UNKNOWN_ID = "unknown-id"
    IGNORED = "ignored"
    SEVERAL = "several"
    INCOMPLETE = "incomplete"
    CONTRADICTION = "contradiction"
    TWO_VALUES = "two-values"


class Doubt(StrEnum):
    """Why a number that counts may be wrong, as long as the description of its table does not say that it is possible."""

    BELOW_ZERO = "below-zero"
    OVER_HUNDRED = "over-hundred"
    FRACTION = "fraction"
    THOUSANDS = "thousands"
    SUM_OF_PERCENT = "sum-of-percent"


class DatabaseSystem(StrEnum):
    """Which system holds a table that is pulled; of the last three, a job of the team's own takes what `--sql` prints."""

    POSTGRES = "postgres"
    DUCKDB = "duckdb"
    BIGQUERY = "bigquery"
    SNOWFLAKE = "snowflake"
    SPARK = "spark"
