"""Single files made of mutated journeys and of random YAML: each ends in parts or in findings with a place, within limits."""

import os
import random
from pathlib import Path

import yaml
from filled_starters import filled_starters
from limits import limited

from journeybook.findings import Finding, as_json, as_text, bounded_guesses
from journeybook.load.nodes import MappingNode, SequenceNode
from journeybook.load.source import read_source
from journeybook.model.files import FOLDERS, model_of
from journeybook.model.vocabulary import LANES
from journeybook.validate.catalogue import catalogue
from journeybook.validate.shape import shape_part
from journeybook.validate.short_forms import expand_short_forms

ROOT = Path(__file__).parents[2]
STARTERS = ROOT / "macros/journeybook/cli/starters"
EVENTS = 1_000_000 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 20_000
"""Events of the YAML parser that are read in all, half of them of mutated journeys."""
MOST_SECONDS = 5.0
"""Computing time for one file: a stop, not a measure."""
LANE_KINDS = {lane.id: lane.kind for lane in LANES}
SEEDS = {  # the last are files of other programs, where somebody has laid them beside the project
    **{name: text.encode() for name, text in filled_starters(STARTERS).items() if name.startswith("journeys/maps/")},
    **{path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "journeys").rglob("*.yml")},
    **{f"journeys/maps/{path.name}": path.read_bytes() for path in (ROOT.parent / "shared/data").rglob("*.yml")},
}
PIECES = (
    *(b"", b" ", b"\n", b"\t", b"\r", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xcc\x81" * 40),
    *(b":", b": ", b"- ", b"? ", b"#", b" #", b"&a ", b"*a", b"!!str ", b"<<: ", b"|\n", b">-\n", b"---\n", b"...\n", b"%YAML 1.2\n"),
    *(b"'", b'"', b"[", b"]", b"{", b"}", b",", b"\\", b"\\u0000", b"~", b"{{ x }}", b"[" * 30, b"- " * 30, b"9" * 400),
)
WORDS = (
    *("id", "name", "goal", "owner", "stages", "steps", "customer", "when", "next", "exit", "milestones", "target", "public", "review"),
    *(
        "",
        " ",
        "~",
        "no",
        "1e9",
        "2026-02-30",
        "every 3 weeks",
        "a > 1 and not (b)",
        "\u202e",
        "a" * 500,
        "x\ny",
        "'",
        '"',
        "#",
        "- a",
        "first-map",
    ),
)


def mutant(chance: random.Random, data: bytes) -> bytes:
    """Return a file in which up to four pieces were put in, taken out, repeated or moved."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 2, 8, 200)))
        piece, after = data[start:end], chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data = data[:start] + chance.choice(PIECES) + data[start:]
            case 1:
                data = data[:start] + chance.choice(PIECES) + data[end:]
            case 2:
                data = data[:start] + piece * chance.randint(2, 5) + data[end:]
            case _:
                data = data[:after] + piece + data[after:]
    return data


def random_node(chance: random.Random, depth: int = 0) -> yaml.Node:
    """Return a node with up to six nodes in it, each of those smaller."""
    kind = chance.choice(("text", "text", "list", "mapping", "mapping")) if depth < 5 else "text"
    if kind == "text":
        return yaml.ScalarNode("tag:yaml.org,2002:str", chance.choice(WORDS), style=chance.choice((None, "'", '"', "|", ">")))
    inner = [random_node(chance, depth + 1) for _ in range(chance.randint(0, 6))]
    flow = chance.random() < 0.3
    if kind == "list":
        return yaml.SequenceNode("tag:yaml.org,2002:seq", inner, flow_style=flow)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(random_node(chance, 5), value) for value in inner], flow_style=flow)


def events(data: bytes) -> int:
    """Return how many events a parser makes of a file before it stops."""
    count = 0
    try:
        for _ in yaml.parse(data.decode("utf-8", "replace"), Loader=yaml.CSafeLoader):
            count += 1
    except (yaml.YAMLError, ValueError):
        pass
    return count


def outcome(name: str, data: bytes) -> tuple[int, tuple[Finding, ...]]:
    """Read a file and check its shape; return how many parts were made of it, and the findings."""
    model = model_of(name)
    assert model is not None
    with limited(MOST_SECONDS), bounded_guesses():
        reading = read_source(name, data)
        root = reading.source.root if reading.source else None
        items = root.items if isinstance(root, SequenceNode) else (root,)
        trees = [expand_short_forms(item, model, LANE_KINDS) for item in items if isinstance(item, MappingNode)]
        shaped = [shape_part(tree, model, tuple(LANE_KINDS)) for tree in trees]
        findings = (*reading.findings, *(finding for part in shaped for finding in part.findings))
        assert as_json(findings)
        assert as_text(findings).encode().count(b"\n") == len(findings)
    return sum(part.part is not None for part in shaped), findings


def is_sound(data: bytes, findings: tuple[Finding, ...]) -> bool:
    """Whether every finding has a known rule and a line of the file."""
    lines = data.count(b"\n") + data.count(b"\r") + 2
    known = catalogue()
    return all(finding.rule in known and finding.message and 1 <= finding.place.line <= lines for finding in findings)


def test_mutated_journeys_end_in_parts_or_findings() -> None:
    chance, read, results = random.Random(7), 0, []  # noqa: S311 - a seed makes the case again
    while read < EVENTS // 2:
        name = chance.choice(sorted(SEEDS))
        data = mutant(chance, SEEDS[name])
        parts, findings = outcome(name, data)
        assert is_sound(data, findings), data
        read += events(data)
        results.append((parts > 0, bool(findings)))
    assert {parts for parts, _ in results} == {findings for _, findings in results} == {True, False}


def test_random_yaml_ends_in_parts_or_findings() -> None:
    chance, read, refused = random.Random(11), 0, 0  # noqa: S311 - a seed makes the case again
    while read < EVENTS // 2:
        data = yaml.serialize(random_node(chance), allow_unicode=True).encode("utf-8", "surrogatepass")
        _, findings = outcome(f"journeys/{chance.choice(sorted(FOLDERS))}/file.yml", data)
        assert is_sound(data, findings), data
        read += events(data)
        refused += bool(findings)
    assert refused > 10
