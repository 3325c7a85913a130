"""Where a table is pulled from: a table or view of a database, by its name; the connection is never written down."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator

from journeybook.model import table_rules
from journeybook.model.annotations import NotShown
from journeybook.model.base import Part
from journeybook.model.scalars import Whole, fault, single_text
from journeybook.model.table_enumerations import DatabaseSystem

CONNECTION = "JOURNEYBOOK_DATABASE"
"""The environment variable that holds the connection, where a description names none."""
MOST_ROWS, MOST_MINUTES, KEPT = 500_000, 10, 3
_HIGHEST_ROWS, _HIGHEST_MINUTES, _HIGHEST_KEPT = 500_000, 1_440, 400
_NAME = re.compile(r"[^\W\d][\w$-]{0,127}(\.[^\W\d][\w$-]{0,127}){1,2}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,127}")
_READ = NotShown("`journeybook data pull` goes by it")


def _table_name(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if not _NAME.fullmatch(text):
        message = f"'{text[:60]}' is no name of a table with its schema"
        hint = "write the schema and the name of one table or view, such as analytics.usage; what is to be reckoned goes into a view"
        raise fault(table_rules.SHAPE_PULL, message, hint)
    return text


def _variable_name(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    """Return the name of a variable; what is none may be the connection itself, so that the message does not repeat it."""
    text = single_text(value)
    if not _VARIABLE.fullmatch(text):
        hint = f"write a name such as {CONNECTION}; the connection itself, with its password, stands in that variable and in no file"
        raise fault(table_rules.SHAPE_PULL, "this is no name of an environment variable in capital letters", hint)
    return text


def _capped(highest: int) -> AfterValidator:
    def check(number: int) -> int:
        if not 1 <= number <= highest:
            raise fault(table_rules.SHAPE_PULL, f"{number} is not possible here", f"write a whole number from 1 to {highest:,}")
        return number

    return AfterValidator(check)


QualifiedName = Annotated[str, BeforeValidator(_table_name)]
VariableName = Annotated[str, BeforeValidator(_variable_name)]


class TablePull(Part):
    """A table or view of a database: `pull: {system: postgres, table: analytics.usage}`. Only the described columns are read of it."""

    OPEN: ClassVar[bool] = False

    system: Annotated[DatabaseSystem, _READ]
    """Which system holds it. PostgreSQL and files of DuckDB are pulled; for the others `--sql` prints the query for a job of your own."""
    table: Annotated[QualifiedName, _READ]
    """The schema and name of the table or view, exactly as the system writes them: `analytics.usage`."""
    connection: Annotated[VariableName, _READ] = CONNECTION
    """The environment variable that holds the connection, such as `postgresql://reader@db.example/warehouse`; of DuckDB the file."""
    most_rows: Annotated[Whole, _capped(_HIGHEST_ROWS), _READ] = MOST_ROWS
    """How many rows it may have; with more, nothing is written and the last snapshot stays."""
    most_minutes: Annotated[Whole, _capped(_HIGHEST_MINUTES), _READ] = MOST_MINUTES
    """How long a pull may take."""
    keep: Annotated[Whole, _capped(_HIGHEST_KEPT), _READ] = KEPT
    """How many snapshots are kept; older ones are removed after a pull."""
