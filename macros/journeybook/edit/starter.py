"""Fills a starter, a teaching file that speaks of roles, with the lanes, teams, channels and people of one atlas.

A starter is YAML with words such as `$frontstage` or `$sales` in it. A line with a word for which the atlas has nothing is left out, and a
key that holds nothing any more goes with it. A line that ends with `#? sales success` stays only where these words mean different things.
"""

import json
import re
from collections.abc import Iterable, Mapping
from string import Template

from journeybook.load.yaml_writer import yaml_text
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneKind, LaneRole, PersonaRole, Tone
from journeybook.model.field_info import part_fields
from journeybook.model.people import Persona
from journeybook.model.step import Step
from journeybook.model.vocabulary import Lane

LANE_ROLES = {
    "customer": (LaneRole.CUSTOMER,),
    "frontstage": (LaneRole.FRONTSTAGE, LaneRole.BACKSTAGE, LaneRole.SUPPORT, LaneRole.PARTNER),
    "backstage": (LaneRole.BACKSTAGE, LaneRole.SUPPORT, LaneRole.FRONTSTAGE, LaneRole.PARTNER),
    "support_lane": (LaneRole.SUPPORT, LaneRole.BACKSTAGE, LaneRole.PARTNER, LaneRole.FRONTSTAGE),
}
"""Words for lanes, and the roles that a lane may have to stand for each, the nearest first."""
PERSONA_ROLES = {
    "sponsor": (PersonaRole.SPONSOR, PersonaRole.APPROVER, PersonaRole.BUYER, PersonaRole.CHAMPION),
    "buyer": (PersonaRole.BUYER, PersonaRole.SPONSOR, PersonaRole.APPROVER, PersonaRole.CHAMPION),
    "administrator": (PersonaRole.ADMINISTRATOR, PersonaRole.CHAMPION, PersonaRole.END_USER),
    "end_user": (PersonaRole.END_USER, PersonaRole.CHAMPION, PersonaRole.ADMINISTRATOR),
}
"""Words for personas, and the roles that stand for each, the nearest first."""
TEAM_NAMES = {
    "success": ("success", "account", "customer", "client"),
    "sales": ("sales", "commercial", "business"),
    "marketing": ("marketing", "growth", "demand"),
    "support": ("support", "help", "service", "care"),
}
CHANNEL_NAMES = {"mail": ("email", "mail"), "call": ("phone", "call", "telephone", "video"), "product": ("product", "app", "portal")}
ANCHOR_NAMES = {"signature": ("signature", "signed", "contract", "purchase", "order", "start")}
FEELING_VALUES = {"pleased": 1, "neutral": 0, "worried": -1, "frustrated": -2}
NO_ANSWER = "unknown"
"""What is written where a starter needs a team and the atlas has none."""
_CONDITION = re.compile(r" *#\? (\w+) (\w+)$")
_ANCHORED = re.compile(r"\b(\d+ \w+|within \d+ \w+) (after|of) \$signature")


def fill_starter(text: str, words: Mapping[str, str]) -> str:
    """Return a starter with its words replaced; what the words say becomes a bare or a quoted text of YAML, as it needs."""
    if "signature" not in words:
        text = _ANCHORED.sub(r"{text: \1 \2 the signature}", text)
    lines = [_CONDITION.sub("", line) for line in text.splitlines() if _holds(line, words) and _is_filled(line, words)]
    quoted = {word: _scalar(value) for word, value in words.items()}
    return "".join(f"{Template(line).substitute(quoted)}\n" for line in _without_emptied_keys(lines))


