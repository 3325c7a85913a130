"""The scripts: each audience gets its own, every one stands in the table, and none of them reaches for what a script may not do."""

import gzip
import re
from pathlib import Path

from journeybook.audience.assets import ON_PAPER, ON_SEARCH, SCRIPTS, SERVED
from journeybook.model.base import Audience

FOLDER = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
MOST_PLAN_BYTES = 18_500
"""How much the scripts of a plan may weigh as a server sends them, each compressed."""
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\bimport\b|fetch\(|XMLHttpRequest|sendBeacon|WebSocket"
)


def test_every_script_stands_in_the_table_of_some_audience() -> None:
    files = {path.stem for path in FOLDER.glob("*.js")}
    assert len(files) > 8
    assert {*ON_PAPER, *ON_SEARCH, *SERVED, *(name for names in SCRIPTS.values() for name in names)} == files
    assert all(len(names) == len(set(names)) for names in SCRIPTS.values())


def test_a_built_site_holds_and_loads_the_scripts_of_its_audience_only(planned: Path) -> None:
    ours = {path.stem for path in FOLDER.glob("*.js")}
    held = {path.stem for path in (planned / "assets" / "javascripts").glob("*.js")} & ours
    assert held == {*SCRIPTS[Audience.PUBLIC], *ON_SEARCH}
    html = (planned / "index.html").read_text(encoding="utf-8")
    loaded = [name for name in re.findall(r'<script src="[^"]*javascripts/([\w-]+)\.js"', html) if name in ours]
    assert loaded == list(SCRIPTS[Audience.PUBLIC])


def test_the_scripts_of_a_plan_are_small_and_send_and_run_nothing() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("plan*.js"))}
    assert len(texts) == 8
    assert sum(len(gzip.compress(text.encode())) for text in texts.values()) < MOST_PLAN_BYTES
    assert {name: FORBIDDEN.findall(re.sub(r"data-plan-import", "", text)) for name, text in texts.items()} == {name: [] for name in texts}
