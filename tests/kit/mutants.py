"""Projects that are mutated from real ones: an empty atlas with some files of the starters, in which a few things were changed."""

import json
import os
import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from filled_starters import filled_starters

ROOT = Path(__file__).parents[2]
STARTERS = ROOT / "macros" / "journeybook" / "cli" / "starters"
LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
DAYS = (date(1, 1, 1), date(1969, 12, 31), date(2026, 11, 2), date(9999, 12, 31))
VALUES = (
    *("", "''", "~", "[]", "{}", "no", "unknown", "none", "planned", "0", "-1", "99999", "1e9", "0x10", "1_0"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "9999 years", "99999 days", "every 9999 years", "0 days after signature"),
    *("99999 years before signature", "by day 99999", "when nowhere", "at 24:01", "between 2 and 1 weeks", "always", "x > 3 and not (y)"),
    *('"<script>alert(1)</script>"', '"=1+1;=2"', '"{{ config }}"', '"{% raw %}"', '"\\u0301\\u0301"', '"\\u202e"', '"\\ud800"', '"a\\tb"'),
    *(
        "https://bücher.example/[1]",
        "https://[::1]/",
        "mailto:a@b",
        "javascript:alert(1)",
        "../../etc/passwd",
        "a/b/c",
        "http://example.org",
    ),
    *("|\n    " + "- " * 60 + "x", ">\n    # a\n    * b", "'" + "[" * 200 + "'", "'" + "*_`" * 100 + "'", "'" + "x" * 20_001 + "'"),
    *("[a, a, a]", "{a: b}", "[{a: {b: [c]}}]", "first-map", "*a", "&a b", "!!python/none x", "2026-11-02", "live", "public", "retired"),
)
KEYS = (
    *(
        "id",
        "name",
        "goal",
        "owner",
        "status",
        "audience",
        "review",
        "extends",
        "alterations",
        "continues",
        "stages",
        "steps",
        "next",
        "when",
    ),
    *(
        "exit",
        "entry",
        "milestones",
        "choice",
        "track",
        "ends",
        "starts",
        "public",
        "summary",
        "how",
        "links",
        "segments",
        "applies",
        "blank",
    ),
    *("rows", "moment_that_matters", "pain_points", "calendar", "as_of", "evidence", "language", "brand", "exemptions", "anchors", "teams"),
)
EXTRAS = (
    "review: {last: 9999-12-31, every: 9999 years}\n",
    "status: live\naudience: public\npublic: {slug: plan, title: T, goal: G, role: R}\nreview: 2026-11-01\n",
    "extends: [first-map]\nalterations: [{remove: nothing}]\n",
    "as_of: 0001-01-01\n",
    "calendar: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}\n",
)
TEXTS = (
    *("<script>alert(1)</script>", "=1+1;=2", "{{ config }}", "{% raw %}", "a\u0301\u0301", "שלום (2)!", "[x](https://bücher.example/[1])"),
    *(
        "- " * 60 + "x",
        "[" * 200,
        "*_`" * 100,
        "x" * 19_000,
        "x y " * 4_000,
        "|a|b|",
        "&amp; &#0;",
        "</svg>",
        "\\n\\l",
        "a" * 300 + "@" * 300,
    ),
)
TEXT_KEYS = ("name", "goal", "customer", "company", "summary", "how", "exit", "feels_because", "scope", "description", "value", "title")
Edit = Callable[[random.Random, list[str]], None]


def real_files(paths: Iterable[Path], name: Callable[[Path], str]) -> list[tuple[str, str]]:
    """Return files that projects are made of, each with its place in a project."""
    return sorted((name(path), path.read_text(encoding="utf-8")) for path in paths)


OF_STARTERS = sorted(filled_starters(STARTERS).items())
OF_SAMPLE = real_files((ROOT / "journeys").rglob("*.yml"), lambda path: path.relative_to(ROOT).as_posix())
POOLS = (OF_STARTERS, OF_STARTERS, OF_STARTERS, OF_SAMPLE) if LONG else (OF_STARTERS,)
"""Files of the sample name things that are not there: most projects shall be clean before something is changed."""
BASE = {
    f"journeys/{name}": (STARTERS / "project/journeys" / name).read_text(encoding="utf-8") for name in ("atlas.yml", "maps/first-map.yml")
}


def replace_value(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    key, colon, _ = lines[number].partition(": ")
    lines[number] = f"{key}{colon}{chance.choice(VALUES)}"


def replace_text(chance: random.Random, lines: list[str]) -> None:
    texts = [number for number, line in enumerate(lines) if line.lstrip(" -").partition(":")[0] in TEXT_KEYS and ": " in line]
    for number in chance.sample(texts, min(3, len(texts))):
        key, _, value = lines[number].partition(": ")
        if value[:1] not in "|>{[&":
            lines[number] = f"{key}: {json.dumps(chance.choice(TEXTS), ensure_ascii=False)}"


def replace_key(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    before, colon, value = lines[number].partition(":")
    lines[number] = before[: len(before) - len(before.lstrip(" -"))] + chance.choice(KEYS) + colon + value


def add_line(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    indent = " " * (len(lines[number]) - len(lines[number].lstrip()))
    lines.insert(number, f"{indent}{chance.choice(KEYS)}: {chance.choice(VALUES)}")


def delete_lines(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    del lines[number : number + chance.randint(1, 3)]


def repeat_lines(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    lines[number:number] = lines[number : number + chance.randint(1, 5)] * chance.randint(1, 3)


def move_line(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))


def indent_line(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    lines[number] = chance.choice(("  ", " ", "\t", "    - ")) + lines[number]


def spoil_letter(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    at = chance.randrange(len(lines[number]) + 1)
    lines[number] = lines[number][:at] + chance.choice("\"'#:{}[],&*!|>%@`\u202e\0\ufeff-?") + lines[number][at + 1 :]


def add_extra(chance: random.Random, lines: list[str]) -> None:
    lines += chance.choice(EXTRAS).splitlines()


EDITS: tuple[Edit, ...] = (
    *(replace_text,) * 10,
    *(replace_value, replace_value, replace_value, replace_key, add_line, add_line),
    *(delete_lines, repeat_lines, move_line, indent_line, spoil_letter, add_extra),
)


def mutated(seed: int) -> dict[str, str]:
    """Return a project: an empty atlas with up to three real files, in which one or two things were changed."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes the case again
    files = {**BASE, **dict(chance.sample(chance.choice(POOLS), chance.randint(0, 3)))}
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(sorted(files))
        lines = files[name].split("\n")
        chance.choice(EDITS)(chance, lines)
        files[name] = "\n".join(lines) or "\n"
    return files


def write_files(project: Path, files: dict[str, str]) -> None:
    """Write the files of a project, whatever letters are in them."""
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8", errors="surrogatepass")
