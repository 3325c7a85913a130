"""What is too large ends in a finding that states the limit, and what is at the limit is read in a bounded number of calls."""

import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from journeybook.findings import MOST_COMPARISONS, MOST_LISTED, as_text
from journeybook.validate import Checked, check
from journeybook.validate.sizes import MOST_ENTRIES, MOST_MAP_VALUES, MOST_STAGES, MOST_STEPS, MOST_VALUES
from journeybook.validate.variants import MOST_ALTERATIONS, MOST_BASES

TODAY = date(2026, 5, 1)
ATLAS = "schema_version: 2\norganisation: Shiftwell\nteams: [{id: csm, name: Customer success}]\n"
HEAD = "{{id: {0}, name: Map {0}, goal: Publish, owner: csm, stages: [{{id: use, name: Use, exit: It is used, steps: [{1}]}}]}}\n"


def checked(folder: Path, files: dict[str, str]) -> Checked:
    for name, text in {"atlas.yml": ATLAS, **files}.items():
        path = folder / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check(folder, as_of=TODAY)


def long_map(steps: int, name: str = "long") -> str:
    return HEAD.format(name, ", ".join(f"{{id: s{number}, customer: Does {number}}}" for number in range(steps)))


def variant(name: str, bases: list[str], alterations: int = 0) -> str:
    changes = ", ".join(f"{{add: {{id: {name}-{number}, customer: Adds {number}}}, into: use}}" for number in range(alterations))
    return f"{{id: {name}, name: Map {name}, extends: [{', '.join(bases)}], alterations: [{changes}]}}\n"


def errors(found: Checked) -> list[str]:
    return [line for line in as_text(found.findings).splitlines() if " error " in line]


