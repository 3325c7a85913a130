"""A check that remembers what was made of single files says the same as one that does not, and forgets what it no longer needs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_atlas import write_project

from journeybook.validate import check, read_checked, write_checked
from journeybook.validate.check_memory import CheckMemory

ATLAS, VOYAGE, EXCURSION = "journeys/atlas.yml", "journeys/maps/voyage.yml", "journeys/maps/excursion.yml"
VARIANT = "id: later\nname: Later\nextends: voyage\ngoal: To sail later\nalterations: [{remove: ready}]\n"
EDITS: tuple[tuple[str, str, str], ...] = (
    (VOYAGE, "name: Canary voyage", "name: Another voyage"),
    (VOYAGE, "status: live", "status: lively"),
    (ATLAS, "{id: ours, name: We, role: frontstage}", "{id: we, name: We, role: frontstage}"),
    (ATLAS, "{id: we, name: We, role: frontstage}", "{id: ours, name: We, role: backstage}"),
    (VOYAGE, "status: lively", "status: live"),
    (ATLAS, "default_anchor: booking", "default_anchor: booking\nbase_address: https://help.example.org/"),
    (VOYAGE, "stuck: {advice: Ring the harbour office}", "stuck:\n    advice: Ring"),
    (EXCURSION, "stages:", "stages: ["),
    (EXCURSION, "stages: [", "stages:"),
    (VOYAGE, "id: ready", "id: done"),
)


def _findings_and_atlas(project: Path, memory: CheckMemory | None) -> tuple[object, ...]:
    checked = check(project, memory=memory)
    write_checked(checked, project / "checked")  # without what was reckoned from the parts meanwhile
    return checked.findings, checked.lost, checked.files, read_checked(project / "checked").atlas


def test_a_check_with_a_memory_says_the_same_after_each_edit(tmp_path: Path) -> None:
    project, memory = write_project(tmp_path), CheckMemory()
    (project / "journeys/maps/later.yml").write_text(VARIANT, encoding="utf-8")
    answers = [_findings_and_atlas(project, memory)]
    for name, old, new in EDITS:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new), encoding="utf-8")
        answers.append(_findings_and_atlas(project, memory))
        assert answers[-1] == _findings_and_atlas(project, None)
    (project / EXCURSION).rename(project / "journeys/maps/lesson.yml")
    assert _findings_and_atlas(project, memory) == _findings_and_atlas(project, None)
    assert len({answer[0] for answer in answers}) > len(EDITS) // 2, "the edits differ"


def test_what_two_checks_did_not_need_is_made_anew() -> None:
    memory, made = CheckMemory(), []

    def make(number: int) -> Callable[[], int]:
        def maker() -> int:
            made.append(number)
            return number

        return maker

    source = object()
    for needed in ((1, 2), (1, 2), (1,), (1,), (2,)):
        memory.turn()
        assert [memory.kept(number, source, make(number)) for number in needed] == list(needed)
    assert made == [1, 2, 2]
    memory.turn()
    assert memory.kept(2, object(), make(2)) == 2
    assert made == [1, 2, 2, 2], "another source of the same value is another one"


@pytest.mark.parametrize("value", [None, 0, ()])
def test_an_empty_result_is_kept_as_well(value: object) -> None:
    memory, calls = CheckMemory(), []

    def make() -> object:
        calls.append("made")
        return value

    for _ in range(2):
        memory.turn()
        assert memory.kept("key", None, make) == value
    assert calls == ["made"]
