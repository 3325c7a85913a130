"""Whole public sites: the same bytes whatever is internal, no internal word in them, and nothing internal within reach of a build."""

import re
import shutil
from pathlib import Path

import pytest
from noise import Noisy, run_build, snapshot, write_noisy
from two_audiences import SHOWN_OTHERWISE, World, tokens_in

HOOK = Path(__file__).parent / "leaking_hook.py"
REACHED, START = "prying.txt", b"pried: "
"""The file in which that hook publishes what it reaches, and how the file begins."""

pytestmark = pytest.mark.xdist_group("proof")


def test_public_sites_are_the_same_to_the_byte_with_paths_modes_and_times(noisy: list[Noisy]) -> None:
    shots = [snapshot(one.site) for one in noisy]
    assert (len(shots) > 2, len(shots[0]) > 40) == (True, True)
    for shot in shots[1:]:
        assert [path for path in sorted(shots[0].keys() | shot.keys()) if shots[0].get(path) != shot.get(path)] == []


def test_no_internal_canary_is_on_the_site_and_every_public_one_is(noisy: list[Noisy]) -> None:
    world = noisy[0].world
    words = {is_public: [word for word, (_, public) in world.tokens.items() if public is is_public] for is_public in (True, False)}
    assert (len(words[True]) > 50, len(words[False]) > 1000) == (True, True)
    shown = tokens_in(readable(noisy[0].site))
    assert [word for word in words[False] if word in shown] == []
    absent = [world.tokens[word][0] for word in words[True] if word not in shown]
    assert [place for place in absent if not any(name in place for name in SHOWN_OTHERWISE)] == []


def test_a_plugin_that_takes_whatever_it_finds_finds_nothing_internal(tmp_path: Path) -> None:
    """The hook publishes its folders, what lies beside them, the settings, the environment and the history."""
    world = World()
    project, surroundings = write_noisy(world, tmp_path)
    (project / "overrides/hooks").mkdir()
    shutil.copy(HOOK, project / "overrides/hooks/pry.py")
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}hooks: [overrides/hooks/pry.py]\n", encoding="utf-8")
    done = run_build(project, surroundings | {"SECRET_TOKEN": "Quandt"})
    assert done.returncode == 0, done.stdout + done.stderr
    reached = (project / "site/public" / REACHED).read_bytes()
    assert (reached.startswith(START), b"atlas.json" in reached, b"Bring your list of people" in reached) == (True, True, True)
    internal = [word for word, (_, is_public) in world.tokens.items() if not is_public]
    assert len(internal) > 1000
    text = reached.decode("utf-8", "replace").lower()
    assert tokens_in(text) & set(internal) == set()
    assert [word for word in ("quandt", project.as_posix().lower(), "@example.org\n") if word in text] == []


def test_a_hook_that_lies_elsewhere_stops_the_build_and_says_where_it_belongs(tmp_path: Path) -> None:
    project, surroundings = write_noisy(World(), tmp_path)
    shutil.copy(HOOK, project / "leaking_hook.py")
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}hooks: [leaking_hook.py]\n", encoding="utf-8")
    done = run_build(project, surroundings)
    said = done.stdout + done.stderr
    assert (done.returncode, (project / "site/public").exists(), "has to stand in overrides" in said) == (1, False, True), said
    assert (f"{project}/leaking_hook.py" in said, "journeybook-" in said) == (True, False), said


def readable(site: Path) -> str:
    """Return every path and text of a site."""
    return "\n".join(
        f"{path.relative_to(site)}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in sorted(site.rglob("*")) if path.is_file()
    )


EVERYDAY = re.compile(r"[A-Za-z]{4,}")


def test_no_word_of_an_empty_site_stops_a_build_as_an_internal_text(noisy: list[Noisy], tmp_path: Path) -> None:
    words = sorted({word.lower() for word in EVERYDAY.findall(readable(noisy[0].site))} | {"plan import", "custom"})
    assert (len(words) > 2000, {"custom", "regular", "images", "slate", "sitemap"} <= set(words)) == (True, True)
    project, surroundings = write_noisy(World(), tmp_path)
    entries = "".join(
        f'- {{id: word-{number}, name: "{word}", kind: customer, date: 2026-01-01, owner: the-team}}\n' for number, word in enumerate(words)
    )
    for number, part in enumerate(re.findall(r"(?:.*\n){1,500}", entries)):
        (project / f"journeys/evidence/words-{number}.yml").write_text(part, encoding="utf-8")
    done = run_build(project, surroundings)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
