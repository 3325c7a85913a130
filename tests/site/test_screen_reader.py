"""What a screen reader says of a map, a stage and a plan: landmarks, headings and links in their order, as Chromium hands them over.

`JOURNEYBOOK_REWRITE=1` writes the scripts anew.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parent / "screen_reader"
LANDMARKS = ("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search")
PAGES = {"map": "maps/rescue/", "stage": "maps/rescue/mend/", "plan": ""}
UNFOLD = "document.querySelectorAll('article details').forEach(fold => { fold.open = true })"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_out_in_its_order(addresses: dict[str, str], plan_address: str, browser: "Browser", name: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"{addresses['internal']}{PAGES[name]}" if PAGES[name] else plan_address)
    page.evaluate(UNFOLD)
    script = "".join(f"{line}\n" for line in _read_out(page))
    page.context.close()
    file = SCRIPTS / f"{name}.txt"
    if os.environ.get("JOURNEYBOOK_REWRITE"):
        file.write_text(script, encoding="utf-8")
    assert script.count("heading 1") == 1
    assert script == file.read_text(encoding="utf-8")


def _read_out(page: "Page") -> "Iterator[str]":
    nodes: list[dict[str, Any]] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    yield from _lines(nodes[0], by_id, 0)


def _lines(node: dict[str, Any], by_id: dict[str, dict[str, Any]], depth: int) -> "Iterator[str]":
    """Yield a node's line, where it has one, and those below it; what stands in a landmark is indented.

    A form without a name is no landmark, and what a field for a day is made of is the browser's own affair.
    """
    role, name = node.get("role", {}).get("value", ""), " ".join(node.get("name", {}).get("value", "").split())
    is_landmark = role in LANDMARKS and (role != "form" or bool(name))
    if not node.get("ignored") and (is_landmark or role in ("heading", "link", "button")):
        level = [str(one["value"]["value"]) for one in node.get("properties", ()) if role == "heading" and one["name"] == "level"]
        yield "  " * depth + " ".join([role, *level, *([f'"{name}"'] if name else [])])
    for child in node.get("childIds", ()) if role != "Date" else ():
        if child in by_id:
            yield from _lines(by_id[child], by_id, depth + is_landmark)
