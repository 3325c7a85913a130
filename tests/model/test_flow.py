"""Where steps lead, drawn as arrows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.model.flow import Junction, beginnings, follows_apart, groups, links, stations
from journeybook.model.map import Map


def journey(*stages: Any) -> Map:
    """Make a map of stages; a stage is a list of steps, or a group with `kind` and `steps`."""
    whole = []
    for position, stage in enumerate(stages, start=1):
        if isinstance(stage, dict) and "floats" in stage:
            stage["floats"] = {"since": stage["floats"], "until": stage["floats"]}
        fields = stage if isinstance(stage, dict) else {"steps": stage}
        steps = [step(entry) for entry in fields.pop("steps", ())]
        parts = [
            {"id": f"p{position}{n}", "name": "Part", "steps": [step(entry) for entry in part]}
            for n, part in enumerate(fields.pop("parts", ()))
        ]
        whole.append({"id": f"s{position}", "name": "Stage", "steps": steps, "sub_stages": parts, **fields})
    return Map.model_validate({"id": "m", "name": "M", "goal": "G", "stages": whole})


def step(text: str) -> dict[str, Any]:
    """Read `a`, or `a key=value`; `next=b,c` are links, `blank=next:unknown` is an answer."""
    name, *rest = text.split()
    values: dict[str, Any] = dict(word.split("=") for word in rest)
    if "floats" in values:
        values["floats"] = {"since": values["floats"], "until": values["floats"]}
    if "next" in values:
        values["next"] = [dict(zip(("to", "kind"), link.split(":"), strict=False)) for link in values["next"].split(",")]
    if "blank" in values:
        values["blank"] = [dict(zip(("field", "state"), values["blank"].split(":"), strict=True))]
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
        ([["a blank=next:unknown", "b", "c"]], "b>c"),
        ([["a blank=ends:unstated", "b", "c"]], "b>c"),
        ([["a blank=ends:none", "b blank=ends:not-applicable", "c"]], "a>b b>c"),
        ([["a", "b track=t", "c track=u choice=k", "d track=u choice=k", "e"]], "a>b a>in.c in.c>c in.c>d b>e c>out.c d>out.c out.c>e"),
        ([["a", "b floats=s1", "c"]], "a>c"),
        ([["a"], {"floats": "s1", "steps": ["x", "y"]}, ["b"]], "a>b x>y"),
        ([{"floats": "s2", "steps": ["x"]}, ["a choice=k", "b choice=k", "c"]], "a>out.a b>out.a out.a>c"),
        ([["a"], {"kind": "side", "steps": ["x", "y"]}, ["b"]], "a>b x>y"),
        ([["a next=x"], {"kind": "side", "steps": ["x", "y next=b"]}, ["b"]], "a>x x>y y>b"),
    ],
)
def test_steps_lead(stages: list[Any], arrows: str) -> None:
    assert drawn(journey(*stages)) == arrows


def test_parallel_tracks_begin_together_and_join() -> None:
    assert drawn(journey(["a", "b track=one", "c track=one", "d track=two", "e"])) == "a>b a>d b>c c>e d>e"


@pytest.mark.parametrize(
    ("stages", "arrows"),
    [
        ([["a", "b choice=k", "c choice=k", "d"]], "a>in.b in.b>b in.b>c b>out.b c>out.b out.b>d"),
        ([["a", "b choice=k", "c"]], "a>b b>c"),
        ([["a", "b choice=k", "c choice=k ends=Over", "d"]], "a>in.b in.b>b in.b>c b>d"),
        ([["a", "b choice=k next=e", "c choice=k", "d", "e"]], "a>in.b in.b>b in.b>c b>e c>d d>e"),
        ([["a next=k", "b choice=k starts=true", "c choice=k"]], "a>in.b in.b>b in.b>c"),
        ([["a next=m/k", "b choice=k", "c choice=k"]], "a>in.b in.b>b in.b>c"),
        ([["a next=b", "b choice=k starts=true", "c choice=k", "d"]], "a>b b>out.b c>out.b out.b>d"),
        ([["a next=k,d", "b choice=k starts=true", "c choice=k", "d"]], "a>in.b in.b>b in.b>c a>d b>out.b c>out.b out.b>d"),
        ([["a", "b choice=k"], ["c choice=k next=k:loop"]], "a>b b>c c>c"),
        ([["a choice=k", "b choice=k"], ["c choice=k", "d choice=k", "e next=k:loop"]],
         "a>out.a b>out.a out.a>in.c in.c>c in.c>d c>out.c d>out.c out.c>e e>in.c"),
        ([["b choice=k next=x", "x", "c choice=k next=y", "y"]], "b>x x>c c>y"),
        ([["b choice=k", "c choice=k", "d track=t", "e track=u"]], "b>out.b c>out.b out.b>d out.b>e"),
    ],
)  # fmt: skip
def test_a_choice_is_entered_and_left_as_a_group(stages: list[Any], arrows: str) -> None:
    assert drawn(journey(*stages)) == arrows


def options(count: int, choice: str) -> list[str]:
    return [f"{choice}{number} choice={choice}" for number in range(count)]


def test_two_groups_in_a_row_have_as_many_links_as_steps_and_one_between_them() -> None:
    leads = links(journey(options(5, "k"), options(10, "n")))
    assert len(leads) == 5 + 10 + 1
    between = [link for link in leads if isinstance(link.source, Junction) and isinstance(link.target, Junction)]
    assert [(link.source.key, link.target.key) for link in between if link.target] == [("out.k0", "in.n0")]


@pytest.mark.parametrize(
    ("steps", "apart"),
    [
        (["a choice=k", "b choice=k", "c"], {}),
        (["a choice=k", "b choice=k ends=Over", "c"], {"a": ["c"]}),
        (["a choice=k", "b choice=k next=d", "c", "d"], {"a": ["c"]}),
        (["a choice=k next=d", "b choice=k next=c", "c", "d"], {}),
        (["a choice=k", "b choice=k ends=Over", "c choice=n", "d choice=n"], {"a": ["in.c"]}),
        (["a", "b ends=Over", "c"], {}),
    ],
)
def test_of_a_group_that_parts_it_is_known_what_follows_each_step(steps: list[str], apart: dict[str, list[str]]) -> None:
    whole = journey(steps)
    following = {station.key: [node.key for node in follows_apart(whole, station.step)] for station in stations(whole)}
    assert {key: nodes for key, nodes in following.items() if nodes} == apart


@st.composite
def maps_of_groups(draw: st.DrawFn) -> Map:
    """Draw a map of steps and groups in a row, some of which end, lead on, or are led to as a whole."""
    sizes = draw(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=4), min_size=1, max_size=4))
    stages, ids = [], iter(range(1000))
    for number, groups_of_stage in enumerate(sizes):
        steps = []
        for place, size in enumerate(groups_of_stage):
            choice = f"k{number}-{place}"
            ends = draw(st.lists(st.booleans(), min_size=size, max_size=size))
            members = [f"x{next(ids)}" + (f" choice={choice}" if size > 1 else "") for _ in range(size)]
            steps += [f"{step} ends=Over" if end and size > 1 and any(not other for other in ends) else step
                      for step, end in zip(members, ends, strict=True)]  # fmt: skip
        stages.append(steps)
    return journey(*stages)


@given(maps_of_groups())
def test_whatever_the_groups_links_are_no_more_than_twice_the_steps_and_every_step_is_reached(whole: Map) -> None:
    line, leads = stations(whole), links(whole)
    assert len({(link.source.key, link.target.key if link.target else "") for link in leads}) == len(leads)
    junctions = {node.key for link in leads for node in (link.source, link.target) if isinstance(node, Junction)}
    assert len(leads) <= 2 * len(line) + len(junctions)
    assert len(junctions) <= 2 * len(groups(line))
    reached = {station.key for station in beginnings(line)}
    for _ in range(2 * len(line) + 1):
        reached |= {link.target.key for link in leads if link.target and link.source.key in reached}
    assert {station.key for station in line} <= reached
    assert {link.source.key for link in leads}.isdisjoint(station.key for station in line if station.step.ends)


def test_a_step_without_an_id_has_a_key_of_its_own() -> None:
    whole = Map.model_validate(
        {"id": "m", "name": "M", "goal": "G", "stages": [{"id": "s", "name": "S", "steps": [{"lane": "customer", "what": "Waits"}] * 2}]}
    )
    assert [station.key for station in stations(whole)] == ["s.step-waits--1970fe24", "s.step-waits--1970fe24-2"]
    assert drawn(whole) == "s.step-waits--1970fe24>s.step-waits--1970fe24-2"


def test_a_link_keeps_what_was_written() -> None:
    whole = journey(["a next=b:loop", "b"])
    link = links(whole)[0]
    assert link.kind == "loop"
    assert link.written is whole.stages[0].steps[0].next[0]
