"""Hostile files of tables: bytes that are no text, rows and cells cut in odd ways, what stands in their place, and Parquet files."""

import os
import random
import struct
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hostile_data import BASE, HEADINGS, METRICS, USE, Attack

TABLE, DESCRIPTION = BASE[USE], BASE[f"{METRICS}/use.yml"]
ROW = "c-1,2026-04-30,7,1,2,glad\n"
PARQUET = USE.replace(".csv", ".parquet")
SOUND = "'c-1' AS account, DATE '2026-04-30' AS day, 7 AS logins, 1.5 AS share, 2.0 AS spend, 'glad' AS mood"
COLUMNS = "'c-1' AS account, DATE '2026-04-30' AS day, 7 AS logins"
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "utf-8-sig", "cp037")
TEXTS: dict[str, str | bytes] = {
    **{encoding: TABLE.replace("glad", "gläd").encode(encoding) for encoding in ENCODINGS},
    "two marks": "\ufeff\ufeff" + TABLE,
    "mark inside": TABLE.replace("c-1", "\ufeffc-1"),
    "broken UTF-8": TABLE.encode() + b"c-1,2026-04-30,\xff\xfe,1,1,glad\n",
    "odd UTF-16": b"\xff\xfea",
    "a mark alone": b"\xef\xbb\xbf",
    "empty": "",
    "empty lines": "\n" * 1000,
    "headings alone": HEADINGS,
    "NUL": TABLE.replace("7", "7\0"),
    "NULs alone": b"\0" * 100_000,
    "every byte": bytes(range(256)) * 1000,
    "mixed ends": HEADINGS.replace("\n", "\r\n") + ROW.replace("\n", "\r") + ROW + "\n\n\r\n",
    "quote never closed": HEADINGS + 'c-1,2026-04-30,"7,1,2,glad\n' + ROW * 1000,
    "quote in the middle": HEADINGS + 'c-1,2026-04-30,7"7,1,2,glad\n"c-2"x,2026-04-30,7,1,2,glad\n',
    "quotes alone": HEADINGS + '"' * 900_001,
    "broken quotes": HEADINGS + '"a"b\n' * 5000,
    "long cell": HEADINGS + "c-1,2026-04-30," + "7" * 1_000_000 + ",1,2,glad\n",
    "long line": "x" * 3_000_000,
    "separators alone": HEADINGS + ",,,,,\n" * 1000,
    "line of separators": HEADINGS + "," * 3_000_000,
    "1,000,000 headings": "," * 1_000_000,
    "10,000 columns": ",".join(f"c{number}" for number in range(10_000)) + "\n",
    "wide rows": HEADINGS.strip() + ",x" * 0 + "".join(f",c{n}" for n in range(494)) + "\n" + (ROW.strip() + ",y" * 494 + "\n") * 500,
    "equal headings": "account,account,day,logins\nc-1,c-2,2026-04-30,1\n",
    "empty headings": " , ,\n1,2,3\n",
    "ragged rows": HEADINGS + "c-1\nc-1,2026-04-30,7,1,2,glad,x\n" * 20_000,
    "line of sep": "sep=,\n" + TABLE,
    "untrue sep": "sep=;\n" + TABLE,
    **{f"ends {end!r}": TABLE.replace("\n", end) for end in ("\v", "\u2028", "\x1c", "\x85")},
    **{
        f"packed {start!r}": start + b"x" * 100
        for start in (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\0", b"\xd0\xcf\x11\xe0", b"%PDF-1.4\n")
    },
    "HTML": "<html><table><tr><td>a</td></tr></table>",
    "JSON": '[{"a": 1}]',
}
TYPES = {
    "nested": "{'a': 1} AS account, [1, 2] AS day, MAP {'a': 1} AS logins, 1 AS share",
    "deeply nested": f"'c-1' AS account, {'[' * 40}1{']' * 40} AS day, 7 AS logins",
    "blob": "'c-1'::BLOB AS account, DATE '2026-04-30' AS day, 7 AS logins, '\\xff\\x00'::BLOB AS mood",
    "uuid": "'d9428888-122b-11e1-b85c-61cd3cbb3210'::UUID AS account, DATE '2026-04-30' AS day, 7 AS logins",
    "interval": "'c-1' AS account, INTERVAL 3 DAY AS day, 7 AS logins",
    "time": "'c-1' AS account, TIME '10:00' AS day, 7 AS logins",
    "no numbers": "'c-1' AS account, 'infinity'::TIMESTAMP AS day, 'inf'::DOUBLE AS logins, 'nan'::DOUBLE AS share",
    "huge": "'c-1' AS account, DATE '5881580-07-10' AS day, 1e38::HUGEINT AS logins, 1e308 AS share",
    "far zone": "'c-1' AS account, TIMESTAMPTZ '290000-01-01 00:00:00+00' AS day, 7 AS logins",
    "endless zone": "'c-1' AS account, 'infinity'::TIMESTAMPTZ AS day, 7 AS logins",
    "before Christ": "'c-1' AS account, DATE '0044-03-15 (BC)' AS day, 7 AS logins",
    "nothing": "NULL::VARCHAR AS account, NULL::DATE AS day, NULL::INT AS logins",
    "truth": "'c-1' AS account, DATE '2026-04-30' AS day, TRUE AS logins",
    "decimals": "'c-1' AS account, DATE '2026-04-30' AS day, 7.00000000000000000000000000001::DECIMAL(38, 29) AS logins",
    "equal headings": "'c-1' AS account, 'c-2' AS \"Account\", DATE '2026-04-30' AS day, 7 AS logins",
    "odd headings": f'{COLUMNS}, 1 AS "a""b", 2 AS "\'; DROP TABLE x; --", 3 AS "file_row_number", 5 AS filename',
    "NUL": f"{COLUMNS}, 'a' || chr(0) || 'b' AS mood",
    "choice": "'glad'::ENUM('glad', 'dull') AS mood, 'c-1' AS account, DATE '2026-04-30' AS day",
    "long cells": f"{COLUMNS}, repeat('7', 3_000_000) AS mood",
    "3,000 columns": f"{', '.join(f'1 AS c{number}' for number in range(3_000))}",
}
LARGE = {
    "a dictionary that unpacks to 2 GB": (f"{COLUMNS}, repeat('7', 1_000_000) AS mood", 2_000),
    "accounts that unpack to 2 GB": ("repeat('7', 1_000_000) AS account, DATE '2026-04-30' AS day, 7 AS logins", 2_000),
    "cells that unpack to 800 MB": (f"{COLUMNS}, repeat('7', 1_900) AS mood", 400_000),
    "too many rows": (COLUMNS, 700_000),
    "no rows": (COLUMNS, 0),
}
"""Columns, and how many rows are the same."""


def attacks_by_tables() -> Iterator[Attack]:
    """Yield a project for each hostile file of a table."""
    yield from (Attack(f"text: {name}", {USE: text}) for name, text in TEXTS.items())
    for separator in ("tab", "bar", "space", "semicolon"):
        yield Attack(f"separator: {separator}", {f"{METRICS}/use.yml": f"{DESCRIPTION}separator: {separator}\n"})
    for encoding, true in (("utf-8", "utf-16"), ("utf-16", "utf-8"), ("windows-1252", "utf-16")):
        described = {f"{METRICS}/use.yml": f"{DESCRIPTION}encoding: {encoding}\n"}
        yield Attack(f"encoding: {encoding} that is {true}", {**described, USE: TABLE.encode(true)})
    yield Attack("two partners", {f"{METRICS}/use.tsv": TABLE})
    yield Attack("nothing describes it", {f"{METRICS}/other.csv": TABLE})
    yield from (_named(name) for name in ("a[b]", "a*b", "a?b", "a'b", 'a"b', "a;b", "a b", "a%20b", "ü", "-x", "x.csv", "con", "x" * 200))
    yield from (Attack(f"in its place: {name}", {USE: None}, arrange) for name, arrange in IN_ITS_PLACE.items())
    yield from (Attack(f"parquet: {name}", {USE: None}, _write_parquet(columns)) for name, columns in TYPES.items())
    yield from (Attack(f"parquet: {name}", {USE: None}, _write_parquet(*table)) for name, table in LARGE.items())
    yield from (Attack(f"parquet: {name}", {USE: None, PARQUET: data}) for name, data in _broken_parquet())


def _named(name: str) -> Attack:
    """Return a project with a table of text and a Parquet file of an odd name."""
    return Attack(
        f"name: {name[:20]}",
        {
            f"{METRICS}/{name}.csv": TABLE,
            f"{METRICS}/{name}.yml": DESCRIPTION,
            f"{METRICS}/{name}2.parquet": written_parquet(SOUND),
            f"{METRICS}/{name}2.yml": DESCRIPTION,
        },
    )


def _write_parquet(columns: str, rows: int = 1) -> Callable[[Path], None]:
    def arrange(project: Path) -> None:
        (project / PARQUET).write_bytes(written_parquet(columns, rows))

    return arrange


def _broken_parquet() -> Iterator[tuple[str, bytes]]:
    sound = written_parquet(SOUND)
    yield "cut", sound[: len(sound) // 2]
    yield "long footer", sound[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1"
    yield "longest footer", sound[:-8] + struct.pack("<I", 2**32 - 1) + b"PAR1"
    yield "encrypted", sound[:-4] + b"PARE"
    yield "mark alone", b"PAR1"
    yield "empty", b""
    yield "text", TABLE.encode()
    yield "twice", sound * 2
    chance = random.Random(4)  # noqa: S311 - a seed makes the case again
    for number in range(30):
        data = bytearray(sound)
        first = 0 if number % 2 else max(0, len(data) - 700)
        for _ in range(chance.choice((1, 1, 3, 10))):
            data[chance.randrange(first, len(data))] = chance.randrange(256)
        yield f"spoilt {number}", bytes(data)


@cache
def written_parquet(columns: str, rows: int = 1) -> bytes:
    """Return the bytes of a Parquet file with so many equal rows of these columns, in SQL."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        file = Path(folder, "t.parquet")
        connection.sql("FROM range(?)", params=[rows]).project(columns).write_parquet(str(file), compression="zstd")
        return file.read_bytes()


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda project: (project / USE).symlink_to(target)


def _large(size: int, path: str) -> Callable[[Path], None]:
    """Return what puts a file of so many bytes there, of which the disk holds none."""

    def arrange(project: Path) -> None:
        (project / path).write_bytes(b"PAR1")
        os.truncate(project / path, size)

    return arrange


def _move_and_link(project: Path) -> None:
    (project / METRICS).rename(project / "elsewhere")
    (project / METRICS).symlink_to(project / "elsewhere")


IN_ITS_PLACE: dict[str, Callable[[Path], None]] = {
    **{f"a link to {target}": _link_to(target) for target in ("/etc/passwd", "use.csv", "/tmp", "nowhere", "/dev/zero")},
    "a pipe": lambda project: os.mkfifo(project / USE),
    "a folder": lambda project: (project / USE).mkdir(),
    "a folder called .tsv": lambda project: (project / METRICS / "use.tsv").mkdir(),
    "a folder called .parquet": lambda project: (project / PARQUET).mkdir(),
    "600 MB of NULs": _large(600_000_000, USE),
    "95 MB of NULs": _large(95_000_000, USE),
    "3 GB of Parquet": _large(3_000_000_000, PARQUET),
    "a link in place of the folder": _move_and_link,
}
