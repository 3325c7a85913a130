"""An entry is put into a list of an author's file, and nothing else in the file changes."""

import pytest

from journeybook.edit.insertion import InsertionRefused, insert_entry

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


@pytest.mark.parametrize(
    "data",
    [
        b"stages: [{id: a}]\n",
        b"stages:\n  -\n    id: a\n",
        b"stages: []\n",
        b"id: m\n",
        b"stages: [\n",
        b"stages:\n  - id: 'a\n b'\n",
    ],
)
def test_a_form_that_is_not_known_is_refused(data: bytes) -> None:
    with pytest.raises(InsertionRefused):
        insert_entry(FILE, data, "id: new\n", key="stages")
