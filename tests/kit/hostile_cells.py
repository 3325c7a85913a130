"""Hostile cells: numbers, days and words that tables hold, each in every place where it can stand."""

import json
from collections.abc import Iterator, Sequence

from hostile_data import BASE, HAPPENED, HEADINGS, LIST, METRICS, USE, Attack

NUMBERS = (
    *(
        "1e999",
        "-1e999",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "1_000",
        "0x10",
        "0b1",
        "1e5",
        "1E-400",
        "--5",
        "+-5",
        "+5",
        "-0",
        "00007",
    ),
    *("٣٤", "१२", "３", "Ⅷ", "½", "1.2.3", "1,000", "1 000", "1'000", ".5", "5.", "9" * 1_900, "0." + "3" * 1_900),
    *(
        "999999999999999999999999999999",
        "1" + "0" * 18 + ".0000000001",
        "7%",
        "%7",
        "7 %%",
        "€7",
        "(7)",
        "7-",
        "TRUE",
        "NULL",
        "#N/A",
        "=1+1",
    ),
    *(
        "\u22127",
        "7\u00a0000",
        "7\u200b",
        "\u202e7",
        "7\x7f",
        "7\t",
        "0.1234567891",
        "-9223372036854775809",
        "170141183460469231731687303715884105728",
    ),
)
DAYS = (
    *(
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "2026-02-29",
        "2026-02-30",
        "2026-13-01",
        "2026-4-3",
        "infinity",
    ),
    *("-infinity", "epoch", "now", "today", "2026-04-30T24:00:00", "2026-04-30T23:59:60Z", "2026-04-30T25:61", "2026-04-30 10:00+14:00"),
    *(
        "2026-04-30 10:00 Europe/Berlin",
        "2026-04-30BC",
        "2026-04-30 (BC)",
        "290309-12-22 (BC)",
        "5877642-06-24",
        "46142",
        "1777507200",
        "30.04.2026",
    ),
    *(
        "٢٠٢٦-٠٤-٣٠",
        "2026/04/30",
        "20260430",
        "2026-W18",
        "2026-Q2",
        "2026-04",
        "2026-04-30T10:00:00.123456789012Z",
        "2026-04-30T10:00+99:99",
    ),
)
WORDS = (
    *(
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}",
        "{% raw %}",
        "'; DROP TABLE accounts; --",
        "c-1' OR '1'='1",
        "${HOME}",
    ),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "https://evil.example/",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "\u202egnp.exe",
        "a\u0000b",
    ),
    *(
        "a\x1bb[31m",
        "a\rb",
        "\ufeffc-1",
        "c-1\u200b",
        "NULL",
        "null",
        "None",
        "~",
        "true",
        "-",
        "--",
        "#",
        "&amp;",
        "\\",
        "\\n",
        "`",
        "|",
        "[x](y)",
    ),
    *("c-1\u0301", "С-1", "C-1", " c-1 ", "%00", "con", "aux.yml", ".", "..", "x" * 1_999, "\U0010ffff", "\U0001f600"),
)


def csv_rows(*rows: Sequence[str]) -> str:
    """Return rows of CSV with every cell in quotes."""
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


def attacks_by_cells() -> Iterator[Attack]:
    """Yield a project for each hostile number, day and word."""
    yield from (_number(number) for number in NUMBERS)
    yield from (_day(day) for day in DAYS)
    for word in WORDS:
        yield from (_account(word), _words(word), _list(word), _heading(word))


def _number(number: str) -> Attack:
    rows = csv_rows(("c-1", "2026-04-30", number, number, number, "glad"), ("c-2", "2026-04-29", "2", "1", "2.50", "dull"))
    return Attack(f"number {number[:25]!r} of {len(number)}", {USE: HEADINGS + rows})


def _day(day: str) -> Attack:
    return Attack(
        f"day {day!r}",
        {
            USE: HEADINGS + csv_rows(("c-1", day, "7", "1", "2", "glad")),
            HAPPENED: "account,kind,id,day\n" + csv_rows(("c-1", "milestone", "first-rota", day), ("c-2", "anchor", "renewal", day)),
            LIST: "account,begun,left,segment,product,sponsor\n"
            + csv_rows(("c-1", day, "", "small", "rota", "yes"), ("c-2", "2025-01-01", day, "large", "payroll", "no")),
        },
    )


def _account(word: str) -> Attack:
    rows = csv_rows((word, "2026-04-30", "7", "1", "2", "glad"))
    return Attack(
        f"account {word[:20]!r}", {f"{METRICS}/use.yml": BASE[f"{METRICS}/use.yml"] + "names_accounts: true\n", USE: HEADINGS + rows}
    )


def _words(word: str) -> Attack:
    happened = csv_rows(("c-1", word, "first-rota", "2025-02-01"), ("c-1", "milestone", word, "2025-02-01"))
    rows = csv_rows(("c-1", "2026-04-30", "7", "1", "2", word))
    return Attack(f"words {word[:20]!r}", {USE: HEADINGS + rows, HAPPENED: "account,kind,id,day\n" + happened})


def _list(word: str) -> Attack:
    described = BASE[f"{METRICS}/list.yml"].replace("left: end,", "left: end, name: name, owner: owner,")
    rows = csv_rows((word, "2025-01-01", "", *[word] * 5), ("c-1", "2025-01-01", "", word, word, "yes", word, word))
    return Attack(
        f"list {word[:20]!r}", {f"{METRICS}/list.yml": described, LIST: "account,begun,left,segment,product,sponsor,name,owner\n" + rows}
    )


def _heading(word: str) -> Attack:
    columns = f"{{account: account, day: day, {json.dumps(word)}: {{means: measure, of: logins}}}}"
    described = f"row: reading\nnames_shown: true\nin_git: They are made up\ncolumns: {columns}\n"
    rows = csv_rows(("account", "day", word), ("c-1", "2026-04-30", "x"), ("c-2", "2026-04-30", "3"))
    return Attack(f"heading {word[:20]!r}", {f"{METRICS}/use.yml": described, USE: rows})
