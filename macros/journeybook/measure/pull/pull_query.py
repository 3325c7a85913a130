"""The query of a table that is pulled: its described columns and no others, every name quoted by sqlglot."""

from sqlglot import exp

from journeybook.measure.table_limits import LONGEST_CELL
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import ColumnMeaning
from journeybook.model.table_pull import TablePull


def pulled_columns(source: DataSource) -> tuple[str, ...]:
    """Return the headings of the columns that are pulled: those that are described, without the ignored ones."""
    return tuple(column.column for column in source.columns if column.means is not ColumnMeaning.IGNORED)


def pull_query(source: DataSource, pull: TablePull) -> str:
    """Return the query of a table in the dialect of its system, for a job of a team's own that writes the rows as Parquet."""
    columns = [exp.column(column, quoted=True) for column in pulled_columns(source)]
    return exp.select(*columns).from_(_table(pull)).sql(dialect=pull.system.value, pretty=True)


def text_query(source: DataSource, pull: TablePull) -> str:
    """Return the query for the rows as texts, each cut behind the first character that is too much, and of one row more than allowed."""
    columns = [
        exp.Left(this=exp.cast(exp.column(column, quoted=True), "text"), expression=exp.Literal.number(LONGEST_CELL + 1)).as_(f"c{number}")
        for number, column in enumerate(pulled_columns(source))
    ]
    return exp.select(*columns).from_(_table(pull)).limit(pull.most_rows + 1).sql(dialect=pull.system.value)


def type_query(source: DataSource, pull: TablePull) -> str:
    """Return a query that has the columns with their types, and no row."""
    columns = [exp.column(column, quoted=True) for column in pulled_columns(source)]
    return exp.select(*columns).from_(_table(pull)).limit(0).sql(dialect=pull.system.value)


def _table(pull: TablePull) -> exp.Table:
    *outer, name = (exp.to_identifier(part, quoted=True) for part in pull.table.split("."))
    return exp.Table(this=name, **dict(zip(("db", "catalog"), reversed(outer), strict=False)))
