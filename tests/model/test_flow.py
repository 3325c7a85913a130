"""Where steps lead, drawn as arrows."""

from typing import Any

import pytest

from journeybook.model.flow import links, stations
from journeybook.model.map import Map


def journey(*stages: Any) -> Map:
    """Make a map of stages; a stage is a list of steps, or a group with `kind` and `steps`."""
    whole = []
    for position, stage in enumerate(stages, start=1):
        fields = stage if isinstance(stage, dict) else {"steps": stage}
        steps = [step(entry) for entry in fields.pop("steps", ())]
        parts = [
            {"id": f"p{position}{n}", "name": "Part", "steps": [step(entry) for entry in part]}
            for n, part in enumerate(fields.pop("parts", ()))
        ]
        whole.append({"id": f"s{position}", "name": "Stage", "steps": steps, "sub_stages": parts, **fields})
    return Map.model_validate({"id": "m", "name": "M", "goal": "G", "stages": whole})


def step(text: str) -> dict[str, Any]:
    """Read `a`, or `a key=value`; `next=b,c` are links."""
    name, *rest = text.split()
    values: dict[str, Any] = dict(word.split("=") for word in rest)
    if "next" in values:
        values["next"] = [dict(zip(("to", "kind"), link.split(":"), strict=False)) for link in values["next"].split(",")]
    return {"id": name, "lane": "customer", "what": name, **values}


def drawn(whole: Map) -> str:
    return " ".join(f"{link.source.key}>{link.target.key if link.target else link.reference}" for link in links(whole))


@pytest.mark.parametrize(
    ("stages", "arrows"),
    [
        ([], ""),
        ([["a"]], ""),
        ([["a", "b", "c"]], "a>b b>c"),
        ([["a"], ["b"]], "a>b"),
        ([["a"], [], ["b"]], "a>b"),
        ([{"steps": ["a"], "parts": [["b"], ["c"]]}, ["d"]], "a>b b>c c>d"),
        ([["a next=c", "b", "c"]], "a>c b>c"),
        ([["a next=c,b", "b ends=Lost", "c"]], "a>c a>b"),
        ([["a", "b ends=Over", "c"]], "a>b"),
        ([["a", "b starts=true", "c"]], "b>c"),
        ([["a", "b next=a:loop"]], "a>b b>a"),
        ([["a next=other/x"]], "a>other/x"),
        ([["a next=m/b", "x", "b"]], "a>b x>b"),
        ([["a next=gone"]], "a>gone"),
        ([["a", "b track=t", "c track=u choice=k", "d track=u choice=k", "e"]], "a>b a>c a>d b>e c>e d>e"),
        ([["a"], {"kind": "side", "steps": ["x", "y"]}, ["b"]], "a>b x>y"),
        ([["a next=x"], {"kind": "side", "steps": ["x", "y next=b"]}, ["b"]], "a>x x>y y>b"),
    ],
)
def test_steps_lead(stages: list[Any], arrows: str) -> None:
    assert drawn(journey(*stages)) == arrows


def test_parallel_tracks_begin_together_and_join() -> None:
    assert drawn(journey(["a", "b track=one", "c track=one", "d track=two", "e"])) == "a>b a>d b>c c>e d>e"


def test_a_choice_is_entered_at_each_of_its_steps() -> None:
    assert drawn(journey(["a", "b choice=pay", "c choice=pay", "d"])) == "a>b a>c b>d c>d"


def test_a_step_without_an_id_has_a_key_of_its_own() -> None:
    whole = Map.model_validate(
        {"id": "m", "name": "M", "goal": "G", "stages": [{"id": "s", "name": "S", "steps": [{"lane": "customer", "what": "Waits"}] * 2}]}
    )
    assert [station.key for station in stations(whole)] == ["s.step-waits--b76cf7f1", "s.step-waits--b76cf7f1-2"]
    assert drawn(whole) == "s.step-waits--b76cf7f1>s.step-waits--b76cf7f1-2"


def test_a_link_keeps_what_was_written() -> None:
    whole = journey(["a next=b:loop", "b"])
    link = links(whole)[0]
    assert link.kind == "loop"
    assert link.written is whole.stages[0].steps[0].next[0]
