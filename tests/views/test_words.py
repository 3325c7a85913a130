"""Guards over the interface's words: each is used, each that is asked for exists, and no words stand anywhere else."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import pytest
from answered import every_field, texts_by_place, whole_atlas

from journeybook import findings, registry
from journeybook.audience.withhold import changed
from journeybook.draw import diagram
from journeybook.model.language.describe import COMPARISONS
from journeybook.model.language.nodes import UNITS
from journeybook.model.organisation import OUR_NOUNS, Word
from journeybook.views.base.book import Book
from journeybook.words import words
from journeybook.words.sentences import noun_forms

PACKAGE = Path(__file__).parents[2] / "macros" / "journeybook"
DESCRIBERS = [
    PACKAGE / "model" / "language" / "describe.py",
    PACKAGE / "model" / "atlas.py",
    PACKAGE / "model" / "describe_timing.py",
    PACKAGE / "compare" / "part_differences.py",
    PACKAGE / "prove" / "customer_changes.py",
    PACKAGE / "cli" / "atlas_states.py",
]
"""The modules outside of the speaking rooms that are handed the interface's words, or hold the ends of their keys."""
SPEAKERS = [*(path for room in ("views", "render", "site") for path in sorted((PACKAGE / room).rglob("*.py"))), *DESCRIBERS]
TEMPLATES = sorted((PACKAGE / "render").rglob("*.jinja"))
WORDS = words("en")
UNIT_NAMES = {name.replace(" ", "_") for unit in UNITS for name in (unit, unit.removesuffix("s"))}
"""The ends of the keys of units of time, in the singular and plural."""
SPOKEN = ("aria-label", "alt", "placeholder", "title")
"""Attributes that a reader hears or sees."""
OUR_WORD = re.compile(rf"\b({'|'.join(sorted(OUR_NOUNS))})s?\b", re.IGNORECASE)
"""One of our words for which an organisation may have its own, or its plural."""
ADDRESS = re.compile(r"[\w.]*[-/.#][\w./#@-]*")
"""An id, an anchor or an address, which no reader reads."""
FOR_MACHINES = {"anchor", "key", "name", "shape", "sign", "tables", "tokens"}
"""Fields of views with words for scripts and styles; what readers read of a table stands below its caption."""
OURS_ALL_THE_SAME = {
    "coverage.rule.not_applicable_means": "it says what to write in a file",
    "map.print_note": "it says which command to run",
    "success.steps": "step by step is a phrase, and speaks of no step",
    **dict.fromkeys((f"noun.{noun}{end}" for noun in OUR_NOUNS for end in ("", ".plural")), "they are our words for our nouns"),
    **dict.fromkeys((f"glossary.{name}" for name in (*OUR_NOUNS, "experience_map", "success_map")), "the glossary says whose word it is"),
}
"""The keys of texts that say a word of ours whatever the organisation says, with the reason."""
KEY = re.compile(r'"([a-z][\w-]*(?:\.[\w-]+)*)"')


def test_every_word_that_is_asked_for_exists() -> None:
    asked = [(path.name, key) for path in SPEAKERS for key in _asked(path)]
    asked += [(path.name, key) for path in TEMPLATES for key in re.findall(r'\bsay\("([^"]+)"(?!\s*~)', _text(path))]
    assert len(asked) > len(WORDS) / 4
    assert [(name, key) for name, key in asked if key not in WORDS] == []


def test_every_begun_word_has_an_end() -> None:
    begun = sorted(pattern for pattern in _patterns() if not pattern.startswith(NAME))
    assert begun
    assert [pattern for pattern in begun if not any(re.fullmatch(pattern, key) for key in WORDS)] == []


def test_every_word_is_used() -> None:
    literals = {text for path in SPEAKERS for text in _literals(path)} | {key for path in TEMPLATES for key in KEY.findall(_text(path))}
    values = {value for one in _vocabularies().values() for value in one}
    parts = (
        literals
        | values
        | UNIT_NAMES
        | every_field()
        | {text for path in sorted((PACKAGE / "model").rglob("*.py")) for text in _literals(path)}
    )
    whole = literals | {f"{name}.{value}" for name, one in _vocabularies().items() for value in one}
    patterns = [re.compile(pattern) for pattern in _patterns()]

    def is_used(key: str) -> bool:
        found = filter(None, (pattern.fullmatch(key) for pattern in patterns))
        return key in whole or any(parts.issuperset(one.groups()) for one in found)

    assert len(literals) > len(WORDS) / 4
    assert [key for key in WORDS if not is_used(key)] == []


@pytest.mark.parametrize("name", sorted({key.partition(".")[0] for key in WORDS}))
def test_a_vocabulary_has_all_its_words(name: str) -> None:
    values = _vocabularies().get(name, frozenset())
    missing = {f"{name}.{value}" for value in values} - WORDS.keys()
    assert missing in (set(), {f"{name}.{value}" for value in values}), "some values have a word and others have none"


def test_every_unit_of_time_and_sign_of_comparison_has_its_words() -> None:
    keys = {f"duration.{name}" for name in UNIT_NAMES} | {
        f"{family}.{name}" for family in ("condition", "range") for name in COMPARISONS.values()
    }
    assert len(keys) == 2 * len(UNITS) + 2 * len(COMPARISONS)
    assert keys - WORDS.keys() == set()