def calls(action: Callable[[], object]) -> int:
    """Return how many functions an action calls, those written in C among them."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def test_a_map_at_its_limit_is_read_and_one_beyond_is_refused(tmp_path: Path) -> None:
    assert errors(checked(tmp_path, {"maps/long.yml": long_map(MOST_STEPS)})) == []
    assert errors(checked(tmp_path, {"maps/long.yml": long_map(MOST_STEPS + 1)})) == [
        (
            "journeys/maps/long.yml:1:1 error SIZE-MAP the map 'long' has 501 steps, with those of its bases, and at most 500 are read"
            " (divide it into several maps, and join them by `continues:`)"
        )
    ]


def test_stages_have_a_limit(tmp_path: Path) -> None:
    def staged(stages: int) -> dict[str, str]:
        written = ", ".join(f"{{id: use{number}, name: Use, exit: It is used}}" for number in range(stages))
        return {"maps/wide.yml": f"{{id: wide, name: Wide, goal: Publish, owner: csm, stages: [{written}]}}\n"}

    assert errors(checked(tmp_path, staged(MOST_STAGES))) == []
    assert errors(checked(tmp_path, staged(MOST_STAGES + 1))) == [
        (
            "journeys/maps/wide.yml:1:1 error SIZE-MAP the map 'wide' has 101 stages, with those of its bases, and at most 100 are read"
            " (divide it into several maps, and join them by `continues:`)"
        )
    ]


def test_a_list_and_a_mapping_have_a_limit(tmp_path: Path) -> None:
    words = ", ".join(f"w{number}" for number in range(MOST_ENTRIES))
    assert errors(checked(tmp_path, {"atlas.yml": f"{ATLAS}internal_words: [{words}]\n"})) == []
    told = "has 1,001 entries, and at most 1,000 are read (shorten it; what stands in a folder may be divided among several files)"
    assert errors(checked(tmp_path, {"atlas.yml": f"{ATLAS}internal_words: [{words}, x]\n"})) == [
        f"journeys/atlas.yml:4:17 error SIZE-LIST this list {told}"
    ]
    glossary = "".join(f"  w{number}: A word\n" for number in range(MOST_ENTRIES + 1))
    assert errors(checked(tmp_path, {"atlas.yml": f"{ATLAS}glossary:\n{glossary}"})) == [
        f"journeys/atlas.yml:5:3 error SIZE-LIST this group of keys {told}"
    ]
    assert errors(checked(tmp_path, {"atlas.yml": ATLAS, "evidence/a.yml": "".join(map(evidence, range(MOST_ENTRIES + 1)))})) == [
        f"journeys/evidence/a.yml:1:1 error SIZE-LIST this list {told}"
    ]


def test_links_count_whether_written_or_not(tmp_path: Path) -> None:
    targets = ", ".join(f"x{number}" for number in range(45, 90))
    steps = ", ".join(f"{{id: x{number}, customer: Does it{f', next: [{targets}]' if number < 45 else ''}}}" for number in range(90))
    text = HEAD.format("wide", steps)
    assert errors(checked(tmp_path, {"maps/wide.yml": text})) == [
        (
            "journeys/maps/wide.yml:1:1 error SIZE-MAP the map 'wide' has 2,069 links between its steps, and at most 2,000 are drawn"
            " (lead to a choice as a whole, or divide the map into several)"
        )
    ]
    assert errors(checked(tmp_path, {"maps/wide.yml": text.replace(f", next: [{targets}]", "", 2)})) == []


def test_groups_in_a_row_have_few_links(tmp_path: Path) -> None:
    options = ", ".join(f"{{customer: Does it, choice: {'x' if number < 200 else 'y'}}}" for number in range(400))
    choices = "choices: [{id: x, name: First, kind: any-of}, {id: y, name: Second, kind: any-of}]"
    text = HEAD.format("wide", options).replace("stages:", f"{choices}, stages:")
    assert errors(checked(tmp_path, {"maps/wide.yml": text})) == []


def test_what_bases_bring_counts(tmp_path: Path) -> None:
    files = {"maps/long.yml": long_map(MOST_STEPS - 1), "maps/more.yml": variant("more", ["long"], 2)}
    assert errors(checked(tmp_path, files)) == [
        (
            "journeys/maps/more.yml:1:1 error SIZE-MAP the map 'more' has 501 steps, with those of its bases, and at most 500 are read"
            " (divide it into several maps, and join them by `continues:`)"
        )
    ]


def test_values_of_any_kind_count(tmp_path: Path) -> None:
    assert errors(checked(tmp_path, {"maps/wide.yml": HEAD.format("wide", wide_steps(MOST_MAP_VALUES + 1))})) == [
        (
            "journeys/maps/wide.yml:1:1 error SIZE-MAP the map 'wide' holds 20,050 values, with those of its bases,"
            " and at most 20,000 are read"
            " (divide it into several maps, and join them by `continues:`)"
        )
    ]


def wide_steps(values: int) -> str:
    """Return steps with so many values in their lists."""
    lists = [min(MOST_ENTRIES, values - begun) for begun in range(0, values, MOST_ENTRIES)]
    return ", ".join(f"{{customer: Does it, tools: [{', '.join(['a'] * length)}]}}" for length in lists)


def test_an_atlas_of_variants_that_is_too_large_is_said_once(tmp_path: Path) -> None:
    steps = wide_steps(MOST_MAP_VALUES - 60)
    names = [f"v{number:02}" for number in range(MOST_VALUES // MOST_MAP_VALUES + 1)]
    files = {f"maps/{name}.yml": variant(name, ["base"]) for name in names} | {"maps/base.yml": HEAD.format("base", steps)}
    assert errors(checked(tmp_path, files)) == [
        (
            "journeys/maps/v04.yml:1:1 error SIZE-ATLAS here the atlas passes 100,000 values or 4 MB, with what variants take"
            " from their bases, and is not checked further (divide it into several projects, or into fewer variants)"
        )
    ]


@pytest.mark.parametrize("bases", [MOST_BASES, MOST_BASES + 1, 1_000])
def test_a_chain_of_variants_ends_at_its_limit(tmp_path: Path, bases: int) -> None:
    files = {f"maps/v{number}.yml": variant(f"v{number}", [f"v{number - 1}"], 1) for number in range(1, bases + 1)}
    found = checked(tmp_path, files | {"maps/v0.yml": long_map(2, "v0")})
    assert len(found.atlas.maps) == min(bases, MOST_BASES) + 1
    assert len(errors(found)) == max(0, bases - MOST_BASES)
    assert all("takes from more than 20 maps (let it extend a map that has fewer bases)" in line for line in errors(found))


def test_variants_that_double_are_built_in_calls_that_do_not(tmp_path: Path) -> None:
    def doubled(levels: int) -> Callable[[], Checked]:
        files = {"maps/v0a.yml": long_map(2, "v0a"), "maps/v0b.yml": long_map(2, "v0b")}
        for level in range(1, levels + 1):
            bases = [f"v{level - 1}a", f"v{level - 1}b"]
            files |= {f"maps/v{level}{side}.yml": variant(f"v{level}{side}", bases) for side in "ab"}
        return lambda: checked(tmp_path / str(levels), files)

    assert len(doubled(3)().findings) == 0
    doubled(32)()
    assert calls(doubled(32)) < 8 * calls(doubled(8))


def test_too_many_alterations_are_refused(tmp_path: Path) -> None:
    files = {"maps/base.yml": long_map(2, "base"), "maps/v.yml": variant("v", ["base"], MOST_ALTERATIONS)}
    assert errors(checked(tmp_path, files)) == []
    assert errors(checked(tmp_path, files | {"maps/w.yml": variant("w", ["v"], 1)})) == [
        (
            "journeys/maps/w.yml:1:22 error OVERLAY 'w' is made by 301 alterations, with those of its bases; at most 300 are applied"
            " (write a map of its own, which extends none)"
        )
    ]


@pytest.mark.parametrize(
    ("limit", "line"),
    [
        ("MOST_MAPS", "journeys/maps/m1.yml:1:1 error SIZE-ATLAS with this there are 4 maps, and at most 2 are shown"),
        ("MOST_ATLAS_STEPS", "journeys/maps/m0.yml:1:1 error SIZE-ATLAS with this there are 8 steps, and at most 2 are shown"),
    ],
)
def test_maps_and_steps_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, line: str) -> None:
    assert errors(checked(tmp_path, many_variants(3))) == []
    monkeypatch.setattr(f"journeybook.validate.sizes.{limit}", 2)
    assert errors(checked(tmp_path, many_variants(3))) == [f"{line} (divide the atlas into several projects)"]


def test_pages_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeybook.validate.sizes.MOST_PAGES", 24)
    assert errors(checked(tmp_path, many_personas(21) | {"maps/m.yml": long_map(1, "m")})) == []  # and a team, a map and its stage
    assert errors(checked(tmp_path, many_personas(21) | {"maps/m.yml": long_map(1, "m"), "maps/n.yml": long_map(1, "n")})) == [
        (
            "journeys/maps/m.yml:1:1 error SIZE-ATLAS with this there are 26 pages, and at most 24 are shown"
            " (divide the atlas into several projects)"
        )
    ]


def many_maps(size: int) -> dict[str, str]:
    return {f"maps/m{number}.yml": long_map(1, f"m{number}") for number in range(size)}


def many_variants(size: int) -> dict[str, str]:
    return {f"maps/m{number}.yml": variant(f"m{number}", ["base"]) for number in range(size)} | {"maps/base.yml": long_map(2, "base")}


def many_personas(size: int) -> dict[str, str]:
    return {"personas/p.yml": "".join(f"- {{id: p{number}, name: P{number}, role: champion}}\n" for number in range(size))}


def one_choice(size: int) -> dict[str, str]:
    return {"maps/m.yml": HEAD.format("m", ", ".join(["{customer: Does it, choice: x}"] * size))}


def many_tracks(size: int) -> dict[str, str]:
    return {"maps/m.yml": HEAD.format("m", ", ".join(f"{{customer: Does it, track: t{number}}}" for number in range(size)))}


def one_long_map(size: int) -> dict[str, str]:
    return {"maps/long.yml": long_map(size)}


@pytest.mark.parametrize("shape", [one_long_map, many_maps, many_variants, many_personas])
def test_twice_as_much_takes_about_twice_the_calls(tmp_path: Path, shape: Callable[[int], dict[str, str]]) -> None:
    assert calls_for(tmp_path, shape, 240) < 2.6 * calls_for(tmp_path, shape, 120)


@pytest.mark.parametrize("shape", [one_choice, many_tracks])
def test_a_group_is_seen_whole_from_each_of_its_steps_and_from_no_other(tmp_path: Path, shape: Callable[[int], dict[str, str]]) -> None:
    assert calls_for(tmp_path, shape, 240) < 4.2 * calls_for(tmp_path, shape, 120)


def calls_for(folder: Path, shape: Callable[[int], dict[str, str]], size: int) -> int:
    checked(folder / "first", shape(20))  # what is made once is made now
    return calls(lambda: checked(folder / str(size), shape(size)))


def evidence(number: int, more: str = "") -> str:
    return f"- {{id: e{number}, name: Interviews, kind: customer, date: 2026-01-01{more}}}\n"


def test_every_unknown_id_is_named_and_only_so_many_get_a_guess(tmp_path: Path) -> None:
    known, unknown, references = 2_000, 2_000, 15_000
    before = time.process_time()
    files = {
        "evidence/first.yml": "".join(map(evidence, range(known))),
        "evidence/second.yml": "".join(evidence(known + number, f", owner: x{number}") for number in range(unknown)),
        "maps/first.yml": HEAD.format("first", "").replace(
            "{id", f"{{evidence: [{', '.join(f'e{number}x' for number in range(references))}], id", 1
        ),
    }
    lines = errors(checked(tmp_path, files))
    assert time.process_time() - before < 10, "a stop, not a measure: without bounds it is minutes"
    assert sum("there is no evidence" in line for line in lines) == references
    assert sum("there is no team" in line for line in lines) == unknown
    guesses = sum("did you mean" in line for line in lines)
    assert 0 < guesses <= MOST_COMPARISONS // known
    assert sum("(known: e0, e1, " in line and bool(re.search(r" and \d+ more\)$", line)) for line in lines) == references - guesses


def test_every_unknown_key_of_a_wide_mapping_is_named(tmp_path: Path) -> None:
    before = time.process_time()
    lines = errors(checked(tmp_path, {"atlas.yml": ATLAS + "".join(f"key{number}: x\n" for number in range(20_000))}))
    assert time.process_time() - before < 10, "a stop, not a measure: without an index of keys it is minutes"
    assert sum("SIZE-" not in line for line in lines) == 20_000


def test_a_hint_lists_only_some_of_many_lanes(tmp_path: Path) -> None:
    lanes = ", ".join(f"{{id: lane-{number}, name: Lane {number}}}" for number in range(500))
    (line,) = errors(checked(tmp_path, {"atlas.yml": f"{ATLAS}lanes: [{lanes}]\n", "maps/long.yml": HEAD.format("long", "{zzz: Asks}")}))
    assert "a step has no 'zzz'" in line
    assert "lane-" in line
    assert line.count("lane-") == MOST_LISTED
    assert re.search(r" and \d+ more\)$", line)


def test_a_guess_is_near(tmp_path: Path) -> None:
    hints = {"csn": "did you mean 'csm'?", "sales": "known: csm", "m": "known: csm"}
    for word, hint in hints.items():
        (line,) = errors(checked(tmp_path, {"maps/long.yml": HEAD.format("long", "").replace("owner: csm", f"owner: {word}")}))
        assert line.endswith(f"there is no team or role '{word}' ({hint})")
