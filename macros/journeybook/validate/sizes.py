"""How much a map and an atlas may hold, so that the time and memory of every command have a bound."""

from collections.abc import Iterator

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.nodes import MappingNode, Node, ScalarNode, SequenceNode, values_in
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.flow import links
from journeybook.model.health import HealthModel, indicators_of
from journeybook.model.language.coverage import MOST_NUMBERS, numbers_in
from journeybook.model.library import Interaction, Resource
from journeybook.model.map import Map
from journeybook.model.people import Persona, Segment
from journeybook.model.plays import Playbook
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.translation import Translation
from journeybook.model.vocabulary import Team

MOST_STEPS = 500
"""Steps in a map, those that it takes from its bases among them."""
MOST_STAGES = 100
"""Stages in a map: a stage page names all others, so that pages of stages take the square of their number."""
MOST_LINKS = 2_000
"""Links between the steps of a map: those that are written, and those to the next step, to each option and to each track."""
MOST_PAGES = 10_000
"""Things and stages with a page of their own; a page takes 5 to 20 milliseconds of computing."""
MOST_MAPS = 300
"""Maps in an atlas."""
MOST_ATLAS_STEPS = 3_000
"""Steps in an atlas, in which what a variant takes from its bases counts again; one takes about 2 milliseconds of computing."""
MOST_ENTRIES = 1_000
"""Entries of a list, and keys of a mapping."""
MOST_TEXTS = 5_000
"""Texts of a translation of the interface, which has some 2,800."""
MOST_MAP_VALUES = 20_000
"""Values in a map: 40 for each step."""
MOST_VALUES = 100_000
"""Values in an atlas, in which what a variant takes from its bases counts again."""
MOST_BYTES = 4_000_000
"""Bytes of all YAML files together: 40 for each value."""
_WITH_PAGES = (Team, Segment, Persona, Playbook, HealthModel, Resource, Interaction, Map, Stage)
SIZE_MAP = FindingRule(
    "SIZE-MAP",
    Level.ERROR,
    f"""A map has at most {MOST_STAGES} stages, {MOST_STEPS} steps, {MOST_LINKS:,} links between them, and {MOST_MAP_VALUES:,} values.

What a variant takes from its bases counts. So do links that follow from the order of the file. A
value is a text, a number or a word behind a colon or a dash. Nobody can read such a map:
divide the journey into several, and join them by `continues:`.

Good:
    stages: [{{id: set-up, name: Set-up, exit: Everybody is in, steps: [{{customer: Cleans the list}}]}}]

Bad:
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        steps:
          - {{customer: Cleans the list}} # {MOST_STEPS + 1} times
""",
)
SIZE_ATLAS = FindingRule(
    "SIZE-ATLAS",
    Level.ERROR,
    f"""An atlas holds at most {MOST_VALUES:,} values, in files of at most {MOST_BYTES // 1_000_000} MB.

There are at most {MOST_MAPS} maps in it, with {MOST_ATLAS_STEPS:,} steps.

It makes at most {MOST_PAGES:,} pages, one for each map, stage, playbook, health model, segment, persona, team, resource and interaction.
What a variant takes from its bases counts again. The example atlas holds 8,000. A larger one is not checked: divide it into several
projects, or let fewer variants take all of a large map.

Good:
    summary: Everything before the first rota

Bad:
    # evidence/first.yml
    - {{id: first, name: [{", ".join("a" * 60)}]}} # 900 times
    # evidence/second.yml
    - {{id: second, name: [{", ".join("a" * 60)}]}} # 900 times
""",
)
SIZE_LIST = FindingRule(
    "SIZE-LIST",
    Level.ERROR,
    f"""A list has at most {MOST_ENTRIES:,} entries, and a thing as many keys.

Nobody reads through a longer one. What stands in a folder may be divided among several files. A translation has at most
{MOST_TEXTS:,} texts.

Good:
    stages: [{{id: set-up, name: Set-up, exit: Everybody is in, thinks: [Who helps?]}}]

Bad:
    stages:
      - id: set-up
        name: Set-up
        exit: Everybody is in
        thinks:
          - Who helps? # {MOST_ENTRIES + 1} times
""",
)
SIZE_RULES = FindingRule(
    "SIZE-RULES",
    Level.ERROR,
    f"""The bands of a score or of an indicator, and the rules of all segments, compare with at most {MOST_NUMBERS} numbers.

More are not looked through for gaps and overlaps. Nobody keeps so many ranges in mind: let fewer bands do.

Good:
    # health/score.yml
    {{id: score, name: Score, total: 10, bands: [{{id: good, tone: good, when: '>= 5'}}, {{id: poor, tone: poor, when: '< 5'}}]}}

Bad:
    # segments/all.yml
    - {{id: small, name: Small, rule: 'staff > 1{" or staff > 1" * MOST_NUMBERS}'}}
""",
)


