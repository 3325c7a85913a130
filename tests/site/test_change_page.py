"""The page of `diff --page` in a real browser: quiet, complete in itself, without a barrier, and no wider than a phone."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from page_faults import barriers, page_faults
from playwright.sync_api import expect
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WAYS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


@pytest.fixture(scope="module")
def change_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of differences between a new repository and the same with changed words, a stage less and an address in a text."""
    old, new = (tmp_path_factory.mktemp("changes") / name for name in ("old", "new"))
    program = assemble_program()
    assert CliRunner().invoke(program, ["init", str(old)]).exit_code == 0
    shutil.copytree(old, new)
    journey = new / "journeys" / "maps" / "first-map.yml"
    text = journey.read_text(encoding="utf-8")
    longer = text.replace("Invites three colleagues", f"Reads https://example.org/{'long/' * 30} aloud").replace("21 days", "30 days")
    assert longer.count("long/") == 30
    journey.write_text(longer.split("  - id: everyday-use")[0], encoding="utf-8")
    page = new / "changes.html"
    answer = CliRunner().invoke(program, ["diff", str(old), str(new), "--page", str(page)])
    assert page.is_file(), answer.output
    return page


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_the_page_is_quiet_fits_and_has_no_barrier(
    change_page: Path, browser: "Browser", width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    with page_faults(page, change_page.as_uri()) as faults:
        page.goto(change_page.as_uri())
        expect(page.locator("svg")).to_have_count(2)
        expect(page.get_by_role("listitem").filter(has_text="30 days after")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert barriers(page) == []
        assert faults == []
    page.close()
