"""Whatever authors write, they get findings and never a traceback; and what is put back once stays as it is."""

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from drafted import drafted
from hypothesis import given
from hypothesis import strategies as some

from journeybook.findings import Place, as_json, as_text
from journeybook.load.source import MappingNode, plain_data
from journeybook.model.enumerations import LaneKind
from journeybook.model.files import FOLDERS
from journeybook.model.organisation import AtlasFile
from journeybook.validate import Checked, check
from journeybook.validate.short_forms import expand_short_forms
from journeybook.validate.variants import VariantBuilder

TODAY = date(2026, 5, 1)
LANES = {"customer": LaneKind.STEP, "company": LaneKind.STEP, "policies": LaneKind.TEXT, "mood": LaneKind.FEELING}
PROJECT: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "cases" / "project.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - it makes texts only
)
MODELS = {"atlas.yml": AtlasFile} | {f"{folder}/x.yml": model for folder, model in FOLDERS.items()}
WORDS = ("", "none", "planned", "first", "base", "csm", "customer", "invite", "012", "1e3", "2026-02-30", "a: b", "≥ 5", "x > 3")
KEYS = some.sampled_from(("id", "name", "customer", "csm", "to", "use"))
PIECES = some.recursive(
    some.sampled_from(WORDS),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in pairs:
        yield (*before, key)
        yield from paths(inside, (*before, key))


def told(project: dict[str, Any]) -> Checked:
    """Write the project as JSON, which is YAML, and check it."""
    with TemporaryDirectory() as folder:
        for name, tree in project.items():
            file = Path(folder, "journeys", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(tree, ensure_ascii=False, indent=1)
            file.write_text(re.sub(r': "(none|unknown|planned)"', r": \1", text), encoding="utf-8")
        return check(Path(folder), as_of=TODAY)


@some.composite
def broken(draw: some.DrawFn) -> dict[str, Any]:
    """Delete, replace, repeat or rename up to three things of the project."""
    project = copy.deepcopy(PROJECT)
    for _ in range(draw(some.integers(1, 3))):
        path = draw(some.sampled_from([path for path in paths(project) if len(path) > 1]))
        home: Any = project
        for key in path[:-1]:
            home = home[key]
        match draw(some.sampled_from(("delete", "replace", "repeat", "rename", "move"))):
            case "delete":
                del home[path[-1]]
            case "repeat" if isinstance(home, list):
                home.append(copy.deepcopy(home[path[-1]]))
            case "rename" if isinstance(home, dict):
                home[draw(some.sampled_from(("id", "steps", "extends", "lane", "what", "blank", "nmae")))] = home.pop(path[-1])
            case "move":
                home[path[-1]] = copy.deepcopy(project[draw(some.sampled_from(sorted(project)))])
            case _:
                home[path[-1]] = draw(PIECES)
    return project


def test_the_project_is_clean() -> None:
    assert as_text(told(PROJECT).findings) == ""


@given(broken())
def test_no_mistake_ends_in_a_traceback(project: dict[str, Any]) -> None:
    checked = told(project)
    assert as_text(checked.findings) == as_text(sorted(set(checked.findings)))
    assert json.loads(as_json(checked.findings)) is not None
    assert all(finding.message and finding.place.file.startswith("journeys/") for finding in checked.findings)


@given(some.sampled_from(sorted(PROJECT)), some.data())
def test_what_is_put_back_once_stays_as_it_is(name: str, data: some.DataObject) -> None:
    project = data.draw(broken())
    model = MODELS.get(name) or FOLDERS[name.split("/", maxsplit=1)[0]]
    for item in project[name] if isinstance(project.get(name), list) else [project.get(name, {})]:
        once = expand_short_forms(drafted(item, Place(name)), model, LANES)
        assert expand_short_forms(once, model, LANES) == once


IDS = some.sampled_from(("base", "left", "right", "setup", "use", "invite", "publish", "new", "nowhere", ""))
ALTERATIONS = some.lists(
    some.dictionaries(
        some.sampled_from(
            ("remove", "replace", "change", "move", "add", "into", "after", "before", "to", "by", "set", "why", "keep", "of", "unsure")
        ),
        IDS | PIECES | some.builds(lambda name: {"id": name, "customer": "Does it"}, IDS),
        max_size=4,
    ),
    max_size=5,
)
SETUP = {"id": "setup", "steps": [{"id": "invite"}, {"id": "publish"}]}
BASE = {"id": "base", "stages": [SETUP, {"id": "use", "sub_stages": [{"id": "part"}]}]}


@given(ALTERATIONS, ALTERATIONS, ALTERATIONS, some.lists(IDS, max_size=3) | PIECES)
def test_no_alterations_end_in_a_traceback(left: Any, right: Any, child: Any, parents: Any) -> None:
    drafts: list[dict[str, Any]] = [
        BASE,
        {"id": "left", "extends": ["base"], "alterations": left},
        {"id": "right", "extends": ["base"], "alterations": right},
        {"id": "new", "extends": ["left", "right"], "alterations": child},
        {"id": "use", "extends": parents, "alterations": child},
    ]
    nodes = [drafted(draft, Place("m.yml", line + 1)) for line, draft in enumerate(drafts)]
    maps = {str(draft["id"]): node for draft, node in zip(drafts, nodes, strict=True) if isinstance(node, MappingNode)}
    overlay = VariantBuilder(maps, {"customer": LaneKind.STEP})
    for draft in drafts:
        merged = overlay.build(str(draft["id"]))
        assert merged is None or plain_data(merged)
    assert len(set(overlay.findings)) == len(overlay.findings)