def atlas_words(atlas: Atlas) -> dict[str, str]:
    """Return what the words of starters mean in an atlas; a word for which it has nothing is missing."""
    teams = [team for team in atlas.file.teams if not team.partner]
    usual = _by_name(teams, TEAM_NAMES["success"]) or next((team.id for team in teams), None)
    lanes = sorted(atlas.lanes, key=lambda lane: lane.team != usual)
    words: dict[str, str | None] = {word: _lane(lanes, roles) for word, roles in LANE_ROLES.items()}
    words |= {word: _by_name(teams, names) or usual or NO_ANSWER for word, names in TEAM_NAMES.items()}
    words |= {word: _by_name(atlas.file.channels, names) for word, names in CHANNEL_NAMES.items()}
    words |= {word: _by_name(atlas.file.anchors, names) or atlas.file.default_anchor for word, names in ANCHOR_NAMES.items()}
    words |= {word: _persona(atlas.personas, roles) for word, roles in PERSONA_ROLES.items()}
    words |= {word: _feeling(atlas, value) for word, value in FEELING_VALUES.items()}
    words |= _library_words(atlas)
    return {word: value for word, value in words.items() if value is not None}


def _library_words(atlas: Atlas) -> dict[str, str | None]:
    """Return the words for what plays, events and playbooks name."""
    bands = [band for model in atlas.health for band in model.bands if band.tone is Tone.POOR]
    scored = {phase for model in atlas.health for phase in model.phases}
    types = [kind.name for kind in atlas.file.playbook_types]
    return {
        "free_phase": next((phase.id for phase in atlas.file.lifecycle if phase.id not in scored), None),
        "poor_band": bands[0].id if bands else None,
        "severity": next((level.id for level in atlas.severity_levels[1:]), None),
        "growth_type": _type(types, "growth"),
        "risk_type": _type(types, "risk"),
    }


def _type(types: list[str], wanted: str) -> str:
    return wanted if wanted in types or not types else types[0]


def _lane(lanes: Iterable[Lane], roles: Iterable[LaneRole]) -> str | None:
    """Return the first lane of steps with one of these roles, else any of steps; one whose id is a key of a step cannot be written."""
    usable = [lane for lane in lanes if lane.kind is LaneKind.STEP and lane.id not in part_fields(Step)]
    return next((lane.id for role in roles for lane in usable if lane.role is role), None) or next((lane.id for lane in usable), None)


def _persona(personas: Iterable[Persona], roles: Iterable[PersonaRole]) -> str | None:
    people = [persona for persona in personas if persona.role is not PersonaRole.PARTNER]
    return next((persona.id for role in roles for persona in people if persona.role is role), None) or next(
        (persona.id for persona in people), None
    )


def _feeling(atlas: Atlas, value: int) -> str | None:
    """Return the level nearest to a value, on the same side of the middle."""
    levels = [level for level in atlas.feelings if (level.value > 0) == (value > 0) and (level.value < 0) == (value < 0)]
    return min(levels, key=lambda level: abs(level.value - value)).id if levels else None


def _by_name(things: Iterable[object], names: Iterable[str]) -> str | None:
    """Return the id of the first thing of which a word of its id or name begins with one of the names, the best name first."""
    words = {str(getattr(thing, "id", "")): _words(thing) for thing in things}
    return next((identifier for name in names for identifier, parts in words.items() if any(part.startswith(name) for part in parts)), None)


def _words(thing: object) -> list[str]:
    return re.findall(r"[^\W_]+", f"{getattr(thing, 'id', '')} {getattr(thing, 'name', '')}".lower())


def _scalar(text: str) -> str:
    """Return a text as a value of YAML on one line."""
    written = yaml_text({"value": text}).removeprefix("value:").strip()
    return json.dumps(text, ensure_ascii=False) if "\n" in written else written


def _holds(line: str, words: Mapping[str, str]) -> bool:
    """Return whether a line stays: one with a condition only where its two words mean different things."""
    condition = _CONDITION.search(line)
    return condition is None or words.get(condition[1]) != words.get(condition[2])


def _is_filled(line: str, words: Mapping[str, str]) -> bool:
    return set(Template(line).get_identifiers()) <= set(words)


def _without_emptied_keys(lines: list[str]) -> list[str]:
    """Return the lines without the keys below which everything was left out."""
    below = [*lines[1:], ""]
    return [line for line, following in zip(lines, below, strict=True) if not line.endswith(":") or _indent(following) > _indent(line)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
