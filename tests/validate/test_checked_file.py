"""A checked project is handed to another process as a file, and comes back as it was."""

import pickle
from pathlib import Path

import pytest
from small_atlas import write_project

from journeybook.validate import check, read_checked, write_checked


def test_a_checked_project_comes_back_whole_and_without_what_was_reckoned_from_it(tmp_path: Path) -> None:
    checked = check(write_project(tmp_path))
    assert (len(checked.atlas.spots) > 10, "spots" in checked.atlas.held()) == (True, True)
    file = tmp_path / "checked"
    write_checked(checked, file)
    again = read_checked(file)
    assert set(again.atlas.held()) <= {*type(checked.atlas).model_fields}
    assert again == checked
    assert [spot.part.origin for spot in again.atlas.spots] == [spot.part.origin for spot in checked.atlas.spots]


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "checked"
    file.write_bytes(pickle.dumps("an atlas"))
    with pytest.raises(TypeError, match="holds no checked project"):
        read_checked(file)
