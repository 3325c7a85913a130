"""A clean table is read back as it was made, whatever separator, marks, form of dates and encoding its description declares."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

from journeybook.measure.sources import read_sources
from journeybook.validate import check

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
MARKS = {"point": ".", "comma": ",", "apostrophe": "'"}
FORMS = {"YYYY-MM-DD": "{0:%Y-%m-%d}", "DD.MM.YYYY": "{0:%d.%m.%Y}", "M/D/YYYY": "{0.month}/{0.day}/{0.year}", "YYYYMMDD": "{0:%Y%m%d}"}
ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16", "windows-1252": "cp1252"}
ROWS = some.dictionaries(
    some.tuples(some.sampled_from(("Zürich", "a, b", 'c "d"', "e|f;g")), some.dates(date(2020, 1, 1), date(2026, 5, 1))),
    some.decimals(-9_999_999, 9_999_999, places=2, allow_nan=False, allow_infinity=False),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    ROWS,
    some.sampled_from(sorted(SEPARATORS)),
    some.sampled_from([("point", "comma"), ("comma", "point"), ("comma", "apostrophe"), ("point", None)]),
    some.sampled_from(sorted(FORMS)),
    some.sampled_from(sorted(ENCODINGS)),
)
def test_a_clean_table_is_read_back(
    rows: dict[tuple[str, date], Decimal], separator: str, marks: tuple[str, str | None], form: str, encoding: str
) -> None:
    decimal, thousands = marks
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[separator])
    writer.writerow(("who", "when", "spend"))
    writer.writerows((who, FORMS[form].format(day), number_text(number, decimal, thousands)) for (who, day), number in rows.items())
    with TemporaryDirectory() as folder:
        metrics = Path(folder, "journeys", "metrics")
        metrics.mkdir(parents=True)
        (metrics / "t.csv").write_bytes(out.getvalue().encode(ENCODINGS[encoding]))
        more = f"thousands: {thousands}\n" if thousands else ""
        (metrics / "t.yml").write_text(
            f"row: reading\nas_of: 2026-05-01\nnames_accounts: true\nseparator: {separator}\ndecimal: {decimal}\n{more}dates: {form}\n"
            f"encoding: {encoding}\ncolumns: {{who: account, when: day, spend: {{means: measure, least: -99999999999}}}}\n",
            encoding="utf-8",
        )
        (metrics.parent / "atlas.yml").write_text("schema_version: 2\norganisation: Shiftwell\nas_of: 2026-05-01\n", encoding="utf-8")
        (metrics.parent / "measures").mkdir()
        (metrics.parent / "measures" / "m.yml").write_text("{id: spend, name: Spend}\n", encoding="utf-8")
        checked = check(Path(folder))
        facts = read_sources(Path(folder), checked.atlas)
    assert [*checked.findings, *facts.findings] == []
    found = facts.connection.execute("SELECT account, day, number FROM readings").fetchall()
    assert {(who, day): number for who, day, number in found} == rows


def number_text(number: Decimal, decimal: str, thousands: str | None) -> str:
    """Return a number as somebody with these marks writes it."""
    text = f"{number:,.2f}" if thousands else f"{number:.2f}"
    return text.translate({ord(","): MARKS[thousands or "comma"], ord("."): MARKS[decimal]})
