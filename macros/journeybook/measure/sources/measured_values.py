"""Values of measures: those of each instance, and one for each account and day."""

from collections.abc import Iterator

import duckdb

from journeybook.measure.facts import NUMBER
from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.doubtful_numbers import DoubtfulNumbers, doubtful_cells, doubtful_sums
from journeybook.measure.sources.table_rows import DATED_MEANINGS, HAPPENING_MEANINGS, DescribedTable
from journeybook.model.data_source import TableColumn
from journeybook.model.table_enumerations import ColumnMeaning, Reason, RowKind, ValueRollUp

_ROLLED = {
    ValueRollUp.SUM: "sum(number)",
    ValueRollUp.MEAN: "sum(number) / count(*)",
    ValueRollUp.LOWEST: "min(number)",
    ValueRollUp.HIGHEST: "max(number)",
    ValueRollUp.LAST: "last(number ORDER BY source, row)",
}


def add_measured_values(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> Iterator[DoubtfulNumbers]:
    """Note the values of a table's measures, leave out the cells that hold none, and yield those that may be wrong."""
    for column in table.columns(ColumnMeaning.MEASURE):
        yield from _add_column(connection, table, column, literal(column.of or column.column), column)
    identifier, value = table.first(ColumnMeaning.MEASURE_ID), table.first(ColumnMeaning.VALUE)
    if identifier and value:
        yield from _add_column(connection, table, value, f"t{table.number(identifier.column)}", identifier)


def roll_up(connection: duckdb.DuckDBPyConnection) -> tuple[DoubtfulNumbers, ...]:
    """Make one reading for each account, measure and day, and return those that may be wrong.

    Several values without a declared way to join them are left out.

    What was joined stands in `instance_readings`. Where a way is declared, the only value of a day is that of the account, too.
    """
    _leave_out_incomplete(connection)
    connection.execute("CREATE TEMP TABLE several AS SELECT account, measure, day FROM cells GROUP BY ALL HAVING count(*) > 1")
    reading = "account, instance, measure, number, word, day, source, row"
    alone = reading.replace("instance", "CASE WHEN roll_up IS NULL THEN instance END")
    connection.execute(f"INSERT INTO readings SELECT {alone} FROM cells ANTI JOIN several USING (account, measure, day)")
    connection.execute(
        "CREATE TEMP TABLE joined AS SELECT cells.* FROM cells SEMI JOIN several USING (account, measure, day); DROP TABLE cells"
    )
    connection.execute(f"INSERT INTO instance_readings SELECT {reading} FROM joined ORDER BY account, measure, day, source, row")
    numbers = " ".join(f"WHEN '{way}' THEN {expression}" for way, expression in _ROLLED.items())
    connection.execute(
        f"CREATE TEMP TABLE rolled AS SELECT account, measure, day, CAST(CASE min(roll_up) {numbers} END AS {NUMBER}) AS number, "
        f"CASE WHEN count(DISTINCT word) = 1 THEN min(word) "
        f"WHEN min(roll_up) = '{ValueRollUp.LAST}' THEN last(word ORDER BY source, row) END AS word, "
        'min(roll_up) AS roll_up, min("column") AS "column", min(source) AS source, min(row) AS row FROM joined '
        "GROUP BY account, measure, day"
    )
    connection.execute(
        f"INSERT INTO left_out SELECT j.account, j.\"column\", coalesce(j.word, j.number::VARCHAR), '{Reason.SEVERAL}', j.source, j.row "
        "FROM joined AS j JOIN rolled AS r USING (account, measure, day) WHERE r.number IS NULL AND r.word IS NULL ORDER BY j.source, j.row"
    )
    connection.execute(
        "INSERT INTO readings SELECT account, NULL, measure, number, word, day, source, row FROM rolled "
        "WHERE number IS NOT NULL OR word IS NOT NULL ORDER BY account, measure, day"
    )
    doubtful = tuple(doubtful_sums(connection))
    connection.execute("DROP TABLE rolled; DROP TABLE joined; DROP TABLE several")
    return doubtful


def _leave_out_incomplete(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave out the values of an account, measure and day of which another one cannot be read: what is left would look like all of it."""
    connection.execute(
        f"INSERT INTO left_out SELECT account, \"column\", coalesce(word, number::VARCHAR), '{Reason.INCOMPLETE}', source, row FROM cells "
        "SEMI JOIN faulty USING (account, measure, day) ORDER BY source, row"
    )
    connection.execute("DELETE FROM cells WHERE (account, measure, day) IN (SELECT (account, measure, day) FROM faulty); DROP TABLE faulty")


def _add_column(
    connection: duckdb.DuckDBPyConnection, table: DescribedTable, column: TableColumn, measure: str, identifier: TableColumn
) -> Iterator[DoubtfulNumbers]:
    number = table.number(column.column)
    day, day_text, _ = _day(table, column)
    reason = _reason(table, column)
    connection.execute(
        f"CREATE TEMP TABLE valued AS SELECT r.row, r.account, r.instance, r.measure, r.r{number}, r.t{number}, r.n{number}, m.has_words, "
        f"m.is_percent, {day} AS day, {day_text} AS day_text, {reason} AS fault FROM "
        f"(SELECT *, {measure} AS measure FROM {table.rows}) AS r LEFT JOIN measures AS m ON m.measure = r.measure "
        f"LEFT JOIN accounts AS a ON a.account = r.account WHERE r.r{number} IS NOT NULL"
    )
    days = ", ".join(
        f"'{name}'" for name in (Reason.UNREADABLE_DATE, Reason.PLACEHOLDER_DATE, Reason.FUTURE, Reason.BEFORE_START, Reason.AFTER_END)
    )
    dated = literal(column.dated_by or column.column)
    connection.execute(
        f"INSERT INTO left_out SELECT account, CASE WHEN fault IN ({days}) THEN {dated} WHEN fault = '{Reason.UNKNOWN_ID}' THEN "
        f"{literal(identifier.column)} ELSE {literal(column.column)} END, CASE WHEN fault IN ({days}) THEN day_text WHEN fault = "
        f"'{Reason.UNKNOWN_ID}' THEN coalesce(measure, '') ELSE r{number} END, fault, {table.file}, row FROM valued "
        "WHERE fault IS NOT NULL ORDER BY row"
    )
    unread = ", ".join(f"'{name}'" for name in (Reason.UNREADABLE_NUMBER, Reason.NEGATIVE, Reason.OUT_OF_RANGE, Reason.UNKNOWN_WORD))
    connection.execute(f"INSERT INTO faulty SELECT account, measure, day FROM valued WHERE fault IN ({unread})")
    yield from doubtful_cells(connection, table, column)
    way = literal(column.roll_up) if column.roll_up else "NULL"
    connection.execute(
        f"INSERT INTO cells SELECT v.account, v.instance, v.measure, CASE WHEN has_words THEN w.number ELSE n{number} END, CASE WHEN "
        f"has_words AND w.number IS NULL THEN t{number} END, day, {way}, {literal(column.column)}, {table.file}, row FROM valued AS v "
        f"LEFT JOIN measure_words AS w ON has_words AND w.measure = v.measure AND w.word = t{number} WHERE fault IS NULL ORDER BY row"
    )
    connection.execute("DROP TABLE valued")


def _reason(table: DescribedTable, column: TableColumn) -> str:
    """Return why a value is no fact, in SQL; NULL where it is one."""
    number = table.number(column.column)
    day, day_text, placeholder = _day(table, column)
    least = f"{column.least}::{NUMBER}" if column.least is not None else f"NULL::{NUMBER}"
    is_negative = f"(m.is_whole AND n{number} < 0)" if column.least is None else "FALSE"
    most = f"{column.most}::{NUMBER}" if column.most is not None else f"NULL::{NUMBER}"
    return (
        f"CASE WHEN m.measure IS NULL THEN '{Reason.UNKNOWN_ID}' "
        f"WHEN {day} IS NULL AND {day_text} IS NULL THEN '{Reason.NO_DATE}' WHEN {placeholder} THEN '{Reason.PLACEHOLDER_DATE}' "
        f"WHEN {day} IS NULL THEN '{Reason.UNREADABLE_DATE}' "
        f"WHEN NOT m.has_words AND (n{number} IS NULL OR NOT m.is_percent AND contains(t{number}, '%')) "
        f"THEN '{Reason.UNREADABLE_NUMBER}' "
        f"WHEN NOT m.has_words AND {is_negative} THEN '{Reason.NEGATIVE}' "
        f"WHEN NOT m.has_words AND (n{number} < {least} OR n{number} > {most} "
        f"OR (m.is_whole AND n{number} <> trunc(n{number}))) THEN '{Reason.OUT_OF_RANGE}' "
        f"WHEN m.has_words AND (r.measure, r.t{number}) NOT IN (SELECT (measure, word) FROM measure_words) THEN '{Reason.UNKNOWN_WORD}' "
        f"WHEN {day} > DATE {literal(table.as_of)} THEN '{Reason.FUTURE}' WHEN {day} < a.start AND {_is_dated(table, column)} THEN "
        f"'{Reason.BEFORE_START}' WHEN {day} > a.ended AND {_is_dated(table, column)} THEN '{Reason.AFTER_END}' END"
    )


def _day(table: DescribedTable, column: TableColumn) -> tuple[str, str, str]:
    """Return the day of a measure's value, the text that says it, and whether it is a day that stands for none, in SQL."""
    if column.dated_by in {dated.column for dated in table.columns(*DATED_MEANINGS, *HAPPENING_MEANINGS)}:
        number = table.number(column.dated_by)
        return f"r.d{number}", f"r.r{number}", f"r.p{number}"
    if table.day is None:
        return table.row_day, "''", "FALSE"
    return f"r.{table.row_day}", f"r.r{table.number(table.day.column)}", "FALSE"


def _is_dated(table: DescribedTable, column: TableColumn) -> str:
    """Whether the day of a value is one of its own; one of the as-of day is not compared with the end of its account."""
    return "TRUE" if column.dated_by or table.source.row is not RowKind.ACCOUNT else "FALSE"
