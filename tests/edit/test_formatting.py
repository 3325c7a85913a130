"""The house form says the same as before, keeps every comment and line, and is reached in one step."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from filled_starters import filled_starters
from hypothesis import given
from hypothesis import strategies as st
from written_yaml import YamlWriter, comments_of

from journeybook.edit.formatting import in_house_form
from journeybook.load.source import plain_data, read_source
from journeybook.model.base import Part
from journeybook.model.files import model_of
from journeybook.model.map import Map
from journeybook.model.people import Persona
from journeybook.model.stage import Stage

ROOT = Path(__file__).parents[2]
STARTERS = ROOT / "macros" / "journeybook" / "cli" / "starters"
FILES = sorted([*(ROOT / "journeys").rglob("*.yml"), *STARTERS.rglob("*.yml"), *(ROOT / "tests").rglob("journeys/**/*.yml")])

BEFORE = """\
# The first map
# of all

name: The first   # as people say
id: first

# what it is for
goal: Be ready
stages:
- steps:
    - who: csm   # ours
      # the words
      customer: >-
          Asks
          twice
      id: ask
    # no more steps
  name: Set-up

  id: set-up
  exit: {fact: Everybody is in}
owner: support
"""
AFTER = """\
# The first map
# of all

id: first
name: The first   # as people say
owner: support

# what it is for
goal: Be ready
stages:
  - id: set-up
    name: Set-up
    exit: {fact: Everybody is in}

    steps:
      - id: ask
        # the words
        customer: >-
          Asks
          twice
        who: csm   # ours
      # no more steps
"""


def test_keys_stand_in_house_order_with_what_belongs_to_them() -> None:
    assert in_house_form(BEFORE, Map) == AFTER


def test_every_file_of_the_sample_and_the_starters_says_the_same_in_house_form() -> None:
    assert len(FILES) > 40
    readable = [path for path in FILES if not read_source("a.yml", path.read_bytes()).findings]
    assert len(readable) > 40
    for path in readable:
        path_in_project = f"journeys/{'/'.join(path.parts[-2:])}" if path.parent.name != "project" else "journeys/atlas.yml"
        assert_same(path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode(), model_of(path_in_project))


def test_the_sample_and_the_starters_are_in_house_form() -> None:
    files = [*(ROOT / "journeys").rglob("*.yml"), *STARTERS.glob("*/*.yml"), *STARTERS.glob("project/journeys/**/*.yml")]
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.parent != STARTERS / "project"}
    assert len(texts) > 50
    assert [path for path, text in texts.items() if in_house_form(text, _model(path)) != text] == []
    filled = filled_starters(STARTERS)
    assert len(filled) > 15
    assert [path for path, text in filled.items() if in_house_form(text, model_of(path)) != text] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("steps: []\napplies: {}\nraci: {csm: A}\nid: a\n", "id: a\nraci: {csm: A}\napplies: {}\nsteps: []\n"),
        ("feels: pleased\napplies: {}\nowner: csm\n", "owner: csm\napplies: {}\nfeels: pleased\n"),
    ],
)
def test_duties_and_limits_stand_above_what_is_long(before: str, after: str) -> None:
    assert in_house_form(before, Stage) == after


@given(st.randoms(use_true_random=False), st.sampled_from([None, Map, Stage, Persona]))
def test_any_file_says_the_same_in_house_form(random: Random, model: type[Part] | None) -> None:
    text = YamlWriter(random).file()
    reading = read_source("a.yml", text.encode())
    assert reading.findings == (), text
    assert_same(text, model)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- |\n   a\n   b\n- c\n", "- |\n  a\n  b\n- c\n"),
        ("a: |2\n    b\n", "a: |2\n    b\n"),
        ("a:\n- b\n", "a:\n  - b\n"),
        ("a:\n    - b: 1\n      c: 2\n    # end\n", "a:\n  - b: 1\n    c: 2\n  # end\n"),
        ("? a\n: b\n", "? a\n: b\n"),
        ("a: {c: 1,\n    b: 2}\n", "a: {c: 1,\n    b: 2}\n"),
        ("-   - a\n    - b\n", "- - a\n  - b\n"),
        ("a: |\n    b", "a: |\n    b"),
    ],
)
def test_a_form_of_yaml(before: str, after: str) -> None:
    assert in_house_form(before, None) == after


def test_line_ends_and_a_missing_last_one_stay() -> None:
    assert in_house_form("name: a\r\n# b\r\nid: c", Map) == "# b\r\nid: c\r\nname: a"


def assert_same(text: str, model: type[Part] | None) -> None:
    """Check that the house form has the data, comments and lines of a text, and is its own house form."""
    result = in_house_form(text, model)
    assert _data(result) == _data(text)
    assert comments_of(result) == comments_of(text)
    assert Counter(map(_bare, result.splitlines())) == Counter(map(_bare, text.splitlines()))
    assert result.count("\r") == text.count("\r")
    assert in_house_form(result, model) == result


def _model(path: Path) -> type[Part] | None:
    """Return the class of what a file of the sample or of a starter holds."""
    folder = path.parent.name
    return Stage if folder == "stages" else model_of("journeys/atlas.yml" if path.name == "atlas.yml" else f"journeys/{folder}/{path.name}")


def _bare(line: str) -> str:
    """Return a line without its place: its indentation and the dashes of lists."""
    return line.lstrip(" -")


def _data(text: str) -> object:
    source = read_source("a.yml", text.encode()).source
    assert source is not None
    return plain_data(source.root)