def test_no_template_holds_words_of_its_own() -> None:
    assert len(TEMPLATES) > len({path.parent for path in TEMPLATES})
    sample = '<p class="some class">{{ x }} Text {# a remark #}{% if a > b %}</p><a aria-label="Here">·</a>'
    assert list(_own_words(sample)) == ["Text", "Here"]
    assert [(path.name, said) for path in TEMPLATES for said in _own_words(_text(path))] == []


NAME = r"([\w.-]+)"
"""Stands where a word's beginning is given by the caller."""


def _asked(path: Path) -> Iterator[str]:
    """Yield the whole keys that are given to `say` and `heading`, or looked up in `words`."""
    for argument in _keys(path):
        options = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        yield from (one.value for one in options if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _patterns() -> set[str]:
    """Return a pattern for every key that is put together from parts."""
    begun = (text for path in TEMPLATES for text in re.findall(r'\bsay\("([^"]+)"\s*~', _text(path)))
    return {pattern for path in SPEAKERS for pattern in _begun(path)} | {rf"{re.escape(text)}([\w-]+)" for text in begun}


def _begun(path: Path) -> Iterator[str]:
    for argument in _keys(path):
        if isinstance(argument, ast.JoinedStr):
            said = [str(part.value) if isinstance(part, ast.Constant) else "" for part in argument.values]
            if any(text.strip(".") for text in said):
                yield "".join(re.escape(text) or (r"([\w-]+)" if place else NAME) for place, text in enumerate(said))


def _keys(path: Path) -> Iterator[ast.expr]:
    for lookup in (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Subscript)):
        if isinstance(lookup.value, ast.Name) and lookup.value.id == "words":
            yield lookup.slice
    for call in (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
        place = {"say": 0, "heading": 1}.get(name)
        if place is not None and len(call.args) > place:
            yield call.args[place]


def _literals(path: Path) -> Iterator[str]:
    return (node.value for node in ast.walk(_tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _vocabularies() -> dict[str, frozenset[str]]:
    """Return every closed vocabulary by the name under which its words stand."""
    modules = [
        findings,
        diagram,
        *registry.modules("journeybook.model").values(),
        *registry.modules("journeybook.measure.timeline").values(),
    ]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type) and issubclass(one, StrEnum)}
    return {one.__name__.lower(): frozenset(map(str, one)) for one in found}


def _own_words(template: str) -> Iterator[str]:
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)
    yield from re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", plain))
    for value in re.findall(rf'(?:{"|".join(SPOKEN)})="([^"]*)"', plain):
        yield from re.findall(r"[^\W\d_]{2,}", value)


def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_number_stands_with_its_word_in_the_singular_or_plural() -> None:
    """Behind a number that is filled in, no plural is written out: `1 steps`."""
    plurals = re.compile(r"\{(?:count|steps|lanes|stages|days|of|total|holes)\} (?:\{\w+\}|\w+)s\b")
    assert plurals.search("{count} steps")
    assert any("{count:{step}|{step}s}" in sentence for sentence in WORDS.values())
    assert [key for key, sentence in WORDS.items() if plurals.search(sentence)] == []
    numbers = re.compile(r"\{\{ [\w.|]+(?:count|length|number) \}\} [a-z]+s\b")
    assert [path.name for path in TEMPLATES if numbers.search(_text(path))] == []


def test_no_text_says_a_word_of_ours_but_in_a_blank() -> None:
    """Where the organisation has its own word, a word that is written out would stand beside it."""
    bare = {key: re.sub(r"\{[^{}:|]*", "", sentence) for key, sentence in WORDS.items()}
    assert OUR_WORD.search("the handoffs of a Map")
    assert {key for key, sentence in bare.items() if OUR_WORD.search(sentence)} == OURS_ALL_THE_SAME.keys() & WORDS.keys()


def test_no_page_prints_a_word_that_the_organisation_has_replaced() -> None:
    atlas = whole_atlas(text=lambda place: f"w{sha256(place.encode()).hexdigest()[:8]}")
    own_words = tuple(Word(ours=noun, yours=f"k{noun[::-1]}y") for noun in sorted(OUR_NOUNS))
    texts = texts_by_place(changed(atlas, file=changed(atlas.file, words=own_words)), Book)
    shown = {place: counted for place, counted in texts.items() if place[0] != "glossary" and place[-1] not in FOR_MACHINES}
    said = {text for counted in shown.values() for text in counted if type(text) is str and not ADDRESS.fullmatch(text)}
    assert {noun for noun in OUR_NOUNS if any(f"k{noun[::-1]}" in text.lower() for text in said)} == OUR_NOUNS
    assert any(f"k{'stage'[::-1]}ies" in text.lower() for text in said)
    assert sorted(text for text in said if OUR_WORD.search(text)) == []


def test_an_own_word_has_its_plural_and_article() -> None:
    forms = noun_forms("persona", "idol", "idols of ours")
    assert forms == {
        "persona": "idol",
        "persona_plural": "idols of ours",
        "a_persona": "an idol",
        "Persona": "Idol",
        "Persona_plural": "Idols of ours",
        "A_persona": "An idol",
    }
    plurals = [noun_forms("step", word)["step_plural"] for word in ("story", "day", "process", "box", "branch", "way", "task")]
    assert plurals == ["stories", "days", "processes", "boxes", "branches", "ways", "tasks"]