def map_size_findings(tree: MappingNode, identifier: str) -> Iterator[Finding]:
    """Yield the finding about a built map that is too large, placed at its beginning."""
    steps, values, stages = _steps_in(tree), values_in(tree), tree.get("stages")
    if isinstance(stages, SequenceNode) and len(stages.items) > MOST_STAGES:
        message = f"the map '{identifier}' has {len(stages.items):,} stages, with those of its bases, and at most {MOST_STAGES} are read"
        yield SIZE_MAP.at(tree.place, message, "divide it into several maps, and join them by `continues:`")
    elif steps > MOST_STEPS:
        message = f"the map '{identifier}' has {steps:,} steps, with those of its bases, and at most {MOST_STEPS} are read"
        yield SIZE_MAP.at(tree.place, message, "divide it into several maps, and join them by `continues:`")
    elif values > MOST_MAP_VALUES:
        message = f"the map '{identifier}' holds {values:,} values, with those of its bases, and at most {MOST_MAP_VALUES:,} are read"
        yield SIZE_MAP.at(tree.place, message, "divide it into several maps, and join them by `continues:`")


def list_size_findings(root: Node, model: type[Part]) -> Iterator[Finding]:
    """Yield the finding about each list or mapping of a file of one class that is too long, placed at its beginning."""
    most = MOST_TEXTS if model is Translation else MOST_ENTRIES
    waiting = [root]
    while waiting:
        node = waiting.pop()
        inside = (
            node.items if isinstance(node, SequenceNode) else [value for _, value in node.entries] if isinstance(node, MappingNode) else ()
        )
        if len(inside) > most:
            what = "list" if isinstance(node, SequenceNode) else "group of keys"
            message = f"this {what} has {len(inside):,} entries, and at most {most:,} are read"
            yield SIZE_LIST.at(node.place, message, "shorten it; what stands in a folder may be divided among several files")
        waiting += [value for value in inside if not isinstance(value, ScalarNode)]


def link_count_findings(atlas: Atlas) -> Iterator[Finding]:
    """Yield the finding about each map with too many links, placed at its beginning."""
    for journey in atlas.maps:
        count = len(links(journey))
        if count > MOST_LINKS:
            message = f"the map '{journey.id}' has {count:,} links between its steps, and at most {MOST_LINKS:,} are drawn"
            yield SIZE_MAP.at(journey.origin.place, message, "lead to a choice as a whole, or divide the map into several")


def count_findings(atlas: Atlas) -> Iterator[Finding]:
    """Yield the findings about the page, the map and the step that is one too many, placed at its map where it stands in one."""
    for noun, kinds, most in (("pages", _WITH_PAGES, MOST_PAGES), ("maps", (Map,), MOST_MAPS), ("steps", (Step,), MOST_ATLAS_STEPS)):
        spots = [spot for kind in kinds for spot in atlas.spots_of(kind)]
        if len(spots) > most:
            message = f"with this there are {len(spots):,} {noun}, and at most {most:,} are shown"
            yield SIZE_ATLAS.at((spots[most].map or spots[most].part).origin.place, message, "divide the atlas into several projects")


def rule_count_findings(atlas: Atlas) -> Iterator[Finding]:
    """Yield the finding about each set of bands with too many numbers, and about the rules of segments."""
    rules = [segment.rule for segment in atlas.segments if segment.rule]
    indicators = [indicator for model in atlas.health for indicator in indicators_of(model)]
    tables = [part.band_table for part in (*atlas.health, *indicators) if part.band_table]
    sets = [
        *((model.origin.place, f"the bands of '{model.id}'", [band.when for band in model.bands if band.when]) for model in atlas.health),
        *((row.origin.place, f"the bands of '{row.measure}'", [band.when for band in row.bands]) for row in indicators),
        *((table.origin.place, "a table of bands", [part.when for part in (*table.down, *table.across)]) for table in tables),
        *((segment.origin.place, "the rules of all segments", rules) for segment in atlas.segments[-1:]),
    ]
    for place, whose, conditions in sets:
        count = numbers_in(conditions)
        if count > MOST_NUMBERS:
            message = f"{whose} compare with {count:,} numbers, and at most {MOST_NUMBERS} are looked through"
            yield SIZE_RULES.at(place, message, "let fewer bands or rules do")


def atlas_size_finding(place: Place) -> Finding:
    """Return the finding about an atlas that is too large, placed where the limit is passed."""
    message = f"here the atlas passes {MOST_VALUES:,} values or {MOST_BYTES // 1_000_000} MB, with what variants take from their bases"
    return SIZE_ATLAS.at(place, f"{message}, and is not checked further", "divide it into several projects, or into fewer variants")


def _steps_in(tree: Node) -> int:
    """Return how many entries the lists of steps below a node have."""
    count, waiting = 0, [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            lists = [value for key, value in node.entries if key.text == "steps" and isinstance(value, SequenceNode)]
            count += sum(len(steps.items) for steps in lists)
            waiting += [value for _, value in node.entries if not isinstance(value, ScalarNode)]
        elif isinstance(node, SequenceNode):
            waiting += [item for item in node.items if not isinstance(item, ScalarNode)]
    return count
