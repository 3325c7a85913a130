"""Short forms: what they stand for, and that every place is kept."""

from typing import Any

import pytest

from journeybook.findings import Place
from journeybook.load.source import MappingNode, SequenceNode, plain_data, read_source
from journeybook.model.base import Part
from journeybook.model.enumerations import LaneKind
from journeybook.model.health import HealthModel
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.pain_points import PainPoint
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.validate.short_forms import expand_short_forms

LANES = {
    "customer": LaneKind.STEP,
    "policies": LaneKind.TEXT,
    "mood": LaneKind.FEELING,
    "figures": LaneKind.METRIC,
    "helps": LaneKind.PLAYBOOK,
}


PRICE = {"field": "price", "state": "unknown"}
STATE = {"field": "state", "state": "unknown"}
TAKES = {"field": "takes", "state": "unstated"}
STARTS = {"field": "starts", "state": "unknown"}
WEIGHT = {"field": "weight", "state": "unstated"}
POLICIES = {"field": "policies", "state": "none"}
CHANNEL = {"field": "channel", "state": "none"}


def long(text: str, model: type[Part]) -> Any:
    source = read_source("f.yml", text.encode()).source
    assert source is not None
    return plain_data(expand_short_forms(source.root, model, LANES))


@pytest.mark.parametrize(
    ("model", "text", "meaning"),
    [
        (Step, "customer: Invites", {"lane": "customer", "what": "Invites"}),
        (Step, "{customer: Invites, what: Both}", {"customer": "Invites", "what": "Both"}),
        (Step, "thinks: Why me?", {"thinks": ["Why me?"]}),
        (Step, "next: b", {"next": [{"to": "b"}]}),
        (Step, "next: [b, {to: c}]", {"next": [{"to": "b"}, {"to": "c"}]}),
        (Step, "next: {lost: [c, d]}", {"next": [{"outcome": "lost", "to": "c"}, {"outcome": "lost", "to": "d"}]}),
        (Step, "next: {won: {to: b, kind: loop}}", {"next": [{"outcome": "won", "to": "b", "kind": "loop"}]}),
        (Step, "next: {to: b, when: a > 1}", {"next": [{"to": "b", "when": "a > 1"}]}),
        (Step, "when: 2 days", {"when": [{"at": "2 days"}]}),
        (Step, "feels: worried", {"feels": [{"level": "worried"}]}),
        (Step, "rows: {policies: P}", {"rows": [{"lane": "policies", "entries": [{"text": "P"}]}]}),
        (Step, "rows: {mood: [glad, {level: sad}]}", {"rows": [{"lane": "mood", "entries": [{"level": "glad"}, {"level": "sad"}]}]}),
        (Step, "rows: {figures: m}", {"rows": [{"lane": "figures", "entries": [{"measure": "m"}]}]}),
        (Step, "rows: {helps: p}", {"rows": [{"lane": "helps", "entries": [{"playbook": "p"}]}]}),
        (Step, "rows: {policies: planned}", {"blank": [{"field": "policies", "state": "planned"}]}),
        (Step, "rows: {mood: 'unknown'}", {"rows": [{"lane": "mood", "entries": [{"level": "unknown"}]}]}),
        (Step, "pain_points: unknown", {"blank": [{"field": "pain_points", "state": "unknown"}]}),
        (Step, "pain_points: 'unknown'", {"pain_points": [{"what": "unknown"}]}),
        (Step, "{channel: none, blank: {price: unknown}}", {"blank": [PRICE, CHANNEL]}),
        (Step, "{channel: none, blank: {field: price, state: unknown}}", {"blank": [PRICE, CHANNEL]}),
        (Step, "what: unknown", {"what": "unknown"}),
        (Step, "{takes: unstated, starts: unknown}", {"blank": [TAKES, STARTS]}),
        (Step, "price: 'none'", {"price": "none"}),
        (Step, "state: planned", {"state": "planned"}),
        (Step, "state: unknown", {"blank": [STATE]}),
        (Step, "{price: unknown, blank: {state: unknown}}", {"blank": [STATE, PRICE]}),
        (Step, "rows: [{policies: none}, {mood: glad}]", {"rows": [{"lane": "mood", "entries": [{"level": "glad"}]}], "blank": [POLICIES]}),
        (Step, "rows: [{lane: policies, entries: none}]", {"blank": [POLICIES]}),
        (Step, "questions: {Why?: unknown}", {"questions": [{"ask": "Why?", "blank": [{"field": "answer", "state": "unknown"}]}]}),
        (Step, "thinks: [unknown, Why?]", {"thinks": ["unknown", "Why?"]}),
        (Step, "raci: {csm: RA, sales: [C, I]}", {"raci": [{"who": "csm", "does": ["RA"]}, {"who": "sales", "does": ["C", "I"]}]}),
        (Step, "raci: {csm: {does: A, segment: big}}", {"raci": [{"who": "csm", "does": ["A"], "segment": "big"}]}),
        (Stage, "exit: The rota is out", {"exit": [{"fact": "The rota is out"}]}),
        (Stage, "events: [quiet, {name: Loud}]", {"events": [{"use": "quiet"}, {"name": "Loud"}]}),
        (Stage, "steps: [{customer: Waits}]", {"steps": [{"lane": "customer", "what": "Waits"}]}),
        (PainPoint, "Slow", {"what": "Slow"}),
        (PainPoint, "causes: {policy: [One, Two]}", {"causes": [{"kind": "policy", "text": "One"}, {"kind": "policy", "text": "Two"}]}),
        (Map, "extends: base", {"extends": ["base"]}),
        (Map, "tracks: {paper: Paper work}", {"tracks": [{"id": "paper", "name": "Paper work"}]}),
        (HealthModel, "indicators: {logins: 60}", {"indicators": [{"measure": "logins", "weight": "60"}]}),
        (HealthModel, "indicators: {logins: unstated}", {"indicators": [{"measure": "logins", "blank": [WEIGHT]}]}),
        (AtlasFile, "words: {segment: tier}", {"words": [{"ours": "segment", "yours": "tier"}]}),
        (AtlasFile, "organisation: Shiftwell", {"organisation": {"name": "Shiftwell"}}),
    ],
)  # fmt: skip
def test_a_short_form_stands_for(model: type[Part], text: str, meaning: Any) -> None:
    if model is PainPoint and ":" not in text:
        assert long(f"pain_points: {text}", Stage) == {"pain_points": [meaning]}
    else:
        assert long(text, model) == meaning


def test_places_are_those_of_the_author() -> None:
    source = read_source("f.yml", b"raci:\n  csm: RA\n").source
    assert source is not None
    whole = expand_short_forms(source.root, Step, LANES)
    rows = whole.get("raci") if isinstance(whole, MappingNode) else None
    row = rows.items[0] if isinstance(rows, SequenceNode) else None
    assert isinstance(row, MappingNode)
    assert row.place == Place("f.yml", 2, 3)
    assert [(key.text, key.place.column, value.place.column) for key, value in row.entries] == [("who", 3, 3), ("does", 8, 8)]
