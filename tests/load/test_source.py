"""Authors' YAML: every hostile file ends in a sentence with a place, every honest one in exactly its text."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafted import drafted

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load import rules, source
from journeybook.load.source import MappingNode, ReadResult, ScalarNode, SequenceNode, SourceFile, plain_data, read_source

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    files = sorted(CASES.glob("*.txt"))
    blocks = [(file.stem, block) for file in files for block in f"\n{file.read_text(encoding='utf-8')}".split("\n=== ")[1:]]
    return [
        pytest.param(block.partition("\n")[2].rstrip("\n") + "\n", id=f"{stem}: {block.partition(chr(10))[0]}") for stem, block in blocks
    ]


def told(data: bytes) -> list[str]:
    reading = read_source("f.yml", data)
    assert reading.source is None
    return [str(finding) for finding in reading.findings]


def test_there_are_many_cases() -> None:
    assert len(cases()) >= 120


@pytest.mark.parametrize("case", cases())
def test_a_case_reads_as_written(case: str) -> None:
    rest, _, findings = case.partition("--- findings\n")
    text, has_tree, tree = rest.partition("--- tree\n")
    reading = read_source("f.yml", text.encode())
    assert "".join(f"{finding}\n" for finding in reading.findings) == findings
    assert (plain_data(reading.source.root) if reading.source else None) == (json.loads(tree) if has_tree else None)


def test_every_rule_of_yaml_has_a_case() -> None:
    names = {name for name, rule in vars(rules).items() if isinstance(rule, FindingRule) and name.startswith("YAML")}
    assert len(names) > 10
    written = "".join(file.read_text(encoding="utf-8") for file in CASES.glob("*.txt"))
    elsewhere = {"YAML_COUNT", "YAML_ENCODING", "YAML_SIZE"}
    assert [name for name in names - elsewhere if f" {name.replace('_', '-')} " not in written] == []


def test_a_file_holds_so_many_nodes_and_no_more() -> None:
    assert read_source("f.yml", b"[" + b"a," * 99_999 + b"]").source is not None
    message = (
        "This file holds more than 100,000 texts, lists and groups of keys; from here on it was not read. (Split it into several files.)"
    )
    assert told(b"[" + b"a," * 100_000 + b"]") == [f"f.yml:1:200000 error YAML-SIZE {message}"]


ENCODED = [
    ("UTF-16 with a mark", "a: b".encode("utf-16"), "1:1 error YAML-ENCODING This file is saved as UTF-16 or UTF-32, not as UTF-8."),
    ("UTF-16, big end first", b"\xfe\xff\x00a", "1:1 error YAML-ENCODING This file is saved as UTF-16 or UTF-32, not as UTF-8."),
    ("UTF-32", "a: b".encode("utf-32"), "1:1 error YAML-ENCODING This file is saved as UTF-16 or UTF-32, not as UTF-8."),
    ("Latin-1", b"a: b\nc: caf\xe9\n", "2:7 error YAML-ENCODING This file is not saved as UTF-8: the byte 0xE9 stands here."),
    (
        "Windows-1252 quotes",
        b"\xef\xbb\xbf\xc3\xa9: \x93b\x94",
        "1:4 error YAML-ENCODING This file is not saved as UTF-8: the byte 0x93 stands here.",
    ),
    ("cut inside a character", b"a: \xe2\x82", "1:4 error YAML-ENCODING This file is not saved as UTF-8: the byte 0xE2 stands here."),
    ("overlong", b"a: \xc0\xaf", "1:4 error YAML-ENCODING This file is not saved as UTF-8: the byte 0xC0 stands here."),
    ("half a character", b"a: \xed\xa0\x80", "1:4 error YAML-ENCODING This file is not saved as UTF-8: the byte 0xED stands here."),
    ("gzip", b"\x1f\x8b\x08\x00", "1:2 error YAML-ENCODING This file is not saved as UTF-8: the byte 0x8B stands here."),
]


@pytest.mark.parametrize(("data", "expected"), [pytest.param(data, expected, id=name) for name, data, expected in ENCODED])
def test_other_encodings_are_refused_by_name(data: bytes, expected: str) -> None:
    assert told(data) == [f"f.yml:{expected} (Save the file as UTF-8 in your editor.)"]


DELETE = "(Delete it; if you cannot see it, type the words around it anew.)"
WIDE = "(Is the file saved as UTF-16? Save it as UTF-8; else delete the character.)"
LINE_ENDS = "(Save the file with line ends of the kind LF or CRLF.)"
RAW = [
    ("NUL", "a: b\0c", f"1:5 error YAML-CHARACTER Refused character: U+0000, a control character. {WIDE}"),
    ("bell in a comment", "a: b # \x07", f"1:8 error YAML-CHARACTER Refused character: U+0007, a control character. {DELETE}"),
    ("escape sequence", "a: \x1b[31m", f"1:4 error YAML-CHARACTER Refused character: U+001B, a control character. {DELETE}"),
    ("delete", "a: b\n\x7f: c", f"2:1 error YAML-CHARACTER Refused character: U+007F, a control character. {DELETE}"),
    ("form feed", "a: b\f", f"1:5 error YAML-CHARACTER Refused character: U+000C, a control character. {DELETE}"),
    ("upper controls", "a: \x9b", f"1:4 error YAML-CHARACTER Refused character: U+009B, a control character. {DELETE}"),
    ("next line", "a: b\x85c: d", f"1:5 error YAML-CHARACTER Refused character: U+0085, a hidden line separator. {DELETE}"),
    ("line separator", "a: b\u2028c", f"1:5 error YAML-CHARACTER Refused character: U+2028, a hidden line separator. {DELETE}"),
    ("inner mark", "a: b\n\ufeffc: d", f"2:1 error YAML-CHARACTER Refused character: U+FEFF, a hidden byte order mark. {DELETE}"),
    ("second mark", "\ufeff\ufeffa: b", f"1:1 error YAML-CHARACTER Refused character: U+FEFF, a hidden byte order mark. {DELETE}"),
    ("no character", "a: \uffff", f"1:4 error YAML-CHARACTER Refused character: U+FFFF, half of a character or none at all. {DELETE}"),
    (
        "no character far out",
        "a: \U0001fffe",
        f"1:4 error YAML-CHARACTER Refused character: U+1FFFE, half of a character or none at all. {DELETE}",
    ),
    (
        "old line ends",
        "a: b\rc: d",
        f"1:5 error YAML-CHARACTER Refused character: U+000D, a line break of an old kind. {LINE_ENDS}",
    ),
    (
        "many at once",
        "a: \0\0\nb: \0",
        f"1:4 error YAML-CHARACTER Refused character: U+0000, a control character, 3 times in this file. {WIDE}",
    ),
    *(
        (
            f"U+{code:04X}",
            f"a: x{chr(code)}y",
            f"1:5 error YAML-CHARACTER Refused character: U+{code:04X}, a hidden mark that changes the reading direction. {DELETE}",
        )
        for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, expected, id=name) for name, text, expected in RAW])
def test_characters_are_refused_by_name(text: str, expected: str) -> None:
    assert told(text.encode()) == [f"f.yml:{expected}"]


def test_a_refused_character_does_not_hide_other_faults() -> None:
    assert [line.split()[2] for line in told("a: \u202e\na: b\nc: *d\n".encode())] == ["YAML-CHARACTER", "YAML-DUPLICATE", "YAML-ALIAS"]


def test_one_leading_mark_and_windows_line_ends_are_tolerated() -> None:
    reading = read_source("f.yml", b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n")
    assert reading.source is not None
    assert plain_data(reading.source.root) == {"a": "b", "c": "d\n"}
    assert reading.findings == ()


def test_size_is_checked_before_anything_is_parsed() -> None:
    assert told(b"\xff" * 1_000_001) == ["f.yml:1:1 error YAML-SIZE This file is larger than 1 MB. (Split it into several files.)"]
    fits = b"a: " + b"b" * (1_000_000 - 3)
    assert read_source("f.yml", fits).findings == ()


# What stands first, the piece that is repeated, and where the twenty-first list or mapping begins.
NESTED = [
    ("", "- ", "1:41"),
    ("", "? ", "1:41"),
    ("", "[", "1:21"),
    ("", "{", "1:21"),
    ("", "[{", "1:21"),
    ("", "{[[", "1:21"),
    ("", "[ ", "1:41"),
    ("", "{? ", "1:61"),
    ("", "[{a: ", "1:51"),
    ("", "{é: [", "1:51"),
    ("", '{"[": ', "1:121"),
    ("", "[\n", "21:1"),
    ("é: '['\n\nb:\n  ", "[", "4:22"),
    ("é: '['\n\nb:\n  ", "- ", "4:41"),
    ("- é\n- - - ", "[{a: ", "2:48"),
    ("a:\r\n  - b: ", "[", "2:25"),
]


@pytest.mark.parametrize("parser", [source.PARSER, yaml.SafeLoader], ids=["fast", "slow"])
@pytest.mark.parametrize(("before", "piece", "place"), NESTED)
def test_endless_nesting_is_refused_where_it_begins(
    before: str, piece: str, place: str, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some parsers have a limit of their own, which they meet while reading ahead of ours."""
    monkeypatch.setattr(source, "PARSER", parser)
    message = "Keys and lists are nested more than 20 deep here. (Use fewer levels; the rest of the file was not read.)"
    assert told((before + piece * (100_000 // len(piece))).encode()) == [f"f.yml:{place} error YAML-DEPTH {message}"]


def test_of_a_fault_and_a_deep_nesting_the_first_is_said() -> None:
    fault, deep = b"a: b: c\n", b"[" * 100_000
    assert [line.split()[:3] for line in told(fault + deep)] == [["f.yml:1:5", "error", "YAML-SYNTAX"]]
    assert [line.split()[:3] for line in told(deep + fault)] == [["f.yml:1:21", "error", "YAML-DEPTH"]]
    assert [line.split()[:3] for line in told(b"[" * 21 + b'"never closed')] == [["f.yml:1:21", "error", "YAML-DEPTH"]]


def test_after_a_hundred_problems_reading_stops() -> None:
    lines = told(b"a: b\n" * 150_000)
    assert len(lines) == 101
    assert lines[-1] == (
        "f.yml:102:1 error YAML-COUNT This file has more than 100 problems; from here on it was not read. (Mend the problems above first.)"
    )


@pytest.mark.parametrize("text", ["a: " + "\u0301\u0316" * 150_000, 'a: "' + "\\u0301\\u0316" * 80_000 + '"'])
def test_heaps_of_combining_marks_are_refused_and_do_not_hang(text: str) -> None:
    message = "More than 30 combining marks follow each other in this text."
    assert told(text.encode()) == [f"f.yml:1:4 error YAML-CHARACTER {message} (Type the text anew without them.)"]


def test_thirty_combining_marks_are_put_in_order() -> None:
    reading = read_source("f.yml", ("a: e" + "\u0301\u0316" * 15).encode())
    assert reading.source is not None
    assert plain_data(reading.source.root) == {"a": "\u00e9" + "\u0316" * 15 + "\u0301" * 14}


def test_wide_text_without_its_mark_is_refused_for_its_zeros() -> None:
    expected = f"f.yml:1:2 error YAML-CHARACTER Refused character: U+0000, a control character, 4 times in this file. {WIDE}"
    assert told("a: b".encode("utf-16-le")) == [expected]


def test_an_empty_file_says_nothing() -> None:
    expected = ["f.yml:1:1 error YAML-EMPTY This file says nothing. (Write its entries, or delete it.)"]
    assert [told(data) for data in (b"", b"\xef\xbb\xbf", b"\n \n", b"~" * 0)] == [expected] * 4


def test_a_reading_is_exact() -> None:
    text = "title: 'no'\nsteps:\n  - sign up\n  - log in: |\n      now\n"
    root = MappingNode(
        (
            (ScalarNode("title", Place("f.yml", 1, 1)), ScalarNode("no", Place("f.yml", 1, 8), quoted=True)),
            (
                ScalarNode("steps", Place("f.yml", 2, 1)),
                SequenceNode(
                    (
                        ScalarNode("sign up", Place("f.yml", 3, 5)),
                        MappingNode(
                            ((ScalarNode("log in", Place("f.yml", 4, 5)), ScalarNode("now\n", Place("f.yml", 4, 13), quoted=True)),),
                            Place("f.yml", 4, 5),
                        ),
                    ),
                    Place("f.yml", 3, 3),
                ),
            ),
        ),
        Place("f.yml", 1, 1),
    )
    assert read_source("f.yml", text.encode()) == ReadResult(SourceFile("f.yml", text, root), ())


def test_a_finding_is_a_value() -> None:
    expected = Finding(
        Place("f.yml", 2, 1),
        Level.ERROR,
        "YAML-DUPLICATE",
        "The key a stands twice: first in line 1, again in line 2.",
        "Keep one of the two.",
    )
    assert read_source("f.yml", b"a: b\na: c\n").findings == (expected,)


def test_mappings_answer_and_are_remade_cheaply() -> None:
    place = Place("f.yml", 3, 4)
    mapping = drafted({"a": "b", "c": ["d", ScalarNode("e", Place("g.yml"), quoted=True)]}, place)
    assert isinstance(mapping, MappingNode)
    assert mapping.keys() == ["a", "c"]
    assert (mapping.get("a"), mapping.get("x"), mapping.key("x")) == (ScalarNode("b", place), None, None)
    assert mapping.get("c") == SequenceNode((ScalarNode("d", place), ScalarNode("e", Place("g.yml"), quoted=True)), place)
    assert plain_data(mapping.replaced("a", ScalarNode("z", place))) == {"a": "z", "c": ["d", "e"]}
    assert plain_data(mapping.replaced("n", ScalarNode("z", place))) == {"a": "b", "c": ["d", "e"], "n": "z"}
    with pytest.raises(FrozenInstanceError):
        mapping.place = Place("h.yml")  # type: ignore[misc]  # it is frozen


@pytest.mark.parametrize("case", cases())
def test_without_the_fast_parser_the_same_files_are_refused(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = case.partition("--- findings\n")[0].partition("--- tree\n")[0].encode()
    fast = read_source("f.yml", text)
    monkeypatch.setattr(source, "PARSER", yaml.SafeLoader)
    slow = read_source("f.yml", text)
    if fast.findings:
        assert slow.findings
    elif b"\t" not in text:  # the slow parser refuses tabs in more places
        assert slow == fast
