"""The reference pages are what the code says, and leave nothing out."""

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli.help_pages import atlas_help
from journeybook.cli.main import assemble_program, commands
from journeybook.cli.starter_files import StarterKind, starter_types
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.language.parser import CONDITION_WORDS, parse_condition
from journeybook.render.environment import view_names
from journeybook.validate.catalogue import catalogue

ROOT = Path(__file__).parents[2]
HOME = ROOT / "docs" / "reference"
RUNNER = CliRunner()


def page(name: str) -> str:
    """Return a reference page."""
    return (HOME / f"{name}.md").read_text(encoding="utf-8")


def parts() -> list[type[Part]]:
    """Return every class that authors write."""
    found: dict[type[Part], None] = {}
    todo = [field.part for field in part_fields(Atlas).values() if field.part]
    while todo:
        part = todo.pop()
        if part not in found:
            found[part] = None
            todo += [field.part for field in part_fields(part).values() if field.part]
    return list(found)


def test_the_pages_are_what_would_be_written() -> None:
    answer = RUNNER.invoke(assemble_program(), ["reference", "--check", "--project", str(ROOT)])
    assert (answer.exit_code, answer.stderr) == (0, ""), "run journeybook reference"


def test_a_page_that_fell_behind_is_told_and_written(tmp_path: Path) -> None:
    command = ["reference", "--into", "docs/help", "--project", str(tmp_path)]
    assert RUNNER.invoke(assemble_program(), [*command, "--check"]).exit_code == 1
    assert not (tmp_path / "docs").exists()
    assert RUNNER.invoke(assemble_program(), command).exit_code == 0
    assert RUNNER.invoke(assemble_program(), [*command, "--check"]).exit_code == 0
    assert (tmp_path / "docs/help/reference/maps.md").read_text(encoding="utf-8").endswith(page("maps"))


def test_an_atlas_of_ones_own_says_into_which_folder(tmp_path: Path) -> None:
    answer = RUNNER.invoke(assemble_program(), ["reference", "--project", str(tmp_path)])
    assert (answer.exit_code, answer.stderr) == (2, "say into which folder: journeybook reference --into docs/help\n")
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_an_atlas_leads_nowhere_else() -> None:
    pages = atlas_help()
    links = {(name, link) for name, text in pages.items() for link in re.findall(r"\]\(([^)#:\s]+\.md)", text)}
    assert len(links) > 100
    missing = {(name, link) for name, link in links if os.path.normpath(f"{name}/../{link}") not in pages}
    assert missing == set()
    assert {f"guide/{path.name}" for path in (ROOT / "docs/guide").glob("*.md")} - set(pages) == {"guide/examples.md"}


def test_the_gallery_shows_each_type_of_map_with_its_table_and_its_yaml() -> None:
    types = starter_types(StarterKind.MAP)
    parts = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", (ROOT / "docs/guide/gallery.md").read_text("utf-8"), re.MULTILINE | re.DOTALL))
    assert [name.lower().replace(" ", "-") for name in parts] == list(types)
    for kind, part in zip(types, parts.values(), strict=True):
        counts = [
            part.count(text)
            for text in ('class="swimlane" role="group"', "<table ", f"--type {kind}", f"```yaml\n# journeys/maps/our-{kind}.yml\n")
        ]
        assert counts == [1, 1, 1, 1], kind
        assert part.count("</div>\n\n```yaml\n") == 1, f"{kind}: the YAML stands right behind the picture, where a wide page puts it beside"
    ids = re.findall(r' id="([^"]+)"', "".join(parts.values()))
    assert len(ids) == len(set(ids)) > 100


def test_every_field_of_every_class_is_documented() -> None:
    every = "\n".join(path.read_text(encoding="utf-8") for path in HOME.glob("*.md"))
    found = parts()
    assert len(found) > 60
    missing = [f"{part.__name__}.{name}" for part in found for name in part_fields(part) if f"| `{name}` |" not in every]
    assert {name.partition(".")[2] for name in missing} == {"blank"}, "said once, in how to read the tables"
    assert "`blank: {takes: unstated}`" in every
    assert [part.__name__ for part in found if not re.search(rf"^## {_title(part)}$", every, re.MULTILINE)] == []


def test_the_guide_uses_every_key() -> None:
    guide = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/guide").glob("*.md"))
    used = set(re.findall(r"(\w+):|`(\w+)`", guide))
    words = {word for pair in used for word in pair}
    unused = [f"{part.__name__}.{key}" for part in parts() for key in part_fields(part) if key not in {*words, *part.KEYED, part.SHORT}]
    assert unused == []


def test_every_field_says_what_it_means() -> None:
    silent = [line for path in HOME.glob("*.md") for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("|  |")]
    assert silent == []


def test_every_macro_rule_and_command_is_documented() -> None:
    assert [name for name in view_names() if f"| `{name}(" not in page("macros")] == []
    rules = page("rules")
    assert [name for name in catalogue() if f"### {name}\n" not in rules or f"| [`{name}`](#" not in rules] == []
    assert [verb for verb in commands() if f"## {verb}\n" not in page("commands")] == []


@pytest.mark.parametrize("verb", list(commands()))
def test_every_option_in_the_help_is_documented(verb: str) -> None:
    helped = set(re.findall(r"--[a-z][a-z-]*", RUNNER.invoke(assemble_program(), [verb, "--help"]).output)) - {"--help"}
    section = page("commands").split(f"## {verb}\n")[1].split("\n## ")[0]
    documented = set(re.findall(r"--[a-z][a-z-]*", section))
    assert helped == documented


def test_the_words_of_the_language_are_listed() -> None:
    guide = (ROOT / "docs/guide/conditions-and-times.md").read_text(encoding="utf-8")
    listed = re.search(r"cannot be names: `([a-z\s]+)`", guide)
    assert listed
    assert set(listed[1].split()) == CONDITION_WORDS
    assert parse_condition("unstated")


def _title(model: type[Part]) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda found: f" {found[1].lower()}", model.__name__)
