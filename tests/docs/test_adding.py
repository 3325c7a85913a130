"""The rule that the page on adding shows is whole: one file, with examples that hold."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from journeybook.validate import check
from journeybook.validate.problem import Problem

ROOT = Path(__file__).parents[2]
MAP = "id: first\nname: First\ngoal: The first case is done\nowner: csm\n"
ATLAS = "schema_version: 2\norganisation: Tern Tours\nteams: [{id: csm, name: Customer success}]\n"


@pytest.mark.parametrize(("kind", "count"), [("Good", 0), ("Bad", 1)])
def test_the_rule_of_the_page_works(kind: str, count: int, tmp_path: Path) -> None:
    shown = re.search(r"```python\n(.*?)```", (ROOT / "docs/develop/adding.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    file = tmp_path / "scope_missing.py"
    file.write_text(shown[1], encoding="utf-8")
    spec = spec_from_file_location("scope_missing", file)
    assert spec
    assert spec.loader
    rule = module_from_spec(spec)
    spec.loader.exec_module(rule)
    example = re.search(rf"^{kind}:\n((?:    .*\n)+)", str(rule.__doc__), re.MULTILINE)
    assert example
    for name, text in (("atlas.yml", ATLAS), ("maps/first.yml", MAP + re.sub(r"^    ", "", example[1], flags=re.MULTILINE))):
        path = tmp_path / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    checked = check(tmp_path)
    found = list(rule.check(checked.atlas, checked.as_of))
    assert len(found) == count
    assert all(isinstance(problem, Problem) for problem in found)
    assert re.fullmatch(r"[A-Z]+(-[A-Z]+)+", rule.ID)
