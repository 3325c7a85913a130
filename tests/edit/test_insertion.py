"""An entry is put into a list of an author's file, and nothing else in the file changes."""

import pytest

from journeybook.edit.insertion import Host, InsertionRefused, insert_entry, insert_into_part
from journeybook.findings import Place
from journeybook.model.stage import Stage

FILE = "journeys/maps/m.yml"
MAP = b"""# Ours
id: m   # the id
stages:
  # the first
  - id: a
    note: |
      - not a stage

      # nor a comment
    # of a

  # the second
  - id: b   # 'quoted'
    exit: "x"

# the end
owner: us
"""


def test_an_entry_joins_behind_another_with_all_comments_kept() -> None:
    assert insert_entry(FILE, MAP, "id: new\n# why\nexit: y\n", key="stages", after=0) == MAP.replace(
        b"    # of a\n", b"    # of a\n\n  - id: new\n    # why\n    exit: y\n"
    )


def test_an_entry_joins_at_the_end() -> None:
    assert insert_entry(FILE, MAP, "id: new\n", key="stages") == MAP.replace(b'    exit: "x"\n', b'    exit: "x"\n\n  - id: new\n')


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf- id: a\r\n  x: 1\r\n"
    assert insert_entry("p.yml", data, "id: b\n") == data + b"- id: b\r\n"


def test_a_list_that_is_not_indented_and_a_missing_last_line_end() -> None:
    assert insert_entry(FILE, b"stages:\n- id: a", "id: b\n", key="stages") == b"stages:\n- id: a\n- id: b\n"


def test_a_text_over_several_lines_ends_where_it_does() -> None:
    data = b"stages:\n  - id: 'a\n b'\n"
    assert insert_entry(FILE, data, "id: new\n", key="stages") == data + b"  - id: new\n"


@pytest.mark.parametrize(
    "data",
    [
        b"stages: [{id: a}]\n",
        b"stages:\n  -\n    id: a\n",
        b"stages: []\n",
        b"id: m\n",
        b"stages: [\n",
    ],
)
def test_a_form_that_is_not_known_is_refused(data: bytes) -> None:
    with pytest.raises(InsertionRefused):
        insert_entry(FILE, data, "id: new\n", key="stages")


FIRST, SECOND = Host(Place(FILE, 5, 5), Stage), Host(Place(FILE, 13, 5), Stage)


def test_a_list_is_begun_in_house_order_behind_the_comments_of_what_stands_before_it() -> None:
    assert insert_into_part(FILE, MAP, SECOND, "milestones", "name: Up\ntarget: 3 days\n") == MAP.replace(
        b'    exit: "x"\n', b'    exit: "x"\n    milestones:\n      - name: Up\n        target: 3 days\n'
    )
    data = MAP.replace(b'    exit: "x"\n', b'    exit: "x"\n      # of the exit\n    # of the gates\n    gates: unknown\n')
    assert insert_into_part(FILE, data, SECOND, "milestones", "name: Up\n") == data.replace(
        b"      # of the exit\n", b"      # of the exit\n    milestones:\n      - name: Up\n"
    )
    assert insert_into_part(FILE, MAP, FIRST, "milestones", "name: Up\n") == MAP.replace(
        b"  - id: a\n", b"  - id: a\n    milestones:\n      - name: Up\n"
    )


def test_an_entry_joins_the_list_of_a_part_and_mixed_line_ends_stay() -> None:
    data = MAP.replace(b'    exit: "x"\n', b"    milestones:\r\n    - name: A # one\n    # last\n    exit: x\n")
    assert insert_into_part(FILE, data, SECOND, "milestones", "name: B\nlevel: x\n") == data.replace(
        b"    - name: A # one\n", b"    - name: A # one\n    - name: B\r\n      level: x\r\n"
    )


@pytest.mark.parametrize(
    ("instead", "reason"),
    [
        (b"    milestones: unknown\n", "journeys/maps/m.yml:14 says `milestones: unknown`: take that line away first"),
        (b"    milestones: []\n", "journeys/maps/m.yml:14 says `milestones: []`: take that line away first"),
        (b"    milestones:\n", "journeys/maps/m.yml:14 says `milestones:`: take that line away first"),
        (b"    milestones: [{name: A}]\n", "journeys/maps/m.yml:14:18 is not written as a hyphen with the entry behind it"),
        (b"    exit: *x\n", "journeys/maps/m.yml is to be mended first"),
    ],
)
def test_what_an_author_said_instead_of_a_list_is_not_overwritten(instead: bytes, reason: str) -> None:
    with pytest.raises(InsertionRefused) as refusal:
        insert_into_part(FILE, MAP.replace(b'    exit: "x"\n', instead), SECOND, "milestones", "name: B\n")
    assert str(refusal.value).startswith(reason)


def test_a_part_in_brackets_is_refused() -> None:
    with pytest.raises(InsertionRefused, match="each key in a line of its own"):
        insert_into_part(FILE, b"stages:\n  - {id: a}\n", Host(Place(FILE, 2, 5), Stage), "milestones", "name: B\n")
