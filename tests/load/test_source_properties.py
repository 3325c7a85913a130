"""Whatever bytes come, reading them ends in a Reading; whatever tree is written, it reads back."""

import json
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from plain_trees import KEYS, ROOTS

from journeybook.findings import FindingRule, Place
from journeybook.load import rules
from journeybook.load.characters import normalise_nfc
from journeybook.load.source import MappingNode, Node, ReadResult, ScalarNode, SequenceNode, plain_data, read_source

RULES = {rule.id for rule in vars(rules).values() if isinstance(rule, FindingRule)}
INDICATORS = st.text(alphabet=list("-?:,[]{}#&*!|>'\"%@` \n\tab~<\\0x.é\u202e\ufeff\r\x00"), max_size=60)
LINES = st.lists(
    st.sampled_from(
        [
            "a: b",
            "- c",
            "  d: e",
            "\tf: g",
            "  - h",
            'i: "j',
            "k: 'l'",
            "---",
            "<<: *a",
            "m: &a n",
            "o: !p q",
            "r: |",
            "    s",
            "t: [u",
            "]",
            "? v",
            "...",
        ]
    ),
    max_size=12,
).map("\n".join)
NAMES = st.text(alphabet="abcdefgh-é", min_size=1, max_size=8).map(normalise_nfc).filter(lambda text: text[0] != "-")


def depth(value: Any) -> int:
    if isinstance(value, str):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inner), default=0)


def scalars(node: Node) -> list[tuple[ScalarNode, bool]]:
    match node:
        case ScalarNode():
            return [(node, False)]
        case SequenceNode():
            return [pair for item in node.items for pair in scalars(item)]
        case MappingNode():
            return [pair for key, value in node.entries for pair in ((key, True), *scalars(value))]


def is_sound(reading: ReadResult, data: bytes) -> None:
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    assert reading.source is not None or reading.findings
    for finding in reading.findings:
        assert finding.rule in RULES
        assert finding.hint
        assert 1 <= finding.place.line <= len(lines) + 1
        assert finding.place.column >= 1
    str(reading.findings).encode()


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_end_in_a_reading(data: bytes) -> None:
    is_sound(read_source("f.yml", data), data)


@given(st.text(max_size=200) | INDICATORS | LINES)
def test_any_text_ends_in_a_reading(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    is_sound(read_source("f.yml", data), data)


@given(INDICATORS | LINES)
def test_a_reading_never_depends_on_anything_else(text: str) -> None:
    assert read_source("f.yml", text.encode()) == read_source("f.yml", text.encode())


@given(ROOTS)
def test_a_tree_written_with_quotes_reads_back(tree: Any) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True, width=10_000)
    reading = read_source("f.yml", text.encode())
    assert reading.findings == ()
    assert reading.source is not None
    assert plain_data(reading.source.root) == tree
    assert all(scalar.quoted for scalar, _ in scalars(reading.source.root))


@given(ROOTS)
def test_a_tree_written_as_json_reads_back(tree: Any) -> None:
    reading = read_source("f.yml", json.dumps(tree, ensure_ascii=False).encode())
    assert reading.findings == ()
    assert reading.source is not None
    assert plain_data(reading.source.root) == tree


@given(
    st.dictionaries(
        NAMES,
        st.recursive(NAMES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=10),
        min_size=1,
    )
)
def test_places_point_at_the_very_text(tree: Any) -> None:
    text = yaml.dump(tree, allow_unicode=True, sort_keys=False)
    reading = read_source("f.yml", text.encode())
    assert reading.findings == ()
    assert reading.source is not None
    lines = text.split("\n")
    found = scalars(reading.source.root)
    assert found
    for scalar, is_key in found:
        rest = lines[scalar.place.line - 1][scalar.place.column - 1 :].lstrip("'")
        assert rest.startswith(f"{scalar.text}{':' if is_key and rest.startswith(f'{scalar.text}:') else ''}")


@given(st.lists(KEYS, min_size=1, max_size=5), st.integers(0, 4))
def test_a_key_that_stands_twice_is_named_with_both_lines(keys: list[str], pick: int) -> None:
    unique = list(dict.fromkeys(keys))
    again = unique[pick % len(unique)]
    text = "".join(f"{json.dumps(key, ensure_ascii=False)}: x\n" for key in [*unique, again])
    first, second = unique.index(again) + 1, len(unique) + 1
    (finding,) = read_source("f.yml", text.encode()).findings
    assert (finding.rule, finding.place) == ("YAML-DUPLICATE", Place("f.yml", second, 1))
    assert finding.message.endswith(f"stands twice: first in line {first}, again in line {second}.")


@given(st.integers(1, 30), st.sampled_from(["- ", "[", "? "]))
def test_only_what_is_deeper_than_twenty_is_too_deep(deep: int, piece: str) -> None:
    closing = "]" * deep if piece == "[" else ""
    rules = [finding.rule for finding in read_source("f.yml", f"{piece * deep}a{closing}".encode()).findings]
    assert ("YAML-DEPTH" in rules) == (deep > 20)
