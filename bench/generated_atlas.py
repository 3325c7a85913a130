"""Writes an atlas of as many maps as wanted, each unlike the others in its words, for measurements: `write_project(folder, 120)`."""

import shutil
from pathlib import Path

from journeybook.load.yaml_writer import yaml_text

ROOT = Path(__file__).parents[1]
STAGES, STEPS = 5, 5
"""Of a map, and of each stage: 120 such maps are the largest atlas that is shown."""
_VERBS = ("check", "send", "agree", "prepare", "review", "open", "close", "sort", "count", "read", "answer", "plan", "show")
_NOUNS = ("order", "contract", "report", "invoice", "training", "import", "access", "list", "question", "offer", "summary")
_LANES = {"customer": "customer", "service": "frontstage", "office": "backstage", "systems": "support"}


def write_project(folder: Path, maps: int, stages: int = STAGES, steps: int = STEPS) -> Path:
    """Write a project with the sample's settings and look, and return it."""
    journeys = folder / "journeys"
    (journeys / "maps").mkdir(parents=True)
    (journeys / "segments").mkdir()
    (folder / "docs").mkdir()
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "overrides").mkdir()
    _write(journeys / "atlas.yml", _atlas())
    _write(
        journeys / "segments" / "segments.yml",
        [{"id": f"segment-{number}", "name": f"Segment {number}", "rule": "unknown"} for number in range(4)],
    )
    for number in range(maps):
        _write(journeys / "maps" / f"map-{number}.yml", _map(number, stages, steps))
    return folder


def _write(path: Path, data: object) -> None:
    path.write_text(yaml_text(data), encoding="utf-8")


def _atlas() -> dict[str, object]:
    return {
        "schema_version": "2",
        "organisation": "Generated",
        "teams": [{"id": f"team-{number}", "name": f"Team {number}", "audience": "public"} for number in range(6)],
        "lanes": [{"id": name, "name": name.capitalize(), "role": role} for name, role in _LANES.items()],
        "anchors": [{"id": "signature", "name": "the signature"}],
        "default_anchor": "signature",
    }


def _map(number: int, stages: int, steps: int) -> dict[str, object]:
    return {
        "id": f"map-{number}",
        "name": f"The {_word(_NOUNS, number)} of group {number}",
        "goal": f"To {_word(_VERBS, number)} each {_word(_NOUNS, number // 11)} in {number + 2} days",
        "status": "live",
        "segments": f"segment-{number % 4}",
        "owner": f"team-{number % 6}",
        "review": "2026-09-01",
        "audience": "public",
        "public": {
            "slug": f"map-{number}",
            "title": f"Your {_word(_NOUNS, number)} {number}",
            "goal": f"Have the {_word(_NOUNS, number)} of group {number}",
            "role": "I ask for it",
        },
        "stages": [_stage(number, place, steps) for place in range(stages)],
    }


def _stage(number: int, place: int, steps: int) -> dict[str, object]:
    words = f"{_word(_VERBS, number + place)} the {_word(_NOUNS, number * 3 + place)}"
    return {
        "id": f"stage-{place}",
        "name": f"{words} {place}".capitalize(),
        "customer_name": f"{words} {place} for you".capitalize(),
        "owner": f"team-{place % 6}",
        "events": "none",
        "audience": "public",
        "exit": {"fact": f"The {_word(_NOUNS, number + place)} {place} stands", "customer_words": f"You have it, {place}"},
        "steps": [_step(number, place, step, lane) for step, lane in enumerate((*_LANES, "customer")[:steps])],
        "milestones": [
            {
                "id": f"milestone-{place}",
                "name": f"{_word(_NOUNS, number + place)} {place} is there".capitalize(),
                "customer_words": f"It is there, {place}",
                "target": f"{place * 5 + 3} days after signature",
                "owner": f"team-{place % 6}",
                "audience": "public",
            }
        ],
    }


def _step(number: int, place: int, step: int, lane: str) -> dict[str, object]:
    words = f"{_word(_VERBS, number + place + step)} the {_word(_NOUNS, number + place * 5 + step)} of part {place}"
    known = {"id": f"step-{place}-{step}", "lane": lane, "what": words.capitalize(), "when": f"{place * 5 + step} days after signature"}
    return known | ({"audience": "public"} if lane == "customer" else {"who": f"team-{(number + step) % 6}"})


def _word(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]
